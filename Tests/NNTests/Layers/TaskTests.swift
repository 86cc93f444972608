import Testing

@testable import NN

@Suite struct MultiHeadTests {
  static func model(_ seed: UInt64) -> MultiHead<Double> {
    var rng = RandomStream(seed: seed)
    return MultiHead(
      trunk: [Dense(3, 6, using: &rng), Activation(.tanh)], heads: [[Dense(6, 2, using: &rng)], [Dense(6, 1, using: &rng)]])
  }

  static func loss(_ outputs: [V], weights: [Double]) -> V {
    var rng = RandomStream(seed: 2)
    let targets = [Tensor<Double>.normal([8, 2], using: &rng), .normal([8, 1], using: &rng)]
    return weightedSum(outputs.indices.map { meanSquaredError(outputs[$0], targets[$0]) }, weights: weights)
  }

  @Test func gradientsOfTheTasksAddUpInTheTrunk() {
    var rng = RandomStream(seed: 1)
    let x = Tensor<Double>.normal([8, 3], using: &rng)
    func gradients(_ weights: [Double]) -> [Tensor<Double>] {
      let tape = Tape<Double>()
      var model = Self.model(3), pass = Pass.evaluation
      model.record(on: tape)
      let outputs = model(V(constant: x), in: &pass)
      return model.gradients(from: tape.gradients(of: Self.loss(outputs, weights: weights)))
    }
    let both = gradients([1, 0.5]), first = gradients([1, 0]), second = gradients([0, 1])
    for place in both.indices { #expect(gap(both[place], first[place] + second[place] * 0.5) < 1e-15) }
    // A task does not reach the other's head.
    #expect(first[4].norm() == 0 && second[2].norm() == 0 && first[0].norm() > 0 && second[0].norm() > 0)
    #expect(Self.model(3).parameters.map(\.path.description) == [
      "trunk.0.weight", "trunk.0.bias", "heads.0.0.weight", "heads.0.0.bias", "heads.1.0.weight", "heads.1.0.bias",
    ])
  }

  /// The second task is stopped by patience; its head goes back to its best and stays while the first goes on.
  @Test func tasksStopOneByOne() throws {
    var rng = RandomStream(seed: 4), model = Self.model(5), optimizer = Optimizer<Double>(.adam(), learningRate: 0.02)
    var stopping = TaskEarlyStopping<ModelState<Double>>([EarlyStopping(patience: 1000), EarlyStopping(patience: 3)])
    let tape = Tape<Double>(), x = Tensor<Double>.normal([8, 3], using: &rng)
    var stopped: ModelState<Double>?, firstAtStop: ModelState<Double>?
    for step in 0..<40 {
      var pass = Pass.training(using: rng.split(step))
      model.step(on: tape, with: &optimizer) { model in
        Self.loss(model(V(constant: x), in: &pass), weights: [1, stopping.isFinished(1) ? 0 : 1])
      }
      _ = stopping.record(Double(-step), task: 0, at: step, snapshot: model.heads[0].state)
      // A validation loss that is least at step 10.
      let wasFinished = stopping.isFinished(1)
      if stopping.record(Double((step - 10) * (step - 10)), task: 1, at: step, snapshot: model.heads[1].state), !wasFinished {
        stopping.restore(&model.heads[1].state, of: 1)
        model.heads[1].setFrozen(true)
        stopped = model.heads[1].state
        firstAtStop = model.heads[0].state
      }
    }
    let best = try #require(stopping.tasks[1].best), last = try #require(stopped)
    #expect(best.step == 10 && stopping.finished == [1])
    for entry in best.snapshot.entries {
      #expect(last[entry.path] == entry.tensor && model.heads[1].state[entry.path] == entry.tensor)
    }
    #expect(model.heads[0].state["0.weight"] != firstAtStop?["0.weight"])
  }
}

@Suite struct SequenceTests {
  @Test func aRecurrentCellAgreesWithItsUnrolledTwin() {
    var rng = RandomStream(seed: 6)
    var cell = RecurrentCell<Double>(3, 4, using: &rng), pass = Pass.evaluation
    cell.input.bias?.value = .normal([4], using: &rng)
    let xs = (0..<5).map { _ in Tensor<Double>.normal([2, 3], using: &rng) }
    let states = cell.states(xs.map { V(constant: $0) }, in: &pass)
    let wx = Reference(cell.input.weight.value.transposed()), wh = Reference(cell.recurrent.value.transposed())
    let b = Reference(cell.input.bias?.value ?? .zeros([4]))
    var h = Reference.zeros([2, 4])
    for (x, state) in zip(xs, states) {
      let sum = Reference(x).matmul(wx).combined(h.matmul(wh), +).combined(b, +)
      h = Reference(tanh(Tensor<Double>(sum.values, shape: [2, 4])))
      #expect(distance(Reference(state.value), h) < 1e-14)
    }
    #expect(cell.states([], in: &pass).isEmpty)
    #expect(distance(Reference(matmul(cell.recurrent.value.transposed(), cell.recurrent.value)), Reference(eye(4))) < 1e-14)
    #expect(cell.parameters.map(\.path.description) == ["input.weight", "input.bias", "recurrent"])
  }

  @Test func gradientsThroughTimeAgreeWithCentralDifferences() {
    var rng = RandomStream(seed: 7)
    let cell = RecurrentCell<Double>(2, 3, using: &rng)
    let xs = (0..<4).map { _ in Tensor<Double>.normal([2, 2], using: &rng) }
    let point = xs + [cell.input.weight.value, .normal([3], using: &rng), cell.recurrent.value]
    let check = checkGradients(at: point, using: &rng) { p in
      var copy = cell, pass = Pass.evaluation
      copy.input.weight.variable = p[4]
      copy.input.bias?.variable = p[5]
      copy.recurrent.variable = p[6]
      return copy.states(Array(p[..<4]), in: &pass)[3]
    }
    #expect(check.passes && check.compared == 16 + 6 + 3 + 9 && check.kinks == 0, "\(check)")
  }

  @Test func anEmbeddingsRepeatedWordsGetBothGradients() {
    var rng = RandomStream(seed: 8)
    let tape = Tape<Double>()
    var words = Embedding<Double>(5, size: 3, using: &rng)
    let table = words.table.value
    words.record(on: tape)
    let y = words([3, 0, 3])
    #expect(y.value == table[rows: [3, 0, 3]])
    let slopes = words.gradients(from: tape.gradients(of: y, cotangent: Tensor([[1, 2, 3], [4, 5, 6], [10, 20, 30]])))
    #expect(slopes == [Tensor([[4, 5, 6], [0, 0, 0], [0, 0, 0], [11, 22, 33], [0, 0, 0]])])
    // First vectors have deviation 1: ±5 standard errors.
    let drawn = Embedding<Double>(500, size: 40, using: &rng).table.value
    #expect(abs(drawn.standardDeviation() - 1) < 5 / (2 * 20_000.0).squareRoot())
  }

  @Test func branchesAndResiduals() {
    var rng = RandomStream(seed: 9)
    let a = Dense<Double>(3, 2, using: &rng), b = Dense<Double>(3, 4, using: &rng), x = Tensor<Double>.normal([5, 3], using: &rng)
    let beside = concatenated([a.evaluate(x), b.evaluate(x)], axis: 1)
    #expect(Branches<Double>([[a], [b]]).evaluate(x) == beside)
    let c = Dense<Double>(3, 3, using: &rng)
    let plain = Residual<Double>([c]).evaluate(x), sum = x + c.evaluate(x)
    #expect(plain == sum)
    let replaced = Residual<Double>([a], shortcut: [a]).evaluate(x), twice = a.evaluate(x) + a.evaluate(x)
    #expect(replaced == twice)
    let copies = ChannelCopies<Double>(3).evaluate(Tensor([1, 2], shape: [1, 1, 2]))
    #expect(copies == Tensor([1, 2, 1, 2, 1, 2], shape: [1, 3, 2]))
    var network = Network<Double>([a, Activation(.tanh)]), pass = Pass.evaluation
    let outputs = network.outputs(V(constant: x), in: &pass), first = a.evaluate(x)
    #expect(outputs.count == 2 && outputs[0].value == first && outputs[1].value == tanh(first))
  }
}
