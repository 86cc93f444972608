/// A layer that multiplies its input by a weight and adds a bias: dense layers and convolutions.
///
/// - Shapes: axis 0 of the weight counts the units, and so does the bias
public protocol WeightedLayer<Scalar>: Layer {
  var weight: Parameter<Scalar> { get set }
  var bias: Parameter<Scalar>? { get set }

  /// The output with another weight in place of its own: a masked or normalized one.
  func output(for x: Variable<Scalar>, weight: Variable<Scalar>) -> Variable<Scalar>

  /// The axis of its output that counts the units.
  func unitAxis(of output: Shape) -> Int
}

extension WeightedLayer {
  public mutating func callAsFunction(_ x: Variable<Scalar>, in pass: inout Pass) -> Variable<Scalar> {
    if case .initialization(let method) = pass.purpose { initialize(by: method, for: x, using: &pass.rng) }
    return output(for: x, weight: weight.variable)
  }

  public mutating func visitParameters(at path: ParameterPath, _ visit: (ParameterPath, inout Parameter<Scalar>) -> Void) {
    visit(path / "weight", &weight)
    visitIfPresent(&bias, at: path / "bias", visit)
  }

  /// How many outputs it has, or channels of output.
  public var units: Int { weight.shape[0] }

  /// Numbers that feed one of its outputs.
  var fanIn: Int { WeightLayout.outputFirst.fans(of: weight.shape).fanIn }

  /// Draws first weights and biases anew, in place of what training has made of them: a head for another task.
  public mutating func redraw(
    weights: Initializer = .pyTorchDefault, bias: BiasInitializer = .zeros, using rng: inout RandomStream
  ) {
    let shape = weight.shape, fanIn = fanIn, units = units
    weight.value = Tensor(shape, drawnFrom: weights, layout: .outputFirst, using: &rng)
    self.bias?.value = bias.tensor(count: units, fanIn: fanIn, using: &rng)
  }

  /// This layer and the batch normalization behind it as one layer, equal to both while evaluating.
  ///
  /// w′ = w·γ/√(σ² + ε), b′ = (b − μ)·γ/√(σ² + ε) + β, unit by unit
  ///
  /// - Errors: another number of channels than of units stops
  public func fused(with normalization: BatchNormalization<Scalar>) -> Self {
    let channels = normalization.scale.shape.count
    if channels != units {
      stop(
        "fused: a normalization of \(channels) channels behind a layer of \(units) units: they have to be equal; "
          + "fuse what stands together")
    }
    let (factor, offset) = normalization.evaluationStep
    var result = self
    result.weight.value = weight.value * factor.reshaped(to: shapeOfUnits)
    result.bias = Parameter((bias?.value).map { $0 * factor + offset } ?? offset, .bias)
    return result
  }

  /// [units, 1, …]: one number a unit, to repeat along the weight.
  var shapeOfUnits: Shape { Shape([units] + Array(repeating: 1, count: weight.shape.rank - 1)) }
}

/// The law of first biases.
public struct BiasInitializer: Sendable, Hashable {
  enum Law: Sendable, Hashable { case constant(Double), pyTorchDefault }
  let law: Law

  public static var zeros: BiasInitializer { constant(0) }
  /// One number for all: 0.1 was once advised for ReLU, 1 for the forget gate of an LSTM.
  public static func constant(_ value: Double) -> BiasInitializer { BiasInitializer(law: .constant(value)) }
  /// U(−1/√fanIn, 1/√fanIn)
  public static var pyTorchDefault: BiasInitializer { BiasInitializer(law: .pyTorchDefault) }

  func tensor<Scalar>(count: Int, fanIn: Int, using rng: inout RandomStream) -> Tensor<Scalar> {
    switch law {
    case .constant(let value): return .filled([count], with: Scalar(value))
    case .pyTorchDefault:
      let bound = 1 / Double(fanIn).squareRoot()
      return .uniform([count], in: -bound..<bound, using: &rng)
    }
  }
}
