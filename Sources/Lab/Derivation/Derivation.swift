import Records

/// A chain of equations whose every step is evaluated.
///
/// Variables are independent and otherwise arbitrary. What a line `needs` is granted from that line on and not before it, so
/// that each assumption can be taken away again at its line to see the step break.
///
/// ```swift
/// derivation("variance-of-a-sum") { d in
///   let w = d.variable("w"), x = d.variable("x"), D = d.count("D")
///   let y = d.sum(D) { w * x }
///   d.line(#"\operatorname{Var}(y)"#) { Var(y) }
///   d.line(#"= D \operatorname{Var}(wx)"#, by: "independent, identically distributed terms",
///          needs: .independent(y), .identicallyDistributed(y)) { D * Var(w * x) }
///   d.line(#"= D\,\mathbb{E}[x^2] \operatorname{Var}(w)"#, by: "zero mean", needs: .zeroMean(w)) { D * E(x * x) * Var(w) }
/// }
/// ```
public final class Derivation {
  struct Variable {
    var name: String
    var hasZeroMean = false
    var isSymmetric = false
    var isPositive = false
    /// Of a variable that is 0 or 1: the parameter that is the probability of 1.
    var probability: Int?
  }

  struct Parameter {
    enum Range { case all, positive, probability }

    var name: String
    var range = Range.all
  }

  struct Line {
    var latex: String
    var reason: String?
    var assumptions: [Assumption]
    var formula: Formula
    var line: Int
  }

  let id: String
  let line: Int
  private(set) var variables: [Variable] = []
  private(set) var counts: [String] = []
  private(set) var parameters: [Parameter] = []
  private(set) var sequences: [String] = []
  private(set) var dependentVariables: [[Int]] = []
  private(set) var dependentTerms: Set<Int> = []
  var lines: [Line] = []

  public init(_ id: String, line: Int = #line) {
    self.id = id
    self.line = line
  }

  /// A random variable, independent of all others unless a later line needs that said.
  ///
  /// `mean: 0` fixes the mean for good (no other value can be fixed), `symmetric: true` makes x and −x equally distributed,
  /// `positive: true` leaves values above zero only, which have a root and a logarithm.
  public func variable(_ name: String, mean: ZeroMean? = nil, symmetric: Bool = false, positive: Bool = false) -> Formula {
    variables.append(Variable(name: name, hasZeroMean: mean != nil, isSymmetric: symmetric, isPositive: positive))
    return Formula(.variable(variables.count - 1))
  }

  /// A variable that is 1 with a probability, `d.probability("q")`, and 0 otherwise: a mask, a coin.
  public func bernoulli(_ name: String, _ probability: Formula) -> Formula {
    guard case .parameter(let index) = probability.node, parameters.indices.contains(index),
      parameters[index].range == .probability
    else { return Formula(.invalid("the probability of a Bernoulli variable is a d.probability(\"q\")")) }
    variables.append(Variable(name: name, probability: index))
    return Formula(.variable(variables.count - 1))
  }

  /// Lets the variables' joint distribution be arbitrary; a line that needs them independent says so.
  ///
  /// Of a single sum: lets its terms depend on each other, in any order alike (`covariance(betweenTermsOf:)`).
  public func dependent(_ formulas: Formula...) {
    if formulas.count == 1 { dependentTerms.formUnion(formulas[0].node.summedCounts) }
    dependentVariables.append(formulas.compactMap { if case .variable(let index) = $0.node { index } else { nil } })
  }

  /// A number that is not random and otherwise arbitrary: `Var(a * x)` is `a.squared * Var(x)`.
  ///
  /// With `positive: true` it is above zero, so that `sqrt(a.squared)` is `a`.
  public func parameter(_ name: String, positive: Bool = false) -> Formula {
    parameters.append(Parameter(name: name, range: positive ? .positive : .all))
    return Formula(.parameter(parameters.count - 1))
  }

  /// A number between zero and one that is not random.
  public func probability(_ name: String) -> Formula {
    parameters.append(Parameter(name: name, range: .probability))
    return Formula(.parameter(parameters.count - 1))
  }

  /// Fixed numbers x₁, x₂, …, one for each term of a sum, and not random: the inputs of a fixed design.
  ///
  /// ```swift
  /// let x = d.sequence("x"), noise = d.variable("ε", mean: 0), n = d.count("n")
  /// d.line("Var(Σ xᵢεᵢ)") { Var(d.sum(n) { x * noise }) }
  /// d.line("= Σ xᵢ² Var(ε)") { d.sum(n) { x.squared } * Var(noise) }
  /// ```
  public func sequence(_ name: String) -> Formula {
    sequences.append(name)
    return Formula(.sequence(sequences.count - 1))
  }

  /// How many terms a sum has; arbitrary.
  public func count(_ name: String) -> Formula {
    counts.append(name)
    return Formula(.count(counts.count - 1))
  }

  /// Σ over i = 1…count of the term with each variable replaced by its i-th copy.
  ///
  /// Copies are independent and identically distributed, unless a line needs that said. Sums over one count share their copies,
  /// so `d.sum(D) { x }` and `d.sum(D) { w * x }` have the same xᵢ; the plain `x` outside is one more copy.
  /// A variable that is `sharing` has one value for all terms, the same as outside the sum.
  public func sum(_ count: Formula, sharing shared: Formula..., term: () -> Formula) -> Formula {
    guard case .count(let index) = count.node else {
      return Formula(.invalid("a sum runs over a count: d.sum(d.count(\"n\")) { … }"))
    }
    var sharedVariables: [Int] = []
    for formula in shared {
      guard case .variable(let variable) = formula.node else {
        return Formula(.invalid("a sum shares variables, not expressions"))
      }
      sharedVariables.append(variable)
    }
    return Formula(.sum(count: index, shared: sharedVariables.sorted(), body: term().node))
  }

  /// The covariance of two different terms of a sum, the mean over all pairs: (E[S²] − E[Σ tᵢ²]) / (n(n − 1)) − (E[S]/n)².
  ///
  /// Zero while the terms are independent and identically distributed; `d.dependent(sum)` lets them depend on each other.
  public func covariance(betweenTermsOf sum: Formula) -> Formula {
    guard case .sum(let index, let shared, let body) = sum.node else {
      return Formula(.invalid("a covariance between terms is that of a sum: d.sum(n) { … }"))
    }
    let n = Formula(.count(index)), squares = Formula(.sum(count: index, shared: shared, body: .power(body, 2)))
    return (E(sum.squared) - E(squares)) / (n * (n - 1)) - (E(sum) / n).squared
  }

  /// One line of the chain, claimed equal to the one before.
  public func line(
    _ latex: String, by reason: String? = nil, needs assumptions: Assumption..., line: Int = #line, _ value: () -> Formula
  ) {
    lines.append(Line(latex: latex, reason: reason, assumptions: assumptions, formula: value(), line: line))
  }

  /// What every step and every assumption is worth. The same derivation gives the same report, to the bit.
  public func evaluate() -> DerivationReport { DerivationCheck(self).report() }
}

/// The only mean that can be fixed: `mean: 0`.
public struct ZeroMean: ExpressibleByIntegerLiteral, Sendable {
  public init(integerLiteral value: Int) {
    precondition(value == 0, "a variable's mean can be fixed at 0 only; for another mean write \"m + x\" with x of mean 0")
  }
}

/// Evaluates a chain of equations and shows it on the page with what each step and each assumption is worth.
///
/// ```swift
/// derivation("variance-of-a-product") { d in
///   let w = d.variable("w"), x = d.variable("x")
///   d.line(#"\operatorname{Var}(wx)"#) { Var(w * x) }
///   d.line(#"= \mathbb{E}[w^2]\,\mathbb{E}[x^2] - \mathbb{E}[w]^2\,\mathbb{E}[x]^2"#, by: "independence") {
///     E(w * w) * E(x * x) - E(w) * E(w) * E(x) * E(x)
///   }
///   d.line(#"= \operatorname{Var}(w)\operatorname{Var}(x)"#, by: "zero means", needs: .zeroMean(w), .zeroMean(x)) {
///     Var(w) * Var(x)
///   }
/// }
/// ```
@discardableResult
public func derivation(_ id: String, line: Int = #line, _ body: (Derivation) -> Void) -> DerivationReport {
  let derivation = Derivation(id, line: line)
  body(derivation)
  let report = derivation.evaluate()
  emit(report)
  return report
}
