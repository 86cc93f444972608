extension Derivation {
  /// What a step needs; granted from its line on.
  public struct Assumption: Sendable {
    enum Kind: Sendable {
      case zeroMean(Formula)
      case symmetric(Formula)
      case variance(Formula, is: Formula)
      case independent([Formula])
      case identicallyDistributed(Formula)
    }

    let kind: Kind

    /// E[w] = 0
    public static func zeroMean(_ variable: Formula) -> Assumption { Assumption(kind: .zeroMean(variable)) }

    /// x and −x are equally distributed.
    public static func symmetric(_ variable: Formula) -> Assumption { Assumption(kind: .symmetric(variable)) }

    /// Var(w) is the given number: `.variance(of: w, is: 2 / D)`.
    public static func variance(of variable: Formula, is value: Formula) -> Assumption {
      Assumption(kind: .variance(variable, is: value))
    }

    /// The variables are independent of each other; of a single sum: its terms are.
    public static func independent(_ formulas: Formula...) -> Assumption { Assumption(kind: .independent(formulas)) }

    /// The terms of the sum are identically distributed.
    public static func identicallyDistributed(_ sum: Formula) -> Assumption {
      Assumption(kind: .identicallyDistributed(sum))
    }
  }
}

extension Derivation {
  /// The assumption in words and LaTeX.
  func latex(_ assumption: Assumption) -> String {
    switch assumption.kind {
    case .zeroMean(let variable): "\\mathbb{E}[\(latex(variable.node))] = 0"
    case .symmetric(let variable): "\(latex(variable.node)) \\overset{d}{=} -\(latex(variable.node))"
    case .variance(let variable, let value):
      "\\operatorname{Var}(\(latex(variable.node))) = \(latex(value.node))"
    case .independent(let formulas) where formulas.count == 1:
      "\\text{independent terms}"
    case .independent(let formulas):
      formulas.map { latex($0.node) }.joined(separator: ", ") + " \\text{ independent}"
    case .identicallyDistributed: "\\text{identically distributed terms}"
    }
  }

  /// The formula as LaTeX, with parentheses only where a product or a power meets a sum.
  func latex(_ node: FormulaNode) -> String {
    func factor(_ node: FormulaNode) -> String {
      if case .add = node { "(\(latex(node)))" } else { latex(node) }
    }
    return switch node {
    case .constant(let significand, let exponent):
      exponent == 0 ? "\(significand)" : readable(Double("\(significand)e\(exponent)") ?? .nan)
    case .variable(let index): variables.indices.contains(index) ? variables[index].name : "?"
    case .parameter(let index): parameters.indices.contains(index) ? parameters[index].name : "?"
    case .count(let index): counts.indices.contains(index) ? counts[index] : "?"
    case .sequence(let index): sequences.indices.contains(index) ? sequences[index] + "_i" : "?"
    case .named(let constant): constant == .pi ? "\\pi" : "e"
    case .sum(let count, _, let body): "\\sum^{\(latex(.count(count)))} \(factor(body))"
    case .add(let left, .multiply(.constant(-1, 0), let right)): "\(latex(left)) - \(factor(right))"
    case .add(let left, let right): "\(latex(left)) + \(latex(right))"
    case .multiply(.constant(-1, 0), let right): "-\(factor(right))"
    case .multiply(let left, let right): "\(factor(left)) \(factor(right))"
    case .divide(let left, let right): "\\frac{\(latex(left))}{\(latex(right))}"
    case .power(.variable(let base), let exponent): "\(latex(.variable(base)))^{\(exponent)}"
    case .power(let base, let exponent): "\\left(\(latex(base))\\right)^{\(exponent)}"
    case .relu(let argument): "\\operatorname{relu}(\(latex(argument)))"
    case .step(let argument): "[\(latex(argument)) > 0]"
    case .root(let argument): "\\sqrt{\(latex(argument))}"
    case .function(.sigmoid, let argument): "\\sigma(\(latex(argument)))"
    case .function(let function, let argument): "\\\(function.rawValue)(\(latex(argument)))"
    case .derivative(let body, let parameter): "\\frac{\\partial}{\\partial \(latex(.parameter(parameter)))} \(factor(body))"
    case .expectation(let argument): "\\mathbb{E}[\(latex(argument))]"
    case .invalid: "?"
    }
  }
}
