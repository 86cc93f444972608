import Foundation
import Records

/// `.strictly(rate)`: the one-sided Beta mixture on either side of one rate, with no zone between.
///
/// Near the rate no number of replicates decides; at it neither verdict has a probability above the error rate.
struct LiteralRateRule: SequentialRule {
  let relation: Relation
  let rate: Double
  private var passes = 0
  private var count = 0

  init(relation: Relation, rate: Double) {
    self.relation = relation
    self.rate = rate
  }

  mutating func observe(_ measure: Measure) {
    count += 1
    if relation.isSatisfied(by: measure) { passes += 1 }
  }

  var evidence: Evidence {
    let mixture = RateMixture()
    return Evidence(
      holding: mixture.logEvidence(above: rate, passes: passes, of: count),
      failing: mixture.logEvidence(below: rate, passes: passes, of: count))
  }

  func finding(_ outcome: Judgement.Outcome, errorRate: Double) -> String {
    let counted = "\(passes) of \(replicateCount(count))"
    switch outcome {
    case .holds: return "\(counted); more than \(percent(rate)) of seeds pass, at \(confidence(errorRate))"
    case .fails: return "\(counted); fewer than \(percent(rate)) of seeds pass, at \(confidence(errorRate))"
    case .undecided, .broken:
      let interval = RateMixture().interval(passes: passes, of: count, errorRate: errorRate)
      return "\(counted); a pass rate of \(percent(interval.lowerBound)) to \(percent(interval.upperBound)) at \(confidence(errorRate))"
    }
  }

  func interval(errorRate: Double) -> Interval? {
    let rates = RateMixture().interval(passes: passes, of: count, errorRate: errorRate)
    return Interval(.passRate, rates.lowerBound, rates.upperBound, level: 1 - errorRate)
  }

  func replicatesWanted(errorRate: Double) -> Int {
    let mixture = RateMixture(), level = decisionLevel(errorRate)
    for more in 0..<1000 where mixture.logEvidence(above: rate, passes: passes + more, of: count + more) >= level { return more }
    return 1000
  }
}
