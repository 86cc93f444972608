import Testing

@testable import NN

private func normal(_ shape: Shape, seed: UInt64, mean: Double = 0, standardDeviation: Double = 1) -> Tensor<Double> {
  var rng = RandomStream(seed: seed)
  return Tensor<Double>.normal(shape, standardDeviation: standardDeviation, using: &rng) + mean
}

extension BatchNormalization where Scalar == Double {
  /// A pass of training.
  fileprivate mutating func train(_ x: Tensor<Double>) -> Tensor<Double> {
    var pass = Pass.training(using: RandomStream(seed: 1))
    return self(Variable(constant: x), in: &pass).value
  }
}

@Suite struct BatchNormalizationTests {
  /// y = γ·(x − μ)/√(σ² + ε) + β in plain loops, σ² with the given divisor, ε inside or outside of the root.
  func twin(_ x: Tensor<Double>, removed: Int = 0, epsilonOutside: Bool = false) -> Reference {
    Reference(x).groups(AxisView(x.shape, axis: 1)) { c, values in
      let v = variance(values, removed: removed), centre = mean(values)
      let deviation = epsilonOutside ? v.squareRoot() + 1e-3 : (v + 1e-3).squareRoot()
      return values.map { (2 + Double(c)) * ($0 - centre) / deviation - 1 }
    }
  }

  @Test(arguments: [[6, 3], [2, 3, 2, 2], [4, 3, 5]] as [Shape])
  func agreesWithItsTwinAndRefusesTheNearestWrongFormulas(shape: Shape) {
    var layer = BatchNormalization<Double>(3, epsilon: 1e-3)
    layer.scale.value = Tensor([2, 3, 4])
    layer.shift.value = Tensor([-1, -1, -1])
    let x = normal(shape, seed: 1), y = Reference(layer.train(x))
    #expect(distance(y, twin(x)) < 1e-13)
    #expect(distance(y, twin(x, removed: 1)) > 1e-2)  // normalized by the unbiased variance
    #expect(distance(y, twin(x, epsilonOutside: true)) > 1e-4)
  }

  @Test func runningStatistics() {
    var layer = BatchNormalization<Double>(1, momentum: 0.25)
    _ = layer.train(Tensor([[1], [3]]))  // mean 2, variance 1 biased and 2 unbiased
    #expect(layer.runningMean.value.scalars == [0.5] && layer.runningVariance.value.scalars == [1.25])
    _ = layer.train(Tensor([[1], [3]]))
    #expect(layer.runningMean.value.scalars == [0.875] && layer.runningVariance.value.scalars == [1.4375])
    // Nearest wrong ones: the biased variance averaged, the momentum the other way round.
    #expect(layer.runningVariance.value.scalars != [1] && layer.runningMean.value.scalars != [0.75 * 2 + 0.25 * 1.5])
    // Evaluating reads them and nothing of the batch.
    let y = layer.evaluate(Tensor([[3], [100]]))
    #expect(abs(y[0, 0] - (3 - 0.875) / (1.4375 + 1e-5).squareRoot()) < 1e-15)
    #expect(layer.evaluate(Tensor([[3]]))[0, 0] == y[0, 0])
    #expect(layer.parameters.filter(\.parameter.isTrained).map(\.path.description) == ["weight", "bias"])
  }

  @Test func statisticsOfAWholeSetWhateverTheBatches() {
    let x = normal([60, 3, 2, 2], seed: 2, mean: 50)
    var whole = BatchNormalization<Double>(3)
    whole.setStatistics(over: [x])
    let expected = Reference(x).groups(AxisView(x.shape, axis: 1)) { _, values in values.map { _ in mean(values) } }
    #expect(distance(Reference(whole.runningMean.value), Reference([3], (0..<3).map { expected.values[$0 * 4] })) < 1e-14)
    for size in [1, 7, 20, 60] {
      var layer = BatchNormalization<Double>(3)
      layer.setStatistics(over: Minibatches(of: 60, size: size).lazy.map { x[rows: $0] })
      #expect(gap(layer.runningMean.value, whole.runningMean.value) < 1e-13)
      #expect(gap(layer.runningVariance.value, whole.runningVariance.value) < 1e-12)
    }
    // The mean of the batches' variances is another number: what is between batches is missing.
    let between = Minibatches(of: 60, size: 5).map { batch -> Double in
      variance(Reference(x[rows: batch]).values.enumerated().filter { $0.offset / 4 % 3 == 0 }.map(\.element), removed: 1)
    }
    #expect(abs(mean(between) - whole.runningVariance.value[0]) > 1e-3)
    var biased = BatchNormalization<Double>(3)
    biased.setStatistics(over: [x], unbiased: false)
    #expect(gap(biased.runningVariance.value * (240.0 / 239), whole.runningVariance.value) < 1e-13)
  }

  @Test func statisticsOfAWholeSetThroughANetwork() {
    var rng = RandomStream(seed: 3)
    var network = Network<Double>([
      Dense(3, 5, using: &rng), BatchNormalization(5), Activation(.relu),
      Residual([Dense(5, 5, using: &rng), BatchNormalization(5)]),
      Dropout(0.5),
    ])
    let x = normal([50, 3], seed: 4, mean: 2)
    network.setStatistics(over: x)
    // Behind each normalization the whole set has mean 0, and variance 1 up to n / (n − 1) and ε.
    let normalized = Network(Array(network.layers[..<2])).evaluate(x)
    #expect(normalized.mean(axis: 0).norm() < 1e-13)
    #expect(gap(normalized.variance(axis: 0, unbiased: true), .ones([5])) < 1e-3)
    let inner = Network(Array(network.layers[..<3])).evaluate(x)
    let body = (network.layers[3] as? Residual<Double>)?.body.evaluate(inner)
    #expect((body?.mean(axis: 0).norm() ?? 1) < 1e-13)
  }

  @Test func fusionEqualsBothLayersWhileEvaluating() {
    var rng = RandomStream(seed: 5)
    var normalization = BatchNormalization<Double>(4)
    for _ in 0..<3 { _ = normalization.train(normal([20, 4], seed: rng.next(), mean: 1, standardDeviation: 2)) }
    normalization.scale.value = normal([4], seed: 6)
    normalization.shift.value = normal([4], seed: 7)
    for bias in [BiasInitializer.constant(0.7), nil] {
      let dense = Dense<Double>(3, 4, bias: bias, using: &rng), x = normal([8, 3], seed: 8)
      #expect(gap(dense.fused(with: normalization).evaluate(x), normalization.evaluate(dense.evaluate(x))) < 1e-14)
      let options = ConvolutionOptions(stride: 2, padding: 1)
      let convolution = ConvolutionLayer<Double>(2, 4, kernel: 3, options, bias: bias, using: &rng)
      let images = normal([2, 2, 6, 5], seed: 9)
      let both = normalization.evaluate(convolution.evaluate(images))
      #expect(gap(convolution.fused(with: normalization).evaluate(images), both) < 1e-14)
    }
  }

  /// γ = σ and β = μ undo it; a factor in front changes nothing, and its gradient is orthogonal to the weights.
  @Test func identityAndInvariance() {
    let x = normal([30, 3], seed: 10, mean: 3)
    var layer = BatchNormalization<Double>(3, epsilon: 0)
    let plain = layer.train(x)
    #expect(gap(layer.train(x * 7), plain) < 1e-12)
    layer.scale.value = x.standardDeviation(axis: 0)
    layer.shift.value = x.mean(axis: 0)
    #expect(gap(layer.train(x), x) < 1e-13)
    let tape = Tape<Double>(), w = tape.variable(normal([4, 3], seed: 11)), target = normal([30, 4], seed: 12)
    let y = BatchNormalization<Double>(4, epsilon: 0).output(product(V(constant: x), w, rightTransposed: true), isTraining: true)
    let slope = tape.gradients(of: meanSquaredError(y, target))[w]
    #expect((slope * w.value).sum(axis: 1).norm() < 1e-13 && slope.norm() > 1e-3)
  }
}

@Suite struct NormalizationTests {
  /// Rows of [N · groups] by their own statistics, in plain loops.
  func twin(_ x: Tensor<Double>, rows: Int) -> Reference {
    let flat = Reference(x).groups(AxisView(outer: 1, middle: rows, inner: x.count / rows)) { _, values in
      values.map { ($0 - mean(values)) / (variance(values) + 1e-5).squareRoot() }
    }
    return Reference(x.shape.dimensions, flat.values)
  }

  @Test func agreeWithTheirTwinsAndWithEachOther() {
    let x = normal([3, 4, 2, 3], seed: 20, mean: 2)
    func group(_ groups: Int) -> Tensor<Double> { GroupNormalization<Double>(groups: groups, channels: 4).evaluate(x) }
    for groups in [1, 2, 4] { #expect(distance(Reference(group(groups)), twin(x, rows: 3 * groups)) < 1e-13) }
    // One group is layer normalization of images; as many groups as channels is instance normalization; one example is batch
    // normalization of it.
    #expect(gap(group(1), LayerNormalization<Double>([4, 2, 3]).evaluate(x)) < 1e-14)
    #expect(gap(group(4), InstanceNormalization<Double>(4).evaluate(x)) < 1e-14)
    #expect(gap(group(1), group(2)) > 0.1 && gap(group(2), group(4)) > 0.1)
    var batch = BatchNormalization<Double>(4)
    #expect(gap(batch.train(x[rows: 0..<1]), group(4)[rows: 0..<1]) < 1e-14)
    // Layer normalization of a matrix is batch normalization of its transpose.
    let matrix = normal([5, 7], seed: 21)
    var columns = BatchNormalization<Double>(5)
    #expect(gap(LayerNormalization<Double>([7]).evaluate(matrix), columns.train(matrix.transposed()).transposed()) < 1e-14)
  }

  /// γ of a layer normalization belongs to features, that of a group normalization to channels.
  @Test func scalesStandWhereTheyShould() {
    let x = normal([2, 4, 3], seed: 22)
    var layer = LayerNormalization<Double>([4, 3]), group = GroupNormalization<Double>(groups: 1, channels: 4)
    let perChannel = Tensor<Double>([1, 2, 3, 4])
    group.scale.value = perChannel
    layer.scale.value = perChannel.reshaped(to: [4, 1]).broadcast(to: [4, 3])
    #expect(gap(layer.evaluate(x), group.evaluate(x)) < 1e-14)
    #expect(gap(layer.evaluate(x), LayerNormalization<Double>([4, 3]).evaluate(x)) > 0.1)
  }

  @Test func spreadsOfNormals() {
    // E|z| = √(2/π), E z² = 1, E|z|³ = 2√(2/π), E z⁴ = 3, E z⁶ = 15.
    let mean = (2 / Double.pi).squareRoot()
    #expect(abs(normalMoment(1) - mean) < 1e-15 && abs(normalMoment(2) - 1) < 1e-15)
    func raised(_ value: Double, _ exponent: Int) -> Double { (0..<exponent).reduce(1) { product, _ in product * value } }
    #expect(abs(raised(normalMoment(3), 3) - 2 * mean) < 1e-14)
    #expect(abs(raised(normalMoment(4), 4) - 3) < 1e-14 && abs(raised(normalMoment(6), 6) - 15) < 1e-13)
    // E|z|^1.5 by the midpoint rule over 0…12 in 2¹⁷ steps.
    let step = 12.0 / 131_072
    let integral = (0..<131_072).reduce(0.0) { sum, i in
      let z = (Double(i) + 0.5) * step
      return sum + exp(Tensor<Double>(-z * z / 2)).scalar * z * z.squareRoot() * step
    } * mean
    #expect(abs(normalMoment(1.5) * normalMoment(1.5).squareRoot() - integral) < 1e-9)
  }

  @Test func powersOfSpread() {
    let x = normal([400, 2], seed: 23, mean: 5, standardDeviation: 3)
    func spread(_ values: [Double], _ power: Double) -> Double {
      let deviations = values.map { abs($0 - mean(values)) }
      return power == 1 ? mean(deviations) : power == 2 ? variance(values).squareRoot() : deviations.max() ?? 0
    }
    for (power, expected) in [(1.0, (2 / Double.pi).squareRoot()), (2, 1), (.infinity, 1)] {
      let layer = PowerNormalization<Double>(2, power: power, epsilon: 0)
      #expect(abs(layer.spreadOfNormals - expected) < 1e-15)
      let twin = Reference(x).groups(AxisView([400, 2], axis: 1)) { _, values in
        values.map { ($0 - mean(values)) * expected / spread(values, power) }
      }
      #expect(distance(Reference(layer.output(V(constant: x), isTraining: true).value), twin) < 1e-12)
    }
    // Of normal numbers all finite powers make about deviation 1: ±5 standard errors, about 1/√(2n) of it and somewhat more.
    for power in [1, 1.5, 2, 3] {
      let y = PowerNormalization<Double>(2, power: power).evaluate(x)
      #expect(abs(y.standardDeviation() - 1) < 5 * 1.5 / 800.0.squareRoot())
    }
    let batch = BatchNormalization<Double>(2, epsilon: 0).output(V(constant: x), isTraining: true).value
    #expect(gap(PowerNormalization<Double>(2, power: 2, epsilon: 0).evaluate(x), batch) < 1e-12)
  }

  @Test func weightNormalizationStartsAtTheGivenWeights() {
    var rng = RandomStream(seed: 24)
    let dense = Dense<Double>(3, 5, using: &rng), x = normal([4, 3], seed: 25)
    let layer = WeightNormalization(dense)
    #expect(gap(layer.weight.value, dense.weight.value) < 1e-15 && gap(layer.evaluate(x), dense.evaluate(x)) < 1e-15)
    #expect(layer.length.shape == [5, 1])
    // w does not depend on v's length, so v's gradient is orthogonal to it.
    var longer = layer
    longer.base.weight.value = layer.base.weight.value * 3
    #expect(gap(longer.weight.value, layer.weight.value) < 1e-15)
    let tape = Tape<Double>()
    var recorded = layer
    recorded.record(on: tape)
    let slopes = tape.gradients(of: square(recorded.output(V(constant: x), isTraining: true)).sum())
    #expect((slopes[recorded.base.weight.variable] * dense.weight.value).sum(axis: 1).norm() < 1e-13)
    let convolution = ConvolutionLayer<Double>(2, 3, kernel: 3, using: &rng), normalized = WeightNormalization(convolution)
    #expect(normalized.length.shape == [3, 1, 1, 1] && gap(normalized.weight.value, convolution.weight.value) < 1e-15)
  }
}
