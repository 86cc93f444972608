@testable import NN

typealias V = Variable<Double>

/// A layer to try, and the shape of what goes into it.
struct LayerSample: Sendable, CustomStringConvertible {
  let name: String, input: Shape
  let make: @Sendable (inout RandomStream) -> any Layer<Double>
  var description: String { name }

  init(_ name: String, _ input: Shape, _ make: @escaping @Sendable (inout RandomStream) -> any Layer<Double>) {
    self.name = name
    self.input = input
    self.make = make
  }

  /// With parameters that are not at their first values, where a wrong rule would not show.
  func layer() -> any Layer<Double> {
    var rng = RandomStream(seed: 21), layer = make(&rng)
    layer.visitParameters(at: ParameterPath()) { _, parameter in
      if parameter.role != .weight { parameter.value = parameter.value + .uniform(parameter.shape, in: 0.1..<0.6, using: &rng) }
    }
    return layer
  }
}

private let padded = ConvolutionOptions(padding: 1)

let layerSamples: [LayerSample] = [
  LayerSample("Dense", [4, 3]) { Dense(3, 5, using: &$0) },
  LayerSample("Dense of three axes", [2, 3, 4]) { Dense(4, 2, bias: nil, using: &$0) },
  LayerSample("ConvolutionLayer", [2, 4, 4, 3]) {
    ConvolutionLayer(4, 6, kernel: 3, ConvolutionOptions(padding: 1, groups: 2), using: &$0)
  },
  LayerSample("max Pooling", [2, 2, 4, 4]) { _ in Pooling(.max(PoolingOptions(window: 2))) },
  LayerSample("average Pooling", [2, 2, 5, 4]) { _ in
    Pooling(.average(PoolingOptions(window: 3, stride: 2, padding: 1), countsPadding: false))
  },
  LayerSample("global Pooling", [2, 3, 3, 2]) { _ in Pooling(.globalAverage) },
  LayerSample("Flatten", [2, 3, 2]) { _ in Flatten() },
  LayerSample("ChannelCopies", [2, 1, 2, 3]) { _ in ChannelCopies(3) },
  LayerSample("BatchNormalization", [5, 3]) { _ in BatchNormalization(3) },
  LayerSample("BatchNormalization of images", [2, 3, 2, 3]) { _ in BatchNormalization(3, epsilon: 0.1) },
  LayerSample("LayerNormalization", [3, 5]) { _ in LayerNormalization([5]) },
  LayerSample("LayerNormalization of images", [2, 3, 2, 2]) { _ in LayerNormalization([3, 2, 2]) },
  LayerSample("GroupNormalization", [2, 4, 3, 2]) { _ in GroupNormalization(groups: 2, channels: 4) },
  LayerSample("InstanceNormalization", [2, 3, 2, 3]) { _ in InstanceNormalization(3, hasScaleAndShift: true) },
  LayerSample("PowerNormalization of 1", [6, 2]) { _ in PowerNormalization(2, power: 1) },
  LayerSample("PowerNormalization of 2", [2, 3, 2, 2]) { _ in PowerNormalization(3, power: 2) },
  LayerSample("PowerNormalization of 3", [6, 2]) { _ in PowerNormalization(2, power: 3) },
  LayerSample("PowerNormalization of ∞", [2, 3, 2, 2]) { _ in PowerNormalization(3, power: .infinity) },
  LayerSample("WeightNormalization of Dense", [4, 3]) { WeightNormalization(Dense(3, 5, using: &$0)) },
  LayerSample("WeightNormalization of ConvolutionLayer", [2, 2, 4, 3]) {
    WeightNormalization(ConvolutionLayer(2, 3, kernel: 3, padded, using: &$0))
  },
  LayerSample("Dropout", [4, 6]) { _ in Dropout(0.4) },
  LayerSample("Dropout scaled at test time", [4, 6]) { _ in Dropout(0.4, scaling: .whileEvaluating) },
  LayerSample("Dropout of channels", [3, 4, 2, 2]) { _ in Dropout(0.4, dropsChannels: true) },
  LayerSample("AlphaDropout", [4, 6]) { _ in AlphaDropout(0.4) },
  LayerSample("DropConnect", [4, 3]) { DropConnect(Dense(3, 5, using: &$0), 0.4) },
  LayerSample("DropConnect of the batch", [4, 3]) { DropConnect(Dense(3, 5, using: &$0), 0.4, isPerExample: false) },
  LayerSample("GaussianNoise", [4, 3]) { _ in GaussianNoise(standardDeviation: 0.5, mean: 1) },
  LayerSample("ParametricRelu", [3, 4]) { _ in ParametricRelu() },
  LayerSample("ParametricRelu of channels", [2, 3, 2, 2]) { _ in ParametricRelu(channels: 3) },
  LayerSample("TrainedSwish", [3, 4]) { _ in TrainedSwish() },
  LayerSample("ScalarMultiplier", [3, 4]) { _ in ScalarMultiplier() },
  LayerSample("ScalarBias", [3, 4]) { _ in ScalarBias() },
  LayerSample("Residual", [3, 4]) { Residual([Dense(4, 6, using: &$0), Activation(.tanh), Dense(6, 4, using: &$0)]) },
  LayerSample("Residual with a shortcut", [2, 2, 4, 4]) {
    Residual(
      [ConvolutionLayer(2, 3, kernel: 3, padded, using: &$0), BatchNormalization(3)],
      shortcut: [ConvolutionLayer(2, 3, kernel: 1, using: &$0)])
  },
  LayerSample("Branches", [2, 2, 4, 4]) {
    Branches([
      [ConvolutionLayer(2, 3, kernel: 1, using: &$0)],
      [ConvolutionLayer(2, 2, kernel: 3, padded, using: &$0), Activation(.swish(beta: 1))],
      [Pooling(.average(PoolingOptions(window: 3, stride: 1, padding: 1)))],
    ])
  },
  LayerSample("Network", [5, 3]) {
    Network([Dense(3, 6, bias: nil, using: &$0), BatchNormalization(6), Activation(.maxout(pieces: 2)), Dense(3, 2, using: &$0)])
  },
]

extension Layer where Scalar == Double {
  /// With these variables in place of its trained parameters, in order.
  func replacingTrained(by variables: some Sequence<V>) -> Self {
    var copy = self, rest = variables.makeIterator()
    copy.visitParameters(at: ParameterPath()) { _, parameter in
      if parameter.isTrained, let next = rest.next() { parameter.variable = next }
    }
    return copy
  }

  var trained: [Tensor<Double>] { parameters.filter(\.parameter.isTrained).map(\.parameter.value) }

  /// One pass; training always draws the same.
  func output(_ x: V, isTraining: Bool) -> V {
    var copy = self, pass = isTraining ? Pass.training(using: RandomStream(seed: 9)) : .evaluation
    return copy(x, in: &pass)
  }

  /// At the input and at all trained parameters.
  func checkGradients(at x: Tensor<Double>, isTraining: Bool) -> GradientCheck {
    var rng = RandomStream(seed: 3)
    return NN.checkGradients(at: [x] + trained, using: &rng) { p in
      replacingTrained(by: p.dropFirst()).output(p[0], isTraining: isTraining)
    }
  }
}
