import Foundation

/// Evidence about a mean: a scale-free mixture of t likelihood ratios over effects ~ N(0, 1/c²), one side or both.
///
/// With y the distances from the threshold, S = Σy, V = Σy², A = V − S²/(n + c²):
/// two-sided ln E = ½ ln(c²/(n+c²)) + (n/2) ln(V/A);  mean above: ln E⁺ = ln 2 + ln E + ln F_{t,n}(S √n / √((n+c²) A)).
/// Valid at every look for normal measures; close to it for symmetric ones; wrong for long tails, which is why `guarded` exists.
/// - Numerics: mean and squared deviations by Welford; no cancellation between V and S²
/// - Source: Wang & Ramdas 2025, Anytime-valid t-tests, theorem 4.9
struct MeanMixture: Sendable {
  enum Side: Sendable { case above, below }

  /// c²: the precision of the prior on the effect, in units of the standard deviation.
  var effectPrecision = 1.0
  private(set) var count = 0
  private(set) var mean = 0.0
  private(set) var squaredDeviations = 0.0
  private(set) var minimum = Double.infinity
  private(set) var maximum = -Double.infinity

  init(effectPrecision: Double = 1, _ values: some Sequence<Double> = []) {
    self.effectPrecision = effectPrecision
    for value in values { observe(value) }
  }

  mutating func observe(_ value: Double) {
    count += 1
    let deviation = value - mean
    mean += deviation / Double(count)
    squaredDeviations += deviation * (value - mean)
    minimum = min(minimum, value)
    maximum = max(maximum, value)
  }

  /// ln E that the mean is not the threshold, on either side.
  func logEvidence(against threshold: Double) -> Double {
    let n = Double(count), c2 = effectPrecision, distance = mean - threshold
    let total = squaredDeviations + n * distance * distance
    guard total > 0 else { return 0 }
    let residual = squaredDeviations + n * distance * distance * c2 / (n + c2)
    return 0.5 * log(c2 / (n + c2)) + n / 2 * log(total / residual)
  }

  /// ln E that the mean lies on one side of the threshold.
  func logEvidence(_ side: Side, _ threshold: Double) -> Double {
    let n = Double(count), c2 = effectPrecision
    let distance = side == .above ? mean - threshold : threshold - mean
    let residual = squaredDeviations + n * distance * distance * c2 / (n + c2)
    guard residual > 0 else { return 0 }
    let t = n * distance * sqrt(n / ((n + c2) * residual))
    return log(2) + logEvidence(against: threshold) + logStudentDistribution(t, degreesOfFreedom: n)
  }

  /// The same after one imaginary replicate that surprises: beyond the extreme value by κ times the range.
  ///
  /// Required besides the plain evidence it can only withhold a verdict, and repairs most of what long tails break.
  func guardedLogEvidence(_ side: Side, _ threshold: Double, kappa: Double = 1) -> Double {
    guard count > 0 else { return 0 }
    var surprised = self
    let range = maximum - minimum
    surprised.observe(side == .above ? minimum - kappa * range : maximum + kappa * range)
    return surprised.logEvidence(side, threshold)
  }

  /// The means that are not excluded at any look, mean ± s √((r − 1)/(1 − r c²/(n + c²))); nil while all are possible.
  func interval(errorRate: Double) -> ClosedRange<Double>? {
    let n = Double(count), c2 = effectPrecision
    let r = pow((n + c2) / (c2 * errorRate * errorRate), 1 / n)
    guard count > 0, r * c2 < n + c2 else { return nil }
    let halfWidth = sqrt(squaredDeviations / n * (r - 1) / (1 - r * c2 / (n + c2)))
    return mean - halfWidth...mean + halfWidth
  }

  /// The number that the mean exceeds with confidence 1 − errorRate at every look together; −∞ while there is none.
  func lowerBound(errorRate: Double) -> Double {
    let level = log(1 / errorRate)
    guard count > 0 else { return -.infinity }
    func isInside(_ threshold: Double) -> Bool { logEvidence(.above, threshold) < level }
    var step = max(sqrt(squaredDeviations / Double(count)), abs(mean) * 1e-12, 1e-300)
    for _ in 0..<80 {
      if !isInside(mean - step) { return bisect(inside: mean, outside: mean - step, isInside: isInside) }
      step *= 4
    }
    return -.infinity
  }
}
