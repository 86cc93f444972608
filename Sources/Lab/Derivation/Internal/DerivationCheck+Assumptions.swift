import Records

extension DerivationCheck {
  /// The step without the assumption. An assumption of the first line is tried on all steps below it.
  func worth(of place: Int, at line: Int) throws(EvaluationProblem) -> DerivationReport.Step.Assumption {
    let steps = line == 0 ? Array(derivation.lines.indices.dropFirst()) : [line]
    let latex = derivation.latex(derivation.lines[line].assumptions[place])
    for step in steps {
      let hypotheses = try self.hypotheses(at: step, without: (line, place))
      guard try agreement(at: step, hypotheses) == .none else { continue }
      let breakSize = try readableDifference(at: step, hypotheses).map { relativeDifference($0.left, $0.right) }
      return .init(latex: latex, isIdle: false, breakSize: breakSize ?? .nan)
    }
    return .init(latex: latex, isIdle: true, breakSize: 0)
  }

  /// The assumptions under which a broken step holds, one alternative after the other: each alone, else two together.
  ///
  /// Those are left out that make both sides zero, where a wrong factor would pass.
  func missingAssumptions(at step: Int, _ hypotheses: Hypotheses) throws(EvaluationProblem) -> [String] {
    let candidates = self.candidates(at: step, hypotheses)
    let alone = candidates.filter { holds(at: step, hypotheses, [$0]) }
    // Symmetry implies a mean of zero: where the weaker assumption does, the stronger is not worth a word.
    let weakest = alone.filter { candidate in !alone.contains { candidate.implies == $0.spelling } }
    if !weakest.isEmpty { return weakest.map(\.spelling) }
    for (index, first) in candidates.enumerated() {
      for second in candidates[(index + 1)...] where holds(at: step, hypotheses, [first, second]) {
        return ["\(first.spelling), \(second.spelling)"]
      }
    }
    return []
  }

  private struct Candidate {
    var spelling: String
    var implies: String?
    var grant: @Sendable (inout Hypotheses) -> Void
  }

  private func candidates(at step: Int, _ hypotheses: Hypotheses) -> [Candidate] {
    let used = Set([nodes[step - 1], nodes[step]].flatMap(\.descendants))
    var candidates: [Candidate] = []
    for (index, variable) in derivation.variables.enumerated() where used.contains(.variable(index)) {
      guard !variable.isPositive, variable.probability == nil, !hypotheses.symmetric.contains(index) else { continue }
      if !hypotheses.zeroMean.contains(index) {
        candidates.append(.init(spelling: ".zeroMean(\(variable.name))") { $0.zeroMean.insert(index) })
      }
      candidates.append(
        .init(spelling: ".symmetric(\(variable.name))", implies: ".zeroMean(\(variable.name))") { $0.symmetric.insert(index) })
    }
    for group in hypotheses.dependentVariables where group.count > 1 {
      let names = group.map { derivation.variables.indices.contains($0) ? derivation.variables[$0].name : "?" }
      candidates.append(
        .init(spelling: ".independent(\(names.joined(separator: ", ")))") { $0.dependentVariables.removeAll { $0 == group } })
    }
    for count in hypotheses.dependentTerms.sorted() where derivation.counts.indices.contains(count) {
      let spelling = ".independent(the sum over \(derivation.counts[count]))"
      candidates.append(.init(spelling: spelling) { $0.dependentTerms.remove(count) })
    }
    for count in hypotheses.unlikeTerms.sorted() where derivation.counts.indices.contains(count) {
      let spelling = ".identicallyDistributed(the sum over \(derivation.counts[count]))"
      candidates.append(.init(spelling: spelling) { $0.unlikeTerms.remove(count) })
    }
    return candidates
  }

  private func holds(at step: Int, _ hypotheses: Hypotheses, _ granted: [Candidate]) -> Bool {
    var hypotheses = hypotheses
    for candidate in granted { candidate.grant(&hypotheses) }
    do throws(EvaluationProblem) {
      guard try agreement(at: step, hypotheses) != .none else { return false }
      let (_, values) = try values(of: [nodes[step]], hypotheses, .generic, firstSeed: Self.seedsOfPoint)
      return values[0].exact != .zero
    } catch {
      return false
    }
  }
}
