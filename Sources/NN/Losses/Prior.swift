/// What is believed of each weight before the data: the weights are independent, and near 0.
public enum Prior: Sendable, Hashable {
  /// N(0, τ²), whose penalty is the square (L2, ridge).
  case gaussian(standardDeviation: Double)
  /// e^(−|w| / b) / 2b, whose penalty is the magnitude (L1, lasso).
  case laplace(scale: Double)

  /// The λ with which Σ (ŷ − y)² + λ · penalty is least where the posterior is greatest, if the targets' noise is N(0, σ²).
  ///
  /// From −ln p(w | y) = Σ (ŷ − y)² / 2σ² + Σ w² / 2τ² + …, times 2σ²: λ = σ² / τ² with Σ w². Of the Laplace prior Σ |w| / b
  /// stays, so λ = 2σ² / b with Σ |w|. With the mean of n squared errors in place of their sum it is λ / n.
  ///
  /// - Errors: a variance that is not above 0 stops
  public func penaltyWeight(noiseVariance: Double) -> Double {
    checkPositive(noiseVariance, named: "noise variance", of: "penaltyWeight")
    check()
    return switch self {
    case .gaussian(let deviation): noiseVariance / (deviation * deviation)
    case .laplace(let scale): 2 * noiseVariance / scale
    }
  }

  func check() {
    switch self {
    case .gaussian(let deviation): checkPositive(deviation, named: "standard deviation", of: "prior")
    case .laplace(let scale): checkPositive(scale, named: "scale", of: "prior")
    }
  }
}

/// −ln p(w): Σ w² / 2τ² of a Gaussian prior, Σ |w| / b of a Laplace prior.
///
/// - Parameter includesConstant: whether to add ln(τ √2π), or ln 2b, for each weight
/// - Errors: a spread that is not above 0 stops
public func negativeLogPrior<Scalar>(
  _ parameters: [Variable<Scalar>], _ prior: Prior, includesConstant: Bool = false
) -> Variable<Scalar> {
  prior.check()
  let count = Double(parameters.reduce(0) { $0 + $1.value.count })
  let penalty: Variable<Scalar>, constant: Double
  switch prior {
  case .gaussian(let deviation):
    penalty = l2Penalty(parameters, weight: 1 / (deviation * deviation), isHalved: true)
    constant = logarithm(deviation) + halfLogarithmOfTwoPi
  case .laplace(let scale):
    penalty = l1Penalty(parameters, weight: 1 / scale)
    constant = logarithm(2 * scale)
  }
  return includesConstant ? penalty + Scalar(count * constant) : penalty
}

/// −ln p(y | w) − ln p(w), up to the evidence, which does not depend on w: least at the maximum a posteriori.
///
/// ```swift
/// let likelihood = gaussianNegativeLogLikelihood(matmul(x, w), y, variance: 0.25)
/// let loss = maximumAPosteriori(likelihood, parameters: [w], prior: .gaussian(standardDeviation: 2), averagedOver: y.count)
/// ```
///
/// - Parameter negativeLogLikelihood: of any loss above; for a mean, say of how many numbers
/// - Parameter count: 1 for a sum. The prior is believed once, not once an example, so a mean of n gets 1/n of it.
/// - Errors: a count below 1 stops
public func maximumAPosteriori<Scalar>(
  _ negativeLogLikelihood: Variable<Scalar>, parameters: [Variable<Scalar>], prior: Prior, averagedOver count: Int = 1
) -> Variable<Scalar> {
  if count < 1 { stop("maximumAPosteriori: averaged over \(count) numbers; it is 1 for a sum, or how many the mean is of") }
  return negativeLogLikelihood + negativeLogPrior(parameters, prior) / Scalar(count)
}
