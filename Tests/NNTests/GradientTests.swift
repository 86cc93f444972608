import Testing

@testable import NN

@Suite struct GradientTests {
  @Test func aDeepNetWithBroadcastBiases() {
    var rng = RandomStream(seed: 1)
    let x = Tensor<Double>.normal([5, 4], using: &rng), labels = [0, 2, 1, 2, 0]
    let parameters = [
      Tensor<Double>([4, 6], drawnFrom: .xavier, using: &rng), .normal([6], standardDeviation: 0.1, using: &rng),
      Tensor<Double>([6, 3], drawnFrom: .he, using: &rng), .normal([1, 3], standardDeviation: 0.1, using: &rng),
    ]
    let check = checkGradients(at: parameters, using: &rng) { p in
      softmaxCrossEntropy(matmul(tanh(matmul(x, p[0]) + p[1]), p[2]) + p[3], labels: labels)
    }
    #expect(check.passes && check.compared == 24 + 6 + 18 + 3 && check.kinks == 0, "\(check)")
  }

  @Test func lossesAgainstTheirFormulas() {
    let tape = Tape<Double>()
    let prediction = tape.variable(Tensor([[1, 2], [3, 5]])), target = Tensor<Double>([[1, 0], [0, 1]])
    #expect(squaredError(prediction, target).scalar == 29)  // 0 + 4 + 9 + 16
    #expect(meanSquaredError(prediction, target).scalar == 7.25)
    // −ln(e/(e + e²)) and −ln(e⁵/(e³ + e⁵)): torch.nn.functional.cross_entropy gives their mean, 0.72009509…
    #expect(abs(softmaxCrossEntropy(prediction, target).scalar - (1.3132616875182228 + 0.1269280110429726) / 2) < 1e-15)
    #expect(softmaxCrossEntropy(prediction, labels: [0, 1]).scalar == softmaxCrossEntropy(prediction, target).scalar)
    // The gradient is (softmax − y) / batch.
    let gradient = tape.gradients(of: softmaxCrossEntropy(prediction, target))[prediction]
    #expect(distance(Reference(gradient), Reference((softmax(prediction.value) - target) / 2)) < 1e-15)
    // A probability that underflows costs its logit, not infinity.
    #expect(softmaxCrossEntropy(tape.variable(Tensor([[0, 2000]])), labels: [0]).scalar == 2000)
  }

  @Test func productsWithTransposedOperands() {
    var rng = RandomStream(seed: 2)
    for (left, right) in [(false, false), (false, true), (true, false), (true, true)] {
      let a = Tensor<Double>.normal(left ? [3, 4] : [4, 3], using: &rng), b = Tensor<Double>.normal(right ? [5, 3] : [3, 5], using: &rng)
      let check = checkGradients(at: [a, b], using: &rng) { product($0[0], $0[1], leftTransposed: left, rightTransposed: right) }
      #expect(check.passes, "\(left) \(right) \(check)")
      let expected = Reference(left ? a.transposed() : a).matmul(Reference(right ? b.transposed() : b))
      #expect(distance(Reference(product(a, b, leftTransposed: left, rightTransposed: right)), expected) < 1e-14)
    }
  }

  @Test func aVariableUsedTwiceGathersBothGradients() {
    let tape = Tape<Double>()
    let x = tape.variable(Tensor([3.0]))
    let y = x * x + x
    #expect(tape.gradients(of: y)[x].scalars == [7])
    #expect(x.value.scalars == [3])
  }

  @Test func hiddenGradientsOnRequest() {
    let tape = Tape<Double>()
    let x = tape.variable(Tensor([2.0])), h = square(x), unused = tape.variable(Tensor([1.0, 2]))
    let gradients = tape.gradients(of: h * 3, keeping: h)
    #expect(gradients[h].scalars == [3] && gradients[x].scalars == [12])
    #expect(gradients[unused].scalars == [0, 0])
    #expect(tape.gradients(of: x.detached * x)[x].scalars == [2])
  }

  @Test func kinksAreLeftOutKnowingly() {
    var rng = RandomStream(seed: 3)
    let check = checkGradients(at: [Tensor<Double>([0, 1, -1])], using: &rng) { relu($0[0]) }
    #expect(check.passes && check.kinks == 1 && check.compared == 2)
    // At the kink itself: PyTorch's choices.
    let tape = Tape<Double>()
    let x = tape.variable(Tensor([0.0]))
    #expect(tape.gradients(of: relu(x))[x].scalars == [0])
    #expect(tape.gradients(of: leakyRelu(x, slope: 0.1))[x].scalars == [0.1])
    #expect(tape.gradients(of: abs(x))[x].scalars == [0])
  }

  @Test func gradientDescentFindsTheLine() {
    var rng = RandomStream(seed: 4)
    let x = Tensor<Double>.normal([50, 2], using: &rng)
    let y = matmul(x, Tensor([[2], [-3]])) + 0.5
    var w = Tensor<Double>.zeros([2, 1]), b = Tensor<Double>.zeros([1])
    for _ in 0..<500 {
      let (_, gradients) = valueAndGradients(at: [w, b]) { p in meanSquaredError(matmul(x, p[0]) + p[1], y) }
      w.descend(along: gradients[0], rate: 0.1)
      b.descend(along: gradients[1], rate: 0.1)
    }
    #expect(distance(Reference(w), Reference([2, 1], [2, -3])) < 1e-8 && abs(b[0] - 0.5) < 1e-8)
  }
}

/// The nearest wrong formulas, which the checks above have to refuse.
@Suite struct WrongFormulaTests {
  /// A value f(x) whose recorded gradient is that of g: what a wrong rule looks like.
  static func value(of f: Variable<Double>, gradientOf g: Variable<Double>) -> Variable<Double> { f.detached + (g - g.detached) }

  @Test func slopesThatAreNearlyRight() {
    var rng = RandomStream(seed: 1)
    func refuses(_ wrong: @escaping ([Variable<Double>]) -> Variable<Double>) -> Bool {
      let x = Tensor<Double>.uniform([3, 4], in: 0.2..<2, using: &rng)
      return !checkGradients(at: [x], using: &rng, of: wrong).passes
    }
    // tanh′ = 1 − x² in place of 1 − tanh² x
    #expect(refuses { Self.value(of: tanh($0[0]), gradientOf: $0[0] - $0[0] * $0[0] * $0[0] / 3) })
    // σ′ = σ in place of σ(1 − σ); its integral is ln(1 + eˣ)
    #expect(refuses { Self.value(of: sigmoid($0[0]), gradientOf: log(exp($0[0]) + 1)) })
    // ∂(x²) = x
    #expect(refuses { Self.value(of: square($0[0]), gradientOf: square($0[0]) / 2) })
    // softmax without its second term, s ⊙ g: a sum as loss would give it zero and not notice
    #expect(refuses { x in Self.value(of: softmax(x[0]), gradientOf: softmax(x[0]).detached * x[0]) })
    // a bias whose gradient is averaged over the batch in place of summed
    #expect(refuses { x in
      let bias = x[0].mean(axis: 0)
      return Self.value(of: bias + Tensor<Double>.zeros([3, 4]), gradientOf: bias / 3 + Tensor<Double>.zeros([3, 4]))
    })
    // and the right one passes by the same way
    #expect(!refuses { Self.value(of: tanh($0[0]), gradientOf: tanh($0[0])) })
  }

  @Test func aSumAsLossWouldHideAWrongSoftmax() {
    let tape = Tape<Double>()
    let x = tape.variable(Tensor([[0.1, 0.5, -0.3]]))
    #expect(tape.gradients(of: softmax(x).sum())[x].max() < 1e-15)
  }

  @Test func varianceOfTheOtherDivisor() {
    let values = [1.0, 2, 4, 8, 16]
    let x = Tensor<Double>(values)
    #expect(x.variance() == variance(values))
    #expect(x.variance(unbiased: true) == variance(values, removed: 1))
    #expect(x.variance() != x.variance(unbiased: true))
    // The one-pass formula E x² − (E x)² loses everything where the mean is large; two passes do not.
    let far = values.map { $0 + 1e9 }
    let onePass = mean(far.map { $0 * $0 }) - mean(far) * mean(far)
    #expect(abs(Tensor<Double>(far).variance() - variance(values)) < 1e-9)
    #expect(abs(onePass - variance(values)) > 1)
  }

  @Test func sumsInSinglePrecisionLoseWhatOursKeep() {
    let x = Tensor<Float>([Float](repeating: 0.1, count: 1 << 22))
    let exact = Double(Float(0.1)) * Double(1 << 22)
    #expect(abs(Double(x.sum()) - exact) <= Double(Float(exact).ulp))
    #expect(abs(Double(x.scalars.reduce(0, +)) - exact) > 100)
  }

  @Test func initializersThatShareAName() {
    let shape: Shape = [300, 100]
    #expect(Initializer.xavier.standardDeviation(for: shape) == (1.0 / 300).squareRoot())
    #expect(Initializer.glorot.standardDeviation(for: shape) == (2.0 / 400).squareRoot())
    #expect(Initializer.he.standardDeviation(for: shape) == (2.0 / 300).squareRoot())
    #expect(Initializer.heOfFanOut.standardDeviation(for: shape) == (2.0 / 100).squareRoot())
    #expect(Initializer.lecun.standardDeviation(for: shape) == (1.0 / 300).squareRoot())
    #expect(Initializer.xavier.standardDeviation(for: shape, layout: .outputFirst) == 0.1)
    #expect(Initializer.he.standardDeviation(for: [8, 4, 3, 3], layout: .outputFirst) == (2.0 / 36).squareRoot())
    // What is drawn has that deviation, the uniform laws too: ±5 standard errors, 1/√(2n) of it for normals.
    var rng = RandomStream(seed: 1)
    for law in [Initializer.xavier, .glorot, .he, .glorotUniform, .heUniform, .normal(standardDeviation: 0.3), .uniform(bound: 2)] {
      let drawn = Tensor<Double>(shape, drawnFrom: law, using: &rng)
      #expect(abs(drawn.standardDeviation() / law.standardDeviation(for: shape) - 1) < 5 / (2 * 30_000.0).squareRoot())
    }
    #expect(Tensor<Float>([2, 2], drawnFrom: .constant(0.5), using: &rng).scalars == [0.5, 0.5, 0.5, 0.5])
  }
}
