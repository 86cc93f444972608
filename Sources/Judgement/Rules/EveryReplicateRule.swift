import Foundation
import Records

/// `.always` and `.identity`: all of a fixed number of replicates; the first failure refutes.
struct EveryReplicateRule: SequentialRule {
  let relation: Relation
  /// R: how many have to pass.
  let wanted: Int
  private var passes = 0
  private var count = 0
  private var failure: (replicate: Int, measure: Measure)?

  init(relation: Relation, wanted: Int) {
    self.relation = relation
    self.wanted = wanted
  }

  mutating func observe(_ measure: Measure) {
    count += 1
    if relation.isSatisfied(by: measure) { passes += 1 } else { failure = failure ?? (count, measure) }
  }

  var evidence: Evidence {
    Evidence(holding: failure == nil && passes >= wanted ? .infinity : -.infinity, failing: failure == nil ? -.infinity : .infinity)
  }

  func finding(_ outcome: Judgement.Outcome, errorRate: Double) -> String {
    if let failure {
      return "replicate \(failure.replicate) failed: \(failure.measure.inWords) is not \(relation.inWords)"
    }
    let excluded = RateMixture.excludedFailureRate(passes: max(1, passes), errorRate: errorRate)
    return "\(passes) of \(replicateCount(wanted)); a failure rate above \(percent(excluded)) is excluded at \(confidence(errorRate))"
  }

  func interval(errorRate: Double) -> Interval? {
    guard failure == nil else {
      let rates = RateMixture().interval(passes: passes, of: count, errorRate: errorRate)
      return Interval(.passRate, rates.lowerBound, rates.upperBound, level: 1 - errorRate)
    }
    let lower = reported(1 - RateMixture.excludedFailureRate(passes: passes, errorRate: errorRate))
    return Interval(.passRate, lower, 1, level: 1 - errorRate)
  }

  func replicatesWanted(errorRate: Double) -> Int { failure == nil ? wanted - passes : 0 }
}

extension Measure {
  /// "0.5", "0.5 against 0.7", "1, 2, 3"
  var inWords: String {
    switch self {
    case .number(let value): rounded(value)
    case .pair(let first, let second): "\(rounded(first)) against \(rounded(second))"
    case .series(let values) where values.count > 6:
      values.prefix(3).map(rounded).joined(separator: ", ") + ", …, " + rounded(values[values.count - 1])
    case .series(let values): values.map(rounded).joined(separator: ", ")
    }
  }

  /// All numbers of the measure.
  var numbers: [Double] {
    switch self {
    case .number(let value): [value]
    case .pair(let first, let second): [first, second]
    case .series(let values): values
    }
  }
}
