/// The rules of differentiation: the result is a formula again, which is evaluated like any other.
extension FormulaNode {
  static let zero = FormulaNode.constant(significand: 0, exponent: 0)
  static let one = FormulaNode.constant(significand: 1, exponent: 0)

  /// ∂/∂(the parameter with this index). Distributions do not depend on it: `DerivationCheck` refuses those that do.
  func derivative(by parameter: Int) -> FormulaNode {
    func slope(_ node: FormulaNode) -> FormulaNode { node.derivative(by: parameter) }
    switch self {
    case .constant, .variable, .count, .sequence, .named, .step: return .zero
    case .invalid: return self
    case .parameter(let index): return index == parameter ? .one : .zero
    case .sum(let count, let shared, let body):
      return slope(body) == .zero ? .zero : .sum(count: count, shared: shared, body: slope(body))
    case .add(let left, let right): return slope(left).plus(slope(right))
    case .multiply(let left, let right): return slope(left).times(right).plus(left.times(slope(right)))
    case .divide(let left, let right):
      let first = slope(left).over(right)
      let minusSelf = FormulaNode.multiply(.constant(significand: -1, exponent: 0), self)
      return first.plus(slope(right).times(minusSelf).over(right))
    case .power(let base, let exponent):
      guard exponent > 0 else { return .zero }
      return slope(base).times(.constant(significand: exponent, exponent: 0)).times(.power(base, exponent - 1))
    case .relu(let argument): return slope(argument).times(.step(argument))
    case .root(let argument): return slope(argument).over(.multiply(.constant(significand: 2, exponent: 0), self))
    case .function(let function, let argument):
      let minusOne = FormulaNode.constant(significand: -1, exponent: 0)
      switch function {
      case .exp: return slope(argument).times(self)
      case .log: return slope(argument).over(argument)
      case .tanh: return slope(argument).times(.add(.one, .multiply(minusOne, .power(self, 2))))
      case .sigmoid: return slope(argument).times(self).times(.add(.one, .multiply(minusOne, self)))
      }
    case .expectation(let body): return slope(body) == .zero ? .zero : .expectation(slope(body))
    case .derivative(let body, let inner): return body.derivative(by: inner).derivative(by: parameter)
    }
  }

  private func plus(_ other: FormulaNode) -> FormulaNode {
    self == .zero ? other : other == .zero ? self : .add(self, other)
  }

  private func times(_ other: FormulaNode) -> FormulaNode {
    self == .zero || other == .zero ? .zero : self == .one ? other : other == .one ? self : .multiply(self, other)
  }

  private func over(_ other: FormulaNode) -> FormulaNode { self == .zero ? .zero : .divide(self, other) }
}
