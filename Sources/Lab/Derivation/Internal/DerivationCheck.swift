import Records

/// Evaluates a derivation's steps at random points, and each assumption's step without it.
struct DerivationCheck {
  private let derivation: Derivation
  private let atomCounts: [Int]
  private let nodes: [FormulaNode]

  init(_ derivation: Derivation) {
    self.derivation = derivation
    let nodes = derivation.lines.map(\.formula.node)
    self.nodes = nodes
    // k atoms leave the moments up to order 2k − 1 independent, so that no identity holds for want of atoms.
    atomCounts = derivation.variables.indices.map { variable in
      let order = nodes.map { $0.highestMoment(of: variable) }.max() ?? 0
      return min(12, max(3, (order + 2) / 2))
    }
  }

  func report() -> DerivationReport {
    let examples = exampleValues()
    var bound = 0.0
    let steps = derivation.lines.indices.map { index in
      let line = derivation.lines[index]
      var outcome = index == 0 ? DerivationReport.Step.Outcome.start : .holds
      var assumptions: [DerivationReport.Step.Assumption] = []
      do throws(EvaluationProblem) {
        for step in index == 0 ? 0..<0 : index..<index + 1 {
          let hypotheses = try self.hypotheses(at: step)
          if try !isEqual(at: step, hypotheses) {
            outcome = .broken(counterexample: try counterexample(at: step, hypotheses))
          }
          bound += errorBound(at: step, hypotheses)
        }
        if index == 0 { _ = try value(at: 0) }
        for place in line.assumptions.indices { assumptions.append(try worth(of: place, at: index)) }
      } catch {
        outcome = .broken(counterexample: "not evaluated: \(reason(error))")
      }
      return DerivationReport.Step(
        latex: line.latex, reason: line.reason, outcome: outcome, assumptions: assumptions, example: examples[index],
        line: line.line)
    }
    return DerivationReport(id: derivation.id, line: derivation.line, steps: steps, errorBound: min(1, bound))
  }

  // MARK: One step

  /// What is granted at a line: everything needed up to it, but for one assumption that may be taken away.
  private func hypotheses(at line: Int, without removed: (line: Int, place: Int)? = nil) throws(EvaluationProblem) -> Hypotheses {
    try Hypotheses(derivation) { other, place in
      other <= line && !(removed.map { $0.line == other && $0.place == place } ?? false)
    }
  }

  /// Two points are one more than the bound asks for. A rectifier cuts the space into cells, of which many are tried.
  private func pointCount(at step: Int) -> Int {
    nodes[step - 1].hasRectifier || nodes[step].hasRectifier ? 16 : 2
  }

  private func isEqual(at step: Int, _ hypotheses: Hypotheses) throws(EvaluationProblem) -> Bool {
    for point in 1...pointCount(at: step) {
      let (_, values) = try values(of: [nodes[step - 1], nodes[step]], hypotheses, .generic, firstSeed: point * 1000)
      if values[0].exact != values[1].exact { return false }
    }
    return true
  }

  /// The degree of the difference over p, for one point; a root doubles it twice.
  private func errorBound(at step: Int, _ hypotheses: Hypotheses) -> Double {
    let left = FormulaDegree(nodes[step - 1], hypotheses, atomCounts: atomCounts)
    let right = FormulaDegree(nodes[step], hypotheses, atomCounts: atomCounts)
    let roots = hypotheses.variances.isEmpty ? 1.0 : 4.0
    return roots * FormulaDegree.difference(left, right) / Double(Residue.modulus)
  }

  // MARK: One assumption

  /// The step without the assumption. An assumption of the first line is tried on all steps below it.
  private func worth(of place: Int, at line: Int) throws(EvaluationProblem) -> DerivationReport.Step.Assumption {
    let steps = line == 0 ? Array(derivation.lines.indices.dropFirst()) : [line]
    let latex = derivation.latex(derivation.lines[line].assumptions[place])
    for step in steps {
      let hypotheses = try self.hypotheses(at: step, without: (line, place))
      guard try !isEqual(at: step, hypotheses) else { continue }
      let breakSize = try readableDifference(at: step, hypotheses).map { relativeDifference($0.left, $0.right) }
      return .init(latex: latex, isIdle: false, breakSize: breakSize ?? .nan)
    }
    return .init(latex: latex, isIdle: true, breakSize: 0)
  }

  // MARK: Points that people read

  /// The lines' values at the first readable point that meets all assumptions; NaN for a line that has none.
  private func exampleValues() -> [Double] {
    guard let last = nodes.indices.last else { return [] }
    var examples = nodes.map { _ in Double.nan }
    do throws(EvaluationProblem) {
      let hypotheses = try self.hypotheses(at: last)
      let evaluable = nodes.indices.filter { hasValue($0, hypotheses) }
      for seed in 0..<32 {
        let (_, values) = try values(of: evaluable.map { nodes[$0] }, hypotheses, .readable, firstSeed: seed)
        for (index, value) in zip(evaluable, values) { examples[index] = value.real }
        if values.allSatisfy(\.real.isFinite) { break }
      }
    } catch {
      // The steps report the problem; here it means that there is nothing to show.
    }
    return examples
  }

  private func hasValue(_ line: Int, _ hypotheses: Hypotheses) -> Bool {
    do throws(EvaluationProblem) {
      _ = try values(of: [nodes[line]], hypotheses, .readable, firstSeed: 0)
      return true
    } catch {
      return false
    }
  }

  private func value(at line: Int) throws(EvaluationProblem) -> TwinNumber {
    try values(of: [nodes[line]], try hypotheses(at: line), .generic, firstSeed: 0).values[0]
  }

  /// A point, readable if possible, at which two unequal lines differ visibly.
  private func readableDifference(
    at step: Int, _ hypotheses: Hypotheses
  ) throws(EvaluationProblem) -> (point: ProbabilityPoint, left: Double, right: Double)? {
    for style in [PointDraw.Style.readable, .generic] {
      for seed in 0..<32 {
        let (point, values) = try values(of: [nodes[step - 1], nodes[step]], hypotheses, style, firstSeed: seed)
        let left = values[0].real, right = values[1].real
        if left.isFinite, right.isFinite, relativeDifference(left, right) > 1e-6 { return (point, left, right) }
      }
    }
    return nil
  }

  private func counterexample(at step: Int, _ hypotheses: Hypotheses) throws(EvaluationProblem) -> String {
    guard let (point, left, right) = try readableDifference(at: step, hypotheses) else {
      return "unequal modulo 2^61 - 1, by less than doubles show"
    }
    let place = point.description(derivation, hypotheses, of: [nodes[step - 1], nodes[step]])
    return "\(place): the line before is \(readable(left)), this line \(readable(right))"
  }

  private func relativeDifference(_ left: Double, _ right: Double) -> Double {
    left == right ? 0 : (left - right).magnitude / max(left.magnitude, right.magnitude)
  }

  // MARK: Evaluation

  /// The formulas' values at the first point from a seed on where all of them have one.
  private func values(
    of nodes: [FormulaNode], _ hypotheses: Hypotheses, _ style: PointDraw.Style, firstSeed: Int
  ) throws(EvaluationProblem) -> (point: ProbabilityPoint, values: [TwinNumber]) {
    var problem = EvaluationProblem.unluckyPoint
    for seed in firstSeed..<firstSeed + 256 {
      do throws(EvaluationProblem) {
        let point = try ProbabilityPoint(derivation, hypotheses, atomCounts: atomCounts, style: style, seed: seed)
        var evaluator = FormulaEvaluator(point)
        var values: [TwinNumber] = []
        for node in nodes { values.append(try evaluator.value(of: node)) }
        return (point, values)
      } catch {
        if case .notEvaluable = error { throw error }
        problem = error
      }
    }
    throw .notEvaluable(reason(problem))
  }

  private func reason(_ problem: EvaluationProblem) -> String {
    switch problem {
    case .zeroDenominator: "a denominator is always zero"
    case .unluckyPoint: "no point meets the assumptions; is a variance negative?"
    case .notEvaluable(let reason): reason
    }
  }
}
