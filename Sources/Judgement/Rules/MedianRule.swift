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

  private let relation: Relation
  private let parts: [Part]
  private var passes: [Int]
  /// What the median is of: the measures, or the differences between the arms; NaN among them is on neither side of anything.
  private var values: [Double] = []
  private var count = 0

  init(relation: Relation) {
    self.relation = relation
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
    if let value = relation.quantity(of: measure) { values.append(value) }
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
    let median = interval(errorRate: errorRate).flatMap { $0.quantity == .passRate ? nil : "; a \($0.quantity.inWords) of \($0.inWords)" } ?? ""
    return switch outcome {
    case .holds: "\(counted); so is the median, at \(confidence(errorRate))\(median)"
    case .fails: "\(counted); the median is not there, at \(confidence(errorRate))\(median)"
    case .undecided, .broken: counted + median
    }
  }

  /// Between the order statistics that the sign process leaves, each side at half the error rate; of a series the share of seeds.
  ///
  /// A number is below the median when the evidence that more than half of all seeds are above it reaches ln(2/a). Such evidence
  /// grows with their count alone, so the k-th value from either end is the bound, k the least count that reaches it.
  /// - Source: Howard & Ramdas 2022, Sequential estimation of quantiles, Bernoulli 28
  func interval(errorRate: Double) -> Interval? {
    guard let quantity = relation.medianQuantity else {
      let rates = RateMixture().interval(passes: passes[0], of: count, errorRate: errorRate)
      return Interval(.passRate, rates.lowerBound, rates.upperBound, level: 1 - errorRate)
    }
    let mixture = RateMixture(), level = decisionLevel(errorRate / 2)
    guard let needed = (0...count).first(where: { mixture.logEvidence(above: 0.5, passes: $0, of: count) >= level }) else { return nil }
    let sorted = values.filter { !$0.isNaN }.sorted()
    guard needed <= sorted.count else { return nil }
    return Interval(quantity, sorted[sorted.count - needed], sorted[needed - 1], level: 1 - errorRate)
  }

  func replicatesWanted(errorRate: Double) -> Int {
    let level = decisionLevel(errorRate)
    for more in 0..<1000 where evidence(passes: passes.map { $0 + more }, of: count + more).holding >= level { return more }
    return 1000
  }
}

extension Relation {
  /// The number whose median the relation speaks of: the measure, or first − factor · second; nil of a series.
  fileprivate func quantity(of measure: Measure) -> Double? {
    switch (self, measure) {
    case (_, .number(let value)): value
    case (.lessThan(let factor), .pair(let first, let second)), (.greaterThan(let factor), .pair(let first, let second)):
      first - factor * second
    default: nil
    }
  }

  fileprivate var medianQuantity: Interval.Quantity? {
    switch self {
    case .below, .above, .within, .equal: .median
    case .lessThan, .greaterThan: .medianDifference
    case .increasing, .decreasing, .unimodal, .crosses: nil
    }
  }
}
