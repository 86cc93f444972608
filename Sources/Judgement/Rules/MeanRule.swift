import Foundation
import Records

/// `.onAverage`: guarded t-mixtures of the relation's conditions, one for a threshold, two for a range, one for each step of a series.
///
/// All conditions of a pattern have to be shown (intersection-union, Berger 1982): min ln E⁺; against it speaks their mean E⁻.
/// Of several patterns, the mean of their evidence speaks for the claim, and against it the least.
/// On a logarithmic scale the conditions are differences of logarithms, and the claim is about the geometric mean.
/// Decides from ten replicates on. A replicate that is not finite leaves no mean: the claim fails.
/// - Source: `Judgement.md` in the documentation
struct MeanRule: SequentialRule {
  static let minimumCount = 10

  let relation: Relation
  let isGeometric: Bool
  private var mixtures: [MeanMixture] = []
  private var count = 0
  private var diverged = 0
  /// How long the first series was.
  private var points = 0
  private(set) var problem: String?

  init(relation: Relation, isGeometric: Bool = false) {
    self.relation = relation
    self.isGeometric = isGeometric
  }

  mutating func observe(_ measure: Measure) {
    count += 1
    let numbers = measure.numbers
    if isGeometric, let value = numbers.first(where: { $0 <= 0 }) {
      problem = problem ?? "replicate \(count) has \(rounded(value)), which has no logarithm; `.onAverage(scale: .log)` needs positive measures"
      return
    }
    guard numbers.allSatisfy(\.isFinite), let conditions = relation.conditions(of: measure, scale: isGeometric ? log : { $0 }),
      conditions.allSatisfy(\.isFinite)
    else {
      diverged += 1
      return
    }
    if mixtures.isEmpty {
      mixtures = conditions.map { _ in MeanMixture() }
      points = numbers.count
    }
    guard points == numbers.count else {
      problem = problem ?? "replicate \(count) is a series of \(numbers.count) points, and the replicates before it have \(points)"
      return
    }
    for index in mixtures.indices { mixtures[index].observe(conditions[index]) }
  }

  var evidence: Evidence {
    if diverged > 0 { return Evidence(holding: -.infinity, failing: .infinity) }
    guard count >= Self.minimumCount, problem == nil else { return .none }
    let patterns = relation.patterns(conditionCount: mixtures.count)
    return Evidence(
      holding: logMeanExponential(patterns.map { $0.map { evidence(for: $0) }.min() ?? -.infinity }),
      failing: patterns.map { logMeanExponential($0.map { evidence(against: $0) }) }.min() ?? -.infinity)
  }

  private func evidence(for condition: SignedCondition) -> Double {
    guarded(condition, condition.sign > 0 ? .above : .below)
  }

  private func evidence(against condition: SignedCondition) -> Double {
    guarded(condition, condition.sign > 0 ? .below : .above)
  }

  private func guarded(_ condition: SignedCondition, _ side: MeanMixture.Side) -> Double {
    let mixture = mixtures[condition.condition]
    return min(mixture.logEvidence(side, 0), mixture.guardedLogEvidence(side, 0))
  }

  func finding(_ outcome: Judgement.Outcome, errorRate: Double) -> String {
    if diverged > 0 { return "diverged: \(diverged) of \(replicateCount(count)) not finite, so there is no mean" }
    var sentences = [replicateCount(count)]
    if let estimate {
      sentences[0] += ", a \(estimate.quantity.inWords) of \(rounded(estimate.value))"
      if let interval = interval(errorRate: errorRate) { sentences[0] += " (\(interval.inWords))" }
    } else if let closest = mixtures.map(\.mean).min(by: { abs($0) < abs($1) }) {
      sentences[0] += ", \(mixtures.count) conditions, the closest with a mean of \(rounded(closest))"
    }
    if outcome == .holds || outcome == .fails {
      let unseen = RateMixture.excludedFailureRate(passes: count, errorRate: errorRate)
      sentences.append("surprises in fewer than \(percent(unseen)) of seeds are not excluded")
    }
    return sentences.joined(separator: "; ")
  }

  func replicatesWanted(errorRate: Double) -> Int {
    if count < Self.minimumCount { return Self.minimumCount - count }
    return max(1, count / 5)
  }
}

// MARK: The mean in the relation's own terms

extension MeanRule {
  /// A condition's mean as the relation speaks of it: the measure itself, the difference or ratio of the arms, the step of a series.
  private func inOwnTerms(_ condition: Double) -> Double {
    switch relation {
    case .below(let bound): isGeometric ? exp(log(bound) - condition) : bound - condition
    case .above(let bound): isGeometric ? exp(log(bound) + condition) : bound + condition
    case .within(let range): isGeometric ? exp(log(range.lowerBound) + condition) : range.lowerBound + condition
    case .equal(let target, let tolerance):
      isGeometric ? exp(log(target - tolerance) + condition) : target - tolerance + condition
    case .lessThan(let factor): isGeometric ? factor * exp(-condition) : -condition
    case .greaterThan(let factor): isGeometric ? factor * exp(condition) : condition
    case .increasing, .unimodal, .crosses: isGeometric ? exp(condition) : condition
    case .decreasing: isGeometric ? exp(-condition) : -condition
    }
  }

  /// What the interval is of; nil for relations that several patterns satisfy.
  private var quantity: Interval.Quantity? {
    switch relation {
    case .below, .above, .within, .equal: isGeometric ? .geometricMean : .mean
    case .lessThan, .greaterThan: isGeometric ? .geometricMeanRatio : .meanDifference
    case .increasing, .decreasing: isGeometric ? .smallestStepRatio : .smallestStep
    case .unimodal, .crosses: nil
    }
  }

  private var isSeries: Bool { quantity == .smallestStep || quantity == .smallestStepRatio }

  private var estimate: (quantity: Interval.Quantity, value: Double)? {
    guard let quantity, let first = mixtures.first else { return nil }
    let value = isSeries ? mixtures.map { inOwnTerms($0.mean) }.min() : inOwnTerms(first.mean)
    return value.map { (quantity, $0) }
  }

  /// Of a series: each step may be the smallest, so the lower end is the least of theirs; the upper end is the least of ends
  /// that hold for all steps together, for which they share the error.
  func interval(errorRate: Double) -> Interval? {
    guard diverged == 0, problem == nil, let quantity, let first = mixtures.first else { return nil }
    func ends(_ mixture: MeanMixture, _ errorRate: Double) -> (Double, Double) {
      guard let interval = mixture.interval(errorRate: errorRate) else { return (-.infinity, .infinity) }
      let ends = [inOwnTerms(interval.lowerBound), inOwnTerms(interval.upperBound)]
      return (min(ends[0], ends[1]), max(ends[0], ends[1]))
    }
    var (lower, upper) = ends(first, errorRate)
    if isSeries {
      lower = mixtures.map { ends($0, errorRate / 2).0 }.min() ?? lower
      upper = mixtures.map { ends($0, errorRate / 2 / Double(mixtures.count)).1 }.min() ?? upper
    }
    guard lower.isFinite || upper.isFinite else { return nil }
    return Interval(quantity, lower, upper, level: 1 - errorRate)
  }
}
