extension ProbabilityPoint {
  /// The real point in words: `w is -1, 2, 4 with probabilities 0.5, 0.25, 0.25; D = 4`.
  func description(_ derivation: Derivation, _ hypotheses: Hypotheses, of nodes: [FormulaNode]) -> String {
    let parts = nodes.flatMap(\.descendants)
    var variables: Set<Int> = [], usedCounts: Set<Int> = [], usedParameters: Set<Int> = []
    var usedSequences: Set<Int> = []
    for part in parts {
      switch part {
      case .variable(let index): variables.insert(index)
      case .count(let index), .sum(let index, _, _): usedCounts.insert(index)
      case .parameter(let index): usedParameters.insert(index)
      case .sequence(let index): usedSequences.insert(index)
      default: break
      }
    }
    var sentences: [String] = []
    for cluster in clusters where !variables.isDisjoint(with: cluster.variables) {
      sentences += cluster.sentences(derivation)
    }
    for index in usedParameters.sorted() {
      sentences.append("\(derivation.parameters[index].name) = \(readable(parameters[index].real))")
    }
    for count in usedCounts.sorted() {
      var sentence = "\(derivation.counts[count]) = \(readable(termCount(count).real))"
      if unlikeTerms.contains(count) {
        sentence += ": " + terms[count].enumerated().map { "\(readable($1.real)) of kind \($0 + 1)" }.joined(separator: " and ")
      }
      if hypotheses.dependentTerms.contains(count) { sentence += ", terms that depend on each other" }
      sentences.append(sentence)
      for index in usedSequences.sorted() where nodes.contains(where: { $0.hasSequence(over: count) }) {
        let numbers = zip(sequences[index], terms[count]).flatMap { Array(repeating: readable($0.real), count: Int($1.real)) }
        sentences.append("\(derivation.sequences[index]) is \(numbers.joined(separator: ", "))")
      }
    }
    return sentences.joined(separator: "; ")
  }
}

extension VariableCluster {
  fileprivate func sentences(_ derivation: Derivation) -> [String] {
    distributions.enumerated().map { kind, distribution in
      let names = variables.map { derivation.variables[$0].name }
      let states = distribution.weights.indices.map { state in
        distribution.values.map { readable($0[state].real) }.joined(separator: ", ")
      }
      let subject = names.count == 1 ? names[0] : "(\(names.joined(separator: ", ")))"
      let values = names.count == 1 ? states : states.map { "(\($0))" }
      let weights = distribution.weights.map { readable($0.real) }
      return "\(subject) is \(values.joined(separator: ", ")) with probabilities \(weights.joined(separator: ", "))"
        + (distributions.count > 1 ? " in terms of kind \(kind + 1)" : "")
    }
  }
}
