import Testing

@testable import NN

/// Paths that a kernel takes for some shapes and sizes only, beside plain twins.
@Suite struct FastPathTests {
  /// Windows of 2 × 2 side by side: the first of equal numbers wins, the last of several NaN, and odd edges are left out.
  @Test func poolingOfPairsIsThatOfWindows() {
    var rng = RandomStream(seed: 3)
    for (height, width) in [(2, 2), (5, 7), (14, 14), (3, 41)] {
      // Few different numbers, so that many are equal; one in nine is NaN, one −∞.
      let scalars = Tensor<Float>.uniform([6 * height * width], in: 0..<9, using: &rng).scalars.map { value in
        value < 1 ? Float.nan : value < 2 ? -.infinity : value.rounded(.down)
      }
      let x = Tensor<Float>(scalars, shape: [2, 3, height, width])
      let (best, places) = maxPoolingWithPlaces(x, PoolingOptions(window: 2))
      var values: [Float] = [], winners = [Float](repeating: 0, count: x.count)
      for plane in 0..<6 {
        for y in 0..<(height / 2) {
          for column in 0..<(width / 2) {
            let corner = (plane * height + 2 * y) * width + 2 * column
            var winner = corner
            for place in [corner + 1, corner + width, corner + width + 1] where scalars[place] > scalars[winner] || scalars[place].isNaN {
              winner = place
            }
            values.append(scalars[winner])
            winners[winner] = 1
          }
        }
      }
      #expect(best.scalars.map(\.isNaN) == values.map(\.isNaN))
      #expect(zip(best.scalars, values).allSatisfy { $0 == $1 || $0.isNaN })
      #expect(maxPoolingGradient(Tensor.ones(best.shape), places).scalars == winners)
    }
  }

  /// Rows of 1 to 16 numbers are reduced many at a time; appending what changes nothing takes them out of that path.
  @Test func shortRowsAreReducedAsLongOnes() {
    func check<S: TensorScalar>(_ type: S.Type) {
      var rng = RandomStream(seed: 4)
      for width in 1...17 {
        for rows in [1, 63, 64, 65, 1000] {
          let x = Tensor<S>.normal([rows, width], using: &rng), zeros = x.padded(axis: 1, after: 32 - width)
          #expect(x.sum(axis: 1) == zeros.sum(axis: 1), "sum, \(rows) × \(width)")
          #expect(exp(x).max(axis: 1) == exp(x).padded(axis: 1, after: 32 - width).max(axis: 1), "max, \(rows) × \(width)")
          #expect((-exp(x)).min(axis: 1) == (-exp(x)).padded(axis: 1, after: 32 - width).min(axis: 1), "min, \(rows) × \(width)")
          let row = rows / 2
          #expect(x.product(axis: 1).scalars[row] == x[row: row].product(axis: 0).scalar)
        }
      }
    }
    check(Float.self)
    check(Double.self)
  }

  @Test func extremesFindNaNAndInfinityAtEveryPlace() {
    for count in [1, 2, 16, 17, 31, 32, 33, 64, 71] {
      for place in 0..<count {
        var scalars = ramp(count).map { Float($0) }
        scalars[place] = .infinity
        #expect(Tensor(scalars).max() == .infinity && Tensor(scalars).min() == (count == 1 ? .infinity : (scalars.min() ?? 0)))
        scalars[place] = -.infinity
        #expect(Tensor(scalars).min() == -.infinity && Tensor(scalars).max() == (count == 1 ? -.infinity : (scalars.max() ?? 0)))
        scalars[place] = .nan
        #expect(Tensor(scalars).max().isNaN && Tensor(scalars).min().isNaN)
        #expect(Tensor([scalars, scalars].flatMap { $0 }, shape: [2, count]).max(axis: 1).count(where: .notANumber) == 2)
      }
    }
  }

  @Test func transposingMovesEveryNumber() {
    for (rows, columns) in [(1, 9), (7, 8), (8, 8), (9, 23), (16, 17), (33, 40), (130, 71)] {
      let x = Tensor<Double>.range(to: Double(rows * columns)).reshaped(to: [rows, columns])
      let expected = (0..<columns).flatMap { column in (0..<rows).map { Double($0 * columns + column) } }
      #expect((x.transposed() + 0).scalars == expected)
      #expect((Tensor<Float>(x).transposed() + 0).scalars == expected.map { Float($0) })
      let stack = Tensor<Float>.range(to: Float(3 * rows * columns)).reshaped(to: [3, rows, columns]), turned = stack.permuted([0, 2, 1]) + 0
      for matrix in 0..<3 { #expect(turned[row: matrix] == stack[row: matrix].transposed() + 0) }
    }
  }

  /// Results of 16 MB and more are written past the cache; parts of them are not.
  @Test func largeResultsAreThoseOfTheirParts() {
    var rng = RandomStream(seed: 5)
    let rows = 4, columns = 1_100_003
    let x = Tensor<Float>.normal([rows, columns], using: &rng), y = Tensor<Float>.normal([rows, columns], using: &rng)
    let sum = x + y, bounded = tanh(x)
    var inPlace = x
    inPlace += y
    #expect(inPlace == sum)
    for row in 0..<rows {
      #expect(sum[row: row] == x[row: row] + y[row: row])
      #expect(bounded[row: row] == tanh(x[row: row]))
    }
  }

  /// Labels, and the same as targets, whose rows add up to 1 or not.
  @Test func crossEntropyIsOneOperationWithTheRuleOfItsParts() {
    var rng = RandomStream(seed: 6)
    let start = Tensor<Double>.normal([5, 19], using: &rng), labels = [3, 0, 18, 7, 7]
    let soft = softmax(Tensor<Double>.normal([5, 19], using: &rng)), weights = Tensor<Double>(ramp(19, from: 0.1, through: 3))
    let functions: [(Variable<Double>) -> Variable<Double>] = [
      { softmaxCrossEntropy($0, labels: labels) },
      { softmaxCrossEntropy($0, soft) },
      { softmaxCrossEntropy($0, soft, classWeights: weights, reduction: .sum) },
    ]
    let parts: [(Variable<Double>) -> Variable<Double>] = [
      { -(logSoftmax($0) * Tensor<Double>.oneHot(labels, classes: 19)).sum() / 5 },
      { -(logSoftmax($0) * soft).sum() / 5 },
      { -(logSoftmax($0) * (soft * weights)).sum() },
    ]
    for (fused, composed) in zip(functions, parts) {
      let tape = Tape<Double>(), z = tape.variable(start)
      let first = tape.gradients(of: square(fused(z)))[z], other = tape.gradients(of: square(composed(z)))[z]
      #expect(abs(fused(z).scalar - composed(z).scalar) < 1e-13)
      #expect(gap(first, other) < 1e-12)
      let again = tape.recordedGradients(of: fused(z)).variable(z), plain = tape.recordedGradients(of: composed(z)).variable(z)
      let second = tape.gradients(of: square(again).sum())[z], reference = tape.gradients(of: square(plain).sum())[z]
      #expect(gap(second, reference) < 1e-12)
      #expect(second.norm() > 1e-3)
    }
    // Without Σ y the weighted rule would be another one.
    let tape = Tape<Double>(), z = tape.variable(start), y = soft * weights
    #expect(gap(tape.gradients(of: functions[2](z))[z], softmax(start) - y) > 0.01)
  }

  /// A class that cannot be costs nothing where a label stands for the right one: PyTorch 2.15 gives
  /// 0.31326168751822286, and a gradient of 0.
  @Test func impossibleClassesCostNothing() {
    let tape = Tape<Double>(), z = tape.variable(Tensor([[1, 0, -.infinity]])), loss = softmaxCrossEntropy(z, labels: [0])
    #expect(abs(loss.scalar - 0.3132616875182228) < 1e-15)
    #expect(tape.gradients(of: loss)[z].scalars[2] == 0)
    #expect(softmaxCrossEntropy(z, labels: [2]).scalar == .infinity)
    #expect(softmaxCrossEntropy(tape.variable(Tensor([[1, .nan]])), labels: [0]).scalar.isNaN)
  }
}
