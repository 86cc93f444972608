import Foundation
import Records

/// Judges one arm of a claim, replicate by replicate, and stops as soon as the verdict is certain.
///
/// ```swift
/// var judge = ClaimJudge(relation: .below(1e-4), quantifier: .always)
/// while judge.outcome == nil { judge.observe(measure(seed: judge.count)) }
/// judge.evidence   // "20 of 20 replicates; a failure rate above 20.6 % is excluded at 99 %"
/// ```
/// A wrong *holds* and a wrong *fails* each have probability at most `errorRate`, however often one looks. What is observed after
/// the verdict is not looked at, so that the verdict does not depend on how many replicates ran at once.
/// Measures that do not depend on the seed are told by three equal replicates, run twenty times and compared directly.
public struct ClaimJudge: Sendable {
  public let relation: Relation
  public let quantifier: Quantifier
  public let errorRate: Double
  public let limit: Int

  public private(set) var replicates: [Measure] = []
  public private(set) var passes = 0
  /// nil: it wants more replicates.
  public private(set) var outcome: Judgement.Outcome?

  private var rule: any SequentialRule
  private var problem: String?
  private var seedDependence = SeedDependence()

  public init(
    relation: Relation, quantifier: Quantifier, errorRate: Double = 0.01, budget: ReplicateBudget = ReplicateBudget()
  ) {
    self.relation = relation
    self.quantifier = quantifier
    self.errorRate = errorRate
    limit = budget.limit(for: quantifier)
    switch quantifier {
    case .identity, .always: rule = EveryReplicateRule(relation: relation, wanted: limit)
    case .usually(let rate, let floor): rule = PassRateRule(relation: relation, zone: ZoneTest(rate: rate, floor: floor))
    case .typically: rule = MedianRule(relation: relation)
    case .onAverage: rule = MeanRule(relation: relation)
    }
    if !(0 < errorRate && errorRate < 1) { stop(because: "an error rate of \(plain(errorRate)) is not between 0 and 1") }
    if case .usually(let rate, let floor) = quantifier, !(0 < floor && floor < rate && rate < 1) {
      stop(because: "`.usually(\(plain(rate)), floor: \(plain(floor)))` needs 0 < floor < rate < 1")
    }
  }

  /// How many replicates were looked at.
  public var count: Int { replicates.count }

  public mutating func observe(_ measure: Measure) {
    guard outcome == nil else { return }
    replicates.append(measure)
    if let mismatch = relation.mismatch(with: measure) {
      stop(because: mismatch.message)
      return
    }
    if relation.isSatisfied(by: measure) { passes += 1 }
    rule.observe(measure)
    if let problem = rule.problem {
      stop(because: problem)
      return
    }
    seedDependence.observe(relation, measure, onlyConditions: quantifier == .onAverage)
    if case .onAverage = quantifier, seedDependence.isMixed, !(rule is MedianRule) { fallBackToSigns() }
    outcome = decision
  }

  private var decision: Judgement.Outcome? {
    let evidence = rule.evidence, level = decisionLevel(errorRate)
    if isDeterministic, evidence.failing < .infinity {
      guard count >= min(limit, SeedDependence.wanted) else { return nil }
      return passes == count ? .holds : .fails
    }
    let holds = evidence.holding >= level, fails = evidence.failing >= level
    if holds != fails { return holds ? .holds : .fails }
    return count >= limit ? .undecided : nil
  }

  /// The logs of the e-values for and against the claim; infinite where a count alone decides.
  public var logEvidence: Evidence { rule.evidence }

  /// How many more replicates to run before it is worth asking again; 0 with a verdict.
  public var replicatesWanted: Int {
    guard outcome == nil else { return 0 }
    let wanted = isDeterministic ? SeedDependence.wanted - count : rule.replicatesWanted(errorRate: errorRate)
    return max(1, min(limit - count, wanted))
  }

  /// How many more replicates an undecided claim would take if they went on as they did; nil where nothing points anywhere.
  public var projectedReplicates: Int? {
    let best = max(rule.evidence.holding, rule.evidence.failing)
    guard best > 0.05, best.isFinite else { return nil }
    return max(1, Int((Double(count) * log(1 / errorRate) / best).rounded(.up)) - count)
  }

  /// All three first replicates are the same to the bit, and so are those that followed.
  public var isDeterministic: Bool {
    switch quantifier {
    case .identity, .always: false
    case .usually, .typically, .onAverage: seedDependence.isAbsent
    }
  }

  /// What the replicates say, in words.
  public var evidence: String {
    if let problem { return problem }
    let shown = outcome ?? .undecided
    var text: String
    if isDeterministic, logEvidence.failing < .infinity {
      let first = replicates[0].inWords
      text = "the same value in \(count) of \(count) replicates, \(first): it does not depend on the seed"
    } else {
      text = rule.finding(shown, errorRate: errorRate)
      if quantifier == .onAverage, rule is MedianRule {
        text += "; judged by signs, because the first replicates were equal and later ones were not"
      }
      if shown == .undecided { text += "; " + projection }
    }
    let undefined = replicates.filter { $0.numbers.contains(where: \.isNaN) }.count
    if undefined > 0 { text += "; \(undefined) of \(count) not a number" }
    return text
  }

  private var projection: String {
    if min(logEvidence.holding, logEvidence.failing) >= decisionLevel(errorRate) { return "inconsistent replicates" }
    guard let more = projectedReplicates else { return "nothing points either way, so more replicates may not decide it" }
    return "about \(replicateCount(more)) more would decide it"
  }

  public var judgement: Judgement {
    Judgement(outcome: outcome ?? .undecided, replicates: replicates, passes: passes, evidence: evidence)
  }

  private mutating func stop(because reason: String) {
    problem = reason
    outcome = .broken
  }

  private mutating func fallBackToSigns() {
    var signs = MedianRule(relation: relation)
    for replicate in replicates { signs.observe(replicate) }
    if logEvidence.failing < .infinity { rule = signs }
  }
}

/// Whether a measure depends on the seed at all, told by its first three replicates.
struct SeedDependence: Sendable {
  /// How often a measure that does not is run.
  static let wanted = 20

  private var first: [UInt64] = []
  private var equal = 0
  private var count = 0

  /// - Parameter onlyConditions: equal differences between unequal arms count as equal, as they do for a mean
  mutating func observe(_ relation: Relation, _ measure: Measure, onlyConditions: Bool) {
    let numbers = onlyConditions ? relation.conditions(of: measure) ?? [] : measure.numbers
    let bits = numbers.map(\.bitPattern)
    if count == 0 { first = bits }
    if equal == count, bits == first { equal += 1 }
    count += 1
  }

  /// Three replicates or more, all equal.
  var isAbsent: Bool { count >= 3 && equal == count }

  /// The first three were equal, and a later one is not.
  var isMixed: Bool { equal >= 3 && equal < count }
}
