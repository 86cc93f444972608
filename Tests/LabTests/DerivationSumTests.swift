import Records
import Testing

@testable import Lab

/// Sums of n copies, n arbitrary; the rectifier. The true and wrong forms are those of judgement.md, section 9.
struct DerivationSumTests {
  /// The lesson's main derivation: Var y = D Var x Var w.
  static func lesson() -> DerivationReport {
    derivation("variance-of-a-sum") { d in
      let w = d.variable("w"), x = d.variable("x"), D = d.count("D")
      let y = d.sum(D) { w * x }
      d.line("Var y") { Var(y) }
      d.line("= D Var(wx)", by: "independent, identically distributed terms", needs: .independent(y), .identicallyDistributed(y)) {
        D * Var(w * x)
      }
      d.line("= D (E[w²]E[x²] − E[w]²E[x]²)", by: "independence", needs: .independent(w, x)) {
        D * (E(w * w) * E(x * x) - E(w).squared * E(x).squared)
      }
      d.line("= D E[x²] Var w", needs: .zeroMean(w)) { D * E(x * x) * Var(w) }
      d.line("= D Var x Var w", needs: .zeroMean(x)) { D * Var(x) * Var(w) }
    }
  }

  @Test func `Var y = D Var x Var w holds, and each of its five assumptions is needed`() {
    let report = Self.lesson()
    #expect(report.holding == [true, true, true, true])
    let assumptions = report.steps.flatMap(\.assumptions)
    #expect(assumptions.count == 5)
    for assumption in assumptions {
      #expect(!assumption.isIdle, "\(assumption.latex)")
      #expect(assumption.breakSize > 0.005, "\(assumption.latex)")
    }
    #expect(report.errorBound < 1e-15)
    for step in report.steps { #expect(abs(step.example / report.steps[0].example - 1) < 1e-9) }
  }

  @Test(arguments: [1, 0, 2, 3])
  func `Sums over n terms are not n − 1, n² or 2n`(_ variant: Int) {
    let holds = isIdentity("count-\(variant)") { d in
      let x = d.variable("x"), n = d.count("n")
      return (Var(d.sum(n) { x }), [n - 1, n, n * n, 2 * n][variant] * Var(x))
    }
    #expect(holds == (variant == 1))
  }

  @Test func `With one zero mean it is the second moment of the other that counts`() {
    func holds(_ right: (_ n: Formula, _ w: Formula, _ x: Formula) -> Formula) -> Bool {
      isIdentity { d in
        let w = d.variable("w", mean: 0), x = d.variable("x"), n = d.count("n")
        return (Var(d.sum(n) { w * x }), right(n, w, x))
      }
    }
    #expect(holds { n, w, x in n * Var(w) * E(x * x) })
    #expect(!holds { n, w, x in n * Var(w) * Var(x) })
    #expect(!holds { n, w, x in n * Var(w) * E(x).squared })
  }

  @Test func `The fourth moment of a sum is n m₄ + 3n(n−1) m₂²`() {
    func holds(_ right: (_ n: Formula, _ x: Formula) -> Formula) -> Bool {
      isIdentity { d in
        let x = d.variable("x", mean: 0), n = d.count("n")
        return (E(pow(d.sum(n) { x }, 4)), right(n, x))
      }
    }
    #expect(holds { n, x in n * E(pow(x, 4)) + 3 * n * (n - 1) * E(x * x).squared })
    #expect(!holds { n, x in n * E(pow(x, 4)) + 3 * n.squared * E(x * x).squared })
    #expect(!holds { n, x in (n - 1) * E(pow(x, 4)) + 3 * n * (n - 1) * E(x * x).squared })
  }

  @Test func `The sample variance divides by n − 1`() {
    func holds(_ divisor: (Formula) -> Formula) -> Bool {
      isIdentity { d in
        let x = d.variable("x"), n = d.count("n")
        let mean = d.sum(n) { x } / n
        return (E(d.sum(n) { (x - mean).squared } / divisor(n)), Var(x))
      }
    }
    #expect(holds { $0 - 1 })
    #expect(!holds { $0 })
  }

  @Test func `Sums over one count share their copies, over two counts they do not`() {
    #expect(
      isIdentity { d in
        let x = d.variable("x"), w = d.variable("w"), n = d.count("n")
        return (Cov(d.sum(n) { x }, d.sum(n) { w * x }), n * E(w) * Var(x))
      })
    #expect(
      isIdentity { d in
        let x = d.variable("x"), n = d.count("n"), m = d.count("m")
        return (Var(d.sum(n) { x } + d.sum(m) { x }), (n + m) * Var(x))
      })
  }

  @Test func `One weight shared by all terms adds the square of the count`() {
    func holds(_ right: (_ n: Formula, _ w: Formula, _ x: Formula) -> Formula) -> Bool {
      isIdentity { d in
        let w = d.variable("w", mean: 0), x = d.variable("x"), n = d.count("n")
        return (Var(d.sum(n, sharing: w) { w * x }), right(n, w, x))
      }
    }
    #expect(holds { n, w, x in Var(w) * (n * Var(x) + n.squared * E(x).squared) })
    #expect(!holds { n, w, x in n * Var(w) * E(x * x) })
  }

  @Test func `Moments agree with the enumeration of all copies`() {
    // The readable twin: E[(Σg)^a (Σh)^b] over all 3ⁿ outcomes of n copies with three states, in exact arithmetic.
    var stream = SeededStream("enumeration")
    let first = (0..<3).map { _ in TwinNumber(exact: Residue(from: &stream), real: stream.unit()) }
    let second = (0..<3).map { _ in TwinNumber(exact: Residue(from: &stream), real: stream.unit()) }
    var draw = PointDraw("enumeration", style: .generic, seed: 1, for: .variable)
    let weights = draw.weights(3)
    for count in 1...5 {
      for exponents in [[1, 0], [2, 0], [1, 1], [2, 2], [3, 1], [0, 4]] {
        var expected = TwinNumber.zero
        for outcome in Axes(Array(repeating: 3, count: count)).states {
          let weight = outcome.reduce(TwinNumber.one) { $0 * weights[$1] }
          let sums = [first, second].map { table in outcome.reduce(TwinNumber.zero) { $0 + table[$1] } }
          expected += weight * sums[0].power(exponents[0]) * sums[1].power(exponents[1])
        }
        let kind = SumMoments.Kind(termCount: TwinNumber(count), weights: weights, tables: [first, second])
        let moment = SumMoments(exponents: exponents).moment(of: [kind])
        #expect(moment.exact == expected.exact)
        #expect(abs(moment.real - expected.real) < 1e-9 * max(1, abs(expected.real)))
      }
    }
  }

  @Test func `The rectifier halves the second moment of a symmetric variable, not its variance`() {
    func holds(symmetric: Bool, _ statement: (Formula) -> (Formula, Formula)) -> Bool {
      isIdentity { d in statement(d.variable("y", symmetric: symmetric)) }
    }
    #expect(holds(symmetric: true) { y in (E(relu(y).squared), Var(y) / 2) })
    #expect(!holds(symmetric: false) { y in (E(relu(y).squared), Var(y) / 2) })
    #expect(!holds(symmetric: true) { y in (Var(relu(y)), Var(y) / 2) })
    #expect(holds(symmetric: false) { y in (E(relu(y) - relu(-y)), E(y)) })
    #expect(holds(symmetric: false) { y in (E(relu(y).squared) + E(relu(-y).squared), E(y * y)) })
  }

  @Test func `Rectified sums of variables take feasible signs only`() {
    // For x, y with relu(x) + relu(y) < relu(x + y) no real numbers exist; equality holds in two of the cells and not in the rest.
    func holds(_ statement: (_ x: Formula, _ y: Formula) -> (Formula, Formula)) -> Bool {
      isIdentity { d in statement(d.variable("x"), d.variable("y")) }
    }
    #expect(holds { x, y in (E(relu(relu(x) + relu(y))), E(relu(x)) + E(relu(y))) })
    #expect(!holds { x, y in (E(relu(x + y)), E(relu(x)) + E(relu(y))) })
    #expect(holds { x, y in (E(relu(x - y) + relu(y - x)), 2 * E(relu(x - y)) + E(y) - E(x)) })
  }

  @Test func `He's step needs the symmetry`() throws {
    let report = derivation("he") { d in
      let previous = d.variable("y'"), w = d.variable("w", mean: 0), D = d.count("D")
      let y = d.sum(D) { w * relu(previous) }
      d.line("Var y") { Var(y) }
      d.line("= D Var w E[relu(y')²]") { D * Var(w) * E(relu(previous).squared) }
      d.line("= ½ D Var w Var y'", needs: .symmetric(previous)) { D * Var(w) * Var(previous) / 2 }
      d.line("= Var y'", needs: .variance(of: w, is: 2 / D)) { Var(previous) }
    }
    #expect(report.holding == [true, true, true])
    #expect(report.steps.flatMap(\.assumptions).map(\.isIdle) == [false, false])
    #expect(report.steps[2].assumptions[0].breakSize > 0.01)
  }

  @Test func `A zero mean is idle beside symmetry`() {
    let report = derivation("idle-beside-symmetry") { d in
      let y = d.variable("y", symmetric: true)
      d.line("E[y²]") { E(y * y) }
      d.line("= Var y", needs: .zeroMean(y)) { Var(y) }
    }
    #expect(report.holding == [true])
    #expect(report.steps[1].assumptions.map(\.isIdle) == [true])
  }

  @Test func `An assumption of the first line is tried on the steps below`() {
    let report = derivation("first-line") { d in
      let w = d.variable("w"), x = d.variable("x")
      d.line("Var(wx)", needs: .zeroMean(w), .symmetric(x)) { Var(w * x) }
      d.line("= Var w E[x²]") { Var(w) * E(x * x) }
    }
    #expect(report.holding == [true])
    #expect(report.steps[0].assumptions.map(\.isIdle) == [false, true])
  }
}
