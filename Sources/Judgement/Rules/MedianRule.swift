import Foundation
import Records

/// `.typically`: the sign process; the median is on the claimed side when more than half of all seeds are.
///
/// A one-sided Beta(1, 1) mixture at p₀ = ½. A tie of a strict relation and NaN count against the claim. A range is two
/// statements, of which both have to be shown (Berger 1982), or the mean of the evidence against them.
struct MedianRule: SequentialRule {
  private enum Part: Sendable {
    case satisfied(Relation)
    case atLeast(Double)
    case atMost(Double)

    func holds(for measure: Measure) -> Bool {
      switch (self, measure) {
      case (.satisfied(let relation), _): relation.isSatisfied(by: measure)
      case (.atLeast(let bound), .number(let value)): value >= bound
      case (.atMost(let bound), .number(let value)): value <= bound
      default: false
      }
    }
  }

  private let parts: [Part]
  private var passes: [Int]
  private var count = 0

  init(relation: Relation) {
    parts =
      switch relation {
      case .within(let range): [.atLeast(range.lowerBound), .atMost(range.upperBound)]
      case .equal(let target, let tolerance): [.atLeast(target - tolerance), .atMost(target + tolerance)]
      default: [.satisfied(relation)]
      }
    passes = parts.map { _ in 0 }
  }

  mutating func observe(_ measure: Measure) {
    count += 1
    for (index, part) in parts.enumerated() where part.holds(for: measure) { passes[index] += 1 }
  }

  var evidence: Evidence { evidence(passes: passes, of: count) }

  private func evidence(passes: [Int], of count: Int) -> Evidence {
    let mixture = RateMixture()
    let holding = passes.map { mixture.logEvidence(above: 0.5, passes: $0, of: count) }
    let failing = passes.map { mixture.logEvidence(below: 0.5, passes: $0, of: count) }
    return Evidence(holding: holding.min() ?? -.infinity, failing: logMeanExponential(failing))
  }

  func finding(_ outcome: Judgement.Outcome, errorRate: Double) -> String {
    let counted =
      parts.count == 1
      ? "\(passes[0]) of \(replicateCount(count)) on the claimed side"
      : "\(passes[0]) and \(passes[1]) of \(replicateCount(count)) above the lower and below the upper bound"
    return switch outcome {
    case .holds: "\(counted); so is the median, at \(confidence(errorRate))"
    case .fails: "\(counted); the median is not there, at \(confidence(errorRate))"
    case .undecided, .broken: counted
    }
  }

  func replicatesWanted(errorRate: Double) -> Int {
    let level = decisionLevel(errorRate)
    for more in 0..<1000 where evidence(passes: passes.map { $0 + more }, of: count + more).holding >= level { return more }
    return 1000
  }
}
