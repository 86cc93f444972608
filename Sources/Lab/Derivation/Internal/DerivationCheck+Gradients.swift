import Records

extension DerivationCheck {
  /// The step with its gradients taken by the engine's autodiff, and by central differences, at five points: the worst of each.
  func comparisons(at step: Int, _ hypotheses: Hypotheses) throws(EvaluationProblem) -> [DerivationReport.Step.Comparison] {
    let pair = [nodes[step - 1], nodes[step]]
    guard let gradients = pair.firstIndex(where: \.hasDerivative) else { return [] }
    var comparisons: [DerivationReport.Step.Comparison] = []
    for (method, differentiation) in [
      (DerivationReport.Step.Comparison.Method.autodiff, FormulaEvaluator.Differentiation.autodiff),
      (.centralDifferences, .centralDifferences),
    ] {
      var worst: DerivationReport.Step.Comparison?
      do throws(EvaluationProblem) {
        for point in 0..<5 {
          let style = point == 0 ? PointDraw.Style.readable : .generic
          let (place, values) = try values(of: pair, hypotheses, style, firstSeed: point * Self.seedsOfPoint)
          var evaluator = FormulaEvaluator(place, differentiation: differentiation)
          let value = try evaluator.value(of: pair[gradients]).real, claimed = values[1 - gradients].real
          // Relative above one, absolute below it, where a slope of zero has no relative difference.
          let difference = (value - claimed).magnitude / max(1, max(value.magnitude, claimed.magnitude))
          if worst.map({ !(difference <= $0.difference) }) ?? true {
            worst = .init(
              method: method, value: value, claimed: claimed, difference: difference, tolerance: method == .autodiff ? 1e-9 : 1e-5)
          }
        }
      } catch {
        // Autodiff does not know sums over copies; differences fail where a root's radicand comes to lie below zero.
        continue
      }
      if let worst { comparisons.append(worst) }
    }
    return comparisons
  }

  /// - Errors: a gradient by a number that the distributions of the body's variables depend on
  func refuseDistributionsThatMove(in node: FormulaNode, _ hypotheses: Hypotheses) throws(EvaluationProblem) {
    for case .derivative(let body, let parameter) in node.descendants {
      for case .variable(let variable) in body.descendants where derivation.variables.indices.contains(variable) {
        let isProbability = derivation.variables[variable].probability == parameter
        let isVariance = hypotheses.variances.contains {
          $0.variable == variable && $0.value.descendants.contains(.parameter(parameter))
        }
        if isProbability || isVariance {
          let name = derivation.variables[variable].name, slider = derivation.parameters[parameter].name
          throw .notEvaluable("the distribution of \(name) depends on \(slider); write the expectation out before its gradient")
        }
      }
    }
  }
}
