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
///
/// Measures that do not depend on the seed are told by three equal replicates. Equal values are no evidence about a mean's spread,
/// so a mean or median of them is run twenty times and compared directly; a pass rate keeps its test, which is exact for them.
/// Where equal replicates are followed by another value, a mean has to be shown by the signs as well.
public struct ClaimJudge: Sendable {
  public let relation: Relation
  public let quantifier: Quantifier
  public let errorRate: Double
  public let limit: Int
  /// The budget's end may spend what is left of the error rate.
  private let hasLastLook: Bool
  /// Evidence against the claim is gathered to the budget's end, for a correction over many claims.
  private let gathersAlarm: Bool

  public private(set) var replicates: [Measure] = []
  public private(set) var passes = 0
  /// nil: it wants more replicates.
  public private(set) var outcome: Judgement.Outcome?
  private var isByLastLook = false

  private var rule: any SequentialRule
  private var signs: MedianRule
  private var problem: String?
  private var seedDependence = SeedDependence()

  /// - Parameter gathersAlarm: a claim that is about to fail runs on to the end of its budget, so that its evidence can stand up to
  ///   a correction over many claims; there is no last look, which leaves no e-value
  public init(
    relation: Relation, quantifier: Quantifier, errorRate: Double = 0.01, budget: ReplicateBudget = ReplicateBudget(),
    gathersAlarm: Bool = false
  ) {
    self.relation = relation
    self.quantifier = quantifier
    self.errorRate = errorRate
    limit = budget.limit(for: quantifier)
    hasLastLook = budget.isFixedInAdvance && !gathersAlarm
    self.gathersAlarm = gathersAlarm
    signs = MedianRule(relation: relation)
    switch quantifier {
    case .identity, .always: rule = EveryReplicateRule(relation: relation, wanted: limit)
    case .usually(let rate, let floor): rule = PassRateRule(relation: relation, zone: ZoneTest(rate: rate, floor: floor))
    case .typically: rule = MedianRule(relation: relation)
    case .strictly(let rate): rule = LiteralRateRule(relation: relation, rate: rate)
    case .onAverage: rule = MeanRule(relation: relation)
    case .onGeometricAverage: rule = MeanRule(relation: relation, isGeometric: true)
    }
    if !(0 < errorRate && errorRate < 1) { stop(because: "an error rate of \(plain(errorRate)) is not between 0 and 1") }
    if case .usually(let rate, let floor) = quantifier, !(0 < floor && floor < rate && rate < 1) {
      stop(because: "`.usually(\(plain(rate)), floor: \(plain(floor)))` needs 0 < floor < rate < 1")
    }
    if case .strictly(let rate) = quantifier, !(0 < rate && rate < 1) {
      stop(because: "`.strictly(\(plain(rate)))` needs a rate between 0 and 1")
    }
    if quantifier == .onGeometricAverage, !relation.isOfPositiveNumbers {
      stop(because: "`.onAverage(scale: .log)` needs thresholds above 0, and the relation is \"\(relation.inWords)\"")
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
    if quantifier.isMean { signs.observe(measure) }
    if let problem = rule.problem {
      stop(because: problem)
      return
    }
    seedDependence.observe(relation, measure, onlyConditions: quantifier.isMean)
    decide()
  }

  private mutating func decide() {
    let evidence = logEvidence, level = decisionLevel(errorRate)
    if isComparedDirectly {
      if count >= min(limit, SeedDependence.wanted) { outcome = passes == count ? .holds : .fails }
      return
    }
    let holds = evidence.holding >= level, fails = evidence.failing >= level
    if fails, !holds, gathersAlarm, evidence.failing < .infinity, count < limit { return }
    if holds != fails {
      outcome = holds ? .holds : .fails
    } else if count >= limit {
      outcome = .undecided
      if hasLastLook, let last = rule.lastLook(errorRate: errorRate) {
        outcome = last
        isByLastLook = true
      }
    }
  }

  /// The logs of the e-values for and against the claim; infinite where a count alone decides.
  public var logEvidence: Evidence {
    if isComparedDirectly {
      guard count >= min(limit, SeedDependence.wanted) else { return .none }
      return passes == count
        ? Evidence(holding: .infinity, failing: -.infinity) : Evidence(holding: -.infinity, failing: .infinity)
    }
    let evidence = rule.evidence
    guard needsSigns, evidence.failing < .infinity else { return evidence }
    return Evidence(
      holding: min(evidence.holding, signs.evidence.holding), failing: min(evidence.failing, signs.evidence.failing))
  }

  /// The first replicates of a mean were equal and later ones are not: their spread says too little.
  private var needsSigns: Bool { quantifier.isMean && seedDependence.isMixed }

  /// Equal replicates of a mean or median say how the measure compares, and need no test.
  private var isComparedDirectly: Bool {
    isDeterministic && (quantifier.isMean || quantifier == .typically) && rule.evidence.failing < .infinity
  }

  /// How many more replicates to run before it is worth asking again; 0 with a verdict.
  public var replicatesWanted: Int {
    guard outcome == nil else { return 0 }
    let wanted = isComparedDirectly ? SeedDependence.wanted - count : rule.replicatesWanted(errorRate: errorRate)
    return max(1, min(limit - count, wanted))
  }

  /// How many more replicates an undecided claim would take if they went on as they did; nil where nothing points anywhere.
  public var projectedReplicates: Int? {
    let best = max(logEvidence.holding, logEvidence.failing)
    guard best > 0.05, best.isFinite else { return nil }
    return max(1, Int((Double(count) * log(1 / errorRate) / best).rounded(.up)) - count)
  }

  /// All three first replicates are the same to the bit, and so are those that followed.
  public var isDeterministic: Bool {
    switch quantifier {
    case .identity: false
    case .always, .usually, .strictly, .typically, .onAverage, .onGeometricAverage: seedDependence.isAbsent
    }
  }

  /// What the replicates say, in words.
  public var evidence: String {
    if let problem { return problem }
    let shown = outcome ?? .undecided
    var text: String
    if isComparedDirectly {
      let excluded = RateMixture.excludedFailureRate(passes: count, errorRate: errorRate)
      text = "\(sameValue); another one in more than \(percent(excluded)) of seeds is excluded at \(confidence(errorRate))"
    } else {
      text = rule.finding(shown, errorRate: errorRate)
      if isByLastLook { text += ", by what its budget of \(count) leaves to the last look" }
      if isDeterministic { text += "; \(sameValue)" }
      if needsSigns { text += "; judged by signs as well, because the first replicates were equal and later ones were not" }
      if shown == .undecided { text += "; \(projection)" }
    }
    let undefined = replicates.filter { $0.numbers.contains(where: \.isNaN) }.count
    if undefined > 0 { text += "; \(undefined) of \(count) not a number" }
    return text
  }

  private var sameValue: String {
    let kind = replicates.dropFirst().contains { $0.inWords != replicates[0].inWords } ? "margin" : "value"
    return "the same \(kind) in \(count) of \(replicateCount(count)) (\(replicates[0].inWords)), which does not depend on the seed"
  }

  private var projection: String {
    if min(logEvidence.holding, logEvidence.failing) >= decisionLevel(errorRate) { return "inconsistent replicates" }
    guard let more = projectedReplicates else { return "nothing points either way, so more replicates may not decide it" }
    return "about \(replicateCount(more)) more would decide it"
  }

  /// None of a mean whose first replicates were equal: their spread says nothing.
  private var interval: Interval? {
    quantifier.isMean && (isDeterministic || needsSigns) ? nil : rule.interval(errorRate: errorRate)
  }

  public var judgement: Judgement {
    let shown = outcome ?? .undecided
    return Judgement(
      outcome: shown, replicates: replicates, passes: passes, evidence: evidence,
      interval: shown == .broken || count == 0 ? nil : interval, logEvidence: logEvidence,
      isDeterministic: isDeterministic, isByLastLook: isByLastLook,
      projectedReplicates: shown == .undecided ? projectedReplicates : nil, errorRate: errorRate)
  }

  /// Nothing more can be measured, or judged together with what was.
  mutating func stop(because reason: String) {
    problem = reason
    outcome = .broken
  }
}

extension Quantifier {
  fileprivate var isMean: Bool { self == .onAverage || self == .onGeometricAverage }
}
