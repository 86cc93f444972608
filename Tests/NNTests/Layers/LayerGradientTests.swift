import Testing

@testable import NN

@Suite struct LayerGradientTests {
  @Test(arguments: layerSamples, [true, false])
  func agreeWithCentralDifferences(sample: LayerSample, isTraining: Bool) {
    var rng = RandomStream(seed: 4)
    let layer = sample.layer(), x = Tensor<Double>.normal(sample.input, using: &rng)
    let check = layer.checkGradients(at: x, isTraining: isTraining)
    #expect(check.passes, "\(sample.name): \(check)")
    #expect(check.kinks == 0 && check.compared == x.count + layer.trainedCount, "\(sample.name): \(check)")
  }

  /// Gradients of Σ slope² of a loss that is not linear in the output.
  @Test(arguments: layerSamples.filter { $0.input.count <= 32 }, [true, false])
  func gradientsOfGradientsAgreeWithCentralDifferences(sample: LayerSample, isTraining: Bool) {
    var rng = RandomStream(seed: 5)
    let layer = sample.layer(), point = [Tensor<Double>.normal(sample.input, using: &rng)] + layer.trained
    func slopes(_ variables: [V], on tape: Tape<Double>) -> V {
      let y = layer.replacingTrained(by: variables.dropFirst()).output(variables[0], isTraining: isTraining)
      let gradients = tape.recordedGradients(of: square(y + 0.3).sum())
      return variables.map { square(gradients.variable($0)).sum() }.reduce(tape.constant(Tensor(0))) { $0 + $1 }
    }
    let tape = Tape<Double>(), variables = point.map { tape.variable($0) }
    let total = slopes(variables, on: tape), second = tape.gradients(of: total)
    for place in point.indices {
      // One random direction for each operand.
      let direction = Tensor<Double>.normal(point[place].shape, using: &rng)
      func moved(_ distance: Double) -> Double {
        let tape = Tape<Double>()
        var moved = point
        moved[place] = moved[place] + direction * distance
        return slopes(moved.map { tape.variable($0) }, on: tape).scalar
      }
      let analytic = (second[variables[place]] * direction).sum(), numeric = (moved(1e-5) - moved(-1e-5)) / 2e-5
      #expect(abs(analytic - numeric) < 1e-4 + 1e-5 * abs(numeric), "\(sample.name), operand \(place): \(analytic) and \(numeric)")
    }
  }

  @Test(arguments: layerSamples)
  func pathsDifferAndEvaluationLeavesTheLayerAsItIs(sample: LayerSample) {
    var layer = sample.layer(), rng = RandomStream(seed: 6)
    let before = layer.state
    #expect(Set(before.entries.map(\.path)).count == before.entries.count)
    var pass = Pass.evaluation
    let stream = pass.rng, x = Tensor<Double>.normal(sample.input, using: &rng)
    let y = layer(Variable(constant: x), in: &pass)
    #expect(pass.rng == stream && y.value == layer.evaluate(x) && !y.isRecorded)
    for entry in before.entries { #expect(layer.state[entry.path] == entry.tensor) }
  }

  /// The nearest wrong batch normalization: statistics taken for constants.
  @Test func constantStatisticsAreRefused() {
    var rng = RandomStream(seed: 7)
    let x = Tensor<Double>.normal([5, 3], using: &rng)
    let check = checkGradients(at: [x], using: &rng) { p in
      let right = BatchNormalization<Double>(3).output(p[0], isTraining: true)
      let s = standardized(p[0].value, AxisView([5, 3], axis: 1), epsilon: 1e-5)
      return WrongFormulaTests.value(of: right, gradientOf: (p[0] - s.mean) * s.reciprocal)
    }
    #expect(!check.passes)
  }
}
