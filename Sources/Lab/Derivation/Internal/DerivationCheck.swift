import Records

/// Evaluates a derivation's steps at random points, and each assumption's step without it.
struct DerivationCheck {
  let derivation: Derivation
  let nodes: [FormulaNode]
  let atomCounts: [Int]
  let kindCounts: [Int]

  init(_ derivation: Derivation) {
    self.derivation = derivation
    let nodes = derivation.lines.map(\.formula.node)
    self.nodes = nodes
    // k atoms leave the moments up to order 2k − 1 independent, so that no identity holds for want of atoms.
    atomCounts = derivation.variables.indices.map { variable in
      let order = nodes.map { $0.highestMoment(of: .variable(variable)) }.max() ?? 0
      return min(12, max(3, (order + 2) / 2))
    }
    // The same for sequences, which have sums of powers in place of moments.
    let order = derivation.sequences.indices.map { sequence in
      nodes.map { $0.highestMoment(of: .sequence(sequence)) }.max() ?? 0
    }.reduce(0, +)
    kindCounts = derivation.counts.indices.map { count in
      nodes.contains { $0.hasSequence(over: count) } ? min(8, max(3, (order + 2) / 2)) : 1
    }
  }

  func report() -> DerivationReport {
    let examples = exampleValues()
    var bound = 0.0
    let steps = derivation.lines.indices.map { index in
      let line = derivation.lines[index]
      var step = DerivationReport.Step(
        latex: line.latex, reason: line.reason, outcome: index == 0 ? .start : .holds, assumptions: [], example: examples[index],
        line: line.line)
      do throws(EvaluationProblem) {
        if index == 0 {
          _ = try value(at: 0)
        } else {
          let chance = try judge(&step, at: index)
          bound += chance
        }
        for place in line.assumptions.indices { step.assumptions.append(try worth(of: place, at: index)) }
      } catch {
        step.outcome = .broken(counterexample: "not evaluated: \(reason(error))")
      }
      return step
    }
    return DerivationReport(id: derivation.id, line: derivation.line, steps: steps, errorBound: min(1, bound))
  }

  /// - Returns: the chance that the step is false and passed; 0 where it did not pass, or not by exact evaluation
  private func judge(_ step: inout DerivationReport.Step, at index: Int) throws(EvaluationProblem) -> Double {
    let hypotheses = try self.hypotheses(at: index)
    switch try agreement(at: index, hypotheses) {
    case .exact: step.evidence = .exact
    case .numerical: step.evidence = .numerical
    case .none:
      step.outcome = .broken(counterexample: try counterexample(at: index, hypotheses))
      step.missingAssumptions = try missingAssumptions(at: index, hypotheses)
      return 0
    }
    let comparisons = try self.comparisons(at: index, hypotheses)
    step.comparisons = comparisons
    if let wrong = comparisons.first(where: { !($0.difference <= $0.tolerance) }) {
      let other = "\(wrong.method == .autodiff ? "the engine's autodiff" : "central differences"): \(readable(wrong.value))"
      step.outcome = .broken(counterexample: "the rules of differentiation: \(readable(wrong.claimed)); \(other)")
    }
    return step.evidence == .exact ? errorBound(at: index, hypotheses) : 0
  }

  /// What is granted at a line: everything needed up to it, but for one assumption that may be taken away.
  func hypotheses(at line: Int, without removed: (line: Int, place: Int)? = nil) throws(EvaluationProblem) -> Hypotheses {
    let hypotheses = try Hypotheses(derivation) { other, place in
      other <= line && !(removed.map { $0.line == other && $0.place == place } ?? false)
    }
    for node in nodes[max(0, line - 1)...line] { try refuseDistributionsThatMove(in: node, hypotheses) }
    return hypotheses
  }
}
