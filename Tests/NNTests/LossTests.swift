import Glibc
import Testing

@testable import NN

@Suite struct LossTests {
  private let tape = Tape<Double>()

  /// Two-sided: costs stay finite far out, and do not vanish where they are merely tiny.
  @Test func extremeLogitsCostFiniteAmounts() {
    func check<S: TensorScalar>(_ type: S.Type) {
      let tape = Tape<S>()
      let z = tape.variable(Tensor<S>([1000, -1000, 1000, -1000])), y = Tensor<S>([1, 0, 0, 1])
      let binary = binaryCrossEntropy(logits: z, y, reduction: .sum)
      #expect(binary.scalar == 2000)
      #expect(tape.gradients(of: binary)[z].scalars == [0, 0, 1, -1])
      let rows = tape.variable(Tensor<S>([[1000, -1000], [1000, -1000]]))
      let classes = softmaxCrossEntropy(rows, labels: [0, 1], reduction: .sum)
      #expect(classes.scalar == 2000)
      #expect(tape.gradients(of: classes)[rows].scalars == [0, 0, 1, -1])
      let smoothed = softmaxCrossEntropy(rows, labels: [0, 1], smoothing: 0.5)
      #expect(smoothed.scalar == 1000)
      // Probabilities of exactly 0 and 1: PyTorch's 100.
      let p = tape.variable(Tensor<S>([0, 1, 0, 1]))
      let certain = binaryCrossEntropy(probabilities: p, Tensor([0, 1, 1, 0]))
      #expect(certain.scalar == 50)
      #expect(tape.gradients(of: certain)[p].count(where: .notFinite) == 0)
      let units = tape.variable(Tensor<S>([[0, 1], [0, 1]]))
      let sparse = sparsityPenalty(units, rate: 0.05, weight: 1)
      #expect(sparse.scalar > 90 && sparse.scalar < 110)
      #expect(tape.gradients(of: sparse)[units].count(where: .notFinite) == 0)
      // A target of 0 has no logarithm, and costs nothing.
      #expect(softmaxDivergence(rows, from: Tensor([[1, 0], [0.5, 0.5]])).scalar.isFinite)
    }
    check(Float.self)
    check(Double.self)
    let far = binaryCrossEntropy(logits: tape.variable(Tensor([40, -40])), Tensor([1, 0])).scalar
    #expect(Swift.abs(far / Glibc.exp(-40) - 1) < 1e-14)
  }

  @Test func kinksTakePyTorchsSlopes() {
    let w = tape.variable(Tensor([[0, 0], [3, -4]]))
    #expect(tape.gradients(of: l1Penalty([w], weight: 2))[w].scalars == [0, 0, 2, -2])
    let group = groupLassoPenalty(w, weight: 1)
    #expect(Swift.abs(group.scalar - 5 * 2.0.squareRoot()) < 1e-15)
    let slopes = tape.gradients(of: group)[w].scalars
    #expect(slopes[0] == 0 && slopes[1] == 0 && Swift.abs(slopes[2] - 0.6 * 2.0.squareRoot()) < 1e-15)
    let zero = tape.variable(Tensor<Double>.zeros([3, 2]))
    #expect(tape.gradients(of: traceNorm(zero))[zero].scalars == [0, 0, 0, 0, 0, 0])
  }

  @Test func reductionsDifferByTheCount() {
    let z = tape.variable(Tensor<Double>(ramp(12), shape: [4, 3])), y = Tensor<Double>(ramp(12, from: 0), shape: [4, 3])
    func ratio(_ loss: (Reduction) -> Variable<Double>) -> Double { loss(.sum).scalar / loss(.mean).scalar }
    func near(_ a: Double, _ b: Double) -> Bool { Swift.abs(a - b) < 1e-13 * b }
    #expect(near(ratio { softmaxCrossEntropy(z, y, reduction: $0) }, 4))
    #expect(near(ratio { softmaxCrossEntropy(z, labels: [0, 1, 2, 0], reduction: $0) }, 4))
    #expect(near(ratio { softmaxCrossEntropy(z, labels: [0, 1, 2, 0], classWeights: Tensor([1, 2, 4]), reduction: $0) }, 8))
    #expect(near(ratio { softmaxDivergence(z, from: y, reduction: $0) }, 4))
    #expect(near(ratio { multiClassHingeLoss(z, labels: [0, 1, 2, 0], reduction: $0) }, 4))
    #expect(near(ratio { activationPenalty(z, weight: 2, reduction: $0) }, 4))
    #expect(near(ratio { binaryCrossEntropy(logits: z, y, reduction: $0) }, 12))
    #expect(near(ratio { binaryCrossEntropy(probabilities: sigmoid(z), y, reduction: $0) }, 12))
    #expect(near(ratio { gaussianNegativeLogLikelihood(z, y, variance: 2, reduction: $0) }, 12))
    #expect(near(ratio { gaussianNegativeLogLikelihood(z, y, variance: exp(z), reduction: $0) }, 12))
    #expect(near(ratio { gaussianNegativeLogLikelihood(z, y, logVariance: z, reduction: $0) }, 12))
    #expect(near(ratio { laplaceNegativeLogLikelihood(z, y, scale: 2, reduction: $0) }, 12))
    #expect(near(ratio { laplaceNegativeLogLikelihood(z, y, logScale: z + 1, reduction: $0) }, 12))
    #expect(near(ratio { huberLoss(z, y, reduction: $0) }, 12))
    #expect(near(ratio { hingeLoss(z, Tensor<Double>.ones([4, 3]), reduction: $0) }, 12))
    #expect(near(squaredError(z, y).scalar / meanSquaredError(z, y).scalar, 12))
  }

  /// A loss of one kind through two doors.
  @Test func lossesThatHaveToAgree() {
    let z = tape.variable(Tensor<Double>(ramp(12), shape: [4, 3])), y = Tensor<Double>(ramp(12, from: 0), shape: [4, 3])
    func near(_ a: Variable<Double>, _ b: Variable<Double>) -> Bool { Swift.abs(a.scalar - b.scalar) < 1e-14 }
    #expect(near(softmaxCrossEntropy(z, labels: [2, 1, 0, 1]), softmaxCrossEntropy(z, .oneHot([2, 1, 0, 1], classes: 3))))
    // Class weights of targets divide by rows, those of labels by the weights.
    let w = Tensor<Double>([1, 2, 4])
    #expect(near(
      softmaxCrossEntropy(z, labels: [2, 1, 0, 1], classWeights: w) * (9.0 / 4),
      softmaxCrossEntropy(z, .oneHot([2, 1, 0, 1], classes: 3), classWeights: w)))
    #expect(near(binaryCrossEntropy(logits: z, y), binaryCrossEntropy(probabilities: sigmoid(z), y)))
    // Of two classes the softmax is a sigmoid of the difference.
    let column = z.reshaped(to: [12, 1]), both = matmul(column, Tensor([[0, 1]]))
    let labels = (0..<12).map { $0 % 2 }
    let targets = Tensor<Double>(labels.map { Double($0) }, shape: [12, 1])
    #expect(near(softmaxCrossEntropy(both, labels: labels), binaryCrossEntropy(logits: column, targets)))
    let s = tape.variable(Tensor(Glibc.log(2.0)))
    #expect(near(gaussianNegativeLogLikelihood(z, y, logVariance: s), gaussianNegativeLogLikelihood(z, y, variance: 2)))
    #expect(near(gaussianNegativeLogLikelihood(z, y, variance: exp(s)), gaussianNegativeLogLikelihood(z, y, variance: 2)))
    #expect(near(laplaceNegativeLogLikelihood(z, y, logScale: s), laplaceNegativeLogLikelihood(z, y, scale: 2)))
    #expect(near(gaussianNegativeLogLikelihood(z, y, variance: 1), meanSquaredError(z, y) * 0.5))
    #expect(near(laplaceNegativeLogLikelihood(z, y, scale: 1), meanAbsoluteError(z, y)))
    #expect(near(huberLoss(z, y, threshold: 10), meanSquaredError(z, y) * 0.5))
    // A variance of 0 counts as the least one; its gradient is that one's.
    let v = tape.variable(Tensor(0.0)), floored = gaussianNegativeLogLikelihood(z, y, variance: v, least: 0.5)
    #expect(near(floored, gaussianNegativeLogLikelihood(z, y, variance: 0.5)))
    let half = tape.variable(Tensor(0.5)), unraised = gaussianNegativeLogLikelihood(z, y, variance: half, least: 0.5)
    #expect(tape.gradients(of: floored)[v].scalar == tape.gradients(of: unraised)[half].scalar)
    // Densities integrate to 1 with the constant.
    let grid = Tensor<Double>.linear(from: -40, through: 40, count: 80_001)
    let flat = Variable(constant: Tensor<Double>.zeros([1]))
    func integral(_ density: (Double) -> Double) -> Double { grid.scalars.reduce(0) { $0 + density($1) } * 0.001 }
    #expect(Swift.abs(integral { y in
      Glibc.exp(-gaussianNegativeLogLikelihood(flat, Tensor([y]), variance: 2, includesConstant: true).scalar)
    } - 1) < 1e-9)
    #expect(Swift.abs(integral { y in
      Glibc.exp(-laplaceNegativeLogLikelihood(flat, Tensor([y]), scale: 1.5, includesConstant: true).scalar)
    } - 1) < 1e-6)
    let prior = Prior.gaussian(standardDeviation: 1.5)
    #expect(Swift.abs(integral { w in
      Glibc.exp(-negativeLogPrior([Variable(constant: Tensor([w]))], prior, includesConstant: true).scalar)
    } - 1) < 1e-9)
  }

  @Test func gradientsOfFeaturesReachTheInputOnly() {
    let x = tape.variable(Tensor([1.0, 2])), kernel = tape.variable(Tensor([2.0, 3]))
    let loss = featureLoss(x, Tensor([0, 1]), weights: [1]) { [$0 * kernel] }
    #expect(loss.scalar == 6.5)  // (2² + 3²) / 2
    #expect(tape.gradients(of: loss)[x].scalars == [4, 9])
  }

  /// X (Σ − t)₊ Vᵀ beats its neighbours on what it is the proximal step of, and cuts the rank.
  @Test func proximalStepOfTheTraceNorm() {
    var rng = RandomStream(seed: 6)
    let w = Tensor<Double>.normal([5, 4], using: &rng), threshold = 1.5
    func objective(_ x: Tensor<Double>) -> Double { square(x - w).sum() / 2 + threshold * x.svd().values.sum() }
    let x = w.shrinkingSingularValues(by: threshold), least = objective(x)
    for _ in 0..<200 { #expect(objective(x + Tensor<Double>.normal([5, 4], standardDeviation: 0.01, using: &rng)) > least) }
    let expected = w.svd().values.scalars.map { max($0 - threshold, 0) }
    #expect(gap(x.svd().values, Tensor(expected)) < 1e-14 && expected.contains(0))
    #expect(gap(w.shrinkingSingularValues(by: 0), w) < 1e-14)
    // Shrinking the numbers one by one is another operator: the proximal step of L1.
    let wrong = Tensor<Double>(w.scalars.map { ($0 < 0 ? -1 : 1) * max(Swift.abs($0) - threshold, 0) }, shape: w.shape)
    #expect(objective(wrong) > least + 0.1)
    // Tasks that share one direction have a small trace norm for their size.
    let direction = Tensor<Double>([1, 2, 2]), tasks = [1.0, -2, 2].map { Variable(constant: direction * $0) }
    #expect(Swift.abs(traceNormPenalty(tasks, weight: 1).scalar - 9) < 1e-14)
  }
}

/// The nearest wrong formulas, which have to differ by more than the table allows.
@Suite struct WrongLossTests {
  private let z = Variable(constant: Tensor<Double>(ramp(12), shape: [4, 3]))
  private let y = Tensor<Double>(ramp(12, from: 0), shape: [4, 3])

  private func differ(_ a: Variable<Double>, _ b: Variable<Double>) -> Bool {
    !(Swift.abs(a.scalar - b.scalar) <= 1e-3 * Swift.abs(b.scalar))
  }

  @Test func conventionsThatShareAName() {
    let w = Tensor<Double>([1, 2, 4]), labels = [2, 1, 0, 1]
    // A weighted mean that divides by the rows.
    let weighted = softmaxCrossEntropy(z, labels: labels, classWeights: w, reduction: .sum)
    #expect(differ(weighted / 4, softmaxCrossEntropy(z, labels: labels, classWeights: w)))
    // Divergence the other way round, Σ p (ln p − ln y).
    let p = softmax(z), logarithms: Tensor<Double> = log(y + 1e-9)
    #expect(differ((p * (logSoftmax(z) - logarithms)).sum() / 4, softmaxDivergence(z, from: y)))
    // PyTorch's `mean` of kl_div divides by all numbers.
    #expect(differ(softmaxDivergence(z, from: y, reduction: .sum) / 12, softmaxDivergence(z, from: y)))
    // The weight of positives on both sides.
    #expect(differ(binaryCrossEntropy(logits: z, y) * 3, binaryCrossEntropy(logits: z, y, positiveWeight: 3)))
    // ln σ in place of ln σ².
    let s = Variable(constant: Tensor(0.7))
    let doubled: Variable<Double> = square(z - y) * exp(-s) + s * 2
    #expect(differ(doubled.mean() * 0.5, gaussianNegativeLogLikelihood(z, y, logVariance: s)))
    // smooth_l1 in place of Huber.
    #expect(differ(huberLoss(z, y, threshold: 0.5) / 0.5, huberLoss(z, y, threshold: 0.5)))
    // The sum over classes, undivided.
    #expect(differ(multiClassHingeLoss(z, labels: labels) * 3, multiClassHingeLoss(z, labels: labels)))
    // The right class counted as its own rival adds the margin for each row.
    #expect(differ(multiClassHingeLoss(z, labels: labels) + 1.0 / 3, multiClassHingeLoss(z, labels: labels)))
    // Sparsity of single activations in place of their mean.
    let h = sigmoid(z)
    let single = (0..<4).map { sparsityPenalty(Variable(constant: h.value[rows: $0..<($0 + 1)]), rate: 0.1, weight: 0.25) }
    #expect(differ(total(single), sparsityPenalty(h, rate: 0.1, weight: 1)))
    // The other direction, KL(ρ̂ ‖ ρ).
    let m = h.mean(axis: 0), q = 1 - m
    let active = m * (log(m) - Glibc.log(0.1)), silent = q * (log(q) - Glibc.log(0.9))
    #expect(differ((active + silent).sum(), sparsityPenalty(h, rate: 0.1, weight: 1)))
    // Kendall's without the ½ of squared errors, or with s for ln σ.
    let loss = Variable(constant: Tensor(3.0)), right = uncertaintyWeightedSum([loss], logVariances: [s], likelihoods: [.gaussian])
    #expect(differ(loss * exp(-s) + s * 0.5, right))
    #expect(differ(loss * exp(-s) * 0.5 + s, right))
    // The spectral and the Frobenius norm are not the trace norm.
    #expect(differ(sqrt(square(z).sum()), traceNorm(z)))
    #expect(differ(Variable(constant: Tensor(z.value.svd().values.max())), traceNorm(z)))
  }

  /// −y ln σ(z) as it is written: NaN where the stable form is finite.
  @Test func theFormulaOfTheTextbookOverflows() {
    let far = Variable(constant: Tensor<Double>([800])), y = Tensor<Double>([1])
    let written = -(log(sigmoid(far)) * y + log(1 - sigmoid(far)) * (1 - y)).mean()
    #expect(written.scalar.isNaN && binaryCrossEntropy(logits: far, y).scalar == 0)
    #expect((-log(softmax(Variable(constant: Tensor<Double>([[0, 800]]))))).value[0, 0] == .infinity)
  }

  /// ⟨W, U Vᵀ⟩ with U Vᵀ of the wrong sign or U alone fails the gradient check that the right one passes.
  @Test func traceNormsGradient() {
    var rng = RandomStream(seed: 2)
    let w = Tensor<Double>.normal([4, 3], using: &rng)
    #expect(checkGradients(at: [w], using: &rng) { traceNorm($0[0]) }.passes)
    #expect(!checkGradients(at: [w], using: &rng) { x in
      WrongFormulaTests.value(of: traceNorm(x[0]), gradientOf: (x[0] * x[0].value.svd().u).sum())
    }.passes)
  }
}
