import Records
import Testing

@testable import Lab

/// The product of two independent variables: the worked example of judgement.md, section 9, with its wrong variants A to F.
struct DerivationTests {
  static func lesson() -> DerivationReport {
    derivation("variance-of-a-product") { d in
      let w = d.variable("w"), x = d.variable("x")
      d.line(#"\operatorname{Var}(wx)"#) { Var(w * x) }
      d.line(#"= \mathbb{E}[w^2]\,\mathbb{E}[x^2] - \mathbb{E}[w]^2\,\mathbb{E}[x]^2"#, by: "independence") {
        E(w * w) * E(x * x) - E(w) * E(w) * E(x) * E(x)
      }
      d.line(#"= \operatorname{Var}(w)\operatorname{Var}(x)"#, by: "zero means", needs: .zeroMean(w), .zeroMean(x)) {
        Var(w) * Var(x)
      }
    }
  }

  @Test func `The lesson's derivation holds and both zero means are needed`() throws {
    let report = Self.lesson()
    #expect(report.steps.map(\.outcome) == [.start, .holds, .holds])
    let assumptions = try #require(report.steps.last).assumptions
    #expect(assumptions.map(\.latex) == [#"\mathbb{E}[w] = 0"#, #"\mathbb{E}[x] = 0"#])
    #expect(assumptions.map(\.isIdle) == [false, false])
    for assumption in assumptions { #expect(assumption.breakSize > 0.01 && assumption.breakSize < 1) }
    #expect(report.errorBound > 0 && report.errorBound < 1e-16)
    #expect(report.steps.map { $0.line - report.line } == [2, 3, 6])
    #expect(report.steps[1].reason == "independence")
  }

  @Test func `All lines have the same value at the example point`() {
    let examples = Self.lesson().steps.map(\.example)
    for example in examples { #expect(abs(example - examples[0]) < 1e-12 * abs(examples[0])) }
  }

  @Test func `The same derivation gives the same report`() {
    #expect(Self.lesson() == Self.lesson())
  }

  enum Statement: String, CaseIterable {
    case product, secondMoments
    case withoutMeans, withoutProduct, secondMomentForSquaredMean, secondMomentsOnly, oneMeanTermMissing, meanSquaredForSecondMoment

    var isTrue: Bool { self == .product || self == .secondMoments }

    func formula(_ w: Formula, _ x: Formula) -> Formula {
      let squaredMeans = (w: E(w).squared, x: E(x).squared)
      return switch self {
      case .product: Var(w) * Var(x) + Var(w) * squaredMeans.x + Var(x) * squaredMeans.w
      case .secondMoments: E(w * w) * Var(x) + squaredMeans.x * Var(w)
      // A to F of the table.
      case .withoutMeans: Var(w) * Var(x)
      case .withoutProduct: Var(w) * squaredMeans.x + Var(x) * squaredMeans.w
      case .secondMomentForSquaredMean: Var(w) * Var(x) + Var(w) * E(x * x) + Var(x) * squaredMeans.w
      case .secondMomentsOnly: E(w * w) * E(x * x)
      case .oneMeanTermMissing: Var(w) * Var(x) + Var(w) * squaredMeans.x
      case .meanSquaredForSecondMoment: Var(w) * squaredMeans.x
      }
    }
  }

  @Test(arguments: Statement.allCases)
  func `True forms of Var(wx) hold and the wrong ones are broken`(_ statement: Statement) {
    let holds = isIdentity(statement.rawValue) { d in
      let w = d.variable("w"), x = d.variable("x")
      return (Var(w * x), statement.formula(w, x))
    }
    #expect(holds == statement.isTrue)
  }

  @Test func `D, E and F of the table are true or false with a zero mean as it says`() {
    func holds(_ statement: Statement) -> Bool {
      isIdentity(statement.rawValue) { d in
        let w = d.variable("w", mean: 0), x = d.variable("x")
        return (Var(w * x), statement.formula(w, x))
      }
    }
    #expect(holds(.secondMomentsOnly))
    #expect(holds(.oneMeanTermMissing))
    #expect(!holds(.meanSquaredForSecondMoment))
    #expect(!holds(.withoutMeans))
  }

  @Test func `A counterexample can be read and checked by hand`() throws {
    let derivation = Derivation("broken")
    let x = derivation.variable("x")
    derivation.line("Var x") { Var(x) }
    derivation.line("= E x²") { E(x * x) }
    guard case .broken(let counterexample) = derivation.evaluate().steps[1].outcome else {
      Issue.record("E[x²] passed for Var(x)")
      return
    }
    // "x is 1, 2, 4 with probabilities 0.25, 0.5, 0.25: the line before is 1.1875, this line 6.25"
    let numbers = counterexample.split { !"-.0123456789".contains($0) }.compactMap { Double($0) }
    try #require(numbers.count == 8, "\(counterexample)")
    let atoms = numbers[0..<3], weights = numbers[3..<6]
    let mean = zip(atoms, weights).map { $0 * $1 }.reduce(0, +)
    let square = zip(atoms, weights).map { $0 * $0 * $1 }.reduce(0, +)
    #expect(weights.reduce(0, +) == 1)
    #expect(abs(numbers[6] - (square - mean * mean)) < 1e-4)
    #expect(abs(numbers[7] - square) < 1e-4)
    #expect(counterexample.hasPrefix("x is "))
  }

  @Test func `An assumption that a step does not need is idle`() {
    let derivation = Derivation("idle")
    let w = derivation.variable("w"), x = derivation.variable("x")
    derivation.line("E[wx]") { E(w * x) }
    derivation.line("= E[w]E[x]", needs: .zeroMean(w)) { E(w) * E(x) }
    let step = derivation.evaluate().steps[1]
    #expect(step.outcome == .holds)
    #expect(step.assumptions.map(\.isIdle) == [true])
    #expect(step.assumptions.map(\.breakSize) == [0])
  }

  @Test func `Assumptions stay granted below their line and are not granted above it`() {
    let derivation = Derivation("cumulative")
    let w = derivation.variable("w"), x = derivation.variable("x")
    derivation.line("1") { Var(w * x) }
    derivation.line("2: too early") { E(w * w) * E(x * x) }
    derivation.line("3", needs: .zeroMean(w)) { Var(w) * E(x * x) }
    derivation.line("4: still granted") { E(w * w) * E(x * x) - E(w) }
    #expect(derivation.evaluate().holding == [false, true, true])
  }

  @Test func `Independence can be taken away`() throws {
    let derivation = Derivation("independence")
    let w = derivation.variable("w"), x = derivation.variable("x")
    derivation.line("E[wx]") { E(w * x) }
    derivation.line("= E[w]E[x] + Cov(w, x)", by: "definition") { E(w) * E(x) + Cov(w, x) }
    derivation.line("= E[w]E[x]", by: "independence", needs: .independent(w, x)) { E(w) * E(x) }
    let report = derivation.evaluate()
    #expect(report.holding == [true, true])
    let assumption = try #require(report.steps[2].assumptions.first)
    #expect(!assumption.isIdle)
    #expect(assumption.breakSize > 0.01)
  }

  @Test func `Without independence the lesson's first step breaks, and its margins stay`() {
    let dependent = isIdentity { d in
      let w = d.variable("w", mean: 0), x = d.variable("x", symmetric: true)
      d.dependent(w, x)
      return (Var(w * x), E(w * w) * E(x * x))
    }
    #expect(!dependent)
    #expect(
      isIdentity { d in
        let w = d.variable("w", mean: 0), x = d.variable("x", symmetric: true)
        d.dependent(w, x)
        return (E(w) + E(x) + E(x * x * x), 0)
      })
    #expect(
      isIdentity { d in
        let w = d.variable("w"), x = d.variable("x"), z = d.variable("z")
        d.dependent(w, x, z)
        return (Var(w + x + z), Var(w) + Var(x) + Var(z) + 2 * Cov(w, x) + 2 * Cov(w, z) + 2 * Cov(x, z))
      })
  }

  @Test func `Three atoms and more keep false moment identities from holding`() {
    // With two atoms κ₄κ₂ = κ₃² + κ₂³ for every distribution (judgement.md: 1000 of 1000), with three for none; c are central moments.
    func central(_ x: Formula, _ order: Int) -> Formula { E(pow(x - E(x), order)) }
    #expect(
      !isIdentity { d in
        let x = d.variable("x")
        return (central(x, 4) * central(x, 2), central(x, 3).squared + pow(central(x, 2), 3))
      })
    // The same with atoms {0, 1}: E[x²] = E[x].
    #expect(
      !isIdentity { d in
        let x = d.variable("x")
        return (E(x * x), E(x))
      })
  }

  @Test func `With two atoms the kurtosis identity holds, as the trap says`() throws {
    let derivation = Derivation("two atoms")
    let x = derivation.variable("x")
    let central = { (order: Int) in E(pow(x - E(x), order)) }
    let left = central(4) * central(2), right = central(3).squared + pow(central(2), 3)
    for (count, holds) in [(2, true), (3, false), (4, false)] {
      let point = try ProbabilityPoint(derivation, Hypotheses(), atomCounts: [count], style: .generic, seed: 1)
      var evaluator = FormulaEvaluator(point)
      let values = (try evaluator.value(of: left.node).exact, try evaluator.value(of: right.node).exact)
      #expect((values.0 == values.1) == holds)
    }
  }

  @Test func `Higher moments get more atoms`() {
    // The Hankel determinant of the moments 0 to 2k − 2 is zero for every distribution with fewer than k atoms, and not for k.
    func determinant(_ rows: [[Formula]]) -> Formula {
      guard let first = rows.first else { return 1 }
      var sum: Formula = 0
      for (column, entry) in first.enumerated() {
        let minor = rows.dropFirst().map { row in row.enumerated().filter { $0.offset != column }.map(\.element) }
        sum = sum + (column % 2 == 0 ? 1 : -1) * entry * determinant(minor)
      }
      return sum
    }
    for size in 2...5 {
      #expect(
        !isIdentity("hankel-\(size)") { d in
          let x = d.variable("x")
          return (determinant((0..<size).map { row in (0..<size).map { E(pow(x, row + $0)) } }), 0)
        })
    }
  }

  @Test func `A joint distribution keeps its margins exactly, with positive probabilities`() {
    var draw = PointDraw("joint", style: .readable, seed: 3, for: .joint)
    let margins = [draw.weights(3), draw.weights(4), draw.weights(2)]
    let joint = draw.joint(margins: margins), states = Axes([3, 4, 2]).states
    for (axis, margin) in margins.enumerated() {
      for (index, weight) in margin.enumerated() {
        let sum = zip(states, joint).filter { $0.0[axis] == index }.reduce(TwinNumber.zero) { $0 + $1.1 }
        #expect(sum.exact == weight.exact)
        #expect(abs(sum.real - weight.real) < 1e-12)
      }
    }
    #expect(joint.allSatisfy { $0.real > 0 })
    let first = joint[0].exact, product = margins.reduce(Residue.one) { $0 * $1[0].exact }
    #expect(first != product)
  }

  @Test func `A variable gets as many atoms as its highest moment asks for`() {
    // Between the first eight moments of four atoms there is a polynomial relation, between those of five none.
    let x = Derivation("atoms").variable("x")
    #expect(Var(x).node.highestMoment(of: x.node) == 2)
    #expect(E(pow(Var(x) * x - x, 4)).node.highestMoment(of: x.node) == 4)
    #expect(E(x * x / pow(x, 6)).node.highestMoment(of: x.node) == 8)
  }

  @Test func `Constants are exact rationals, parameters are arbitrary`() {
    #expect(isIdentity { d in (d.parameter("a") * 0.8, 0) } == false)
    #expect(
      isIdentity { d in
        let a = d.parameter("a"), x = d.variable("x")
        return (Var(a * x + 3), a.squared * Var(x))
      })
    #expect(
      !isIdentity { d in
        let a = d.parameter("a"), x = d.variable("x")
        return (Var(a * x), a * Var(x))
      })
    #expect(isIdentity { _ in (0.8, 4 / 5) })
    #expect(isIdentity { _ in (0.1 + 0.2, 0.3) })
    #expect(isIdentity { _ in (1e-7 * 1e7, 1.0) })
    #expect(isIdentity { _ in (-2.5, -5 / 2) })
    #expect(!isIdentity { _ in (0.333333333, 1 / 3) })
  }

  @Test func `Division and negative powers are exact`() {
    #expect(
      isIdentity { d in
        let x = d.variable("x")
        return (E(1 / x) * E(x * x / x), E(pow(x, -1)) * E(x))
      })
    #expect(
      !isIdentity { d in
        let x = d.variable("x")
        return (E(1 / x), 1 / E(x))
      })
  }

  @Test func `A variance can be fixed, which is how an initializer is derived`() throws {
    let derivation = Derivation("xavier")
    let w = derivation.variable("w", mean: 0), x = derivation.variable("x", mean: 0), D = derivation.count("D")
    let y = derivation.sum(D) { w * x }
    derivation.line("Var y") { Var(y) }
    derivation.line("= D Var w Var x") { D * Var(w) * Var(x) }
    derivation.line("= Var x", needs: .variance(of: w, is: 1 / D)) { Var(x) }
    derivation.line("= 2 Var x: wrong") { 2 * Var(x) }
    let report = derivation.evaluate()
    #expect(report.holding == [true, true, false])
    let assumption = try #require(report.steps[2].assumptions.first)
    #expect(!assumption.isIdle)
    #expect(assumption.latex == #"\operatorname{Var}(w) = \frac{1}{D}"#)
  }

  @Test(arguments: [
    "the line is still random: put it into E, Var or Cov", "a denominator is always zero",
    ".zeroMean is about a variable, not about an expression", "a sum runs over a count: d.sum(d.count(\"n\")) { … }",
    "relu of a random sum cannot be evaluated exactly; name the sum by a variable",
    "a variable or a count belongs to another derivation",
  ])
  func `What cannot be evaluated is never said to hold`(_ problem: String) {
    let derivation = Derivation("problem")
    let x = derivation.variable("x"), n = derivation.count("n")
    derivation.line("start") { Var(x) }
    switch problem {
    case let text where text.contains("still random"): derivation.line("line") { x }
    case let text where text.contains("denominator"): derivation.line("line") { Var(x) / (E(x) - E(x)) }
    case let text where text.contains("zeroMean"): derivation.line("line", needs: .zeroMean(x * x)) { Var(x) }
    case let text where text.contains("count:"): derivation.line("line") { Var(derivation.sum(3) { x }) }
    case let text where text.contains("relu"): derivation.line("line") { E(relu(derivation.sum(n) { x })) }
    default:
      let other = Derivation("other")
      _ = other.variable("a")
      let foreign = other.variable("b")
      derivation.line("line") { Var(foreign) }
    }
    #expect(derivation.evaluate().steps[1].outcome == .broken(counterexample: "not evaluated: \(problem)"))
  }
}
