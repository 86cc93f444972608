/// What one step of training did.
public struct TrainingStep<Scalar: TensorScalar> {
  /// The loss before the step.
  public let loss: Scalar
  /// The norm of all gradients together, before clipping.
  public let gradientNorm: Double
}

extension Model {
  /// One step of training: the loss is recorded, its gradients are taken and the parameters move. The tape is empty afterwards.
  ///
  /// ```swift
  /// let tape = Tape<Float>()
  /// var optimizer = Optimizer<Float>(.adam(), learningRate: 1e-3)
  /// for batch in Minibatches(of: 60_000, size: 64, order: .shuffled(using: &rng)) {
  ///   var pass = Pass.training(using: rng.split(step))
  ///   network.step(on: tape, with: &optimizer) { network in
  ///     softmaxCrossEntropy(network(Variable(constant: x[rows: batch]), in: &pass), labels: batch.map { labels[$0] })
  ///   }
  /// }
  /// ```
  ///
  /// - Parameters:
  ///   - clippedTo: a bound on the norm of all gradients together
  ///   - settings: what holds for one parameter in place of the optimizer's own, such as no decay for biases
  /// - Errors: a loss of several numbers, or one that does not depend on the parameters, stops
  @discardableResult
  public mutating func step(
    on tape: Tape<Scalar>, with optimizer: inout Optimizer<Scalar>, clippedTo bound: Double? = nil,
    settings: (ParameterPath, Parameter<Scalar>) -> ParameterSettings = { _, _ in ParameterSettings() },
    loss: (inout Self) -> Variable<Scalar>
  ) -> TrainingStep<Scalar> {
    record(on: tape)
    let value = loss(&self)
    var gradients = gradients(from: tape.gradients(of: value))
    let result = TrainingStep(loss: value.scalar, gradientNorm: gradients.globalNorm())
    if let bound { gradients.clip(byGlobalNorm: bound) }
    unrecord()
    tape.clear()  // so that the parameters are the only holders of their numbers
    optimizer.beginStep()
    var slot = 0, place = 0
    visitParameters(at: ParameterPath()) { path, parameter in
      if parameter.isTrained {
        let settings = settings(path, parameter)
        optimizer.update(&parameter.value, along: gradients[place], slot: slot, settings: settings)
        place += 1
      }
      slot += 1
    }
    return result
  }
}
