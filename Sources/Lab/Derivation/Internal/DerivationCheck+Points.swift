extension DerivationCheck {
  /// The lines' values at the first readable point that meets all assumptions; NaN for a line that has none.
  func exampleValues() -> [Double] {
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

  func value(at line: Int) throws(EvaluationProblem) -> TwinNumber {
    try values(of: [nodes[line]], try hypotheses(at: line), .generic, firstSeed: 0).values[0]
  }

  /// A point, readable if possible, at which two unequal lines differ visibly.
  func readableDifference(
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

  func counterexample(at step: Int, _ hypotheses: Hypotheses) throws(EvaluationProblem) -> String {
    guard let (point, left, right) = try readableDifference(at: step, hypotheses) else {
      return "unequal modulo 2^61 - 1, by less than doubles show"
    }
    let place = point.description(derivation, hypotheses, of: [nodes[step - 1], nodes[step]])
    return "\(place): the line before is \(readable(left)), this line \(readable(right))"
  }

  func relativeDifference(_ left: Double, _ right: Double) -> Double {
    left == right ? 0 : (left - right).magnitude / max(left.magnitude, right.magnitude)
  }

  // MARK: Evaluation

  /// The formulas' values at the first point from a seed on where all of them have one.
  func values(
    of nodes: [FormulaNode], _ hypotheses: Hypotheses, _ style: PointDraw.Style, firstSeed: Int
  ) throws(EvaluationProblem) -> (point: ProbabilityPoint, values: [TwinNumber]) {
    var problem = EvaluationProblem.unluckyPoint
    // Each root halves the number of points that have it.
    for seed in firstSeed..<firstSeed + (nodes.contains(where: \.hasRoot) ? 4096 : 256) {
      do throws(EvaluationProblem) {
        let point = try ProbabilityPoint(
          derivation, hypotheses, atomCounts: atomCounts, kindCounts: kindCounts, style: style, seed: seed)
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

  func reason(_ problem: EvaluationProblem) -> String {
    switch problem {
    case .zeroDenominator: "a denominator is always zero"
    case .unluckyPoint: "no point meets the assumptions; is a variance or a radicand negative?"
    case .notDifferentiable: "the engine has no such function"
    case .notEvaluable(let reason): reason
    }
  }
}
