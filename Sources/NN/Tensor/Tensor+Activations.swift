internal import CKernels

// Further activations, the same bits on every x86-64. `Variable+Activations.swift` records them and says what their kinks do.

/// The error function, 2/√π · ∫₀ˣ e^(−t²) dt
///
/// - Numerics: the error is below 3 units in the last place
public func erf<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.mapped(ck_erf) }

/// ln(1 + eˣ) = max(x, 0) + ln(1 + e^(−|x|)), so that nothing overflows.
///
/// - Numerics: exact for every x, where PyTorch's gives x itself above its threshold of 20
public func softplus<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.mapped(ck_softplus) }

/// x above 0, scale · (eˣ − 1) elsewhere. The scale, α in the paper, is 0 or more; its default is PyTorch's.
///
/// - Source: Clevert, Unterthiner & Hochreiter 2016, https://arxiv.org/abs/1511.07289
public func elu<Scalar>(_ x: Tensor<Scalar>, scale: Double = 1) -> Tensor<Scalar> {
  if !(scale >= 0) { stop("elu: a scale of \(scale); it is 0 or more") }
  return x.mapped(ck_elu, scale)
}

/// λ · elu(x, α): what keeps mean 0 and variance 1 through layers of `Initializer.lecun`.
///
/// - Source: Klambauer et al. 2017, equation 2 and appendix A4, https://arxiv.org/abs/1706.02515
public func selu<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
  elu(x, scale: SelfNormalizing.alpha) * Scalar(SelfNormalizing.lambda)
}

/// The constants of SELU: the fixed point of mean 0 and variance 1.
public enum SelfNormalizing {
  public static var alpha: Double { 1.6732632423543772848170429916717 }
  public static var lambda: Double { 1.0507009873554804934193349852946 }
}

/// x above 0, slope · x elsewhere, with trained slopes.
///
/// - Shapes: the slopes repeat along x, aligned at the last axis: [channels] for [batch, channels], [channels, 1, 1] for images
public func prelu<Scalar>(_ x: Tensor<Scalar>, slope: Tensor<Scalar>) -> Tensor<Scalar> {
  prelu(Variable(constant: x), slope: Variable(constant: slope)).value
}

/// The greatest of each run of `pieces` neighbours on the last axis.
///
/// - Shapes: [..., units · pieces] → [..., units]
/// - Errors: a last axis that `pieces` does not divide stops
/// - Source: Goodfellow et al. 2013, https://arxiv.org/abs/1302.4389
public func maxout<Scalar>(_ x: Tensor<Scalar>, pieces: Int) -> Tensor<Scalar> {
  if x.rank == 0 || pieces < 1 || x.shape[x.rank - 1] % pieces != 0 {
    stop("maxout: \(pieces) pieces of \(x.shape): they have to divide the last axis; give the layer before units · pieces outputs")
  }
  let units = x.shape[x.rank - 1] / pieces, shape = x.shape.replacing(x.rank - 1, by: units)
  if shape.count == 0 { return .zeros(shape) }
  return x.reshaped(to: [shape.count, pieces]).max(axis: 1).reshaped(to: shape)
}

/// x · sigmoid(βx)
///
/// - Numerics: 0 at −∞, the limit, where PyTorch's `silu` gives NaN
/// - Source: Ramachandran, Zoph & Le 2017, https://arxiv.org/abs/1710.05941; PyTorch's `silu` is β = 1
public func swish<Scalar>(_ x: Tensor<Scalar>, beta: Double = 1) -> Tensor<Scalar> { x.mapped(ck_swish, beta) }

/// With a trained β, which repeats along x.
public func swish<Scalar>(_ x: Tensor<Scalar>, beta: Tensor<Scalar>) -> Tensor<Scalar> {
  swish(Variable(constant: x), beta: Variable(constant: beta)).value
}

/// x · Φ(x) = x/2 · (1 + erf(x/√2)), Φ the normal distribution function. PyTorch's default.
///
/// - Numerics: 0 at −∞, the limit, where PyTorch's gives NaN
/// - Source: Hendrycks & Gimpel 2016, https://arxiv.org/abs/1606.08415
public func gelu<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x.mapped(ck_gelu) }

/// x/2 · (1 + tanh(√(2/π) · (x + 0.044715 x³))), the older approximation of GELU: up to 5e-4 from it. 0 at −∞.
public func geluByTanh<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { geluByTanh(Variable(constant: x)).value }

extension Tensor {
  /// 1 at the first greatest of each run of `pieces` numbers, 0 elsewhere: [runs, pieces]
  func firstGreatest(ofEach pieces: Int) -> Tensor {
    .oneHot(reshaped(to: [count / pieces, pieces]).argmaxOfRows(), classes: pieces)
  }
}
