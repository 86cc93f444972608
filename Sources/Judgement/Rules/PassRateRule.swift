import Foundation
import Records

/// `.usually(rate, floor:)`: the zone test of a pass rate.
struct PassRateRule: SequentialRule {
  let relation: Relation
  let zone: ZoneTest
  private var passes = 0
  private var count = 0

  init(relation: Relation, zone: ZoneTest) {
    self.relation = relation
    self.zone = zone
  }

  mutating func observe(_ measure: Measure) {
    count += 1
    if relation.isSatisfied(by: measure) { passes += 1 }
  }

  var evidence: Evidence {
    let logRatio = zone.logRatio(passes: passes, of: count)
    return Evidence(holding: logRatio, failing: -logRatio)
  }

  func finding(_ outcome: Judgement.Outcome, errorRate: Double) -> String {
    let counted = "\(passes) of \(replicateCount(count))"
    switch outcome {
    case .holds:
      return "\(counted); more than \(percent(zone.floor)) of seeds pass, at \(confidence(errorRate)), and \(percent(zone.rate)) is not contradicted"
    case .fails: return "\(counted); fewer than \(percent(zone.rate)) of seeds pass, at \(confidence(errorRate))"
    case .undecided, .broken:
      let interval = RateMixture().interval(passes: passes, of: count, errorRate: errorRate)
      return "\(counted); a pass rate of \(percent(interval.lowerBound)) to \(percent(interval.upperBound)) at \(confidence(errorRate))"
    }
  }

  func lastLook(errorRate: Double) -> Judgement.Outcome? {
    LastLook(zone: zone, errorRate: errorRate, replicates: count)
      .outcome(passes: passes, logRatio: zone.logRatio(passes: passes, of: count))
  }

  func interval(errorRate: Double) -> Interval? {
    let rates = RateMixture().interval(passes: passes, of: count, errorRate: errorRate)
    return Interval(.passRate, rates.lowerBound, rates.upperBound, level: 1 - errorRate)
  }

  func replicatesWanted(errorRate: Double) -> Int {
    let logRatio = zone.logRatio(passes: passes, of: count)
    return zone.passesNeeded(errorRate: errorRate, from: logRatio)
  }
}
