import Records
import Testing

@testable import Lab

/// Gradients in formulas: by the rules in exact arithmetic, by the engine's autodiff, by central differences.
struct DerivationGradientTests {
  private func step(_ name: String = #function, _ body: (Derivation) -> (Formula, Formula)) -> DerivationReport.Step {
    let derivation = Derivation(name)
    let (left, right) = body(derivation)
    derivation.line("left") { left }
    derivation.line("right") { right }
    return derivation.evaluate().steps[1]
  }

  @Test(arguments: [
    "2(wx − y)x", "2(wx − y)w", "(wx − y)x", "−2(wx − y)x", "2(wx + y)x", "2wx²",
  ])
  func `The slope of a squared error is 2(wx − y)x`(_ claim: String) {
    let step = step(claim) { d in
      let w = d.parameter("w"), x = d.parameter("x"), y = d.parameter("y")
      let forms: [String: Formula] = [
        "2(wx − y)x": 2 * (w * x - y) * x, "2(wx − y)w": 2 * (w * x - y) * w, "(wx − y)x": (w * x - y) * x,
        "−2(wx − y)x": -2 * (w * x - y) * x, "2(wx + y)x": 2 * (w * x + y) * x, "2wx²": 2 * w * x.squared,
      ]
      return (gradient(of: (w * x - y).squared, by: w), forms[claim] ?? 0)
    }
    guard claim == "2(wx − y)x" else {
      guard case .broken(let counterexample) = step.outcome else {
        Issue.record("\(claim) passed")
        return
      }
      #expect(counterexample.contains("w = ") && counterexample.contains("the line before is"))
      return
    }
    #expect(step.outcome == .holds && step.evidence == .exact)
    #expect(step.comparisons.map(\.method) == [.autodiff, .centralDifferences])
    for comparison in step.comparisons { #expect(comparison.difference <= comparison.tolerance) }
    #expect(step.comparisons[0].difference < 1e-14)
  }

  /// A function, its slope, and the nearest wrong slope.
  private struct Rule: Sendable {
    let name: String
    var isPositive = false
    let function: @Sendable (Formula) -> Formula
    let slope: @Sendable (Formula) -> Formula
    let wrong: @Sendable (Formula) -> Formula
  }

  private static let rules: [Rule] = [
    Rule(
      name: "quotient", function: { w in 1 / (1 + w.squared) }, slope: { w in -2 * w / (1 + w.squared).squared },
      wrong: { w in -1 / (1 + w.squared).squared }),
    Rule(
      name: "root", isPositive: true, function: { w in sqrt(w) }, slope: { w in 1 / (2 * sqrt(w)) }, wrong: { w in 1 / sqrt(w) }),
    Rule(name: "log", isPositive: true, function: { w in log(3 * w) }, slope: { w in 1 / w }, wrong: { w in 1 / (3 * w) }),
    Rule(name: "exp", function: { w in exp(3 * w) }, slope: { w in 3 * exp(3 * w) }, wrong: { w in exp(3 * w) }),
    Rule(name: "tanh", function: { w in tanh(w - 1) }, slope: { w in 1 - tanh(w - 1).squared }, wrong: { w in 1 - tanh(w - 1) }),
    Rule(
      name: "sigmoid", function: { w in sigmoid(w) }, slope: { w in sigmoid(w) * (1 - sigmoid(w)) },
      wrong: { w in sigmoid(w) * (1 + sigmoid(w)) }),
    Rule(name: "rectifier", function: { w in relu(w).squared }, slope: { w in 2 * relu(w) }, wrong: { w in 2 * w }),
    Rule(
      name: "powers", function: { w in pow(w, 3) + pow(w, -2) }, slope: { w in 3 * w.squared - 2 * pow(w, -3) },
      wrong: { w in 3 * w.squared + 2 * pow(w, -3) }),
  ]

  @Test(arguments: rules.indices)
  func `Rules of differentiation, and the nearest wrong ones`(_ index: Int) {
    let rule = Self.rules[index]
    func judged(_ slope: (Formula) -> Formula) -> DerivationReport.Step {
      step(rule.name) { d in
        let w = d.parameter("w", positive: rule.isPositive)
        return (gradient(of: rule.function(w), by: w), slope(w))
      }
    }
    let right = judged(rule.slope), wrong = judged(rule.wrong)
    #expect(right.outcome == .holds && right.evidence == .exact, "\(rule.name)")
    #expect(right.comparisons.count == 2, "\(rule.name)")
    guard case .broken(let counterexample) = wrong.outcome else {
      Issue.record("\(rule.name): the wrong slope passed")
      return
    }
    #expect(counterexample.hasPrefix("w = "), "\(rule.name)")
  }

  @Test func `Gradients of expectations, of gradients and of sums of copies`() {
    #expect(
      step { d in
        let w = d.parameter("w"), x = d.variable("x"), y = d.variable("y")
        d.dependent(x, y)
        return (E(gradient(of: (w * x - y).squared, by: w)), gradient(of: E((w * x - y).squared), by: w))
      }.outcome == .holds)
    let second = step { d in
      let w = d.parameter("w"), x = d.parameter("x")
      return (gradient(of: gradient(of: tanh(w * x), by: w), by: w), -2 * x.squared * tanh(w * x) * (1 - tanh(w * x).squared))
    }
    #expect(second.outcome == .holds && second.evidence == .exact && second.comparisons.count == 2)
    let sum = step { d in
      let w = d.parameter("w"), x = d.sequence("x"), y = d.sequence("y"), n = d.count("n")
      return (gradient(of: d.sum(n) { (w * x - y).squared } / n, by: w), 2 / n * d.sum(n) { (w * x - y) * x })
    }
    #expect(sum.outcome == .holds)
    #expect(sum.comparisons.map(\.method) == [.centralDifferences])
  }

  @Test func `A gradient's assumptions are taken away like any other's`() {
    let d = Derivation("assumption")
    let w = d.parameter("w"), x = d.variable("x"), noise = d.variable("ε")
    d.line("∂") { gradient(of: E((w * x + noise).squared), by: w) }
    d.line("=", needs: .zeroMean(noise)) { 2 * w * E(x.squared) }
    let step = d.evaluate().steps[1]
    #expect(step.outcome == .holds)
    #expect(step.assumptions.map(\.isIdle) == [false])
    #expect(step.comparisons.count == 2)
  }

  @Test func `What has no gradient is refused with a reason`() {
    func reason(_ body: (Derivation) -> Formula) -> String? {
      let step = step { d in (body(d), 0) }
      if case .broken(let text) = step.outcome { return text } else { return nil }
    }
    #expect(
      reason { d in gradient(of: E(d.variable("x")), by: d.variable("w")) }
        == "not evaluated: a gradient is by a parameter: gradient(of: …, by: d.parameter(\"w\"))")
    #expect(
      reason { d in
        let q = d.probability("q")
        return gradient(of: E(d.bernoulli("m", q)), by: q)
      } == "not evaluated: the distribution of m depends on q; write the expectation out before its gradient")
  }
}
