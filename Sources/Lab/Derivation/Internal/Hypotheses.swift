/// What is granted while a step is evaluated, and what is expressly not.
struct Hypotheses {
  var zeroMean: Set<Int> = []
  var symmetric: Set<Int> = []
  var positive: Set<Int> = []
  var positiveParameters: Set<Int> = []
  /// In the order in which they were granted.
  var variances: [(variable: Int, value: FormulaNode)] = []
  /// Sets of variables whose joint distribution is arbitrary.
  var dependentVariables: [[Int]] = []
  /// Sets of variables that were said to be independent.
  var independentVariables: [[Int]] = []
  /// Counts over which the copies depend on each other.
  var dependentTerms: Set<Int> = []
  /// Counts over which the copies are of two kinds.
  var unlikeTerms: Set<Int> = []
}

extension Hypotheses {
  /// - Parameter isGranted: for the assumption at a place of a line; what is needed somewhere and not granted is not so.
  /// - Errors: an assumption about something that it cannot be about
  init(_ derivation: Derivation, isGranted: (_ line: Int, _ place: Int) -> Bool) throws(EvaluationProblem) {
    for (index, variable) in derivation.variables.enumerated() {
      if variable.hasZeroMean { zeroMean.insert(index) }
      if variable.isSymmetric { symmetric.insert(index) }
      if variable.isPositive { positive.insert(index) }
    }
    for (index, parameter) in derivation.parameters.enumerated() where parameter.range == .positive {
      positiveParameters.insert(index)
    }
    dependentVariables = derivation.dependentVariables
    dependentTerms = derivation.dependentTerms
    var independentTerms: Set<Int> = [], likeTerms: Set<Int> = []
    for (lineIndex, line) in derivation.lines.enumerated() {
      for (place, assumption) in line.assumptions.enumerated() {
        let granted = isGranted(lineIndex, place)
        switch assumption.kind {
        case .zeroMean(let formula):
          let variable = try Self.variable(formula, of: "zeroMean")
          if granted { zeroMean.insert(variable) }
        case .symmetric(let formula):
          let variable = try Self.variable(formula, of: "symmetric")
          if granted { symmetric.insert(variable) }
        case .variance(let formula, let value):
          let variable = try Self.variable(formula, of: "variance")
          if granted { variances.append((variable, value.node)) }
        case .independent(let formulas) where formulas.count == 1:
          let counts = try Self.counts(formulas[0], of: "independent")
          if granted { independentTerms.formUnion(counts) } else { dependentTerms.formUnion(counts) }
        case .independent(let formulas):
          var variables: [Int] = []
          for formula in formulas { variables.append(try Self.variable(formula, of: "independent")) }
          if granted { independentVariables.append(variables) } else { dependentVariables.append(variables) }
        case .identicallyDistributed(let formula):
          let counts = try Self.counts(formula, of: "identicallyDistributed")
          if granted { likeTerms.formUnion(counts) } else { unlikeTerms.formUnion(counts) }
        }
      }
    }
    dependentTerms.subtract(independentTerms)
    unlikeTerms.subtract(likeTerms)
    let granted = independentVariables.map(Set.init)
    dependentVariables.removeAll { wanted in granted.contains { $0.isSuperset(of: wanted) } }
    try check(derivation)
  }

  /// - Errors: assumptions that exclude each other
  private func check(_ derivation: Derivation) throws(EvaluationProblem) {
    for (index, variable) in derivation.variables.enumerated() {
      let isCentred = zeroMean.contains(index) || symmetric.contains(index)
      if variable.isPositive, isCentred {
        throw .notEvaluable("\(variable.name) is positive: its mean is not zero, and it is not symmetric")
      }
      if variable.probability != nil, isCentred || variances.contains(where: { $0.variable == index }) {
        throw .notEvaluable("the distribution of \(variable.name) is fixed by its probability")
      }
    }
  }

  private static func variable(_ formula: Formula, of assumption: String) throws(EvaluationProblem) -> Int {
    guard case .variable(let index) = formula.node else {
      throw .notEvaluable(".\(assumption) is about a variable, not about an expression")
    }
    return index
  }

  private static func counts(_ formula: Formula, of assumption: String) throws(EvaluationProblem) -> Set<Int> {
    let counts = formula.node.summedCounts
    guard !counts.isEmpty else {
      throw .notEvaluable(".\(assumption) of one expression is about the terms of a sum, and here is no sum")
    }
    return counts
  }
}
