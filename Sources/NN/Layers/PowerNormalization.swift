/// Normalizes each channel of a batch by a spread of another power, (mean |x − μ|^p)^(1/p): the mean absolute deviation for p = 1,
/// batch normalization's for p = 2, the largest deviation for p = ∞.
///
/// y = γ·(x − μ) / (k·s_p + ε) + β, where k makes the spread of normal numbers 1: k = 1/(E|z|^p)^(1/p), z standard
/// normal; 1 for p = ∞. Statistics are always the batch's own.
///
/// - Shapes: x [N, C] or [N, C, …] → the same; γ, β [C]
/// - Errors: p below 1, and one value per channel, stop
/// - Source: Hoffer, Banner, Golan & Soudry 2018, "Norm matters", https://arxiv.org/abs/1803.01814
public struct PowerNormalization<Scalar: TensorScalar>: Layer {
  public var scale: Parameter<Scalar>
  public var shift: Parameter<Scalar>
  public let power: Double
  public let epsilon: Double

  public init(_ channels: Int, power: Double, epsilon: Double = 1e-5) {
    if !(power >= 1) { stop("PowerNormalization: a power of \(power); it is 1 or more, or .infinity") }
    checkEpsilon(epsilon, "PowerNormalization")
    scale = Parameter(.ones([channels]), .scale)
    shift = Parameter(.zeros([channels]), .shift)
    self.power = power
    self.epsilon = epsilon
  }

  /// (E|z|^p)^(1/p) of a standard normal z; 1 for p = ∞, where it does not exist.
  public var spreadOfNormals: Double { power.isInfinite ? 1 : normalMoment(power) }

  public mutating func callAsFunction(_ x: Variable<Scalar>, in pass: inout Pass) -> Variable<Scalar> {
    let channels = scale.shape.count
    if x.shape.rank < 2 || x.shape[1] != channels {
      stop(
        "PowerNormalization: \(x.shape) into a layer of \(channels) channels: axis 1 has to be \(channels); "
          + "change the layer or its input")
    }
    if x.shape.count / channels < 2 {
      stop("PowerNormalization: one value per channel, got \(x.shape); use a larger batch")
    }
    let axes = [0] + Array(2..<x.shape.rank)
    let centred = x - x.mean(axes: axes, keepingAxes: true)
    let y = centred / (spread(of: centred, over: axes) * Scalar(1 / spreadOfNormals) + Scalar(epsilon))
    return scaledAndShifted(y, AxisView(x.shape, axis: 1), scale: scale.variable, shift: shift.variable)
  }

  /// (mean |x|^p)^(1/p)
  private func spread(of centred: Variable<Scalar>, over axes: [Int]) -> Variable<Scalar> {
    if power.isInfinite {
      var largest = abs(centred)
      for axis in axes { largest = largest.max(axis: axis, keepingAxis: true) }
      return largest
    }
    if power == 1 { return abs(centred).mean(axes: axes, keepingAxes: true) }
    if power == 2 { return sqrt(square(centred).mean(axes: axes, keepingAxes: true)) }
    return pow(pow(abs(centred), power).mean(axes: axes, keepingAxes: true), 1 / power)
  }

  public mutating func visitParameters(at path: ParameterPath, _ visit: (ParameterPath, inout Parameter<Scalar>) -> Void) {
    visit(path / "weight", &scale)
    visit(path / "bias", &shift)
  }
}


/// (E|z|^p)^(1/p) = √2·(Γ((p + 1)/2)/√π)^(1/p) of a standard normal z.
func normalMoment(_ power: Double) -> Double {
  if power == 1 { return (2 / Double.pi).squareRoot() }
  if power == 2 { return 1 }
  let logarithm = logarithmOfGamma((power + 1) / 2) - log(Tensor<Double>(Double.pi)).scalar / 2
  return 2.0.squareRoot() * exp(Tensor<Double>(logarithm / power)).scalar
}

/// ln Γ(x) for x above 0, by our own logarithm: the same bits everywhere.
///
/// - Numerics: Stirling's series at x + k ≥ 16, whose first omitted term is below 1e-16, less the logarithm of
///   x·(x + 1)·…·(x + k − 1)
private func logarithmOfGamma(_ x: Double) -> Double {
  var x = x, factors = 1.0
  while x < 16 {
    factors *= x
    x += 1
  }
  let y = 1 / (x * x)
  let series = (1.0 / 12 - y * (1.0 / 360 - y * (1.0 / 1260 - y * (1.0 / 1680 - y * (1.0 / 1188 - y * (691.0 / 360_360)))))) / x
  let logarithms = log(Tensor<Double>([x, factors, 2 * Double.pi]))
  return (x - 0.5) * logarithms[0] - x + logarithms[2] / 2 + series - logarithms[1]
}
