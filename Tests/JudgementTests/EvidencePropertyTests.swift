import Foundation
import Testing

@testable import Judgement

/// What makes an e-value one, and its symmetries (judgement.md, section 11, property tests).
struct EvidencePropertyTests {
  static func binomial(_ k: Int, _ n: Int, _ p: Double) -> Double {
    exp(logGamma(Double(n + 1)) - logGamma(Double(k + 1)) - logGamma(Double(n - k + 1)))
      * pow(p, Double(k)) * pow(1 - p, Double(n - k))
  }

  /// The mean of an e-value over k of n passes.
  static func mean(_ n: Int, _ p: Double, _ logEvidence: (Int) -> Double) -> Double {
    (0...n).reduce(0) { $0 + binomial($1, n, p) * exp(logEvidence($1)) }
  }

  @Test(arguments: [0.1, 0.5, 0.8, 0.95])
  func `The evidence's mean is one at the threshold, less on the wrong side, more on the right one`(_ p0: Double) {
    let mixture = RateMixture()
    for n in [1, 2, 7, 30] {
      let above = { (p: Double) in Self.mean(n, p) { mixture.logEvidence(above: p0, passes: $0, of: n) } }
      let below = { (p: Double) in Self.mean(n, p) { mixture.logEvidence(below: p0, passes: $0, of: n) } }
      #expect(abs(above(p0) - 1) < 1e-11)
      #expect(abs(below(p0) - 1) < 1e-11)
      #expect(above(p0 - 0.05) < 1)
      #expect(above(p0 + 0.04) > 1)
      #expect(below(p0 + 0.04) < 1)
    }
  }

  @Test(arguments: [(0.8, 0.95), (0.5, 0.8), (0.9, 0.99)])
  func `The zone's ratio has mean one at its own ends`(_ floor: Double, _ rate: Double) {
    let zone = ZoneTest(rate: rate, floor: floor)
    for n in [1, 5, 20] {
      #expect(abs(Self.mean(n, floor) { zone.logRatio(passes: $0, of: n) } - 1) < 1e-11)
      #expect(abs(Self.mean(n, rate) { -zone.logRatio(passes: $0, of: n) } - 1) < 1e-11)
      #expect(Self.mean(n, floor - 0.1) { zone.logRatio(passes: $0, of: n) } < 1)
    }
  }

  @Test func `One replicate of a mean is worth one on average, both sides together twice the two-sided`() {
    let first = MeanMixture([0.7]), second = MeanMixture([-0.7])
    #expect(abs((exp(first.logEvidence(.above, 0)) + exp(second.logEvidence(.above, 0))) / 2 - 1) < 1e-13)
    for sample in ReferenceValueTests.samples + [ReferenceValueTests.accuracies] {
      let mixture = MeanMixture(sample)
      for threshold in [0, 0.82, -3] {
        let sum = exp(mixture.logEvidence(.above, threshold)) + exp(mixture.logEvidence(.below, threshold))
        #expect(abs(sum / (2 * exp(mixture.logEvidence(against: threshold))) - 1) < 1e-11)
      }
    }
  }

  @Test func `Evidence about a mean does not depend on the unit nor on the order`() {
    for sample in ReferenceValueTests.samples {
      let evidence = MeanMixture(sample).logEvidence(.above, 0)
      #expect(abs(MeanMixture(sample.map { 10 * $0 }).logEvidence(.above, 0) - evidence) < 1e-11)
      #expect(abs(MeanMixture(sample.reversed()).logEvidence(.above, 0) - evidence) < 1e-11)
      #expect(abs(MeanMixture(sample.map { -$0 }).logEvidence(.below, 0) - evidence) < 1e-11)
      #expect(abs(MeanMixture(sample.map { 5 - $0 }).logEvidence(.below, 5) - evidence) < 1e-11)
    }
  }

  @Test func `One surprise takes away what a narrow margin had shown, and not what a wide one has`() {
    let mixture = MeanMixture(ReferenceValueTests.accuracies)
    #expect(mixture.guardedLogEvidence(.above, 0.8) < 0.1 * mixture.logEvidence(.above, 0.8))
    #expect(mixture.guardedLogEvidence(.above, 0.5) > 10)
    // Far from the threshold a replicate more is evidence, even a surprising one; hence a mean has to pass both.
    #expect(MeanMixture([10, 10.1, 9.9]).guardedLogEvidence(.above, 0) > MeanMixture([10, 10.1, 9.9]).logEvidence(.above, 0))
  }
}
