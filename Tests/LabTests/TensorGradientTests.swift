import NN
import Records
import Testing

@testable import Lab

/// Formulas for gradients of tensors: those of the lessons, each with the errors that people make in it.
struct TensorGradientTests {
  private typealias Gradient = (Tensor<Double>, Tensor<Double>) -> Tensor<Double>

  private static func tensor(_ shape: Shape, _ label: String) -> Tensor<Double> {
    var stream = RandomStream(seed: 11).split(label)
    return .normal(shape, using: &stream)
  }

  private func step(
    at point: Tensor<Double>, of function: (Variable<Double>) -> Variable<Double>, _ claimed: Gradient
  ) -> DerivationReport.Step {
    gradientCheck("check", "g", at: point, line: 7, of: function, claimed: claimed).steps[0]
  }

  private func expectBroken(_ step: DerivationReport.Step, _ what: String) {
    guard case .broken(let counterexample) = step.outcome else {
      Issue.record("\(what) passed")
      return
    }
    #expect(counterexample.hasPrefix("at [") && counterexample.contains("autodiff"), "\(what): \(counterexample)")
    #expect(step.line == 7)
  }

  // MARK: Batch normalization

  private static let epsilon = 1e-5

  private static func normalized(_ x: Variable<Double>) -> Variable<Double> {
    (x - x.mean(axis: 0)) / sqrt(x.variance(axis: 0) + epsilon)
  }

  private enum Backward: CaseIterable {
    case right, withoutVariance, withoutMean, unbiased, sign
  }

  /// ∂L/∂x = (∂L/∂x̂ − mean(∂L/∂x̂) − x̂·mean(∂L/∂x̂ · x̂)) / √(σ² + ε), means over the batch.
  private static func backward(_ form: Backward, _ x: Tensor<Double>, _ cotangent: Tensor<Double>) -> Tensor<Double> {
    let variance = x.variance(axis: 0), scale = sqrt(variance + epsilon)
    let y = (x - x.mean(axis: 0)) / scale
    let n = Double(x.shape[0])
    let mean = cotangent.mean(axis: 0), slant = y * (cotangent * y).mean(axis: 0)
    switch form {
    case .right: return (cotangent - mean - slant) / scale
    case .withoutVariance: return (cotangent - mean) / scale
    case .withoutMean: return (cotangent - slant) / scale
    case .unbiased: return (cotangent - mean - slant * (n / (n - 1))) / scale
    case .sign: return (cotangent - mean + slant) / scale
    }
  }

  @Test func `Batch normalization's backward pass needs the term of the mean and that of the variance`() {
    let x = Self.tensor([6, 3], "x")
    for form in Backward.allCases {
      let step = step(at: x, of: Self.normalized) { Self.backward(form, $0, $1) }
      guard form == .right else {
        expectBroken(step, "\(form)")
        continue
      }
      #expect(step.outcome == .holds)
      #expect(step.comparisons.map(\.method) == [.autodiff, .centralDifferences])
      #expect(step.comparisons[0].difference < 1e-12 && step.comparisons[1].difference < 1e-7)
    }
  }

  @Test func `The control is the formula without a term, and comes out wrong`() throws {
    let x = Self.tensor([6, 3], "x")
    let report = gradientCheck("control", "g", at: x, of: Self.normalized) {
      Self.backward(.right, $0, $1)
    } control: {
      Self.backward(.withoutVariance, $0, $1)
    }
    let control = try #require(report.steps[0].assumptions.first)
    #expect(!control.isIdle && control.breakSize > 0.05)
    let idle = gradientCheck("idle", "g", at: x, of: Self.normalized) {
      Self.backward(.right, $0, $1)
    } control: {
      Self.backward(.right, $0, $1)
    }
    #expect(idle.steps[0].assumptions.map(\.isIdle) == [true])
  }

  // MARK: Losses

  @Test func `Softmax and cross-entropy: p − y over the batch`() {
    let logits = Self.tensor([4, 3], "logits"), labels = [0, 2, 1, 2]
    let targets = Tensor<Double>(labels.map { label in (0..<3).map { $0 == label ? 1.0 : 0.0 } })
    func loss(_ z: Variable<Double>) -> Variable<Double> { -(logSoftmax(z) * targets).sum() / 4 }
    func holds(_ claimed: (Tensor<Double>) -> Tensor<Double>) -> Bool {
      gradientCheck("cross-entropy", "p − y", at: logits, of: loss, claimed: claimed).steps[0].outcome == .holds
    }
    #expect(holds { (softmax($0) - targets) / 4 })
    #expect(!holds { softmax($0) - targets })
    #expect(!holds { (targets - softmax($0)) / 4 })
    #expect(!holds { softmax($0) * (1 - softmax($0)) * (softmax($0) - targets) / 4 })
  }

  @Test func `A layer's weights: the inputs transposed, times the error`() {
    let x = Self.tensor([5, 3], "inputs"), w = Self.tensor([3, 2], "weights"), y = Self.tensor([5, 2], "targets")
    func loss(_ w: Variable<Double>) -> Variable<Double> { square(tanh(matmul(x, w)) - y).mean() }
    func holds(_ error: (Tensor<Double>) -> Tensor<Double>) -> Bool {
      gradientCheck("layer", "g", at: w, of: loss) { w in matmul(x.transposed(), error(tanh(matmul(x, w)))) }
        .steps[0].outcome == .holds
    }
    #expect(holds { h in (h - y) * (1 - square(h)) / 5 })
    #expect(!holds { h in (h - y) * (1 - square(h)) * 2 / 5 })
    #expect(!holds { h in (h - y) / 5 })
    #expect(!holds { h in (h - y) * (1 - h) / 5 })
  }

  @Test func `A kink is left out of the differences and not of the comparison with autodiff`() {
    let x = Tensor<Double>([-1, 0, 2])
    let step = step(at: x, of: { relu($0) }) { x, cotangent in x.greater(than: 0) * cotangent }
    #expect(step.outcome == .holds)
    expectBroken(self.step(at: x, of: { relu($0) }) { _, cotangent in cotangent }, "the slope of the identity")
  }

  @Test func `A gradient of another shape is refused`() {
    let x = Self.tensor([4, 2], "x")
    let step = step(at: x, of: { square($0) }) { x, cotangent in (2 * x * cotangent).sum(axis: 0) }
    #expect(
      step.outcome == .broken(counterexample: "the formula has shape [2], and what it is the gradient by has [4, 2]"))
  }

  @Test func `The same check gives the same report, and crosses the wire`() throws {
    let x = Self.tensor([6, 3], "x")
    func report() -> DerivationReport {
      gradientCheck("again", "g", by: "rule", at: x, of: Self.normalized) { Self.backward(.sign, $0, $1) }
    }
    #expect(report() == report())
    for report in [report(), DerivationTests.lesson(), DerivationCatalogue.slopeOfUnit.derivation().evaluate()] {
      var writer = WireWriter()
      report.write(to: &writer)
      var reader = WireReader(writer.bytes)
      #expect(try DerivationReport(from: &reader) == report)
    }
  }
}
