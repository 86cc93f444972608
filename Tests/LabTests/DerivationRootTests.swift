import Records
import Testing

@testable import Lab

/// Roots, absolute values, constants that are no rationals, functions.
struct DerivationRootTests {
  private func evidence(_ name: String = #function, _ body: (Derivation) -> (Formula, Formula)) -> DerivationReport.Step.Evidence? {
    let derivation = Derivation(name)
    let (left, right) = body(derivation)
    derivation.line("left") { left }
    derivation.line("right") { right }
    let step = derivation.evaluate().steps[1]
    return step.outcome == .holds ? step.evidence : nil
  }

  @Test func `SD(ax) is |a| SD(x), not a SD(x) and not a² SD(x)`() {
    func holds(_ factor: (Formula) -> Formula) -> Bool {
      evidence { d in
        let a = d.parameter("a"), x = d.variable("x")
        return (SD(a * x), factor(a) * SD(x))
      } == .exact
    }
    #expect(holds { abs($0) })
    #expect(holds { sqrt($0.squared) })
    #expect(!holds { $0 })
    #expect(!holds { $0.squared })
    #expect(!holds { -abs($0) })
  }

  @Test func `A positive number is its own absolute value`() {
    #expect(
      evidence { d in
        let a = d.parameter("a", positive: true), x = d.variable("x")
        return (SD(a * x), a * SD(x))
      } == .exact)
    #expect(evidence { d in (sqrt(d.parameter("a", positive: true).squared), 0) } == nil)
  }

  @Test func `The standard error is SD / √n, not SD / n`() {
    func holds(_ divisor: (Formula) -> Formula) -> Bool {
      evidence { d in
        let x = d.variable("x"), n = d.count("n")
        return (SD(d.sum(n) { x } / n), SD(x) / divisor(n))
      } == .exact
    }
    #expect(holds { sqrt($0) })
    #expect(!holds { $0 })
    #expect(!holds { sqrt($0 - 1) })
  }

  @Test func `The root of a square of a sum is the sum where that is positive`() {
    // Residues are no ordered field: a sum of two that have roots need not have one. The doubles decide the sign.
    #expect(
      evidence { d in
        let a = d.parameter("a", positive: true), b = d.parameter("b", positive: true)
        return (sqrt(a.squared + 2 * a * b + b.squared), a + b)
      } == .exact)
    #expect(
      evidence { d in
        let a = d.parameter("a", positive: true), b = d.parameter("b", positive: true)
        return (sqrt(a.squared + b.squared), a + b)
      } == nil)
    #expect(
      evidence { d in
        let a = d.parameter("a"), b = d.parameter("b")
        return (sqrt((a - b).squared), a - b)
      } == nil)
  }

  @Test func `The root of a random variable is not the root of its mean`() {
    #expect(
      evidence { d in
        let x = d.variable("x", positive: true)
        return (E(sqrt(x) * sqrt(x)), E(x))
      } == .exact)
    #expect(
      evidence { d in
        let x = d.variable("x", positive: true)
        return (E(sqrt(x)), sqrt(E(x)))
      } == nil)
  }

  @Test func `A root of nothing is nothing, whatever doubles round to`() {
    #expect(
      evidence { d in
        let x = d.variable("x")
        return (SD(x - x + 3), 0)
      } == .exact)
    #expect(
      evidence { d in
        let x = d.variable("x"), y = d.variable("y")
        return (sqrt(Var(x + y) - Var(x)), SD(y))
      } == .exact)
  }

  @Test func `Pi and e are unknowns, decimals are rationals`() {
    #expect(evidence { d in (2 * Formula.pi * d.parameter("r"), d.parameter("r") * 2 * Formula.pi) } == nil)
    #expect(
      evidence { d in
        let r = d.parameter("r")
        return ((r * .pi + r * .e).squared, r.squared * (Formula.pi.squared + 2 * .pi * .e + Formula.e.squared))
      } == .exact)
    #expect(evidence { _ in (Formula.pi, 3.141592653589793) } == nil)
    #expect(evidence { _ in (Formula.pi, 22 / 7) } == nil)
    #expect(evidence { _ in (sqrt(Formula.pi * 2).squared, 2 * .pi) } == .exact)
  }

  @Test func `Functions are unknowns: what follows from their equations alone is exact, the rest holds in doubles`() {
    func parameter(_ body: @escaping (Formula) -> (Formula, Formula)) -> DerivationReport.Step.Evidence? {
      evidence { d in body(d.parameter("x")) }
    }
    #expect(parameter { x in (tanh(x) + tanh(-x), 0) } == .exact)
    #expect(parameter { x in (sigmoid(-x), 1 - sigmoid(x)) } == .exact)
    #expect(parameter { x in (exp(x) * exp(-x), 1) } == .exact)
    #expect(parameter { x in (exp(2 * x), exp(x).squared) } == .numerical)
    #expect(parameter { x in (tanh(x), 2 * sigmoid(2 * x) - 1) } == .numerical)
    #expect(parameter { x in (sigmoid(x), 1 / (1 + exp(-x))) } == .numerical)
    #expect(parameter { x in (exp(2 * x), 2 * exp(x)) } == nil)
    #expect(parameter { x in (tanh(x), 2 * sigmoid(x) - 1) } == nil)
    #expect(
      evidence { d in
        let x = d.variable("x")
        return (E(3 * tanh(x) + 1), 3 * E(tanh(x)) + 1)
      } == .exact)
    #expect(
      evidence { d in
        let x = d.variable("x")
        return (E(exp(x)), exp(E(x)))
      } == nil)
  }

  @Test func `Numbers stay numbers beside formulas`() {
    #expect(sqrt(4.0) == 2 && exp(0.0) == 1 && tanh(0.0) == 0 && abs(-1) == 1 && log(1.0) == 0)
  }

  @Test func `Beside roots the chance of a false step is larger, and is said`() {
    func bound(_ right: (Formula, Formula) -> Formula) -> Double {
      let d = Derivation("bound")
      let a = d.parameter("a", positive: true), x = d.variable("x")
      d.line("left") { Var(a * x) }
      d.line("right") { right(a, x) }
      return d.evaluate().errorBound
    }
    let plain = bound { $0.squared * Var($1) }, rooted = bound { ($0 * SD($1)).squared }
    #expect(plain > 0 && plain < 1e-16)
    #expect(rooted > 100 * plain && rooted < 1e-12)
  }
}
