@testable import Lab

/// The small errors that people make in a line: each node of a formula changed in every way that applies, one at a time.
extension FormulaNode {
  var mutants: [(what: String, node: FormulaNode)] { own + inParts }

  private var own: [(String, FormulaNode)] {
    func number(_ value: Int) -> FormulaNode { .constant(significand: value, exponent: 0) }
    var mutants: [(String, FormulaNode)] = []
    switch self {
    case .add(let left, let right):
      mutants += [("a term dropped", left), ("a term dropped", right), ("a sign", .add(left, .multiply(number(-1), right)))]
    case .expectation(.power(let base, 2)): mutants.append(("E[X]² for E[X²]", .power(.expectation(base), 2)))
    case .expectation(.multiply(let left, let right)):
      mutants.append(("the product of the means", .multiply(.expectation(left), .expectation(right))))
    case .power(.expectation(let base), 2): mutants.append(("E[X²] for E[X]²", .expectation(.power(base, 2))))
    case .multiply(.expectation(let left), .expectation(let right)):
      mutants.append(("the mean of the product", .expectation(.multiply(left, right))))
    case .count: mutants.append(("n − 1 for n", .add(self, number(-1))))
    case .divide(let left, let right): mutants += [("a divisor dropped", left), ("turned upside down", .divide(right, left))]
    case .root(let argument): mutants.append(("a root dropped", argument))
    case .power(let base, let exponent): mutants.append(("an exponent", .power(base, exponent + 1)))
    case .constant(let value, let exponent) where value > 1:
      mutants.append(("a constant", .constant(significand: value + 1, exponent: exponent)))
    default: break
    }
    if case .expectation = self { mutants += [("twice", .multiply(number(2), self)), ("half", .divide(self, number(2)))] }
    return mutants
  }

  private var inParts: [(String, FormulaNode)] {
    func each(_ part: FormulaNode, _ rebuild: (FormulaNode) -> FormulaNode) -> [(String, FormulaNode)] {
      part.mutants.map { ($0.what, rebuild($0.node)) }
    }
    switch self {
    case .constant, .variable, .parameter, .count, .sequence, .named, .invalid: return []
    case .sum(let count, let shared, let body): return each(body) { .sum(count: count, shared: shared, body: $0) }
    case .add(let left, let right): return each(left) { .add($0, right) } + each(right) { .add(left, $0) }
    case .multiply(let left, let right): return each(left) { .multiply($0, right) } + each(right) { .multiply(left, $0) }
    case .divide(let left, let right): return each(left) { .divide($0, right) } + each(right) { .divide(left, $0) }
    case .power(let base, let exponent): return each(base) { .power($0, exponent) }
    case .relu(let argument): return each(argument) { .relu($0) }
    case .step(let argument): return each(argument) { .step($0) }
    case .root(let argument): return each(argument) { .root($0) }
    case .function(let function, let argument): return each(argument) { .function(function, $0) }
    case .derivative(let body, let parameter): return each(body) { .derivative($0, by: parameter) }
    case .expectation(let body): return each(body) { .expectation($0) }
    }
  }
}
