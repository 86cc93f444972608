internal import CKernels

/// Moves parameters along their gradients, and keeps what its method remembers of earlier steps.
///
/// ```swift
/// var optimizer = Optimizer<Float>(.adam(), learningRate: 1e-3, decay: .decoupled(0.01), schedule: .cosine(over: 1000))
/// for step in 0..<1000 {
///   var (loss, gradients) = valueAndGradients(at: parameters) { … }
///   gradients.clip(byGlobalNorm: 1)
///   optimizer.update(&parameters, along: gradients, groups: [ParameterGroup([1, 3], ParameterSettings(decay: .none))])
/// }
/// ```
///
/// A step of one parameter, in this order: decay, the method's step, soft thresholding, projection to the norm's bound.
///
/// - State: none, one or two tensors of a parameter's shape (`OptimizationMethod`) and a count of its steps, made at its first
///   step. An optimizer is a value: a copy goes on from the same state by itself.
/// - Numerics: in the parameters' precision; one pass over memory, in place. A parameter whose memory is shared is copied first: by
///   a tape that is not cleared before the step, every time.
public struct Optimizer<Scalar: TensorScalar>: Sendable {
  public let method: OptimizationMethod
  /// η before the schedule.
  public var learningRate: Double
  public var schedule: Schedule
  public let decay: WeightDecay
  /// λ of the penalty λ·‖w‖₁, which the step takes by soft thresholding, w ← sign(w)·max(|w| − η·λ, 0), and not by a subgradient:
  /// weights become exactly 0. The threshold is η·λ under every method, also where the step is scaled by √s.
  ///
  /// - Source: Daubechies, Defrise & De Mol 2004; Beck & Teboulle 2009 (iterative shrinkage-thresholding)
  public let proximalL1: Double
  /// How many steps have been begun.
  public private(set) var step = 0

  private var rate = 0.0
  private var slots: [Slot] = []

  /// What is kept for one parameter.
  private struct Slot: Sendable {
    var averages: [Tensor<Scalar>] = []
    var steps = 0
  }

  public init(
    _ method: OptimizationMethod, learningRate: Double, decay: WeightDecay = .none, proximalL1: Double = 0,
    schedule: Schedule = .constant
  ) {
    method.check()
    decay.check()
    if !(proximalL1 >= 0) { stop("Optimizer: a proximal L1 of \(proximalL1); it is 0 or more") }
    self.method = method
    self.learningRate = learningRate
    self.decay = decay
    self.proximalL1 = proximalL1
    self.schedule = schedule
    checkRate()
  }

  /// η of the step that would begin now.
  public var scheduledRate: Double { learningRate * schedule.factor(at: step) }

  /// Begins a step: the rate of the updates until the next one is the schedule's. `update(_:along:groups:)` calls it by itself.
  public mutating func beginStep() {
    checkRate()
    rate = scheduledRate
    step += 1
  }

  /// Forgets what earlier steps left: averages and counts, the schedule's place too.
  public mutating func reset() {
    slots.removeAll()
    step = 0
  }

  private func checkRate() {
    if !(learningRate >= 0 && learningRate.isFinite) { stop("Optimizer: a learning rate of \(learningRate); it is 0 or more") }
  }

  /// One step of all parameters; the parameter at place i has slot i, so the order has to stay the same.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  public mutating func update(
    _ parameters: inout [Tensor<Scalar>], along gradients: [Tensor<Scalar>], groups: [ParameterGroup] = []
  ) {
    if parameters.count != gradients.count {
      stop(
        "update: \(parameters.count) parameters along \(gradients.count) gradients; "
          + "give one gradient for each parameter, in their order")
    }
    for group in groups {
      for place in group.parameters where place < 0 || place >= parameters.count {
        stop("update: a group holds parameter \(place), there are \(parameters.count); places start at 0")
      }
    }
    beginStep()
    let plain = ParameterSettings()
    for place in parameters.indices {
      var settings = plain, groupCount = 0
      for group in groups where group.parameters.contains(place) {
        settings = group.settings
        groupCount += 1
      }
      if groupCount > 1 { stop("update: parameter \(place) is in \(groupCount) groups; put it into one") }
      update(&parameters[place], along: gradients[place], slot: place, settings: settings)
    }
  }

  /// The current step of one parameter, for models that walk their own; `beginStep()` comes before the first of them.
  ///
  /// - Parameter slot: where the parameter's state is kept: a number of its own from 0, the same in every step.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  public mutating func update(
    _ parameter: inout Tensor<Scalar>, along gradient: Tensor<Scalar>, slot: Int, settings: ParameterSettings = ParameterSettings()
  ) {
    if parameter.shape != gradient.shape {
      stop(
        "update: parameter \(slot) of \(parameter.shape) along a gradient of \(gradient.shape): shapes have to be equal; "
          + "take the gradient of this parameter")
    }
    if step == 0 { stop("update: no step was begun; call beginStep() before the first parameter of a step") }
    if settings.isFrozen { return }
    prepare(slot, for: parameter.shape)
    slots[slot].steps += 1

    let rate = rate * settings.rateFactor, decay = settings.decay ?? decay
    var numbers = method.settings(rate: rate, step: slots[slot].steps)
    numbers.l2 = decay.l2
    numbers.keep = decay.kept(rate: rate)
    numbers.threshold = rate * (settings.proximalL1 ?? proximalL1)
    let averages = slots[slot].averages.count
    let first = averages > 0 ? slots[slot].averages[0].writableAddress() : nil
    let second = averages > 1 ? slots[slot].averages[1].writableAddress() : nil
    ck_update_weights(
      Scalar.type, method.kernel, &numbers, parameter.writableAddress(), gradient.address, first, second, parameter.count)
    if let maxNorm = settings.maxNorm { parameter.limitNorm(to: maxNorm) }
  }

  /// The slot's state, made of zeros at its first use.
  private mutating func prepare(_ slot: Int, for shape: Shape) {
    if slot < 0 { stop("update: slot \(slot); slots are numbered from 0") }
    while slots.count <= slot { slots.append(Slot()) }
    if slots[slot].averages.isEmpty {
      for _ in 0..<method.averageCount { slots[slot].averages.append(.zeros(shape)) }
    } else if slots[slot].averages[0].shape != shape {
      stop(
        "update: a parameter of \(shape) in slot \(slot), whose state is of \(slots[slot].averages[0].shape); "
          + "keep the order of parameters, or reset() the optimizer")
    }
  }
}
