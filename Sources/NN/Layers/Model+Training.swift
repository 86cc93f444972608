/// What one step of training did.
public struct TrainingStep<Scalar: TensorScalar> {
  /// The loss before the step.
  public let loss: Scalar
  fileprivate let gradients: [Tensor<Scalar>]
  fileprivate let normBeforeClipping: Double?

  /// The norm of all gradients together, before clipping.
  ///
  /// - Numerics: computed when it is asked for, unless the step clipped by it: until then the gradients stay in memory with this value
  public var gradientNorm: Double { normBeforeClipping ?? gradients.globalNorm() }
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
    let slopes = tape.gradients(of: value)
    tape.clear()  // so that the parameters are the only holders of their numbers
    var updates = Updates(slopes, clippedTo: bound, of: bound == nil ? [] : gradients(from: slopes))
    optimizer.beginStep()
    visitParameters(at: ParameterPath()) { path, parameter in
      if parameter.variable.isRecorded {
        updates.move(&parameter, by: &optimizer, settings: settings(path, parameter))
      } else {
        updates.slot += 1
      }
    }
    return TrainingStep(
      loss: value.scalar, gradients: updates.norm == nil ? updates.gradients : [], normBeforeClipping: updates.norm)
  }
}

/// What a step goes through the parameters with: apart from the model, so that it is compiled for each type of numbers.
private struct Updates<Scalar: TensorScalar> {
  private let slopes: Gradients<Scalar>
  /// Those of the parameters so far; all of them from the start where they were clipped, as that takes their norm.
  private(set) var gradients: [Tensor<Scalar>]
  let norm: Double?
  /// The parameter's number, and that among the recorded ones.
  var slot = 0, place = 0

  init(_ slopes: Gradients<Scalar>, clippedTo bound: Double?, of gradients: [Tensor<Scalar>]) {
    self.slopes = slopes
    self.gradients = gradients
    if let bound { norm = self.gradients.clip(byGlobalNorm: bound) } else { norm = nil }
  }

  /// A step of the optimizer, unless the parameter was frozen meanwhile; it is a constant afterwards.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  mutating func move(_ parameter: inout Parameter<Scalar>, by optimizer: inout Optimizer<Scalar>, settings: ParameterSettings) {
    if norm == nil { gradients.append(slopes[parameter.variable]) }
    if parameter.isTrained {
      optimizer.update(&parameter.value, along: gradients[place], slot: slot, settings: settings)
    } else {
      parameter.unrecord()
    }
    slot += 1
    place += 1
  }
}
