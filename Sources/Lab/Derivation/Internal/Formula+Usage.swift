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
    case .constant, .parameter, .count, .expectation: break
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
      _ = copied[inner, default: []]
      try add(body, count: inner, shared: innerShared)
    case .add(let left, let right), .multiply(let left, let right), .divide(let left, let right):
      try add(left, count: count, shared: shared)
      try add(right, count: count, shared: shared)
    case .power(let base, _): try add(base, count: count, shared: shared)
    case .relu(let argument): try add(argument, count: count, shared: shared)
    case .invalid(let reason): throw .notEvaluable(reason)
    }
  }
}

extension FormulaNode {
  /// The node's direct parts.
  var parts: [FormulaNode] {
    switch self {
    case .constant, .variable, .parameter, .count, .invalid: []
    case .sum(_, _, let body), .power(let body, _), .relu(let body), .expectation(let body): [body]
    case .add(let left, let right), .multiply(let left, let right), .divide(let left, let right): [left, right]
    }
  }

  /// All nodes, this one first.
  var descendants: [FormulaNode] { [self] + parts.flatMap(\.descendants) }

  var summedCounts: Set<Int> {
    Set(descendants.compactMap { if case .sum(let count, _, _) = $0 { count } else { nil } })
  }

  var hasRectifier: Bool { descendants.contains { if case .relu = $0 { true } else { false } } }
}
