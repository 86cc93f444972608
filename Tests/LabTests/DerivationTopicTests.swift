import Records
import Testing

@testable import Lab

/// What the lessons on bias and variance, batch statistics and initialization derive, with the nearest wrong forms.
struct DerivationTopicTests {
  @Test func `A mask is zero or one`() {
    func holds(_ right: (_ q: Formula, _ m: Formula, _ x: Formula) -> Formula) -> Bool {
      isIdentity { d in
        let q = d.probability("q"), m = d.bernoulli("m", q), x = d.variable("x")
        return (Var(m * x), right(q, m, x))
      }
    }
    #expect(holds { q, _, x in q * E(x.squared) - q.squared * E(x).squared })
    #expect(holds { q, m, x in Var(m) * E(x).squared + E(m) * Var(x) })
    #expect(!holds { q, _, x in q * Var(x) })
    #expect(!holds { q, _, x in q.squared * Var(x) })
    #expect(isIdentity { d in let q = d.probability("q"); return (Var(d.bernoulli("m", q)), q * (1 - q)) })
    #expect(isIdentity { d in let q = d.probability("q"); return (SD(d.bernoulli("m", q)), sqrt(q * (1 - q))) })
  }

  @Test func `Fits that resemble one another average less`() {
    func holds(dependent: Bool, _ right: (_ f: Formula, _ c: Formula, _ n: Formula) -> Formula) -> Bool {
      isIdentity { d in
        let f = d.variable("f"), n = d.count("n"), fits = d.sum(n) { f }
        if dependent { d.dependent(fits) }
        return (Var(fits / n), right(f, d.covariance(betweenTermsOf: fits), n))
      }
    }
    #expect(holds(dependent: true) { f, c, n in c + (Var(f) - c) / n })
    #expect(!holds(dependent: true) { f, c, n in Var(f) / n })
    #expect(!holds(dependent: true) { f, c, n in Var(f) / n + c })
    #expect(holds(dependent: false) { f, c, n in Var(f) / n + c })
  }

  @Test func `Fixed inputs are numbers: sums of their powers, and a noise beside them`() {
    func holds(_ right: (_ x: Formula, _ s: Formula, _ noise: Formula, _ d: Derivation, _ n: Formula) -> Formula) -> Bool {
      isIdentity { d in
        let x = d.sequence("x"), noise = d.variable("ε", mean: 0), n = d.count("n"), s = d.sum(n) { x.squared }
        return (Var(d.sum(n) { x * noise } / s), right(x, s, noise, d, n))
      }
    }
    #expect(holds { _, s, noise, _, _ in Var(noise) / s })
    #expect(!holds { _, s, noise, _, _ in Var(noise) / s.squared })
    #expect(!holds { x, _, noise, d, n in Var(noise) / d.sum(n) { x }.squared })
    #expect(!holds { _, s, noise, _, n in Var(noise) / (n * s) })
    #expect(
      isIdentity { d in
        let x = d.sequence("x"), n = d.count("n"), mean = d.sum(n) { x } / n
        return (d.sum(n) { (x - mean).squared }, d.sum(n) { x.squared } - n * mean.squared)
      })
    #expect(
      !isIdentity { d in
        let x = d.sequence("x"), t = d.sequence("t"), n = d.count("n")
        return (d.sum(n) { x * t }.squared, d.sum(n) { x.squared } * d.sum(n) { t.squared })
      })
    // Six different power sums of one sequence obey no relation of low degree: x^4 is none of the lower ones.
    #expect(
      !isIdentity { d in
        let x = d.sequence("x"), n = d.count("n")
        return (n * d.sum(n) { pow(x, 4) }, d.sum(n) { x.squared }.squared)
      })
  }

  @Test func `Sums of numbers have a count too`() {
    #expect(isIdentity { d in let n = d.count("n"); return (d.sum(n) { 3 }, 3 * n) })
    #expect(isIdentity { d in let n = d.count("n"), x = d.variable("x"); return (E(x + d.sum(n) { 1 }), E(x) + n) })
  }

  @Test func `A positive variable has no mean of zero`() {
    let d = Derivation("positive")
    let x = d.variable("x", positive: true)
    d.line("1") { E(x) }
    d.line("2", needs: .zeroMean(x)) { 0 }
    #expect(
      d.evaluate().steps[1].outcome
        == .broken(counterexample: "not evaluated: x is positive: its mean is not zero, and it is not symmetric"))
  }

  // MARK: What is missing

  private func missing(_ body: (Derivation) -> (Formula, Formula)) -> [String] {
    let d = Derivation("missing")
    let (left, right) = body(d)
    d.line("left") { left }
    d.line("right") { right }
    return d.evaluate().steps[1].missingAssumptions
  }

  @Test func `A step that lacks an assumption is told which`() {
    #expect(
      missing { d in
        let w = d.variable("w"), x = d.variable("x")
        return (Var(w * x), Var(w) * E(x.squared))
      } == [".zeroMean(w)"])
    #expect(
      missing { d in
        let w = d.variable("w"), x = d.variable("x")
        return (Var(w * x), Var(w) * Var(x))
      } == [".zeroMean(w), .zeroMean(x)"])
    #expect(
      missing { d in
        let y = d.variable("y")
        return (E(relu(y).squared), E(y.squared) / 2)
      } == [".symmetric(y)"])
    #expect(
      missing { d in
        let w = d.variable("w"), x = d.variable("x")
        d.dependent(w, x)
        return (E(w * x), E(w) * E(x))
      } == [".independent(w, x)"])
    #expect(
      missing { d in
        let x = d.variable("x"), n = d.count("n"), sum = d.sum(n) { x }
        d.dependent(sum)
        return (Var(sum), n * Var(x))
      } == [".independent(the sum over n)"])
  }

  @Test func `A wrong factor is not excused by an assumption that makes everything zero`() {
    #expect(missing { d in let x = d.variable("x"); return (E(x), 2 * E(x)) }.isEmpty)
    #expect(missing { d in let x = d.variable("x"); return (Var(x), 2 * Var(x)) }.isEmpty)
  }
}
