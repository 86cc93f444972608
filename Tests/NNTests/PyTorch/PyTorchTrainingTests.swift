import Testing

@testable import NN

/// An optimizer's name in `constants.json`, and ours.
private struct OptimizerCase: Sendable, CustomTestStringConvertible {
  let name: String, method: OptimizationMethod, rate: Double, decay: WeightDecay
  var testDescription: String { name }

  init(_ name: String, _ method: OptimizationMethod, rate: Double = 0.1, decay: WeightDecay = .none) {
    self.name = name
    self.method = method
    self.rate = rate
    self.decay = decay
  }

  /// w after each of five steps along a · (w − c).
  func path(_ known: PyTorchCase) throws -> Reference {
    let a = try known.input("a"), c = try known.input("c")
    var parameters = [try known.input("w")], result: [Double] = []
    var optimizer = Optimizer<Double>(method, learningRate: rate, decay: decay)
    for _ in 0..<5 {
      optimizer.update(&parameters, along: [a * (parameters[0] - c)])
      result += parameters[0].scalars
    }
    return Reference([5, 4], result)
  }
}

private let optimizerCases = [
  OptimizerCase("sgd", .gradientDescent),
  OptimizerCase("sgd_weight_decay", .gradientDescent, decay: .l2(0.2)),
  OptimizerCase("sgd_momentum", .momentum(0.9)),
  OptimizerCase("sgd_momentum_weight_decay", .momentum(0.9), decay: .l2(0.2)),
  OptimizerCase("sgd_nesterov", .nesterov(0.9)),
  OptimizerCase("adagrad", .adaGrad()),
  OptimizerCase("rmsprop", .rmsProp(), rate: 0.01),
  OptimizerCase("adam", .adam()),
  OptimizerCase("adam_weight_decay", .adam(), decay: .l2(0.2)),
  OptimizerCase("adamw", .adam(), decay: .decoupled(0.2)),
]

/// Taken for one another: another method, or decay of another kind, under the name.
private let wrongCases = [
  OptimizerCase("sgd_weight_decay", .gradientDescent, decay: .decoupled(0.1)),
  OptimizerCase("sgd_momentum", .nesterov(0.9)),
  OptimizerCase("sgd_momentum_weight_decay", .momentum(0.9), decay: .decoupled(0.2)),
  OptimizerCase("sgd_nesterov", .momentum(0.9)),
  OptimizerCase("sgd_dampening", .momentum(0.9)),
  OptimizerCase("adagrad", .adaGrad(epsilon: 1e-3)),
  OptimizerCase("rmsprop", .rmsProp(smoothing: 0.9), rate: 0.01),
  OptimizerCase("rmsprop_centered", .rmsProp(), rate: 0.01),
  OptimizerCase("adam", .adam(beta2: 0.99)),
  OptimizerCase("adam_weight_decay", .adam(), decay: .decoupled(0.2)),
  OptimizerCase("adamw", .adam(), decay: .l2(0.2)),
]

@Suite struct PyTorchTrainingTests {
  @Test(arguments: optimizerCases)
  private func fiveStepsOnAQuadratic(optimizer: OptimizerCase) throws {
    let known = try PyTorchCase.named(optimizer.name), off = distance(try optimizer.path(known), try known.result("path"))
    #expect(off < 1e-13, "\(optimizer.name): off by \(off)")
  }

  @Test(arguments: wrongCases)
  private func optimizersAreNotTakenForOneAnother(optimizer: OptimizerCase) throws {
    let known = try PyTorchCase.named(optimizer.name), off = distance(try optimizer.path(known), try known.result("path"))
    #expect(off > 1e-4, "\(optimizer.name): off by \(off) only")
  }

  @Test func schedules() throws {
    func off(_ name: String, steps: Int = 12, _ schedule: (PyTorchCase) throws -> Schedule) throws -> Double {
      let known = try PyTorchCase.named(name), rates = try known.result("rates").values.prefix(steps)
      let rate = try known.number("lr"), schedule = try schedule(known)
      let ours = (0..<steps).map { rate * schedule.factor(at: $0) }
      return distance(Reference([steps], ours), Reference([steps], Array(rates)), floor: 0)
    }
    #expect(try off("step_lr") { .step(every: try $0.integers("step_size")[0], factor: try $0.number("gamma")) } < 1e-14)
    #expect(try off("exponential_lr") { .exponential(factor: try $0.number("gamma")) } < 1e-14)
    #expect(try off("multi_step_lr") { .piecewise(boundaries: try $0.integers("milestones"), factors: [1, 0.1, 0.01]) } < 1e-14)
    func cosine(_ known: PyTorchCase) throws -> Schedule {
      .cosine(over: try known.integers("T_max")[0], finalFraction: try known.number("eta_min") / known.number("lr"))
    }
    #expect(try off("linear_lr") { .constant.warmedUp(over: try $0.integers("total_iters")[0]) } < 1e-14)
    // Up to T alike; then PyTorch's rises again, and ours stays.
    #expect(try off("cosine_annealing_lr", steps: 11, cosine) < 1e-14)
    #expect(try off("cosine_annealing_lr", steps: 12, cosine) > 0.1)
  }

  @Test func clipping() throws {
    for name in ["clip_grad_norm", "clip_grad_norm_unneeded"] {
      let known = try PyTorchCase.named(name)
      var gradients = [try known.input("a"), try known.input("b")]
      let norm = gradients.clip(byGlobalNorm: try known.number("max_norm"))
      #expect(distance(Reference([], [norm]), try known.result("norm")) < 1e-15)
      #expect(distance(Reference(gradients[0]), try known.result("a")) < 1e-15)
      #expect(distance(Reference(gradients[1]), try known.result("b")) < 1e-15)
    }
    // Without PyTorch's 1e-6 beside the norm, and tensor by tensor.
    let known = try PyTorchCase.named("clip_grad_norm"), a = try known.input("a"), bound = try known.number("max_norm")
    let norm = [a, try known.input("b")].globalNorm()
    #expect(distance(Reference(a * (bound / norm)), try known.result("a")) > 1e-8)
    #expect(distance(Reference(a * (bound / (a.norm() + 1e-6))), try known.result("a")) > 1e-2)
    let byValue = try PyTorchCase.named("clip_grad_value")
    var clipped = try byValue.input("a")
    clipped.clip(byValue: try byValue.number("clip_value"))
    #expect(distance(Reference(clipped), try byValue.result("a")) == 0)
  }

  @Test func gainsAndFans() throws {
    let known = try PyTorchCase.named("gains")
    let slope = try known.number("leaky_slope")
    let ours: [(String, Nonlinearity)] = [
      ("linear", .linear), ("conv2d", .linear), ("sigmoid", .sigmoid), ("tanh", .tanh), ("relu", .relu),
      ("leaky_relu", .leakyRelu(slope: slope)), ("selu", .selu),
    ]
    for (name, nonlinearity) in ours {
      #expect(distance(Reference([], [nonlinearity.gain]), try known.result(name)) < 1e-15)
    }
    let fans = try PyTorchCase.named("fans"), shape = Shape(try fans.integers("shape"))
    let (fanIn, fanOut) = WeightLayout.outputFirst.fans(of: shape)
    #expect(try fans.result("y").values == [Double(fanIn), Double(fanOut)])
  }
}
