import NN

/// Steps of training: forward, backward, gradient descent, as `Model.step` does them.
let trainingRows: [Row] =
  [
    trainingRow("step of MLP 2-32-32-1, tanh, batch 64", goals: [.ratio(.torch, 12)]) {
      let network = Network<Float>([
        dense(2, 32, offset: 1), Activation(.tanh), dense(32, 32, offset: 2), Activation(.tanh), dense(32, 1, offset: 3),
      ])
      let x = Variable(constant: formula([64, 2])), y = formula([64, 1], offset: 5)
      return (network, { network, pass in meanSquaredError(network(x, in: &pass), y) })
    },
    trainingRow("step of MLP 784-256-10, ReLU, batch 64", goals: [.ratio(.torch, 1.5)]) {
      classifier(
        Network<Float>([dense(784, 256, offset: 1), Activation(.relu), dense(256, 10, offset: 2)]), formula([64, 784]))
    },
  ] + [64, 128].map { batch in
    trainingRow("step of MLP 784-256-10, batch normalization, ReLU, batch \(batch)", goals: [.ratio(.torch, 1.5)]) {
      classifier(
        Network<Float>([
          dense(784, 256, offset: 1), BatchNormalization(256), Activation(.relu), dense(256, 10, offset: 2),
        ]), formula([batch, 784]))
    }
  } + [
    trainingRow("step of CNN 1-16-32-10 on 28×28, batch normalization, batch 64", goals: [.ratio(.torch, 2)]) {
      classifier(
        Network<Float>([
          convolution(1, 16, offset: 1), BatchNormalization(16), Activation(.relu), Pooling(.max(PoolingOptions(window: 2))),
          convolution(16, 32, offset: 2), BatchNormalization(32), Activation(.relu), Pooling(.max(PoolingOptions(window: 2))),
          Flatten(), dense(32 * 7 * 7, 10, offset: 3),
        ]), formula([64, 1, 28, 28]))
    }
  ]

private typealias Loss = (inout Network<Float>, inout Pass) -> Variable<Float>

/// The check is the losses of three steps and the first weights after them.
private func trainingRow(_ name: String, goals: [Goal], _ model: @escaping @Sendable () -> (Network<Float>, Loss)) -> Row {
  Row(name: name, goals: goals, tolerance: 2e-3) {
    let (start, loss) = model()
    var network = start, optimizer = Optimizer<Float>(.gradientDescent, learningRate: 0.01)
    let tape = Tape<Float>(), rng = RandomStream(seed: 1)
    func step() -> Float {
      var pass = Pass.training(using: rng)
      return network.step(on: tape, with: &optimizer) { loss(&$0, &pass) }.loss
    }
    let losses = (0..<3).map { _ in Double(step()) }
    return Work(check: [losses, fingerprint(network.parameters[0].parameter.value)]) { _ = step() }
  }
}

private func classifier(_ network: Network<Float>, _ images: Tensor<Float>) -> (Network<Float>, Loss) {
  let x = Variable(constant: images), labels = formulaLabels(images.shape[0], classes: 10)
  return (network, { network, pass in softmaxCrossEntropy(network(x, in: &pass), labels: labels) })
}

/// Weights by the formula up to 1/√fanIn, biases of zeros.
private func dense(_ fanIn: Int, _ fanOut: Int, offset: Int) -> Dense<Float> {
  Dense(weight: formula([fanOut, fanIn], offset: offset, scale: 1 / Double(fanIn).squareRoot()), bias: .zeros([fanOut]))
}

private func convolution(_ channels: Int, _ out: Int, offset: Int) -> ConvolutionLayer<Float> {
  ConvolutionLayer(
    weight: formula([out, channels, 3, 3], offset: offset, scale: 1 / Double(channels * 9).squareRoot()), bias: .zeros([out]),
    options: ConvolutionOptions(padding: 1))
}
