@testable import NN

private typealias T = Tensor<Float>

private func variable(_ shape: Shape) -> Variable<Float> { Variable(constant: .zeros(shape)) }

/// The layer's output for zeros of this shape, while training.
private func run(_ layer: any Layer<Float>, _ shape: Shape) {
  var layer = layer, pass = Pass.training(using: RandomStream(seed: 1))
  _ = layer(variable(shape), in: &pass)
}

private func dense(_ inputs: Int, _ outputs: Int) -> Dense<Float> {
  var rng = RandomStream(seed: 1)
  return Dense(inputs, outputs, using: &rng)
}

let layerCalls: [BrokenCall] = weightedLayerCalls + normalizationCalls + noiseCalls + compositionCalls + initializationCalls

private let weightedLayerCalls: [BrokenCall] = [
  BrokenCall("Dense: 0 inputs and 3 outputs; a layer has one or more of each") { _ = dense(0, 3) },
  BrokenCall("Dense: [64, 3] into a layer of 784 inputs: the last axis has to be 784; flatten the input, or change the layer") {
    run(dense(784, 2), [64, 3])
  },
  BrokenCall("Dense: weights [3, 4] and a bias of [4]; weights are [fanOut, fanIn] and the bias is [fanOut]") {
    _ = Dense(weight: T.zeros([3, 4]), bias: T.zeros([4]))
  },
  BrokenCall("ConvolutionLayer: 3 to 8 channels with a kernel of 0; each is one or more") {
    var rng = RandomStream(seed: 1)
    _ = ConvolutionLayer<Float>(3, 8, kernel: 0, using: &rng)
  },
  BrokenCall("ConvolutionLayer: 2 groups of 3 to 8 channels: the groups have to divide both") {
    var rng = RandomStream(seed: 1)
    _ = ConvolutionLayer<Float>(3, 8, kernel: 3, ConvolutionOptions(groups: 2), using: &rng)
  },
  BrokenCall(
    "ConvolutionLayer: a weight of [8, 3, 3] and a bias of []; "
      + "the weight is [out, channels / groups, height, width], the bias [out]"
  ) { _ = ConvolutionLayer(weight: T.zeros([8, 3, 3]), bias: nil) },
  BrokenCall(
    "fused: a normalization of 3 channels behind a layer of 4 units: they have to be equal; fuse what stands together"
  ) { _ = dense(2, 4).fused(with: BatchNormalization(3)) },
  BrokenCall(
    "RecurrentCell: a state of [2, 3] for an input of [2, 5] and 4 units; it is [2, 4]"
  ) {
    var rng = RandomStream(seed: 1), pass = Pass.evaluation
    var cell = RecurrentCell<Float>(5, 4, using: &rng)
    _ = cell(variable([2, 5]), after: variable([2, 3]), in: &pass)
  },
  BrokenCall("RecurrentCell: recurrent weights of [3, 4] for 4 units; they are [4, 4]") {
    _ = RecurrentCell(input: dense(2, 4), recurrent: .zeros([3, 4]))
  },
  BrokenCall("Embedding: word 5 at position 1, with 5 vectors; words are 0 to 4") { _ = Embedding(table: T.zeros([5, 2]))([0, 5]) },
  BrokenCall("Embedding: a table of [5]; it is [count, size]") { _ = Embedding(table: T.zeros([5])) },
  BrokenCall("Embedding: 0 vectors of 2 numbers; give one or more of each") {
    var rng = RandomStream(seed: 1)
    _ = Embedding<Float>(0, size: 2, using: &rng)
  },
]

private let normalizationCalls: [BrokenCall] = [
  BrokenCall("BatchNormalization: 0 channels; give one or more") { _ = BatchNormalization<Float>(0) },
  BrokenCall("BatchNormalization: a momentum of 1.5; it is from 0 to 1") { _ = BatchNormalization<Float>(3, momentum: 1.5) },
  BrokenCall("BatchNormalization: an ε of -1.0; it is 0 or more, and above 0 keeps equal numbers from dividing by 0") {
    _ = BatchNormalization<Float>(3, epsilon: -1)
  },
  BrokenCall("BatchNormalization: one value per channel, got [1, 8]; use a larger batch or evaluation mode") {
    run(BatchNormalization(8), [1, 8])
  },
  BrokenCall("BatchNormalization: one value per channel, got [1, 8, 1, 1]; use a larger batch or evaluation mode") {
    run(BatchNormalization(8), [1, 8, 1, 1])
  },
  BrokenCall(
    "BatchNormalization: [4, 3, 8] into a layer of 8 channels: axis 1 has to be 8; change the layer or its input"
  ) { run(BatchNormalization(8), [4, 3, 8]) },
  BrokenCall("BatchNormalization: statistics over 1 values a channel; give a set of two or more") {
    var layer = BatchNormalization<Float>(3)
    layer.setStatistics(over: [.zeros([1, 3])])
  },
  BrokenCall("LayerNormalization: rows of shape []; give the sizes of the last axes") { _ = LayerNormalization<Float>([]) },
  BrokenCall(
    "LayerNormalization: [4, 3] into a layer of rows [5]: the last axes have to be [5]; change the layer or its input"
  ) { run(LayerNormalization([5]), [4, 3]) },
  BrokenCall("GroupNormalization: 3 groups of 4 channels: the groups have to divide the channels") {
    _ = GroupNormalization<Float>(groups: 3, channels: 4)
  },
  BrokenCall(
    "GroupNormalization: [2, 3, 4] into a layer of 4 channels: axis 1 has to be 4; change the layer or its input"
  ) { run(GroupNormalization(groups: 2, channels: 4), [2, 3, 4]) },
  BrokenCall("InstanceNormalization: 0 channels; give one or more") { _ = InstanceNormalization<Float>(0) },
  BrokenCall(
    "InstanceNormalization: one value per channel of an example, got [2, 3, 1]; give [batch, channels, …] with two places or more"
  ) { run(InstanceNormalization(3), [2, 3, 1]) },
  BrokenCall("PowerNormalization: a power of 0.5; it is 1 or more, or .infinity") { _ = PowerNormalization<Float>(3, power: 0.5) },
  BrokenCall("PowerNormalization: one value per channel, got [1, 3]; use a larger batch") {
    run(PowerNormalization(3, power: 1), [1, 3])
  },
  BrokenCall(
    "PowerNormalization: [5, 4] into a layer of 3 channels: axis 1 has to be 3; change the layer or its input"
  ) { run(PowerNormalization(3, power: 1), [5, 4]) },
]

private let noiseCalls: [BrokenCall] = [
  BrokenCall("Dropout: a probability of 1.5; it is that of dropping, from 0 to 1") { _ = Dropout<Float>(1.5) },
  BrokenCall("AlphaDropout: a probability of -0.1; it is that of dropping, from 0 to 1") { _ = AlphaDropout<Float>(-0.1) },
  BrokenCall("DropConnect: a probability of nan; it is that of dropping, from 0 to 1") { _ = DropConnect(dense(2, 2), .nan) },
  BrokenCall("DropConnect: [2, 3, 4] into a layer of 4 inputs: give [batch, 4]; flatten the input, or change the layer") {
    run(DropConnect(dense(4, 2), 0.5), [2, 3, 4])
  },
  BrokenCall("Dropout: channels of [3]: axis 1 has them; give [batch, channels, …]") {
    run(Dropout(0.5, dropsChannels: true), [3])
  },
  BrokenCall("GaussianNoise: a standard deviation of -1.0; it is 0 or more") { _ = GaussianNoise<Float>(standardDeviation: -1) },
]

private let compositionCalls: [BrokenCall] = [
  BrokenCall(
    "Residual: a body of [4, 3] added to [4, 2]: shapes have to be equal; give a shortcut that changes them alike"
  ) { run(Residual([dense(2, 3)]), [4, 2]) },
  BrokenCall("Branches: no branches; give one or more") { _ = Branches<Float>([]) },
  BrokenCall("Flatten: a single number has no examples; give [batch, …]") { run(Flatten(), []) },
  BrokenCall("ChannelCopies: 0 copies; give one or more") { _ = ChannelCopies<Float>(0) },
  BrokenCall("ChannelCopies: [2, 3, 4, 4]: axis 1 has to be 1; give images of one channel, [batch, 1, …]") {
    run(ChannelCopies(3), [2, 3, 4, 4])
  },
  BrokenCall("ParametricRelu: 3 channels for an input of [2, 4]: axis 1 has to be 3; change the layer or its input") {
    run(ParametricRelu(channels: 3), [2, 4])
  },
]

private let initializationCalls: [BrokenCall] = [
  BrokenCall("layerSequentialUnitVariance: a tolerance of 0.0; it is above 0") {
    _ = DataDependentInitializer.layerSequentialUnitVariance(tolerance: 0)
  },
  BrokenCall("layerSequentialUnitVariance: 0 iterations; give one or more") {
    _ = DataDependentInitializer.layerSequentialUnitVariance(iterations: 0)
  },
  BrokenCall(
    "initialize: the outputs [4, 3] of unit 0 have the variance 0.0, which no factor makes 1; "
      + "give a batch of several examples that differ, or other first weights"
  ) {
    var rng = RandomStream(seed: 1), layer = dense(2, 3)
    layer.initialize(by: .unitStatistics(), for: .ones([4, 2]), using: &rng)
  },
  BrokenCall(
    "initialize: the outputs [4, 3] have the variance 0.0, which no factor makes 1; "
      + "give a batch of several examples that differ, or other first weights"
  ) {
    var rng = RandomStream(seed: 1), layer = dense(2, 3)
    layer.initialize(by: .layerSequentialUnitVariance(), for: .zeros([4, 2]), using: &rng)
  },
  BrokenCall("applyFixup: a network without residual layers; use another initializer") {
    var network = Network<Float>([dense(2, 3)])
    network.applyFixup()
  },
  BrokenCall("applyFixup: a branch without a dense layer or convolution; there is nothing to rescale") {
    var network = Network<Float>([Residual([Activation(.relu)])])
    network.applyFixup()
  },
  BrokenCall("redraw: layer 1 has no weights to draw; name a dense layer or a convolution") {
    var rng = RandomStream(seed: 1), network = Network<Float>([dense(2, 3), Activation(.relu)])
    network.redraw(layer: 1, using: &rng)
  },
  BrokenCall("redraw: layer 2 of 2; layers count from 0") {
    var rng = RandomStream(seed: 1), network = Network<Float>([dense(2, 3), Activation(.relu)])
    network.redraw(layer: 2, using: &rng)
  },
  BrokenCall("ModelState: two tensors at a; give each parameter a path of its own") {
    let entry = ModelState<Float>.Entry(path: ParameterPath("a"), tensor: T([1]))
    _ = ModelState([entry, entry])
  },
  BrokenCall(
    "load: the state has nothing for weight, bias; build the model as it was saved, "
      + "or load with strict: false to take what fits by name"
  ) {
    var layer = dense(2, 3)
    layer.state = ModelState([])
  },
]
