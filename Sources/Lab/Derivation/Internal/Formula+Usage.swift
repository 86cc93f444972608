/// The random variables on which a formula's value depends: what an expectation has to enumerate.
struct FormulaUsage {
  /// Variables outside sums, or shared by a sum's terms.
  var plain: Set<Int> = []
  /// Variables of which a sum has copies, by its count.
  var copied: [Int: Set<Int>] = [:]

  var isRandom: Bool { !plain.isEmpty || copied.values.contains { !$0.isEmpty } }

  /// - Errors: a sum inside a sum over another count; a malformed part
  init(_ node: FormulaNode) throws(EvaluationProblem) {
    try add(node, count: nil, shared: [])
  }

  private mutating func add(_ node: FormulaNode, count: Int?, shared: [Int]) throws(EvaluationProblem) {
    switch node {
    case .constant, .parameter, .count, .named, .expectation: break
    case .sequence:
      guard let count else { throw .notEvaluable("a sequence of fixed numbers stands inside a sum: d.sum(n) { … }") }
      copied[count, default: []].formUnion([])
    case .variable(let index):
      if let count, !shared.contains(index) {
        copied[count, default: []].insert(index)
      } else {
        plain.insert(index)
      }
    case .sum(let inner, let innerShared, let body):
      if let count, count != inner {
        throw .notEvaluable("a sum inside a sum over another count cannot be evaluated; name the inner sum by a variable")
      }
      // A sum of constants has no copies, but is a sum over its count all the same.
      copied[inner, default: []].formUnion([])
      try add(body, count: inner, shared: innerShared)
    case .add(let left, let right), .multiply(let left, let right), .divide(let left, let right):
      try add(left, count: count, shared: shared)
      try add(right, count: count, shared: shared)
    case .power(let base, _): try add(base, count: count, shared: shared)
    case .relu(let argument), .step(let argument), .root(let argument), .function(_, let argument), .derivative(let argument, _):
      try add(argument, count: count, shared: shared)
    case .invalid(let reason): throw .notEvaluable(reason)
    }
  }
}

extension FormulaNode {
  /// The node's direct parts.
  var parts: [FormulaNode] {
    switch self {
    case .constant, .variable, .parameter, .count, .sequence, .named, .invalid: []
    case .sum(_, _, let body), .power(let body, _), .relu(let body), .step(let body), .root(let body), .function(_, let body),
      .derivative(let body, _), .expectation(let body):
      [body]
    case .add(let left, let right), .multiply(let left, let right), .divide(let left, let right): [left, right]
    }
  }

  /// All nodes, this one first.
  var descendants: [FormulaNode] { [self] + parts.flatMap(\.descendants) }

  func hasSequence(over count: Int) -> Bool {
    descendants.contains { node in
      guard case .sum(count, _, let body) = node else { return false }
      return body.descendants.contains { if case .sequence = $0 { true } else { false } }
    }
  }

  var summedCounts: Set<Int> {
    Set(descendants.compactMap { if case .sum(let count, _, _) = $0 { count } else { nil } })
  }

  var hasRectifier: Bool {
    descendants.contains { if case .relu = $0 { true } else if case .step = $0 { true } else { false } }
  }

  var hasFunction: Bool { descendants.contains { if case .function = $0 { true } else { false } } }
  var hasRoot: Bool { descendants.contains { if case .root = $0 { true } else { false } } }
  var hasDerivative: Bool { descendants.contains { if case .derivative = $0 { true } else { false } } }

  /// The formula with its gradients taken.
  var differentiated: FormulaNode {
    switch self {
    case .constant, .variable, .parameter, .count, .sequence, .named, .invalid: self
    case .sum(let count, let shared, let body): .sum(count: count, shared: shared, body: body.differentiated)
    case .add(let left, let right): .add(left.differentiated, right.differentiated)
    case .multiply(let left, let right): .multiply(left.differentiated, right.differentiated)
    case .divide(let left, let right): .divide(left.differentiated, right.differentiated)
    case .power(let base, let exponent): .power(base.differentiated, exponent)
    case .relu(let argument): .relu(argument.differentiated)
    case .step(let argument): .step(argument.differentiated)
    case .root(let argument): .root(argument.differentiated)
    case .function(let function, let argument): .function(function, argument.differentiated)
    case .expectation(let body): .expectation(body.differentiated)
    case .derivative(let body, let parameter): body.derivative(by: parameter).differentiated
    }
  }
}
