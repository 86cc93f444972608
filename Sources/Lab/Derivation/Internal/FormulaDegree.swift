/// Upper bounds of the degrees of numerator and denominator of a line's value, in the atoms, weights, counts and parameters.
///
/// - Source: `Judgement.md` in the documentation: deg E[f(X₁…X_m)] ≤ deg f + m, products add, sums take the maximum
struct FormulaDegree {
  var numerator: Double
  var denominator: Double = 0
  /// A variable occurs in the denominator: every state then has a denominator of its own.
  var hasRandomDenominator = false

  /// The degree of the polynomial that vanishes where two lines agree.
  static func difference(_ left: FormulaDegree, _ right: FormulaDegree) -> Double {
    max(left.numerator + right.denominator, right.numerator + left.denominator)
  }

  static func + (left: FormulaDegree, right: FormulaDegree) -> FormulaDegree {
    FormulaDegree(
      numerator: difference(left, right), denominator: left.denominator + right.denominator,
      hasRandomDenominator: left.hasRandomDenominator || right.hasRandomDenominator)
  }

  static func * (left: FormulaDegree, right: FormulaDegree) -> FormulaDegree {
    FormulaDegree(
      numerator: left.numerator + right.numerator, denominator: left.denominator + right.denominator,
      hasRandomDenominator: left.hasRandomDenominator || right.hasRandomDenominator)
  }
}

extension FormulaDegree {
  /// - Parameter atomCounts: of each variable, which bounds the number of states
  init(_ node: FormulaNode, _ hypotheses: Hypotheses, atomCounts: [Int]) {
    func degree(_ node: FormulaNode) -> FormulaDegree {
      FormulaDegree(node, hypotheses, atomCounts: atomCounts)
    }
    switch node {
    case .constant, .step, .invalid: self.init(numerator: 0)
    // A positive number is drawn as a square.
    case .parameter(let index): self.init(numerator: hypotheses.positiveParameters.contains(index) ? 2 : 1)
    case .count, .sequence, .named: self.init(numerator: 1)
    case .variable(let index):
      let isProduct = hypotheses.zeroMean.contains(index) || hypotheses.positive.contains(index)
      var atom = FormulaDegree(numerator: isProduct ? 2 : 1)
      for (variable, value) in hypotheses.variances where variable == index {
        // The factor squared is the wanted variance by the one drawn, which has degree 2·atom + 2.
        let target = degree(value)
        atom.numerator += target.numerator
        atom.denominator += target.denominator + 2 * atom.numerator + 2
      }
      self = atom
    case .sum(let count, _, let body):
      self = degree(body)
      numerator += 1 + Self.weights(of: body, hypotheses)
      if hypotheses.dependentTerms.contains(count) {
        numerator += 4
        denominator += 3
      }
    case .add(let left, let right): self = degree(left) + degree(right)
    case .multiply(let left, let right): self = degree(left) * degree(right)
    case .divide(let left, let right):
      let divisor = degree(right)
      self = degree(left) * FormulaDegree(numerator: divisor.denominator, denominator: divisor.numerator)
      if (try? FormulaUsage(right).isRandom) == true { hasRandomDenominator = true }
    case .power(let base, let exponent):
      self = degree(base)
      numerator *= Double(exponent)
      denominator *= Double(exponent)
    case .relu(let argument): self = degree(argument)
    case .root(let argument):
      let radicand = degree(argument)
      self.init(numerator: radicand.numerator + radicand.denominator, denominator: radicand.denominator)
    case .function(_, let argument):
      // One symbol or its inverse; the argument's degree is the chance that two arguments are taken for one.
      let inner = degree(argument)
      self.init(numerator: inner.numerator + inner.denominator + 1, denominator: 1)
    case .derivative(let body, let parameter): self = degree(body.derivative(by: parameter))
    case .expectation(let body):
      self = degree(body)
      numerator += Self.weights(of: body, hypotheses)
      if hasRandomDenominator {
        let states = Self.variables(of: body).reduce(1.0) { states, variable in
          states * Double(2 * (atomCounts.indices.contains(variable) ? atomCounts[variable] : 1))
        }
        numerator += (states - 1) * denominator
        denominator *= states
        hasRandomDenominator = false
      }
    }
  }

  /// The degree that the weights of all of a body's variables add; a joint table of m variables has degree m + 1.
  private static func weights(of body: FormulaNode, _ hypotheses: Hypotheses) -> Double {
    let dependence = hypotheses.dependentVariables.reduce(0) { $0 + $1.count + 1 }
    return Double(variables(of: body).count + dependence)
  }

  private static func variables(of body: FormulaNode) -> Set<Int> {
    Set(body.descendants.compactMap { if case .variable(let index) = $0 { index } else { nil } })
  }
}

extension FormulaNode {
  /// The highest moment of a variable, or power of a sequence, that the formula takes: it decides how many atoms it needs.
  func highestMoment(of wanted: FormulaNode) -> Int {
    var highest = 0
    func order(_ node: FormulaNode) -> Int {
      switch node {
      case .constant, .parameter, .count, .named, .step, .invalid: return 0
      case .variable, .sequence: return node == wanted ? 1 : 0
      case .sum(_, _, let body), .relu(let body), .root(let body), .function(_, let body): return order(body)
      case .derivative(let body, let parameter): return order(body.derivative(by: parameter))
      case .add(let left, let right): return max(order(left), order(right))
      case .multiply(let left, let right), .divide(let left, let right): return order(left) + order(right)
      case .power(let base, let exponent): return order(base) * exponent
      case .expectation(let body):
        highest = max(highest, order(body))
        return 0
      }
    }
    return max(order(self), highest)
  }
}
