/// A leaky ReLU whose slope is trained: one for all, or one a channel (axis 1).
///
/// - Source: He, Zhang, Ren & Sun 2015, https://arxiv.org/abs/1502.01852; a first slope of 0.25, theirs and PyTorch's
public struct ParametricRelu<Scalar: TensorScalar>: Layer {
  public var slope: Parameter<Scalar>

  /// - Parameter channels: nil for one slope that all share
  public init(channels: Int? = nil, slope: Double = 0.25) {
    self.slope = Parameter(.filled(channels.map { [$0] } ?? [], with: Scalar(slope)), .scale)
  }

  public mutating func callAsFunction(_ x: Variable<Scalar>, in pass: inout Pass) -> Variable<Scalar> {
    if slope.shape.rank == 0 { return prelu(x, slope: slope.variable) }
    return prelu(x, slope: slope.variable.alongChannels(of: x.shape, "ParametricRelu"))
  }

  public mutating func visitParameters(at path: ParameterPath, _ visit: (ParameterPath, inout Parameter<Scalar>) -> Void) {
    visit(path / "weight", &slope)
  }
}

/// x · sigmoid(βx) with β trained.
public struct TrainedSwish<Scalar: TensorScalar>: Layer {
  public var beta: Parameter<Scalar>

  public init(beta: Double = 1) { self.beta = Parameter(.filled([], with: Scalar(beta)), .scale) }

  public mutating func callAsFunction(_ x: Variable<Scalar>, in pass: inout Pass) -> Variable<Scalar> {
    swish(x, beta: beta.variable)
  }

  public mutating func visitParameters(at path: ParameterPath, _ visit: (ParameterPath, inout Parameter<Scalar>) -> Void) {
    visit(path / "beta", &beta)
  }
}
