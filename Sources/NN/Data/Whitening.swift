/// The map that gives training data the identity as its covariance, fitted on it and applied to any.
///
/// y = (x − μ) W, W = V diag(1/√(λ + ε)) for PCA, followed by Vᵀ for ZCA, which of all whitenings stays closest to x − μ
///
/// The covariance of the whitened training data is diag(λ / (λ + ε)), turned back by V for ZCA: the identity where λ ≫ ε.
///
/// - Shapes: x [n, d] → [n, d]; mean [d], matrix and inverse [d, d]
/// - Units: the covariance is biased (1/n)
/// - Source: Bell & Sejnowski 1997, "The independent components of natural scenes are edge filters"; ε as in Krizhevsky 2009
public struct Whitening<Scalar: TensorScalar>: Sendable {
  /// Which of the whitenings, all of them turns of each other.
  public enum Kind: Sendable, Hashable {
    /// Along the principal components, the one of greatest variance first.
    case pca
    /// In the axes of the data ("zero-phase"): whitened images look like images.
    case zca
  }

  public let mean: Tensor<Scalar>, matrix: Tensor<Scalar>, inverse: Tensor<Scalar>

  init(of components: PrincipalComponents<Scalar>, _ kind: Kind, epsilon: Double) {
    let variances = components.exactVariances, directions = components.exactDirections
    let least = variances.min(), negligible = Double(variances.count) * Double.ulpOfOne * variances.max()
    if !(epsilon >= 0) || epsilon.isInfinite || (epsilon == 0 && least <= negligible) {
      stop("whitening: ε = \(epsilon) with a least variance of \(least); take a positive ε, such as 1e-5 of the greatest variance")
    }
    let deviations = sqrt(variances + epsilon)
    let forward = directions / deviations, back = directions * deviations
    mean = components.mean
    matrix = Tensor(kind == .pca ? forward : product(forward, directions, rightTransposed: true))
    inverse = Tensor(kind == .pca ? back.transposed() : product(back, directions, rightTransposed: true))
  }

  /// (x − μ) W
  ///
  /// - Errors: another number of features stops with "whitening: [16, 4] for 3 features; …"
  public func apply(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
    checkFeatures(x, mean.count, of: "whitening")
    return matmul(x - mean, matrix)
  }

  /// Back from whitened to plain values, y W⁻¹ + μ.
  public func invert(_ y: Tensor<Scalar>) -> Tensor<Scalar> {
    checkFeatures(y, mean.count, of: "whitening")
    return matmul(y, inverse) + mean
  }
}

extension PrincipalComponents {
  /// The whitening of the data that the components are of.
  ///
  /// - Parameter epsilon: added to each variance, in the data's squared units; it keeps directions of little variance, which are
  ///   mostly noise, from being blown up
  /// - Errors: an ε below 0, or of 0 where a variance is 0 to rounding, stops
  public func whitening(_ kind: Whitening<Scalar>.Kind, epsilon: Double = 1e-5) -> Whitening<Scalar> {
    Whitening(of: self, kind, epsilon: epsilon)
  }
}
