/// Σ weight · loss over tasks.
///
/// - Errors: another number of weights than losses stops, and a negative weight does
public func weightedSum<Scalar>(_ losses: [Variable<Scalar>], weights: [Double]) -> Variable<Scalar> {
  if losses.count != weights.count { stop("weightedSum: \(weights.count) weights for \(losses.count) losses; give one for each") }
  for weight in weights { checkWeight(weight, of: "weightedSum") }
  return total(losses.indices.map { losses[$0] * Scalar(weights[$0]) })
}

/// A task's loss as a likelihood with a noise of its own, and s = ln σ² the trained logarithm of its variance.
public enum TaskLikelihood: Sendable, Hashable {
  /// Squared errors without ½: e⁻ˢ · loss / 2 + s / 2, least at σ² = loss.
  case gaussian
  /// A cross-entropy, whose logits are divided by σ²: e⁻ˢ · loss + s / 2, least at σ² = 2 · loss.
  case categorical
}

/// Σ over tasks of loss / 2σ² (of a cross-entropy loss / σ²) + ln σ: weights that are trained with the rest.
///
/// - Shapes: all []
/// - Parameter logVariances: s = ln σ² for each task, variables that start at 0
/// - Errors: another number of them or of likelihoods than losses stops, and other shapes do
/// - Source: Kendall, Gal & Cipolla 2018, section 3.2, https://arxiv.org/abs/1705.07115. That of the cross-entropy is an
///   approximation, right at σ = 1. Published code often has s in place of s / 2 = ln σ, or no ½ with squared errors.
public func uncertaintyWeightedSum<Scalar>(
  _ losses: [Variable<Scalar>], logVariances: [Variable<Scalar>], likelihoods: [TaskLikelihood]
) -> Variable<Scalar> {
  if losses.count != logVariances.count || losses.count != likelihoods.count {
    stop(
      "uncertaintyWeightedSum: \(losses.count) losses, \(logVariances.count) logarithms and \(likelihoods.count) likelihoods; "
        + "give one of each for a task")
  }
  for variable in losses + logVariances where variable.value.count != 1 {
    stop("uncertaintyWeightedSum: \(variable.shape) holds \(variable.value.count) numbers; give one for each task: reduce the loss")
  }
  return total(
    losses.indices.map { task in
      let s = logVariances[task].reshaped(to: [])
      let precision = exp(-s) * (likelihoods[task] == .gaussian ? 0.5 : 1)
      return losses[task].reshaped(to: []) * precision + s * 0.5
    })
}
