import CKernels
import Glibc
import Testing

@testable import NN

/// Points of three noisy arcs, and their labels.
private func arcs(_ count: Int, seed: UInt64) -> (x: Tensor<Float>, labels: [Int]) {
  var rng = RandomStream(seed: seed)
  let angle = Tensor<Float>.uniform([count], in: 0..<4, using: &rng).scalars
  let noise = Tensor<Float>.normal([count, 2], standardDeviation: 0.1, using: &rng)
  let labels = (0..<count).map { $0 % 3 }
  let points = (0..<count).flatMap { i -> [Float] in
    let radius = 0.3 + angle[i] / 2, turn = angle[i] + Float(labels[i]) * 2.0944
    return [radius * cosf(turn), radius * sinf(turn)]
  }
  return (Tensor(points, shape: [count, 2]) + noise, labels)
}

/// Images of 8 × 8 with a horizontal bar, a vertical one or a cross at some place, under noise.
private func bars(_ count: Int, seed: UInt64) -> (x: Tensor<Float>, labels: [Int]) {
  var rng = RandomStream(seed: seed)
  let places = Tensor<Float>.uniform([count, 2], in: 1..<7, using: &rng).scalars.map { Int($0) }
  let labels = (0..<count).map { $0 % 3 }
  var pixels = Tensor<Float>.normal([count, 1, 8, 8], standardDeviation: 0.3, using: &rng).scalars
  for image in 0..<count {
    let row = places[2 * image], column = places[2 * image + 1], label = labels[image]
    for i in 0..<8 {
      if label != 1 { pixels[image * 64 + row * 8 + i] += 1 }
      if label != 0 { pixels[image * 64 + i * 8 + column] += 1 }
    }
  }
  return (Tensor(pixels, shape: [count, 1, 8, 8]), labels)
}

private func accuracy(_ network: Network<Float>, _ x: Tensor<Float>, _ labels: [Int]) -> Double {
  let chosen = network.evaluate(x).argmaxOfRows()
  return Double(zip(chosen, labels).filter { $0 == $1 }.count) / Double(labels.count)
}

/// A whole training: mini-batches, history, early stopping with the best weights back.
private func train(
  _ network: inout Network<Float>, on training: (x: Tensor<Float>, labels: [Int]), validation: (x: Tensor<Float>, labels: [Int]),
  epochs: Int, rate: Double
) -> (history: History, stopping: EarlyStopping<ModelState<Float>>) {
  let tape = Tape<Float>()
  var optimizer = Optimizer<Float>(.adam(), learningRate: rate), rng = RandomStream(seed: 77), history = History(), step = 0
  var stopping = EarlyStopping<ModelState<Float>>(patience: 6)
  for epoch in 0..<epochs {
    for batch in Minibatches(of: training.labels.count, size: 32, order: .shuffled(using: &rng)) {
      var pass = Pass.training(using: rng.split(step))
      let result = network.step(on: tape, with: &optimizer, clippedTo: 5) { network in
        let labels = batch.map { training.labels[$0] }
        return softmaxCrossEntropy(network(Variable(constant: training.x[rows: batch]), in: &pass), labels: labels)
      }
      history.record(Double(result.loss), as: "training", at: step)
      step += 1
    }
    let loss = softmaxCrossEntropy(Variable(constant: network.evaluate(validation.x)), labels: validation.labels).scalar
    history.record(Double(loss), as: "validation", at: step)
    if stopping.record(Double(loss), at: epoch, snapshot: network.state) { break }
  }
  stopping.restore(&network.state)
  return (history, stopping)
}

@Suite struct WholeTrainingTests {
  @Test func aSmallDenseNetworkLearns() throws {
    var rng = RandomStream(seed: 1)
    var network = Network<Float>([
      Dense(2, 32, weights: .he, using: &rng), Activation(.relu), Dense(32, 32, weights: .he, using: &rng), Activation(.relu),
      Dropout(0.1), Dense(32, 3, using: &rng),
    ])
    let training = arcs(600, seed: 2), validation = arcs(300, seed: 3), test = arcs(1000, seed: 4)
    let (history, stopping) = train(&network, on: training, validation: validation, epochs: 60, rate: 5e-3)
    #expect(accuracy(network, test.x, test.labels) > 0.97)
    #expect((history["training"].last ?? 1) < history["training"].values[0] / 2)
    // To the bit the weights of the best epoch.
    let best = try #require(stopping.best)
    #expect(best.value == history["validation"].best()?.value)
    for entry in best.snapshot.entries { #expect(network.state[entry.path] == entry.tensor) }
    let loss = softmaxCrossEntropy(Variable(constant: network.evaluate(validation.x)), labels: validation.labels).scalar
    #expect(Double(loss) == best.value)
  }

  @Test func aSmallConvolutionalNetworkLearns() {
    var rng = RandomStream(seed: 5)
    var network = Network<Float>([
      ConvolutionLayer(1, 8, kernel: 3, ConvolutionOptions(padding: 1), weights: .he, bias: nil, using: &rng),
      BatchNormalization(8), Activation(.relu), Pooling(.max(PoolingOptions(window: 2))),
      Residual([
        ConvolutionLayer(8, 8, kernel: 3, ConvolutionOptions(padding: 1), weights: .he, bias: nil, using: &rng),
        BatchNormalization(8), Activation(.relu),
      ]),
      Pooling(.globalAverage), Dense(8, 3, using: &rng),
    ])
    let training = bars(480, seed: 6), validation = bars(150, seed: 7), test = bars(600, seed: 8)
    _ = train(&network, on: training, validation: validation, epochs: 25, rate: 1e-2)
    #expect(accuracy(network, test.x, test.labels) > 0.97)
  }

  @Test func sameSeedSameBits() {
    func trained() -> ModelState<Float> {
      var rng = RandomStream(seed: 9)
      var network = Network<Float>([
        Dense(2, 8, using: &rng), BatchNormalization(8), Activation(.tanh), Dropout(0.3), Dense(8, 3, using: &rng),
      ])
      let data = arcs(96, seed: 10)
      _ = train(&network, on: data, validation: data, epochs: 3, rate: 1e-2)
      return network.state
    }
    let a = trained(), b = trained()
    for entry in a.entries { #expect(b[entry.path] == entry.tensor) }
  }
}

@Suite struct TrainingStepTests {
  static func network(_ seed: UInt64) -> Network<Double> {
    var rng = RandomStream(seed: seed)
    return Network([Dense(3, 4, using: &rng), BatchNormalization(4), Activation(.tanh), Dense(4, 2, using: &rng)])
  }

  static func data() -> (x: Tensor<Double>, y: Tensor<Double>) {
    var rng = RandomStream(seed: 12)
    return (.normal([10, 3], using: &rng), .normal([10, 2], using: &rng))
  }

  static func loss(_ network: inout Network<Double>) -> Variable<Double> {
    var pass = Pass.training(using: RandomStream(seed: 1))
    let (x, y) = data()
    return meanSquaredError(network(Variable(constant: x), in: &pass), y)
  }

  @Test func isAStepAlongTheGradient() {
    var network = Self.network(11), copy = network
    var optimizer = Optimizer<Double>(.gradientDescent, learningRate: 0.1)
    let tape = Tape<Double>(), before = network.state, expectedLoss = Self.loss(&copy).scalar
    let (value, slopes) = valueAndGradients(at: network.trained) { variables in
      var copy = network.replacingTrained(by: variables)
      return Self.loss(&copy)
    }
    let result = network.step(on: tape, with: &optimizer) { Self.loss(&$0) }
    #expect(result.loss == value && result.loss == expectedLoss && tape.stepCount == 0)
    #expect(abs(result.gradientNorm - slopes.globalNorm()) < 1e-15)
    let paths: [ParameterPath] = ["0.weight", "0.bias", "1.weight", "1.bias", "3.weight", "3.bias"]
    for (path, slope) in zip(paths, slopes) {
      if let old = before[path], let new = network.state[path] { #expect(gap(new, old - slope * 0.1) < 1e-15, "\(path)") }
    }
    #expect(network.state["1.running_mean"] != before["1.running_mean"])  // gathered, not trained
    // Clipped: as long as the bound, in the same direction.
    var clipped = Self.network(11), other = Optimizer<Double>(.gradientDescent, learningRate: 0.1)
    let bound = result.gradientNorm / 4
    clipped.step(on: tape, with: &other, clippedTo: bound) { Self.loss(&$0) }
    for (path, slope) in zip(paths, slopes) {
      if let old = before[path], let new = clipped.state[path] { #expect(gap(new, old - slope * 0.025) < 1e-6, "\(path)") }
    }
  }

  @Test func frozenParametersStayToTheBitAndNoGradientIsComputed() {
    var network = Self.network(13), whole = network
    let tape = Tape<Double>(), before = network.state
    var optimizer = Optimizer<Double>(.adam(), learningRate: 0.1, decay: .decoupled(0.1)), other = optimizer
    network.setFrozen(true) { $0.description.hasPrefix("0.") || $0.description.hasPrefix("1.") }
    func steps(_ model: inout Network<Double>, _ optimizer: inout Optimizer<Double>) -> Int {
      var count = 0
      model.step(on: tape, with: &optimizer) { model in
        let loss = Self.loss(&model)
        count = tape.stepCount
        return loss
      }
      return count
    }
    let few = steps(&network, &optimizer), all = steps(&whole, &other)
    #expect(few <= all / 2)  // what comes before the head is not even recorded
    for path: ParameterPath in ["0.weight", "0.bias", "1.weight", "1.bias"] {
      #expect(network.state[path] == before[path] && whole.state[path] != before[path])
    }
    #expect(network.state["3.weight"] != before["3.weight"])
    // Thawing does not mix up the optimizer's state, which counts frozen parameters too.
    network.setFrozen(false)
    _ = steps(&network, &optimizer)
    #expect(network.state["0.weight"] != before["0.weight"])
  }

  @Test func settingsByPath() {
    var network = Self.network(14)
    let tape = Tape<Double>(), before = network.state
    var slow = network, optimizer = Optimizer<Double>(.gradientDescent, learningRate: 0.1, decay: .l2(10)), other = optimizer
    let settings = { (path: ParameterPath, parameter: Parameter<Double>) in
      ParameterSettings(
        rateFactor: path.description.hasPrefix("0.") ? 0.1 : 1, decay: parameter.role == .weight ? nil : WeightDecay.none)
    }
    slow.step(on: tape, with: &optimizer, settings: settings) { Self.loss(&$0) }
    network.step(on: tape, with: &other) { Self.loss(&$0) }
    func move(_ network: Network<Double>, _ path: ParameterPath) -> Tensor<Double> {
      (network.state[path] ?? Tensor(.nan)) - (before[path] ?? Tensor(.nan))
    }
    #expect(gap(move(slow, "0.weight") * 10, move(network, "0.weight")) < 1e-14)
    #expect(gap(move(slow, "3.weight"), move(network, "3.weight")) < 1e-15)
    // Biases start at 0, where decay does nothing; a scale of 1 shows it.
    #expect(gap(move(network, "1.weight") - move(slow, "1.weight"), .filled([4], with: -0.1 * 10)) < 1e-14)
  }

  /// Weights and the optimizer's averages move in place: once warm, no step takes memory that the pool does not have.
  @Test func takesNoFreshMemoryOnceWarm() async {
    await #expect(processExitsWith: .success) {
      var rng = RandomStream(seed: 15)
      var network = Network<Float>([
        ConvolutionLayer(1, 8, kernel: 3, ConvolutionOptions(padding: 1), using: &rng), BatchNormalization(8), Activation(.relu),
        Pooling(.max(PoolingOptions(window: 2))), Flatten(), Dense(8 * 16, 32, using: &rng), Activation(.relu), Dropout(0.5),
        Dense(32, 3, using: &rng),
      ])
      let data = bars(32, seed: 16), tape = Tape<Float>()
      var optimizer = Optimizer<Float>(.adam(), learningRate: 1e-3)
      func step() {
        var pass = Pass.training(using: rng.split(1))
        network.step(on: tape, with: &optimizer, clippedTo: 1) { network in
          softmaxCrossEntropy(network(Variable(constant: data.x), in: &pass), labels: data.labels)
        }
      }
      for _ in 0..<3 { step() }
      let fresh = ck_fresh_allocations(), weight = (network.layers[5] as? Dense<Float>)?.weight.value.address
      for _ in 0..<50 { step() }
      let same = (network.layers[5] as? Dense<Float>)?.weight.value.address == weight
      exit(ck_fresh_allocations() == fresh && same ? 0 : 1)
    }
  }
}
