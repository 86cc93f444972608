// Minus the logarithm of a density, of targets that are independent. Constants that no gradient sees are left out unless asked for.

/// −ln N(y; μ, σ²) with a known variance: ½ ((y − μ)² / σ² + ln σ²), and ½ ln 2π if asked for.
///
/// - Shapes: means μ and targets y equal → []
/// - Errors: other shapes, empty batches and a variance that is not above 0 stop
/// - Source: PyTorch's `gaussian_nll_loss`, whose `full` is `includesConstant`
public func gaussianNegativeLogLikelihood<Scalar>(
  _ means: Variable<Scalar>, _ targets: Tensor<Scalar>, variance: Double, includesConstant: Bool = false,
  reduction: Reduction = .mean
) -> Variable<Scalar> {
  checkTargets(means, targets, of: "gaussianNegativeLogLikelihood")
  checkPositive(variance, named: "variance", of: "gaussianNegativeLogLikelihood")
  let constant = logarithm(variance) / 2 + (includesConstant ? halfLogarithmOfTwoPi : 0)
  return (square(means - targets) * Scalar(0.5 / variance) + Scalar(constant)).reduced(by: reduction)
}

/// The same with predicted variances.
///
/// - Shapes: μ and y equal; σ² repeats to them → []
/// - Numerics: variances below `least` count as it, with the gradient of the raised one, as PyTorch's
/// - Errors: negative variances stop, besides the above; a net that predicts any number predicts a `logVariance`
public func gaussianNegativeLogLikelihood<Scalar>(
  _ means: Variable<Scalar>, _ targets: Tensor<Scalar>, variance: Variable<Scalar>, least: Double = 1e-6,
  includesConstant: Bool = false, reduction: Reduction = .mean
) -> Variable<Scalar> {
  checkTargets(means, targets, of: "gaussianNegativeLogLikelihood")
  checkSpread(variance, means, of: "gaussianNegativeLogLikelihood")
  checkPositive(least, named: "least variance", of: "gaussianNegativeLogLikelihood")
  if !(variance.value.min() >= 0) {
    stop(
      "gaussianNegativeLogLikelihood: a variance of \(variance.value.min()); it is 0 or more: "
        + "predict its logarithm and give that as logVariance:")
  }
  let raised = variance.raised(to: least)
  let terms = (square(means - targets) / raised + log(raised)) * 0.5
  return (includesConstant ? terms + Scalar(halfLogarithmOfTwoPi) : terms).reduced(by: reduction)
}

/// The same with predicted logarithms s = ln σ², which may be any numbers: ½ ((y − μ)² e⁻ˢ + s).
///
/// - Shapes: μ and y equal; s repeats to them → []
/// - Source: Kendall & Gal 2017, equation 8, https://arxiv.org/abs/1703.04977
public func gaussianNegativeLogLikelihood<Scalar>(
  _ means: Variable<Scalar>, _ targets: Tensor<Scalar>, logVariance: Variable<Scalar>, includesConstant: Bool = false,
  reduction: Reduction = .mean
) -> Variable<Scalar> {
  checkTargets(means, targets, of: "gaussianNegativeLogLikelihood")
  checkSpread(logVariance, means, of: "gaussianNegativeLogLikelihood")
  let terms = (square(means - targets) * exp(-logVariance) + logVariance) * 0.5
  return (includesConstant ? terms + Scalar(halfLogarithmOfTwoPi) : terms).reduced(by: reduction)
}

/// −ln Laplace(y; m, b) with a known scale: |y − m| / b + ln b, and ln 2 if asked for. The median of targets makes it least.
///
/// - Shapes: medians m and targets y equal → []
/// - Units: the variance is 2 b²
/// - Errors: other shapes, empty batches and a scale that is not above 0 stop
public func laplaceNegativeLogLikelihood<Scalar>(
  _ medians: Variable<Scalar>, _ targets: Tensor<Scalar>, scale: Double, includesConstant: Bool = false,
  reduction: Reduction = .mean
) -> Variable<Scalar> {
  checkTargets(medians, targets, of: "laplaceNegativeLogLikelihood")
  checkPositive(scale, named: "scale", of: "laplaceNegativeLogLikelihood")
  let constant = logarithm(includesConstant ? 2 * scale : scale)
  return (abs(medians - targets) * Scalar(1 / scale) + Scalar(constant)).reduced(by: reduction)
}

/// The same with predicted logarithms s = ln b, which may be any numbers: |y − m| e⁻ˢ + s.
///
/// - Shapes: m and y equal; s repeats to them → []
public func laplaceNegativeLogLikelihood<Scalar>(
  _ medians: Variable<Scalar>, _ targets: Tensor<Scalar>, logScale: Variable<Scalar>, includesConstant: Bool = false,
  reduction: Reduction = .mean
) -> Variable<Scalar> {
  checkTargets(medians, targets, of: "laplaceNegativeLogLikelihood")
  checkSpread(logScale, medians, of: "laplaceNegativeLogLikelihood")
  let terms = abs(medians - targets) * exp(-logScale) + logScale
  return (includesConstant ? terms + Scalar(0.69314718055994530942) : terms).reduced(by: reduction)
}

/// ½ ln 2π
var halfLogarithmOfTwoPi: Double { 0.91893853320467274178 }
