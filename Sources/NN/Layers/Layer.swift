/// A function with parameters, from a variable to a variable.
///
/// Layers are values. What a pass changes, such as running averages, it changes in the layer that ran.
///
/// ```swift
/// struct Bottleneck: Layer {
///   var inward: Dense<Float>, outward: Dense<Float>
///
///   mutating func callAsFunction(_ x: Variable<Float>, in pass: inout Pass) -> Variable<Float> {
///     x + outward(relu(inward(x, in: &pass)), in: &pass)
///   }
///   mutating func visitParameters(at path: ParameterPath, _ visit: (ParameterPath, inout Parameter<Float>) -> Void) {
///     inward.visitParameters(at: path / "inward", visit)
///     outward.visitParameters(at: path / "outward", visit)
///   }
/// }
/// ```
public protocol Layer<Scalar>: Model {
  mutating func callAsFunction(_ x: Variable<Scalar>, in pass: inout Pass) -> Variable<Scalar>
}

/// One run through a model: what the layers need besides their input. There is no global mode.
public struct Pass: Sendable {
  /// Training: dropout drops, normalization uses the batch's statistics and gathers them.
  public var isTraining: Bool
  /// Where dropout draws from. A pass of evaluation draws nothing.
  public var rng: RandomStream

  private init(isTraining: Bool, rng: RandomStream) {
    self.isTraining = isTraining
    self.rng = rng
  }

  public static func training(using rng: RandomStream) -> Pass { Pass(isTraining: true, rng: rng) }
  public static var evaluation: Pass { Pass(isTraining: false, rng: RandomStream(seed: 0)) }
}

extension Layer {
  public mutating func visitParameters(at path: ParameterPath, _ visit: (ParameterPath, inout Parameter<Scalar>) -> Void) {}

  /// The output of a pass of evaluation, without a tape.
  public func evaluate(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
    var copy = self
    copy.unrecord()
    var pass = Pass.evaluation
    return copy(Variable(constant: x), in: &pass).value
  }
}
