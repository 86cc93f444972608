import Testing

@testable import NN

@Suite struct MinibatchTests {
  @Test func batchesCoverTheSamplesOnce() {
    for count in [0, 1, 5, 6, 7, 100] {
      for size in [1, 2, 6, 7, 1000] {
        var rng = RandomStream(seed: UInt64(count * 10 + size))
        for order in [Minibatches.Order.inOrder, .shuffled(using: &rng)] {
          let whole = Minibatches(of: count, size: size, order: order)
          #expect(whole.flatMap { $0 }.sorted() == Array(0..<count))
          #expect(whole.count == (count + size - 1) / size)
          #expect(whole.dropLast().allSatisfy { $0.count == size })
          let full = Minibatches(of: count, size: size, order: order, keepsRemainder: false)
          #expect(full.count == count / size && full.allSatisfy { $0.count == size })
          #expect(Array(full) == Array(whole.filter { $0.count == size }))
        }
      }
    }
  }

  @Test func ordersAndSizes() {
    #expect(Array(Minibatches(of: 5, size: 2)) == [[0, 1], [2, 3], [4]])
    #expect(Array(Minibatches(of: 3, size: 1)) == [[0], [1], [2]])  // single samples
    #expect(Array(Minibatches(of: 3, size: 3)) == [[0, 1, 2]])  // batch gradient descent
    var a = RandomStream(seed: 1), b = a
    let epoch = Minibatches(of: 50, size: 8, order: .shuffled(using: &a))
    // The same value gives the same batches again, the next epoch others, the same seed the same.
    #expect(Array(epoch) == Array(epoch))
    #expect(Array(epoch) != Array(Minibatches(of: 50, size: 8, order: .shuffled(using: &a))))
    #expect(Array(epoch) == Array(Minibatches(of: 50, size: 8, order: .shuffled(using: &b))))
    #expect(epoch.flatMap { $0 } != Array(0..<50))
  }
}

@Suite struct EarlyStoppingTests {
  @Test func stopsAfterItsPatienceAndRestoresTheBest() {
    var stopping = EarlyStopping<Tensor<Float>>(patience: 2), weights = Tensor<Float>([0])
    var stops: [Bool] = []
    for (step, loss) in [3.0, 2, 2.5, 1.5, 1.5, 1.6].enumerated() {
      weights[0] = Float(step)
      stops.append(stopping.record(loss, at: step, snapshot: weights))
    }
    #expect(stops == [false, false, false, false, false, true])
    #expect(stopping.best?.value == 1.5 && stopping.best?.step == 3)
    stopping.restore(&weights)
    #expect(weights[0] == 3)
  }

  @Test func leastImprovementGoalAndNotANumber() {
    var stopping = EarlyStopping<Int>(patience: 3, leastImprovement: 0.1, goal: .greatest)
    var made = 0
    func snapshot(_ step: Int) -> Int {
      made += 1
      return step
    }
    for (step, accuracy) in [Double.nan, 0.5, 0.55, 0.61, .nan, 0.7].enumerated() {
      let finished = stopping.record(accuracy, at: step, snapshot: snapshot(step))
      #expect(!finished)
    }
    // 0.55 is not enough better than 0.5, 0.61 is; 0.7 is not enough better than 0.61. Snapshots were made for the best alone.
    #expect(stopping.best?.step == 3 && stopping.waited == 2 && made == 2)
    let finished = stopping.record(0.1, at: 6, snapshot: 0)
    #expect(finished && stopping.isFinished)
    var untouched = 5
    EarlyStopping<Int>(patience: 1).restore(&untouched)
    #expect(untouched == 5)
  }

  @Test func tasksFinishByThemselves() {
    var tasks = TaskEarlyStopping<Int>([EarlyStopping(patience: 1), EarlyStopping(patience: 3)])
    for step in 0..<5 {
      let finished = tasks.record(Double(step), task: 0, at: step, snapshot: step)
      #expect(finished == (step >= 1))
      _ = tasks.record(step == 1 ? 0 : 1, task: 1, at: step, snapshot: step)
      #expect(tasks.finished == (step == 0 ? [] : step < 4 ? [0] : [0, 1]))
    }
    #expect(tasks.allFinished && tasks.isFinished(0))
    // A finished task takes nothing more, better as it may be.
    _ = tasks.record(-10, task: 0, at: 9, snapshot: 9)
    var head = -1
    tasks.restore(&head, of: 0)
    #expect(head == 0 && tasks.tasks[0].best?.value == 0)
    tasks.restore(&head, of: 1)
    #expect(head == 1)
  }
}

@Suite struct HistoryTests {
  private func history(_ values: [Double]) -> Series {
    var history = History()
    for (step, value) in values.enumerated() { history.record(value, as: "loss", at: 10 * step) }
    return history["loss"]
  }

  @Test func seriesInTheOrderOfTheirFirstRecords() {
    var history = History()
    history.record(3, as: "training loss", at: 0)
    history.record(0.5, as: "accuracy", at: 0)
    history.record(2, as: "training loss", at: 5)
    #expect(history.names == ["training loss", "accuracy"])
    #expect(history["training loss"].steps == [0, 5] && history["training loss"].values == [3, 2])
    #expect(history["training loss"].last == 2 && history["accuracy"].points == [Series.Point(step: 0, value: 0.5)])
    #expect(history["none"].points.isEmpty && history["none"].last == nil && history["none"].best() == nil)
    #expect(history.names.count == 2)
  }

  @Test func theBestIsTheFirstOfEquals() {
    let series = history([.nan, 3, 1, 2, 1, 3])
    #expect(series.best() == Series.Point(step: 20, value: 1))
    #expect(series.best(.greatest) == Series.Point(step: 10, value: 3))
    #expect(history([.nan]).best() == nil)
  }

  @Test func averages() {
    let series = history([4, 8, 0, 2])
    #expect(series.movingAverage(over: 2) == [4, 6, 4, 1])
    #expect(series.movingAverage(over: 1) == series.values && series.movingAverage(over: 9) == [4, 6, 4, 3.5])
    // Weights 1; ½, 1; ¼, ½, 1; ⅛, ¼, ½, 1 over their sums. Without the correction the first would be 2.
    let expected: [Double] = [4, 10 / 1.5, 5 / 1.75, 4.5 / 1.875]
    for (value, expected) in zip(series.exponentialAverage(smoothing: 0.5), expected) { #expect(abs(value - expected) < 1e-14) }
    #expect(series.exponentialAverage(smoothing: 0) == series.values)
    #expect(history([]).movingAverage(over: 3) == [] && history([]).exponentialAverage(smoothing: 0.9) == [])
  }
}

@Suite struct TrainingLoopTests {
  /// Everything together: minibatches, schedule, clipping, decay, history and early stopping fit a noiseless line, in place.
  @Test(arguments: [
    OptimizationMethod.gradientDescent, .momentum(), .nesterov(), .adaGrad(), .rmsProp(smoothing: 0.9), .adam(),
  ])
  func fitsALine(method: OptimizationMethod) {
    var rng = RandomStream(seed: 1)
    let slopes = Tensor<Double>([[2], [-1], [0.5]]), x = Tensor<Double>.normal([60, 3], using: &rng), y = matmul(x, slopes) + 3
    var parameters = [Tensor<Double>([3, 1], drawnFrom: .lecun, using: &rng), .zeros([1])]
    let addresses = parameters.map(\.address)
    let isScaled = if case .adaGrad = method { true } else { false }
    let schedule = Schedule.cosine(over: 900).warmedUp(over: 10)
    var optimizer = Optimizer<Double>(method, learningRate: isScaled ? 0.5 : 0.05, schedule: schedule)
    var stopping = EarlyStopping<[Tensor<Double>]>(patience: 500), history = History()
    for epoch in 0..<130 {
      for batch in Minibatches(of: 60, size: 8, order: .shuffled(using: &rng), keepsRemainder: false) {
        let samples = x[rows: batch], targets = y[rows: batch]
        var (loss, gradients) = valueAndGradients(at: parameters) { meanSquaredError(matmul(samples, $0[0]) + $0[1], targets) }
        gradients.clip(byGlobalNorm: 5)
        optimizer.update(&parameters, along: gradients)
        history.record(loss, as: "loss", at: optimizer.step)
      }
      let error = matmul(x, parameters[0]) + parameters[1] - y
      _ = stopping.record((error * error).mean(), at: epoch, snapshot: [])
    }
    #expect(parameters.map(\.address) == addresses)
    #expect(optimizer.step == 910 && history["loss"].points.count == 910)
    #expect(stopping.best.map { $0.value < 1e-6 } == true, "\(method): \(String(describing: stopping.best?.value))")
  }
}
