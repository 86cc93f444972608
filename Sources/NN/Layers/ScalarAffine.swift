/// a·x with one trained number a, 1 at first: the multiplier of a branch in Fixup.
public struct ScalarMultiplier<Scalar: TensorScalar>: Layer {
  public var multiplier: Parameter<Scalar>

  public init(_ value: Double = 1) { multiplier = Parameter(Tensor(Scalar(value)), .scale) }

  public mutating func callAsFunction(_ x: Variable<Scalar>, in pass: inout Pass) -> Variable<Scalar> { x * multiplier.variable }

  public mutating func visitParameters(at path: ParameterPath, _ visit: (ParameterPath, inout Parameter<Scalar>) -> Void) {
    visit(path / "scale", &multiplier)
  }
}

/// x + b with one trained number b, 0 at first: what Fixup puts before each weight and activation.
public struct ScalarBias<Scalar: TensorScalar>: Layer {
  public var bias: Parameter<Scalar>

  public init(_ value: Double = 0) { bias = Parameter(Tensor(Scalar(value)), .shift) }

  public mutating func callAsFunction(_ x: Variable<Scalar>, in pass: inout Pass) -> Variable<Scalar> { x + bias.variable }

  public mutating func visitParameters(at path: ParameterPath, _ visit: (ParameterPath, inout Parameter<Scalar>) -> Void) {
    visit(path / "bias", &bias)
  }
}
