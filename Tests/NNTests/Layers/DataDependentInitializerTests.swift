import Testing

@testable import NN

@Suite struct DataDependentInitializerTests {
  static func network(_ rng: inout RandomStream) -> Network<Double> {
    Network([
      ConvolutionLayer(2, 6, kernel: 3, ConvolutionOptions(padding: 1), bias: .constant(0.5), using: &rng), Activation(.relu),
      Residual([ConvolutionLayer(6, 6, kernel: 3, ConvolutionOptions(padding: 1), using: &rng), Activation(.tanh)]), Dropout(0.5),
      Flatten(), WeightNormalization(Dense(6 * 16, 8, using: &rng)), Activation(.relu), Dense(8, 3, bias: nil, using: &rng),
    ])
  }

  /// What comes out of each layer that has weights, and the axis of its units.
  static func outputs(_ network: Network<Double>, _ x: Tensor<Double>) -> [(y: Tensor<Double>, axis: Int)] {
    func prefix(_ count: Int) -> Tensor<Double> { Network(Array(network.layers[..<count])).evaluate(x) }
    let body = (network.layers[2] as? Residual<Double>)?.body
    return [
      (prefix(1), 1), (Network(Array((body?.layers ?? []).prefix(1))).evaluate(prefix(2)), 1), (prefix(6), 1), (prefix(8), 1),
    ]
  }

  @Test func everyUnitGetsMean0AndDeviation1() {
    var rng = RandomStream(seed: 1), network = Self.network(&rng)
    let x = Tensor<Double>.normal([40, 2, 4, 4], standardDeviation: 5, using: &rng) + 3
    network.initialize(by: .unitStatistics(), for: x, using: &rng)
    for (place, output) in Self.outputs(network, x).enumerated() {
      let s = standardized(output.y, AxisView(output.y.shape, axis: output.axis), epsilon: 0)
      #expect(gap(s.variance, .ones(s.variance.shape)) < 1e-12, "layer \(place)")
      // The last layer has no biases and keeps its mean.
      #expect(place == 3 ? s.mean.norm() > 1e-3 : s.mean.norm() < 1e-12, "layer \(place)")
    }
    // Only scale and bias changed: the directions are those that were drawn.
    var same = RandomStream(seed: 1)
    let first = (Self.network(&same).layers[0] as? ConvolutionLayer<Double>)?.weight.value.reshaped(to: [6, 18])
    let now = (network.layers[0] as? ConvolutionLayer<Double>)?.weight.value.reshaped(to: [6, 18])
    if let first, let now {
      let cosine = (first * now).sum(axis: 1) / sqrt(square(first).sum(axis: 1) * square(now).sum(axis: 1))
      #expect(gap(cosine, .ones([6])) < 1e-14)
    }
  }

  @Test func unitVarianceLayerByLayer() {
    var rng = RandomStream(seed: 2), network = Self.network(&rng)
    let x = Tensor<Double>.normal([40, 2, 4, 4], standardDeviation: 5, using: &rng)
    network.initialize(by: .layerSequentialUnitVariance(tolerance: 0.01), for: x, using: &rng)
    for output in Self.outputs(network, x) { #expect(abs(output.y.variance() - 1) <= 0.01) }
    // Orthonormal rows up to one factor for the whole layer; biases as they were.
    guard let layer = network.layers[0] as? ConvolutionLayer<Double> else { return }
    let rows = layer.weight.value.reshaped(to: [6, 18]), gram = matmul(rows, rows.transposed())
    #expect(gap(gram / gram[0, 0], eye(6)) < 1e-12 && abs(gram[0, 0] - 1) > 0.1)
    #expect(layer.bias?.value.scalars == [Double](repeating: 0.5, count: 6))
  }

  @Test func frozenLayersStayAndTheStreamMoves() {
    var rng = RandomStream(seed: 3), network = Self.network(&rng)
    network.setFrozen(true) { $0.description.hasPrefix("0.") }
    let before = network.state, x = Tensor<Double>.normal([20, 2, 4, 4], using: &rng), stream = rng
    network.initialize(by: .layerSequentialUnitVariance(), for: x, using: &rng)
    #expect(rng != stream && network.state["0.weight"] == before["0.weight"] && network.state["7.weight"] != before["7.weight"])
  }

  @Test func redrawingTheHeadLeavesTheRest() {
    var rng = RandomStream(seed: 4), network = Self.network(&rng)
    let before = network.state
    network.redraw(layer: 7, weights: .he, using: &rng)
    for entry in before.entries { #expect((network.state[entry.path] == entry.tensor) == (entry.path != "7.weight")) }
    var dense = Dense<Double>(50, 400, bias: .constant(1), using: &rng)
    dense.redraw(weights: .he, using: &rng)
    #expect(abs(dense.weight.value.standardDeviation() / 0.2 - 1) < 5 / (2 * 20_000.0).squareRoot())
    #expect(dense.bias?.value == .zeros([400]))
  }

  static func residualNetwork(_ rng: inout RandomStream, depth: Int) -> Network<Double> {
    var layers: [any Layer<Double>] = [Dense(6, 6, weights: .he, using: &rng)]
    for _ in 0..<depth {
      layers.append(
        Residual([
          ScalarBias(), Dense(6, 6, weights: .he, bias: nil, using: &rng), ScalarBias(), Activation(.relu), ScalarBias(),
          Dense(6, 6, weights: .he, bias: nil, using: &rng), ScalarBias(), Activation(.relu), ScalarBias(),
          Dense(6, 6, weights: .he, bias: nil, using: &rng), ScalarMultiplier(), ScalarBias(),
        ]))
    }
    return Network(layers + [Dense(6, 3, weights: .he, bias: .constant(1), using: &rng)])
  }

  /// 16 branches of m = 3 layers: the first two times 16^(−1/4) = ½, the third 0.
  @Test func fixup() {
    var rng = RandomStream(seed: 5), network = Self.residualNetwork(&rng, depth: 16)
    let before = network.state
    network.applyFixup()
    let after = network.state
    func factor(_ path: ParameterPath) -> Double { (after[path]?[0, 0] ?? .nan) / (before[path]?[0, 0] ?? .nan) }
    for branch in 1...16 {
      for place in [1, 5] { #expect(abs(factor(ParameterPath("\(branch).body.\(place).weight")) - 0.5) < 1e-15) }
      #expect(after[ParameterPath("\(branch).body.9.weight")] == .zeros([6, 6]))
    }
    #expect(after["0.weight"] == before["0.weight"] && after["17.weight"] == .zeros([3, 6]) && after["17.bias"] == .zeros([3]))
    // So every branch adds 0 at first: the network is its first layer.
    let x = Tensor<Double>.normal([4, 6], using: &rng)
    let features = Network(Array(network.layers[..<17])).evaluate(x)
    #expect(features == Network(Array(network.layers[..<1])).evaluate(x))
    var kept = Self.residualNetwork(&rng, depth: 4)
    let classifier = kept.state["5.weight"]
    kept.applyFixup(zeroesClassifier: false)
    #expect(kept.state["5.weight"] == classifier)
  }
}
