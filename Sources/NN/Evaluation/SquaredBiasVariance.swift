/// The expected squared error of a way of fitting, taken apart, from predictions of fits to independent data sets.
///
/// E[(y − ŷ)²] = (E[ŷ] − f)² + Var(ŷ) + σ²,  y = f + noise of variance σ², at each point
///
/// ```swift
/// let parts = SquaredBiasVariance(predictions: predictions, truth: f, noiseVariance: 0.09)
/// parts.meanSquaredBias + parts.meanVariance + parts.meanNoise == parts.meanTotal  // to rounding
/// ```
///
/// With `unbiased` (the default) the variance has the divisor R − 1, and s²/R is taken from the squared distance of the mean of R
/// fits, which holds that much variance itself: both are right on average for any R, and a bias near 0 may come out negative.
/// Without it the divisor is R and bias² the plain square: variance too small by (R − 1)/R, bias² too large by Var/R. Their sum is
/// the same.
///
/// - Shapes: predictions [fits, points], truth [points]; every part [points]
/// - Numerics: in double precision
/// - Errors: one fit has no variance: it stops, and so do shapes that do not fit and a noise variance below 0
/// - Source: Geman, Bienenstock & Doursat 1992, "Neural networks and the bias/variance dilemma"
public struct SquaredBiasVariance: Sendable {
  /// E[ŷ], the mean over the fits.
  public let meanPrediction: Tensor<Double>
  /// (E[ŷ] − f)²
  public let squaredBias: Tensor<Double>
  /// Var(ŷ) over the fits.
  public let variance: Tensor<Double>
  /// σ², which no fit can take away.
  public let noise: Tensor<Double>

  public init<Scalar>(predictions: Tensor<Scalar>, truth: Tensor<Scalar>, noiseVariance: Double = 0, unbiased: Bool = true) {
    self.init(predictions: predictions, truth: truth, noiseVariances: .filled(truth.shape, with: noiseVariance), unbiased: unbiased)
  }

  /// The same with the noise's variance at each point.
  public init<Scalar>(predictions: Tensor<Scalar>, truth: Tensor<Scalar>, noiseVariances: Tensor<Double>, unbiased: Bool = true) {
    if predictions.rank != 2 || truth.shape != [predictions.shape[1]] || noiseVariances.shape != truth.shape {
      stop(
        "SquaredBiasVariance: predictions \(predictions.shape), truth \(truth.shape), noise \(noiseVariances.shape); "
          + "give [fits, points], [points] and [points]")
    }
    if predictions.shape[0] < 2 {
      stop("SquaredBiasVariance: predictions \(predictions.shape) of less than two fits have no variance; fit more")
    }
    if noiseVariances.count(where: .below(0)) > 0 {
      stop("SquaredBiasVariance: a noise variance of \(noiseVariances.min()); it is 0 or more")
    }
    let predictions = Tensor<Double>(predictions), fits = Double(predictions.shape[0])
    meanPrediction = predictions.mean(axis: 0)
    variance = predictions.variance(axis: 0, unbiased: unbiased)
    let distance = square(meanPrediction - Tensor<Double>(truth))
    squaredBias = unbiased ? distance - variance / fits : distance
    noise = noiseVariances
  }

  /// The expected squared error against new noisy targets.
  public var total: Tensor<Double> { squaredBias + variance + noise }

  /// Means over the points.
  public var meanSquaredBias: Double { squaredBias.mean() }
  public var meanVariance: Double { variance.mean() }
  public var meanNoise: Double { noise.mean() }
  public var meanTotal: Double { total.mean() }
}
