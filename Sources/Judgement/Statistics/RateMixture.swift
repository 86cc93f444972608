import Foundation

/// Evidence about a pass rate without a zone: a mixture of likelihood ratios over a Beta(A, B) prior.
///
/// One-sided, prior cut to (p₀, 1], k passes of n:
/// ln E⁺ = ln B(A+k, B+n−k) + ln I_{1−p₀}(B+n−k, A+k) − ln B(A, B) − ln I_{1−p₀}(B, A) − k ln p₀ − (n−k) ln(1−p₀),
/// a supermartingale for every rate ≤ p₀: E⁺ ≥ 1/a ever happens with probability ≤ a.
/// - Source: Robbins 1970; Howard, Ramdas, McAuliffe & Sekhon 2021
struct RateMixture: Sendable {
  var a = 1.0
  var b = 1.0

  /// ln E⁺: for a rate above the threshold.
  func logEvidence(above threshold: Double, passes: Int, of replicates: Int) -> Double {
    let passed = Double(passes), failed = Double(replicates - passes)
    return logBeta(a + passed, b + failed) - logBeta(a, b)
      + logIncompleteBeta(1 - threshold, complement: threshold, b + failed, a + passed)
      - logIncompleteBeta(1 - threshold, complement: threshold, b, a)
      - logLikelihood(threshold, passed, failed)
  }

  /// ln E⁻: for a rate below the threshold; E⁺ with passes and failures exchanged.
  func logEvidence(below threshold: Double, passes: Int, of replicates: Int) -> Double {
    RateMixture(a: b, b: a).logEvidence(above: 1 - threshold, passes: replicates - passes, of: replicates)
  }

  /// ln E against the rate being the given one, on either side.
  func logEvidence(against rate: Double, passes: Int, of replicates: Int) -> Double {
    let passed = Double(passes), failed = Double(replicates - passes)
    return logBeta(a + passed, b + failed) - logBeta(a, b) - logLikelihood(rate, passed, failed)
  }

  /// The rates that are not excluded, at every look together with confidence 1 − errorRate.
  func interval(passes: Int, of replicates: Int, errorRate: Double) -> ClosedRange<Double> {
    let level = log(1 / errorRate), observed = Double(passes) / Double(max(1, replicates))
    func isInside(_ rate: Double) -> Bool { logEvidence(against: rate, passes: passes, of: replicates) < level }
    let lower = passes == 0 ? 0 : bisect(inside: observed, outside: 0, isInside: isInside)
    let upper = passes == replicates ? 1 : bisect(inside: observed, outside: 1, isInside: isInside)
    return reported(lower)...reported(upper)
  }

  /// The rate that is exceeded with confidence 1 − errorRate at every look together.
  func lowerBound(passes: Int, of replicates: Int, errorRate: Double) -> Double {
    guard passes > 0 else { return 0 }
    return bisect(inside: Double(passes) / Double(replicates), outside: 0) { rate in
      logEvidence(above: rate, passes: passes, of: replicates) < log(1 / errorRate)
    }
  }

  private func logLikelihood(_ rate: Double, _ passed: Double, _ failed: Double) -> Double {
    (passed == 0 ? 0 : passed * log(rate)) + (failed == 0 ? 0 : failed * log1p(-rate))
  }

  /// The failure rate that r passes of r exclude, 1 − a^(1/r): betting on a rate of 1, E = p^(−r), so that looking costs nothing.
  static func excludedFailureRate(passes: Int, errorRate: Double) -> Double { -expm1(log(errorRate) / Double(passes)) }
}
