// Penalties of what units give, for codes in which few units are active.

/// weight · Σ|h| over the units, averaged over the batch; its derivative at 0 is 0.
///
/// - Shapes: activations [batch, …] → []
/// - Errors: empty batches and a negative weight stop
public func activationPenalty<Scalar>(
  _ activations: Variable<Scalar>, weight: Double, reduction: Reduction = .mean
) -> Variable<Scalar> {
  checkWeight(weight, of: "activationPenalty")
  checkBatch(activations, of: "activationPenalty")
  let examples = reduction == .sum || activations.shape.rank == 0 ? 1 : activations.shape[0]
  return abs(activations).sum() * Scalar(weight / Double(examples))
}

/// weight · Σⱼ ρ ln(ρ/ρ̂ⱼ) + (1 − ρ) ln((1 − ρ)/(1 − ρ̂ⱼ)), ρ̂ⱼ unit j's mean over the batch: 0 where all of them are ρ.
///
/// - Shapes: activations [batch, units] from 0 to 1, a sigmoid's → []
/// - Parameter rate: ρ, the share of examples that a unit should be active for, such as 0.05
/// - Numerics: finite where a unit is always 0 or always 1, as in `binaryCrossEntropy(probabilities:)`
/// - Errors: a ρ outside (0, 1), activations outside 0…1, empty batches and a negative weight stop
/// - Source: Ng 2011, "Sparse autoencoder", CS294A lecture notes
public func sparsityPenalty<Scalar>(_ activations: Variable<Scalar>, rate: Double, weight: Double) -> Variable<Scalar> {
  checkWeight(weight, of: "sparsityPenalty")
  if !(rate > 0 && rate < 1) { stop("sparsityPenalty: a rate of \(rate); it is between 0 and 1, as 0.05 is") }
  if activations.shape.rank != 2 { stop("sparsityPenalty: \(activations.shape) is not [batch, units]; reshape the activations") }
  checkBatch(activations, of: "sparsityPenalty")
  checkProbabilities(activations.value, named: "activations", remedy: "give the output of a sigmoid", of: "sparsityPenalty")
  let means = activations.mean(axis: 0)
  let negativeEntropy = rate * logarithm(rate) + (1 - rate) * logarithm(1 - rate)
  let cross = boundedLog(means) * Scalar(rate) + boundedLog(1 - means) * Scalar(1 - rate)
  return (Scalar(negativeEntropy) - cross).sum() * Scalar(weight)
}
