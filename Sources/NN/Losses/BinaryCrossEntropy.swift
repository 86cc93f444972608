/// −p y ln σ(z) − (1 − y) ln(1 − σ(z)) from logits: p y softplus(−z) + (1 − y) softplus(z).
///
/// - Shapes: equal → []
/// - Parameter positiveWeight: p, how much more a miss of y = 1 costs
/// - Numerics: finite for every finite logit, and precise where it is tiny: z = 40 with y = 1 costs e⁻⁴⁰, not 0
/// - Errors: other shapes, empty batches, targets outside 0…1 and a negative weight stop
/// - Source: PyTorch's `binary_cross_entropy_with_logits`
public func binaryCrossEntropy<Scalar>(
  logits: Variable<Scalar>, _ targets: Tensor<Scalar>, positiveWeight: Double = 1, reduction: Reduction = .mean
) -> Variable<Scalar> {
  checkTargets(logits, targets, of: "binaryCrossEntropy")
  checkProbabilities(targets, named: "targets", remedy: "labels −1 and 1 become 0 and 1 by (y + 1) / 2", of: "binaryCrossEntropy")
  checkWeight(positiveWeight, of: "binaryCrossEntropy")
  let misses = softplus(-logits) * (targets * Scalar(positiveWeight)), alarms = softplus(logits) * (1 - targets)
  return (misses + alarms).reduced(by: reduction)
}

/// −y ln p − (1 − y) ln(1 − p) from probabilities. From logits it is more precise: prefer that where they are at hand.
///
/// - Shapes: equal → []
/// - Numerics: logarithms are at least −100, their slopes at most 10¹², so that p = 0 and p = 1 cost finite amounts
/// - Errors: other shapes, empty batches, probabilities and targets outside 0…1 stop
/// - Source: PyTorch's `binary_cross_entropy`
public func binaryCrossEntropy<Scalar>(
  probabilities: Variable<Scalar>, _ targets: Tensor<Scalar>, reduction: Reduction = .mean
) -> Variable<Scalar> {
  checkTargets(probabilities, targets, of: "binaryCrossEntropy")
  checkProbabilities(
    probabilities.value, named: "probabilities", remedy: "give logits as logits:, or take their sigmoid", of: "binaryCrossEntropy")
  checkProbabilities(targets, named: "targets", remedy: "labels −1 and 1 become 0 and 1 by (y + 1) / 2", of: "binaryCrossEntropy")
  let misses = boundedLog(probabilities) * targets, alarms = boundedLog(1 - probabilities) * (1 - targets)
  return -(misses + alarms).reduced(by: reduction)
}
