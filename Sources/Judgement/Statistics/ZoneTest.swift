import Foundation

/// Wald's sequential test of a pass rate between two numbers: more than `floor`, or less than `rate`.
///
/// g = k ln(p₀/lo) + (n − k) ln((1 − p₀)/(1 − lo)); holds at g ≥ ln(1/a), fails at g ≤ −ln(1/a).
/// e^g is a supermartingale for every rate ≤ lo and e^(−g) for every rate ≥ p₀, so either error has probability ≤ a however often
/// one looks (Ville). Between the two numbers both answers are true.
/// - Source: Wald 1945, Sequential tests of statistical hypotheses
struct ZoneTest: Sendable {
  /// p₀: the rate that is claimed.
  var rate: Double
  /// lo: the rate above which the claim is not contradicted.
  var floor: Double

  private var passGain: Double { log(rate / floor) }
  private var failureLoss: Double { log((1 - floor) / (1 - rate)) }

  /// ln of the likelihood ratio g; positive speaks for the claim.
  func logRatio(passes: Int, of replicates: Int) -> Double {
    Double(passes) * passGain - Double(replicates - passes) * failureLoss
  }

  /// How many passes in a row decide for the claim: 18 of 18 for .80/.95 at a = .05, 27 at .01.
  func passesNeeded(errorRate: Double, from logRatio: Double = 0) -> Int {
    max(0, Int(((decisionLevel(errorRate) - logRatio) / passGain).rounded(.up)))
  }

  /// How many failures in a row decide against it.
  func failuresNeeded(errorRate: Double, from logRatio: Double = 0) -> Int {
    max(0, Int(((decisionLevel(errorRate) + logRatio) / failureLoss).rounded(.up)))
  }
}
