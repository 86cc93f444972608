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
///
/// A layer with parameters of its own reads them as `parameter.variable`, so that gradients reach them.
public protocol Layer<Scalar>: Model {
  mutating func callAsFunction(_ x: Variable<Scalar>, in pass: inout Pass) -> Variable<Scalar>
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

  /// Sets the statistics of every batch normalization to those of a whole set, exactly, in place of running averages. Each sees
  /// what the layers before it make of the set with their new statistics.
  ///
  /// - Parameter set: all examples as one batch; where memory does not hold that, `BatchNormalization.setStatistics(over:)` takes a
  ///   layer's inputs in several
  public mutating func setStatistics(over set: Tensor<Scalar>) {
    unrecord()
    var pass = Pass(.statistics)
    _ = self(Variable(constant: set), in: &pass)
  }

  /// Fits first weights and biases to a batch of examples, layer by layer in the order of computation: each dense layer and
  /// convolution sees what those before it give once they are done. Frozen weights stay.
  ///
  /// Dropout lets everything pass, batch normalization uses its running statistics: none at first.
  ///
  /// ```swift
  /// network.initialize(by: .layerSequentialUnitVariance(), for: x[rows: 0..<256], using: &rng)
  /// ```
  ///
  /// - Errors: a layer, or a unit of it, that gives the same number for the whole batch stops: no factor makes it vary
  public mutating func initialize(by method: DataDependentInitializer, for batch: Tensor<Scalar>, using rng: inout RandomStream) {
    unrecord()
    var pass = Pass(.initialization(method), using: rng)
    _ = self(Variable(constant: batch), in: &pass)
    rng = pass.rng
  }
}
