/// How alike two representations of the same samples are: linear centred kernel alignment, from 0 to 1.
///
/// CKA = ‖YᵀX‖² / (‖XᵀX‖ · ‖YᵀY‖) of the centred columns, Frobenius norms
///
/// It does not change when a representation is turned (orthogonal maps), scaled or moved as a whole; it does under other invertible
/// linear maps.
///
/// - Shapes: x [n, p], y [n, q] → a number; NaN if all samples of one are equal
/// - Numerics: in double precision; from features while those are fewer than samples, else from Gram matrices, which is the same
///   number. This biased form nears 1 for unrelated representations of few samples and many features; `unbiased` does not
/// - Source: Kornblith, Norouzi, Lee & Hinton 2019, equation 5, https://arxiv.org/abs/1905.00414; unbiased: Nguyen, Raghu &
///   Kornblith 2021, equations 2 and 3, https://arxiv.org/abs/2010.15327
public func centredKernelAlignment<Scalar>(_ x: Tensor<Scalar>, _ y: Tensor<Scalar>, unbiased: Bool = false) -> Double {
  if x.rank != 2 || y.rank != 2 || x.shape[0] != y.shape[0] || x.shape[0] == 0 {
    stop("centredKernelAlignment: \(x.shape) with \(y.shape): give [samples, features] of the same samples")
  }
  // The mean drops out of either form; taken away first, a large one costs no digits.
  let a = Tensor<Double>(x).centred(), b = Tensor<Double>(y).centred()
  if unbiased || x.shape[1] + y.shape[1] > 2 * x.shape[0] {
    return centredKernelAlignment(
      gram: product(a, a, rightTransposed: true), with: product(b, b, rightTransposed: true), unbiased: unbiased)
  }
  func norm(_ a: Tensor<Double>, _ b: Tensor<Double>) -> Double { product(a, b, leftTransposed: true).norm() }
  let cross = norm(a, b)
  return cross / norm(a, a) * (cross / norm(b, b))
}

/// The same from Gram matrices of any kernel, K = XXᵀ for the linear one: HSIC(K, L) / √(HSIC(K, K) · HSIC(L, L)).
///
/// - Shapes: K and L [n, n], symmetric
/// - Numerics: NaN where HSIC(K, K) or HSIC(L, L) is 0 or less. The unbiased form can be negative, and needs 4 samples
public func centredKernelAlignment(gram k: Tensor<Double>, with l: Tensor<Double>, unbiased: Bool = false) -> Double {
  func criterion(_ k: Tensor<Double>, _ l: Tensor<Double>) -> Double { independenceCriterion(gram: k, with: l, unbiased: unbiased) }
  let own = criterion(k, k), other = criterion(l, l)
  return own > 0 && other > 0 ? criterion(k, l) / (own.squareRoot() * other.squareRoot()) : .nan
}

/// The Hilbert-Schmidt independence criterion, 0 for independent samples of infinite number.
///
/// Biased: tr(K H L H) / (n − 1)², H = 1 − 𝟏𝟏ᵀ/n. Unbiased, with the diagonals of K and L set to 0:
/// (tr(K L) + 𝟏ᵀK𝟏 · 𝟏ᵀL𝟏 / ((n − 1)(n − 2)) − 2/(n − 2) · 𝟏ᵀK L𝟏) / (n (n − 3))
///
/// - Shapes: [n, n] each → a number
/// - Errors: less than 2 samples, or 4 for the unbiased form, stop
/// - Source: Gretton, Bousquet, Smola & Schölkopf 2005; Song, Smola, Gretton, Bedo & Borgwardt 2012, theorem 2
public func independenceCriterion(gram k: Tensor<Double>, with l: Tensor<Double>, unbiased: Bool = false) -> Double {
  let least = unbiased ? 4 : 2
  if k.rank != 2 || k.shape != l.shape || k.shape[0] != k.shape[1] || k.shape[0] < least {
    stop("independenceCriterion: \(k.shape) with \(l.shape): give [n, n] twice, of \(least) samples at least")
  }
  let n = Double(k.shape[0])
  if !unbiased { return (k.doublyCentred() * l.doublyCentred()).sum() / ((n - 1) * (n - 1)) }
  let k = k.withoutDiagonal(), l = l.withoutDiagonal()
  // tr(K L) = Σ Kᵢⱼ Lᵢⱼ of symmetric matrices, and 𝟏ᵀK L𝟏 is the product of their sums of columns.
  let kSums = k.sum(axis: 0), lSums = l.sum(axis: 0)
  let sums = kSums.sum() * lSums.sum() / ((n - 1) * (n - 2)), cross = (kSums * lSums).sum() * 2 / (n - 2)
  return ((k * l).sum() + sums - cross) / (n * (n - 3))
}

extension Tensor<Double> {
  /// The first sample is taken away before the mean, so that equal samples become 0 without rounding.
  fileprivate func centred() -> Tensor {
    let moved = self - self[row: 0]
    return moved - moved.mean(axis: 0)
  }

  /// H K H
  fileprivate func doublyCentred() -> Tensor { self - mean(axis: 0) - mean(axis: 1, keepingAxis: true) + mean() }

  fileprivate func withoutDiagonal() -> Tensor {
    var result = self
    for i in 0..<shape[0] { result[i, i] = 0 }
    return result
  }
}
