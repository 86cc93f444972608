import Foundation
import Records

/// `.onAverage`: guarded t-mixtures of the relation's conditions, one for a threshold, two for a range, one for each step of a series.
///
/// All conditions of a pattern have to be shown (intersection-union, Berger 1982): min ln E⁺; against it speaks their mean E⁻.
/// Of several patterns, the mean of their evidence speaks for the claim, and against it the least.
/// Decides from ten replicates on. A replicate that is not finite leaves no mean: the claim fails.
/// - Source: `Judgement.md` in the documentation
struct MeanRule: SequentialRule {
  static let minimumCount = 10

  let relation: Relation
  private var mixtures: [MeanMixture] = []
  private var count = 0
  private var diverged = 0
  private(set) var problem: String?

  init(relation: Relation) { self.relation = relation }

  mutating func observe(_ measure: Measure) {
    count += 1
    guard let conditions = relation.conditions(of: measure), measure.numbers.allSatisfy(\.isFinite),
      conditions.allSatisfy(\.isFinite)
    else {
      diverged += 1
      return
    }
    if mixtures.isEmpty { mixtures = conditions.map { _ in MeanMixture() } }
    guard mixtures.count == conditions.count else {
      problem = problem ?? "replicate \(count) is a series of another length"
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
    if mixtures.count == 1 {
      sentences[0] += ", a mean margin of \(rounded(mixtures[0].mean))"
      if let interval = mixtures[0].interval(errorRate: errorRate) {
        sentences[0] += " (\(rounded(interval.lowerBound)) to \(rounded(interval.upperBound)) at \(confidence(errorRate)))"
      }
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
