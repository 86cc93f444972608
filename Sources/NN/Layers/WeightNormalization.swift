/// A dense layer whose weights are written as a length and a direction: w = g·v/‖v‖ for each unit's incoming weights.
///
/// - Shapes: v [fanOut, fanIn], g [fanOut, 1]
/// - Source: Salimans & Kingma 2016, https://arxiv.org/abs/1602.07868; g starts at ‖v‖, as in PyTorch, so that w starts as given
public struct WeightNormalization<Scalar: TensorScalar>: Layer {
  public var direction: Parameter<Scalar>
  public var length: Parameter<Scalar>
  private var dense: Dense<Scalar>

  public init(_ dense: Dense<Scalar>) {
    let v = dense.weight.value
    direction = Parameter(v, .weight)
    length = Parameter(sqrt(square(v).sum(axis: 1, keepingAxis: true)), .scale)
    self.dense = dense
    self.dense.weight.value = .zeros(v.shape)  // every pass makes them anew
  }

  public mutating func callAsFunction(_ x: Variable<Scalar>, in pass: inout Pass) -> Variable<Scalar> {
    dense.apply(to: x, weight: weight)
  }

  /// g·v/‖v‖, [fanOut, fanIn]
  public var weight: Variable<Scalar> {
    let v = direction.variable
    return v * (length.variable / sqrt(square(v).sum(axis: 1, keepingAxis: true)))
  }

  public mutating func visitParameters(at path: ParameterPath, _ visit: (ParameterPath, inout Parameter<Scalar>) -> Void) {
    visit(path / "weight_g", &length)
    visit(path / "weight_v", &direction)
    visitIfPresent(&dense.bias, at: path / "bias", visit)
  }
}
