import CKernels
import Glibc
import Testing

@testable import NN

private let methods: [OptimizationMethod] = [
  .gradientDescent, .momentum(), .nesterov(), .adaGrad(epsilon: 1e-2), .rmsProp(smoothing: 0.9, epsilon: 1e-2),
  .adam(epsilon: 1e-2), .adam(beta1: 0, beta2: 0.5, epsilon: 1e-3),
]
private let decays: [WeightDecay] = [.none, .l2(0.3), .decoupled(0.3), .independent(0.02)]

/// The rates of a schedule, so that formulas that differ only when the rate changes differ.
private func rate(_ step: Int) -> Double { 0.1 * Glibc.pow(0.7, Double(step)) }

/// How far six steps of the engine end from six of the plain twin.
private func difference<S: TensorScalar>(
  _ type: S.Type, _ method: OptimizationMethod, _ decay: WeightDecay, proximalL1: Double = 0, fault: ReferenceOptimizer.Fault? = nil
) -> Double {
  var rng = RandomStream(seed: 3)
  var engine = Optimizer<S>(method, learningRate: 0.1, decay: decay, proximalL1: proximalL1, schedule: .exponential(factor: 0.7))
  var twin = ReferenceOptimizer(method, decay: decay, proximalL1: proximalL1, fault: fault)
  // Numbers that `Float` holds exactly, so that both precisions are asked the same question.
  var weights = [Tensor<S>(Tensor<Float>.normal([5, 7], using: &rng))], plain = Reference(weights[0])
  for step in 0..<6 {
    let gradient = Tensor<S>(Tensor<Float>.normal([5, 7], using: &rng))
    engine.update(&weights, along: [gradient])
    twin.step(&plain.values, Reference(gradient).values, rate: rate(step))
  }
  return distance(Reference(weights[0]), plain)
}

@Suite struct OptimizerTests {
  @Test(arguments: methods, decays)
  func agreesWithTheTwin(method: OptimizationMethod, decay: WeightDecay) {
    for proximalL1 in [0.0, 0.5] {
      #expect(difference(Double.self, method, decay, proximalL1: proximalL1) < 1e-14)
      #expect(difference(Float.self, method, decay, proximalL1: proximalL1) < 1e-6)
    }
  }

  /// Each wrong formula, where it is another formula at all, is a thousand tolerances away.
  @Test func theNearestWrongFormulasDisagree() {
    func disagrees(
      _ fault: ReferenceOptimizer.Fault, _ method: OptimizationMethod, _ decay: WeightDecay = .none, proximalL1: Double = 0
    ) {
      for difference in [
        difference(Double.self, method, decay, proximalL1: proximalL1, fault: fault),
        difference(Float.self, method, decay, proximalL1: proximalL1, fault: fault),
      ] { #expect(difference > 1e-3, "\(method), \(decay), \(fault)") }
    }
    for method in methods {
      // Under plain gradient descent the two kinds are one.
      if method != .gradientDescent {
        disagrees(.decayKindsExchanged, method, .l2(0.3))
        disagrees(.decayKindsExchanged, method, .decoupled(0.3))
      }
      disagrees(.decayKindsExchanged, method, .independent(0.02))
      disagrees(.decayWithoutRate, method, .decoupled(0.3))
      disagrees(.thresholdWithoutRate, method, proximalL1: 0.5)
    }
    disagrees(.rateInsideVelocity, .momentum())
    disagrees(.dampened, .momentum())
    disagrees(.dampened, .nesterov())
    disagrees(.momentumForNesterov, .nesterov())
    disagrees(.epsilonInsideRoot, .adaGrad(epsilon: 1e-2))
    disagrees(.epsilonInsideRoot, .rmsProp(smoothing: 0.9, epsilon: 1e-2))
    disagrees(.epsilonInsideRoot, .adam(epsilon: 1e-2))
    disagrees(.uncorrected, .adam(epsilon: 1e-2))
    disagrees(.correctionByLastStep, .adam(epsilon: 1e-2))
  }

  @Test func l2AndDecoupledAreOneUnderGradientDescent() {
    #expect(difference(Double.self, .gradientDescent, .l2(0.3), fault: .decayKindsExchanged) < 1e-14)
  }

  /// Two steps from the formulas, by hand: w = 0, g = 2 both times, η = 0.1.
  @Test func stepsByHand() {
    func steps(_ method: OptimizationMethod) -> [Double] {
      var optimizer = Optimizer<Double>(method, learningRate: 0.1), w = [Tensor<Double>([0])]
      return (0..<2).map { _ in
        optimizer.update(&w, along: [Tensor([2])])
        return w[0][0]
      }
    }
    func equal(_ a: [Double], _ b: [Double]) -> Bool { zip(a, b).allSatisfy { abs($0 - $1) < 1e-7 } }
    #expect(equal(steps(.gradientDescent), [-0.2, -0.4]))
    #expect(equal(steps(.momentum(0.9)), [-0.2, -0.2 - 0.1 * 3.8]))
    #expect(equal(steps(.nesterov(0.9)), [-0.1 * 3.8, -0.1 * 3.8 - 0.1 * (2 + 0.9 * 3.8)]))
    #expect(equal(steps(.adaGrad()), [-0.1, -0.1 - 0.1 * 2 / 8.0.squareRoot()]))
    #expect(equal(steps(.rmsProp()), [-1, -1 - 0.1 * 2 / (0.04 * 1.99).squareRoot()]))
    #expect(equal(steps(.adam()), [-0.1, -0.2]))  // corrected, both averages are the gradient's own
  }

  /// PyTorch 2.13's SGD(lr=0.1, weight_decay=0.5) and AdamW(lr=0.1, weight_decay=0.5) from w = 2 along g = 1.
  @Test func decayAsPyTorchHasIt() {
    func step(_ method: OptimizationMethod, _ decay: WeightDecay) -> Double {
      var optimizer = Optimizer<Double>(method, learningRate: 0.1, decay: decay), w = [Tensor<Double>([2])]
      optimizer.update(&w, along: [Tensor([1])])
      return w[0][0]
    }
    #expect(abs(step(.gradientDescent, .l2(0.5)) - 1.8) < 1e-15)
    // 2·(1 − 0.05) − 0.1·1/(1 + 1e-8), from the formula
    #expect(abs(step(.adam(), .decoupled(0.5)) - (1.9 - 0.1 / (1 + 1e-8))) < 1e-14)
    // Coupled, the scaling takes the decay out: 2 − 0.1·2/(2 + 1e-8)
    #expect(abs(step(.adam(), .l2(0.5)) - (2 - 0.2 / (2 + 1e-8))) < 1e-14)
  }

  @Test func proximalStepsReachZero() {
    var optimizer = Optimizer<Double>(.gradientDescent, learningRate: 0.5, proximalL1: 1)
    var w = [Tensor<Double>([3, 0.2, -0.4, -2, .nan])]
    optimizer.update(&w, along: [.zeros([5])])
    #expect(Array(w[0].scalars[..<4]) == [2.5, 0, 0, -1.5])
    #expect(w[0][4].isNaN)
  }

  @Test func settingsOfGroups() {
    var optimizer = Optimizer<Double>(.gradientDescent, learningRate: 0.1, decay: .l2(1), proximalL1: 2)
    var w = (0..<5).map { _ in Tensor<Double>([4]) }
    optimizer.update(
      &w, along: (0..<5).map { _ in Tensor([1]) },
      groups: [
        ParameterGroup([1], ParameterSettings(rateFactor: 0.5)), ParameterGroup([2], ParameterSettings(decay: WeightDecay.none)),
        ParameterGroup([3], ParameterSettings(proximalL1: 0, maxNorm: .ofTensor(2))), ParameterGroup([4], .frozen),
      ])
    // 4 − η(1 + 4) − η·2, with η halved, without decay, without threshold but projected, frozen
    let expected = [3.3, 3.65, 3.7, 2, 4]
    for (tensor, value) in zip(w, expected) { #expect(abs(tensor[0] - value) < 1e-14) }
  }

  /// While it is frozen a parameter keeps its bits, and its state: the steps before and after are as if there had been no pause.
  @Test(arguments: methods)
  func frozenParametersAndTheirStateStay(method: OptimizationMethod) {
    var rng = RandomStream(seed: 4)
    let start = Tensor<Float>.normal([9], using: &rng), gradients = (0..<6).map { _ in Tensor<Float>.normal([9], using: &rng) }
    func run(frozen: Range<Int>, skipping: Bool) -> Tensor<Float> {
      var optimizer = Optimizer<Float>(method, learningRate: 0.1, decay: .independent(0.1), proximalL1: 0.1), w = [start]
      for step in 0..<6 where !(skipping && frozen.contains(step)) {
        let before = w[0]
        let settings = ParameterSettings(maxNorm: .ofTensor(100), isFrozen: frozen.contains(step))
        optimizer.update(&w, along: [gradients[step]], groups: [ParameterGroup([0], settings)])
        #expect((w[0].scalars.map(\.bitPattern) == before.scalars.map(\.bitPattern)) == settings.isFrozen)
      }
      return w[0]
    }
    #expect(run(frozen: 2..<4, skipping: false).scalars == run(frozen: 2..<4, skipping: true).scalars)
    #expect(run(frozen: 0..<2, skipping: false).scalars == run(frozen: 0..<2, skipping: true).scalars)
  }

  @Test func stepsAreInPlaceAndCopiesAreTheirOwn() {
    var rng = RandomStream(seed: 5)
    var w = Tensor<Float>.normal([1000], using: &rng)
    let gradient = Tensor<Float>.normal([1000], using: &rng), address = w.address
    var optimizer = Optimizer<Float>(.adam(), learningRate: 0.1)
    optimizer.beginStep()
    optimizer.update(&w, along: gradient, slot: 0)
    #expect(w.address == address)
    // A copy of the parameters, and one of the optimizer, go on by themselves.
    var other = w, otherOptimizer = optimizer
    otherOptimizer.beginStep()
    otherOptimizer.update(&other, along: gradient, slot: 0)
    #expect(w.address == address && other.address != address && other.scalars != w.scalars)
    optimizer.beginStep()
    optimizer.update(&w, along: gradient, slot: 0)
    #expect(w.scalars == other.scalars)
    // A gradient that is the parameter itself is read as it was.
    var self0 = Tensor<Double>([1, -2])
    var descent = Optimizer<Double>(.gradientDescent, learningRate: 0.25)
    descent.beginStep()
    descent.update(&self0, along: self0, slot: 0)
    #expect(self0.scalars == [0.75, -1.5])
  }

  @Test func emptyAndSingleParameters() {
    for method in methods {
      var optimizer = Optimizer<Float>(method, learningRate: 0.1), w = [Tensor<Float>.zeros([0, 3]), Tensor<Float>(1)]
      optimizer.update(&w, along: [.zeros([0, 3]), Tensor(1)])
      #expect(w[0].count == 0 && w[1].scalar < 1)
    }
    var none: [Tensor<Float>] = [], optimizer = Optimizer<Float>(.adam(), learningRate: 0.1)
    optimizer.update(&none, along: [])
    #expect(optimizer.step == 1)
  }

  @Test func resetForgets() {
    var optimizer = Optimizer<Double>(.momentum(), learningRate: 0.1), w = [Tensor<Double>([0])]
    for _ in 0..<3 { optimizer.update(&w, along: [Tensor([1])]) }
    optimizer.reset()
    w = [Tensor([0, 0])]  // of another shape, even
    optimizer.update(&w, along: [Tensor([1, 1])])
    #expect(optimizer.step == 1 && w[0].scalars == [-0.1, -0.1])
  }

  @Test func theScheduleSetsTheRate() {
    var optimizer = Optimizer<Double>(.gradientDescent, learningRate: 2, schedule: .step(every: 2, factor: 0.5))
    var w = [Tensor<Double>([0])]
    var moves: [Double] = []
    for _ in 0..<5 {
      let before = w[0][0]
      optimizer.update(&w, along: [Tensor([-1])])
      moves.append(w[0][0] - before)
    }
    #expect(moves == [2, 2, 1, 1, 0.5])
    #expect(optimizer.scheduledRate == 0.5)
  }

  /// Σ and tails of all sizes, more than one chunk of them, with every part of a step.
  @Test func anyNumberOfThreadsGivesTheSameBits() async {
    await #expect(processExitsWith: .success) {
      func run() -> [[UInt32]] {
        methods.map { method in
          var rng = RandomStream(seed: 6)
          var optimizer = Optimizer<Float>(method, learningRate: 0.1, decay: .decoupled(0.1), proximalL1: 0.01)
          var w = [Tensor<Float>.normal([100_003], using: &rng), .normal([300, 257], using: &rng)]
          for _ in 0..<3 {
            var gradients = [Tensor<Float>.normal([100_003], using: &rng), .normal([300, 257], using: &rng)]
            gradients.clip(byGlobalNorm: 10)
            gradients.clip(byValue: 0.1)
            optimizer.update(&w, along: gradients, groups: [ParameterGroup([1], ParameterSettings(maxNorm: .ofUnits(10, axis: 1)))])
          }
          return w.flatMap(\.scalars).map(\.bitPattern)
        }
      }
      setThreadCount(1)
      let alone = run()
      setThreadCount(2)
      guard run() == alone else { exit(1) }
      setThreadCount(5)
      exit(run() == alone ? 0 : 2)
    }
  }

  /// The hashes are of the kernels compiled without dispatch by clang 21 for x86-64, -v2, -v3 and -v4, which agree; with
  /// -ffp-contract=fast for -v3 they are others.
  @Test func theBitsAreThoseOfEveryProcessor() {
    func hash<S: TensorScalar>(_ type: S.Type) -> UInt64 {
      var rng = RandomStream(seed: 2024), hash: UInt64 = 0xcbf2_9ce4_8422_2325
      func mix(_ tensor: Tensor<S>) {
        for value in tensor.scalars { hash = (hash ^ value.inDouble.bitPattern) &* 0x0000_0100_0000_01b3 }
      }
      let start = Tensor<S>.truncatedNormal([250, 200], using: &rng)
      mix(start)
      for method in [OptimizationMethod.gradientDescent, .momentum(), .nesterov(), .adaGrad(), .rmsProp(), .adam()] {
        var optimizer = Optimizer<S>(method, learningRate: 0.01, decay: .decoupled(0.1), proximalL1: 0.1), w = [start]
        for _ in 0..<3 { optimizer.update(&w, along: [Tensor<S>.normal([250, 200], using: &rng)]) }
        w[0].limitNorm(to: .ofUnits(12, axis: 0))
        mix(w[0])
      }
      return hash
    }
    #expect(hash(Float.self) == 0x7196_9dae_3167_22e5)
    #expect(hash(Double.self) == 0x583e_69fb_99a8_6976)
  }

  @Test func noFreshMemoryAfterTheFirstStep() async {
    await #expect(processExitsWith: .success) {
      for method in methods {
        var rng = RandomStream(seed: 7)
        var w = [Tensor<Float>.normal([300, 100], using: &rng), .normal([100], using: &rng)]
        let gradients = [Tensor<Float>.normal([300, 100], using: &rng), .normal([100], using: &rng)]
        var optimizer = Optimizer<Float>(
          method, learningRate: 0.01, decay: .decoupled(0.1), proximalL1: 0.001, schedule: .cosine(over: 50))
        let groups = [ParameterGroup([0], ParameterSettings(maxNorm: .ofUnits(3, axis: 1)))]
        optimizer.update(&w, along: gradients, groups: groups)
        let fresh = ck_fresh_allocations()
        for _ in 0..<50 { optimizer.update(&w, along: gradients, groups: groups) }
        guard ck_fresh_allocations() == fresh else { exit(1) }
      }
      exit(0)
    }
  }
}
