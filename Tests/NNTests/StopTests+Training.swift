import NN

private typealias T = Tensor<Float>
private typealias O = Optimizer<Float>

/// The broken calls of optimizers, schedules, training loops and initializers.
let brokenTrainingCalls: [BrokenCall] = brokenOptimizers + brokenUpdates + brokenSchedules + brokenLoops + brokenInitializers

private let brokenOptimizers: [BrokenCall] = [
  BrokenCall("Optimizer: a learning rate of -0.1; it is 0 or more") { _ = O(.adam(), learningRate: -0.1) },
  BrokenCall("Optimizer: a learning rate of nan; it is 0 or more") {
    var optimizer = O(.adam(), learningRate: 0.1)
    optimizer.learningRate = .nan
    optimizer.beginStep()
  },
  BrokenCall("Optimizer: a momentum of 1.0; it is 0 or more and below 1") { _ = O(.momentum(1), learningRate: 0.1) },
  BrokenCall("Optimizer: a momentum of -0.5; it is 0 or more and below 1") { _ = O(.nesterov(-0.5), learningRate: 0.1) },
  BrokenCall("Optimizer: a smoothing of 1.5; it is 0 or more and below 1") { _ = O(.rmsProp(smoothing: 1.5), learningRate: 0.1) },
  BrokenCall("Optimizer: a beta1 of 1.0; it is 0 or more and below 1") { _ = O(.adam(beta1: 1), learningRate: 0.1) },
  BrokenCall("Optimizer: a beta2 of -0.1; it is 0 or more and below 1") { _ = O(.adam(beta2: -0.1), learningRate: 0.1) },
  BrokenCall("Optimizer: an epsilon of -1.0; it is 0 or more") { _ = O(.adaGrad(epsilon: -1), learningRate: 0.1) },
  BrokenCall("Optimizer: a weight decay of -0.1; it is 0 or more") { _ = O(.adam(), learningRate: 0.1, decay: .decoupled(-0.1)) },
  BrokenCall("Optimizer: an independent weight decay of 1.5; it is from 0 to 1") {
    _ = ParameterSettings(decay: .independent(1.5))
  },
  BrokenCall("Optimizer: a proximal L1 of -1.0; it is 0 or more") { _ = O(.adam(), learningRate: 0.1, proximalL1: -1) },
  BrokenCall("ParameterSettings: a rate factor of -1.0; it is 0 or more") { _ = ParameterSettings(rateFactor: -1) },
  BrokenCall("ParameterSettings: a proximal L1 of nan; it is 0 or more") { _ = ParameterSettings(proximalL1: .nan) },
  BrokenCall("MaxNorm: a norm of 0.0; it is above 0") { _ = MaxNorm.ofTensor(0) },
]

private let brokenUpdates: [BrokenCall] = [
  BrokenCall("update: 2 parameters along 1 gradients; give one gradient for each parameter, in their order") {
    var optimizer = O(.adam(), learningRate: 0.1), w = [T.zeros([1]), T.zeros([1])]
    optimizer.update(&w, along: [T.zeros([1])])
  },
  BrokenCall(
    "update: parameter 0 of [2, 3] along a gradient of [3, 2]: shapes have to be equal; take the gradient of this parameter"
  ) {
    var optimizer = O(.adam(), learningRate: 0.1), w = [T.zeros([2, 3])]
    optimizer.update(&w, along: [T.zeros([3, 2])])
  },
  BrokenCall("update: a group holds parameter 2, there are 1; places start at 0") {
    var optimizer = O(.adam(), learningRate: 0.1), w = [T.zeros([1])]
    optimizer.update(&w, along: w, groups: [ParameterGroup([2], .frozen)])
  },
  BrokenCall("update: parameter 0 is in 2 groups; put it into one") {
    var optimizer = O(.adam(), learningRate: 0.1), w = [T.zeros([1])]
    optimizer.update(&w, along: w, groups: [ParameterGroup([0], .frozen), ParameterGroup(0..<1, .frozen)])
  },
  BrokenCall("update: no step was begun; call beginStep() before the first parameter of a step") {
    var optimizer = O(.adam(), learningRate: 0.1), w = T.zeros([1])
    optimizer.update(&w, along: w, slot: 0)
  },
  BrokenCall("update: slot -1; slots are numbered from 0") {
    var optimizer = O(.adam(), learningRate: 0.1), w = T.zeros([1])
    optimizer.beginStep()
    optimizer.update(&w, along: w, slot: -1)
  },
  BrokenCall(
    "update: a parameter of [3] in slot 0, whose state is of [2]; keep the order of parameters, or reset() the optimizer"
  ) {
    var optimizer = O(.adam(), learningRate: 0.1), w = [T.zeros([2])]
    optimizer.update(&w, along: w)
    w = [T.zeros([3])]
    optimizer.update(&w, along: w)
  },
  BrokenCall("limitNorm: axis 2 of [2, 3]: the axes are 0 to 1, or −1 to −2 from the back") {
    var w = T.zeros([2, 3])
    w.limitNorm(to: .ofUnits(1, axis: 2))
  },
  BrokenCall("softThreshold: a threshold of -1.0; it is 0 or more") {
    var w = T.zeros([2])
    w.softThreshold(by: -1)
  },
  BrokenCall("clip: a bound of -1.0; it is 0 or more") {
    var gradients = [T.zeros([2])]
    gradients.clip(byValue: -1)
  },
  BrokenCall("clip: a global norm of nan; it is 0 or more") {
    var gradients = [T.zeros([2])]
    gradients.clip(byGlobalNorm: .nan)
  },
]

private let brokenSchedules: [BrokenCall] = [
  BrokenCall("Schedule: 0 steps; give 1 or more") { _ = Schedule.step(every: 0, factor: 0.5) },
  BrokenCall("Schedule: -3 steps; give 1 or more") { _ = Schedule.constant.warmedUp(over: -3) },
  BrokenCall("Schedule: a factor of -0.5; it is 0 or more") { _ = Schedule.exponential(factor: -0.5) },
  BrokenCall("Schedule: a final fraction of 1.5; it is from 0 to 1") { _ = Schedule.cosine(over: 10, finalFraction: 1.5) },
  BrokenCall("Schedule: a decay of -1.0; it is 0 or more") { _ = Schedule.inverseTime(decay: -1) },
  BrokenCall("Schedule: 1 boundaries with 1 factors; give one factor more than boundaries") {
    _ = Schedule.piecewise(boundaries: [5], factors: [1])
  },
  BrokenCall("Schedule: boundary 5 after 5; boundaries go up") {
    _ = Schedule.piecewise(boundaries: [5, 5], factors: [1, 0.5, 0.1])
  },
  BrokenCall("Schedule: step -1; steps count from 0") { _ = Schedule.constant.factor(at: -1) },
]

private let brokenLoops: [BrokenCall] = [
  BrokenCall("Minibatches: -1 samples; give 0 or more") { _ = Minibatches(of: -1, size: 2) },
  BrokenCall("Minibatches: batches of 0; give a size of 1 or more") { _ = Minibatches(of: 5, size: 0) },
  BrokenCall("Minibatches: batch 3 of 3; batches count from 0") { _ = Minibatches(of: 5, size: 2)[3] },
  BrokenCall("EarlyStopping: a patience of 0; give 1 record or more") { _ = EarlyStopping<Int>(patience: 0) },
  BrokenCall("EarlyStopping: a least improvement of -0.1; it is 0 or more") {
    _ = EarlyStopping<Int>(patience: 1, leastImprovement: -0.1)
  },
  BrokenCall("TaskEarlyStopping: no tasks; give one EarlyStopping for each") { _ = TaskEarlyStopping<Int>([]) },
  BrokenCall("TaskEarlyStopping: task 1 of 1; tasks count from 0") {
    _ = TaskEarlyStopping<Int>([EarlyStopping(patience: 1)]).isFinished(1)
  },
  BrokenCall("History: step 3 of \"loss\" after step 3; steps go up, one number a step") {
    var history = History()
    history.record(1, as: "loss", at: 3)
    history.record(1, as: "loss", at: 3)
  },
  BrokenCall("movingAverage: over 0 values; give 1 or more") { _ = Series(name: "loss").movingAverage(over: 0) },
  BrokenCall("exponentialAverage: a smoothing of 1.0; it is 0 or more and below 1") {
    _ = Series(name: "loss").exponentialAverage(smoothing: 1)
  },
]

private let brokenInitializers: [BrokenCall] = [
  BrokenCall("truncated: only normal laws have tails; use .normal, .he, .glorot, .lecun, …") {
    _ = Initializer.heUniform.truncated()
  },
  BrokenCall("truncatedNormal: 9.0...10.0 holds less than a millionth of the normal law; widen the bounds") {
    _ = Initializer.truncatedNormal(standardDeviation: 1, bounds: 9...10)
  },
  BrokenCall("truncatedNormal: a standard deviation of -1.0; it is 0 or more") {
    _ = Initializer.truncatedNormal(standardDeviation: -1)
  },
  BrokenCall("truncatedNormal: a standard deviation of nan; it is 0 or more") {
    var rng = RandomStream(seed: 1)
    _ = T.truncatedNormal([2], standardDeviation: .nan, using: &rng)
  },
  BrokenCall("initializer: a uniform law to -1.0; the bound is above 0") { _ = Initializer.uniform(bound: -1) },
  BrokenCall("initializer: a weight of shape [3] has no fans; give [fanIn, fanOut], or draw a bias with .zeros or .normal") {
    var rng = RandomStream(seed: 1)
    _ = T([3], drawnFrom: .orthogonal(), using: &rng)
  },
]
