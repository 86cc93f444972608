/// One number that a relation wants to be positive, or negative where `sign` is −1.
package struct SignedCondition: Equatable, Sendable {
  package var condition: Int
  package var sign: Double
}

extension Relation {
  /// The distances of which the relation speaks: from its thresholds, between the arms, from point to point.
  ///
  /// A replicate's mean claim is a statement about the means of these; nil where the relation cannot apply.
  package func conditions(of measure: Measure) -> [Double]? {
    switch (self, measure) {
    case (.below(let bound), .number(let value)): [bound - value]
    case (.above(let bound), .number(let value)): [value - bound]
    case (.within(let range), .number(let value)): [value - range.lowerBound, range.upperBound - value]
    case (.equal(let target, let tolerance), .number(let value)): [value - (target - tolerance), target + tolerance - value]
    case (.lessThan(let factor), .pair(let first, let second)): [factor * second - first]
    case (.greaterThan(let factor), .pair(let first, let second)): [first - factor * second]
    case (.increasing, .series(let values)), (.decreasing, .series(let values)), (.unimodal, .series(let values)):
      zip(values.dropFirst(), values).map { $0 - $1 }
    case (.crosses(let level), .series(let values)):
      if let first = values.first, let last = values.last { [first - level, last - level] } else { nil }
    default: nil
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
