/// One number that a relation wants to be positive, or negative where `sign` is −1.
package struct SignedCondition: Equatable, Sendable {
  package var condition: Int
  package var sign: Double
}

extension Relation {
  /// The distances of which the relation speaks: from its thresholds, between the arms, from point to point.
  ///
  /// A claim about a mean is a statement about the means of these; nil where the relation cannot apply.
  /// - Parameter scale: what distances are taken of: the numbers themselves, or their logarithms
  package func conditions(of measure: Measure, scale: (Double) -> Double = { $0 }) -> [Double]? {
    func distance(_ from: Double, _ to: Double) -> Double { scale(to) - scale(from) }
    switch (self, measure) {
    case (.below(let bound), .number(let value)): return [distance(value, bound)]
    case (.above(let bound), .number(let value)): return [distance(bound, value)]
    case (.within(let range), .number(let value)): return [distance(range.lowerBound, value), distance(value, range.upperBound)]
    case (.equal(let target, let tolerance), .number(let value)):
      return [distance(target - tolerance, value), distance(value, target + tolerance)]
    case (.lessThan(let factor), .pair(let first, let second)): return [distance(first, factor * second)]
    case (.greaterThan(let factor), .pair(let first, let second)): return [distance(factor * second, first)]
    case (.increasing, .series(let values)), (.decreasing, .series(let values)), (.unimodal, .series(let values)):
      return zip(values, values.dropFirst()).map(distance)
    case (.crosses(let level), .series(let values)):
      guard let first = values.first, let last = values.last else { return nil }
      return [distance(level, first), distance(level, last)]
    default: return nil
    }
  }

  /// Whether all numbers that the relation names have a logarithm.
  package var isOfPositiveNumbers: Bool {
    switch self {
    case .below(let bound), .above(let bound), .crosses(let bound): bound > 0
    case .within(let range): range.lowerBound > 0
    case .equal(let target, let tolerance): target - tolerance > 0
    case .lessThan(let factor), .greaterThan(let factor): factor > 0
    case .increasing, .decreasing, .unimodal: true
    }
  }

  /// The ways to satisfy the relation; each is a list of conditions that have to hold together.
  ///
  /// A unimodal series rises to a peak that is not one of its ends and falls from there; one that crosses ends on the other side
  /// of the level from where it began.
  package func patterns(conditionCount count: Int) -> [[SignedCondition]] {
    func all(_ sign: Double) -> [SignedCondition] { (0..<count).map { SignedCondition(condition: $0, sign: sign) } }
    switch self {
    case .below, .above, .within, .equal, .lessThan, .greaterThan, .increasing: return [all(1)]
    case .decreasing: return [all(-1)]
    case .unimodal:
      return (1..<max(1, count)).map { peak in (0..<count).map { SignedCondition(condition: $0, sign: $0 < peak ? 1 : -1) } }
    case .crosses:
      return [1.0, -1.0].map { [SignedCondition(condition: 0, sign: -$0), SignedCondition(condition: 1, sign: $0)] }
    }
  }
}
