/// A layer whose weights are written as a length and a direction: w = g·v/‖v‖ for each unit's incoming weights.
///
/// - Shapes: v as the layer's weight, g [units, 1, …]
/// - Source: Salimans & Kingma 2016, https://arxiv.org/abs/1602.07868; g starts at ‖v‖, as in PyTorch, so that w starts as given
public struct WeightNormalization<Base: WeightedLayer>: Layer {
  public typealias Scalar = Base.Scalar

  /// The layer that multiplies; its own weight holds v.
  public var base: Base
  /// g
  public var length: Parameter<Scalar>

  public init(_ base: Base) {
    self.base = base
    length = Parameter(lengths(of: Variable(constant: base.weight.value), base.shapeOfUnits).value, .scale)
  }

  public mutating func callAsFunction(_ x: Variable<Scalar>, in pass: inout Pass) -> Variable<Scalar> {
    if case .initialization(let method) = pass.purpose {
      base.weight.value = weight.value
      base.initialize(by: method, for: x, using: &pass.rng)
      length.value = lengths(of: Variable(constant: base.weight.value), base.shapeOfUnits).value
    }
    return base.output(for: x, weight: weight)
  }

  /// v
  public var direction: Parameter<Scalar> {
    get { base.weight }
    set { base.weight = newValue }
  }

  /// g·v/‖v‖
  public var weight: Variable<Scalar> {
    let v = base.weight.variable
    return v * (length.variable / lengths(of: v, base.shapeOfUnits))
  }

  public mutating func visitParameters(at path: ParameterPath, _ visit: (ParameterPath, inout Parameter<Scalar>) -> Void) {
    visit(path / "weight_g", &length)
    visit(path / "weight_v", &base.weight)
    visitIfPresent(&base.bias, at: path / "bias", visit)
  }
}

/// ‖v‖ of each unit's incoming weights.
private func lengths<Scalar>(of v: Variable<Scalar>, _ shape: Shape) -> Variable<Scalar> { sqrt(square(v).summed(to: shape)) }
