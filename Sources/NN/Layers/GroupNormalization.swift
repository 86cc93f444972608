/// Normalizes groups of channels of each example by their own statistics, then scales and shifts each channel.
///
/// One group is layer normalization over channels and places, with γ and β a channel; as many groups as channels is instance
/// normalization.
///
/// - Shapes: x [N, C, …] → the same; γ, β [C]
/// - Errors: channels that the groups do not divide stop
/// - Source: Wu & He 2018, https://arxiv.org/abs/1803.08494; defaults are PyTorch's
public struct GroupNormalization<Scalar: TensorScalar>: Layer {
  public var scale: Parameter<Scalar>
  public var shift: Parameter<Scalar>
  public let groups: Int
  public let epsilon: Double

  public init(groups: Int, channels: Int, epsilon: Double = 1e-5) {
    if groups < 1 || channels < 1 || channels % groups != 0 {
      stop("GroupNormalization: \(groups) groups of \(channels) channels: the groups have to divide the channels")
    }
    checkEpsilon(epsilon, "GroupNormalization")
    scale = Parameter(.ones([channels]), .scale)
    shift = Parameter(.zeros([channels]), .shift)
    self.groups = groups
    self.epsilon = epsilon
  }

  public mutating func callAsFunction(_ x: Variable<Scalar>, in pass: inout Pass) -> Variable<Scalar> {
    let y = normalizedInGroups(x, groups: groups, epsilon: epsilon, "GroupNormalization", channels: scale.shape.count)
    return scaledAndShifted(y, AxisView(x.shape, axis: 1), scale: scale.variable, shift: shift.variable)
  }

  public mutating func visitParameters(at path: ParameterPath, _ visit: (ParameterPath, inout Parameter<Scalar>) -> Void) {
    visit(path / "weight", &scale)
    visit(path / "bias", &shift)
  }
}

/// Normalizes each channel of each example over its places.
///
/// - Shapes: x [N, C, …] with at least two places a channel → the same
/// - Errors: one value per channel stops, as in PyTorch
/// - Source: Ulyanov, Vedaldi & Lempitsky 2016, https://arxiv.org/abs/1607.08022; without γ and β by default, as PyTorch's
public struct InstanceNormalization<Scalar: TensorScalar>: Layer {
  public var scale: Parameter<Scalar>?
  public var shift: Parameter<Scalar>?
  public let channels: Int
  public let epsilon: Double

  public init(_ channels: Int, hasScaleAndShift: Bool = false, epsilon: Double = 1e-5) {
    if channels < 1 { stop("InstanceNormalization: \(channels) channels; give one or more") }
    checkEpsilon(epsilon, "InstanceNormalization")
    self.channels = channels
    self.epsilon = epsilon
    scale = hasScaleAndShift ? Parameter(.ones([channels]), .scale) : nil
    shift = hasScaleAndShift ? Parameter(.zeros([channels]), .shift) : nil
  }

  public mutating func callAsFunction(_ x: Variable<Scalar>, in pass: inout Pass) -> Variable<Scalar> {
    if x.shape.rank < 3 || x.shape.count(2..<x.shape.rank) < 2 {
      stop(
        "InstanceNormalization: one value per channel of an example, got \(x.shape); "
          + "give [batch, channels, …] with two places or more")
    }
    let y = normalizedInGroups(x, groups: channels, epsilon: epsilon, "InstanceNormalization", channels: channels)
    guard let scale, let shift else { return y }
    return scaledAndShifted(y, AxisView(x.shape, axis: 1), scale: scale.variable, shift: shift.variable)
  }

  public mutating func visitParameters(at path: ParameterPath, _ visit: (ParameterPath, inout Parameter<Scalar>) -> Void) {
    visitIfPresent(&scale, at: path / "weight", visit)
    visitIfPresent(&shift, at: path / "bias", visit)
  }
}

private func normalizedInGroups<Scalar>(
  _ x: Variable<Scalar>, groups: Int, epsilon: Double, _ name: StaticString, channels: Int
) -> Variable<Scalar> {
  if x.shape.rank < 2 || x.shape[1] != channels {
    stop("\(name): \(x.shape) into a layer of \(channels) channels: axis 1 has to be \(channels); change the layer or its input")
  }
  let rows = x.shape[0] * groups
  return standardized(x, AxisView(outer: 1, middle: rows, inner: x.shape.count / Swift.max(rows, 1)), epsilon: epsilon).y
}
