/// y = x + n while training, n normal and drawn for each number: a regularizer on inputs, and what shifts activations on purpose
/// behind a normalization.
///
/// - Units: mean and standard deviation are in units of x, whatever its own spread
/// - Source: Bishop 1995, "Training with noise is equivalent to Tikhonov regularization"; for a mean other than 0, redrawn at each
///   step, Santurkar, Tsipras, Ilyas & Madry 2018, section 2.1, https://arxiv.org/abs/1805.11604
public struct GaussianNoise<Scalar: TensorScalar>: Layer, Sendable {
  public var mean: Double
  public var standardDeviation: Double

  public init(standardDeviation: Double, mean: Double = 0) {
    if !(standardDeviation >= 0) { stop("GaussianNoise: a standard deviation of \(standardDeviation); it is 0 or more") }
    self.mean = mean
    self.standardDeviation = standardDeviation
  }

  public mutating func callAsFunction(_ x: Variable<Scalar>, in pass: inout Pass) -> Variable<Scalar> {
    if !pass.isTraining { return x }
    return x + (Tensor.normal(x.shape, standardDeviation: standardDeviation, using: &pass.rng) + Scalar(mean))
  }
}
