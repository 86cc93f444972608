/// Why a relation cannot say anything about a measure.
public enum RelationMismatch: Error, Equatable, Sendable {
  /// `.increasing` of one number: what the relation is about, and what was measured.
  case kind(relation: String, needs: String, got: String)
  /// A series that is too short.
  case length(relation: String, needs: Int, got: Int)
  /// A threshold, factor or tolerance that is not a number.
  case threshold(relation: String)

  /// "`.increasing` needs a series, and the measure is a number"
  public var message: String {
    switch self {
    case .kind(let relation, let needs, let got): "`\(relation)` needs \(needs), and the measure is \(got)"
    case .length(let relation, let needs, let got): "`\(relation)` needs a series of at least \(needs) points, and got \(got)"
    case .threshold(let relation): "`\(relation)` has a threshold that is not a number"
    }
  }
}

extension Relation {
  /// Whether the measure is as the relation says, compared exactly as written; NaN never is, nor what the relation is not about.
  public func isSatisfied(by measure: Measure) -> Bool {
    guard mismatch(with: measure) == nil else { return false }
    return switch (self, measure) {
    case (.below(let bound), .number(let value)): value < bound
    case (.above(let bound), .number(let value)): value > bound
    case (.within(let range), .number(let value)): range.contains(value)
    case (.equal(let target, let tolerance), .number(let value)): abs(value - target) <= tolerance || value == target
    case (.lessThan(let factor), .pair(let first, let second)): first < factor * second
    case (.greaterThan(let factor), .pair(let first, let second)): first > factor * second
    case (.increasing, .series), (.decreasing, .series), (.unimodal, .series), (.crosses, .series):
      (conditions(of: measure) ?? []).satisfyPattern(of: self)
    default: false
    }
  }

  /// Why the relation says nothing about the measure; nil where it does.
  public func mismatch(with measure: Measure) -> RelationMismatch? {
    if hasInvalidThreshold { return .threshold(relation: name) }
    switch (self, measure) {
    case (.below, .number), (.above, .number), (.within, .number), (.equal, .number): return nil
    case (.lessThan, .pair), (.greaterThan, .pair): return nil
    case (.increasing, .series(let values)), (.decreasing, .series(let values)), (.crosses, .series(let values)):
      return values.count < 2 ? .length(relation: name, needs: 2, got: values.count) : nil
    case (.unimodal, .series(let values)):
      return values.count < 3 ? .length(relation: name, needs: 3, got: values.count) : nil
    default: return .kind(relation: name, needs: subject, got: measure.kind)
    }
  }

  /// How far the measure is on the right side: positive where the relation is satisfied with room, negative where it is not.
  ///
  /// In the measure's own units: to the threshold, for two arms first − factor·second (turned for `lessThan`), for a series its
  /// worst step or end. nil where the relation cannot apply; NaN of a measure that is not a number.
  public func margin(of measure: Measure) -> Double? {
    guard mismatch(with: measure) == nil, let conditions = conditions(of: measure) else { return nil }
    return patterns(conditionCount: conditions.count).map { pattern in
      pattern.map { $0.sign * conditions[$0.condition] }.reduce(.infinity, Self.propagatingMinimum)
    }.reduce(-.infinity) { $0.isNaN || $1.isNaN ? .nan : max($0, $1) }
  }

  private static func propagatingMinimum(_ left: Double, _ right: Double) -> Double {
    left.isNaN || right.isNaN ? .nan : min(left, right)
  }

  private var hasInvalidThreshold: Bool {
    switch self {
    case .below(let bound), .above(let bound), .crosses(let bound): bound.isNaN
    case .equal(let target, let tolerance): target.isNaN || !(tolerance >= 0)
    case .lessThan(let factor), .greaterThan(let factor): !factor.isFinite
    case .within, .increasing, .decreasing, .unimodal: false
    }
  }

  private var subject: String {
    switch self {
    case .below, .above, .within, .equal: "a number"
    case .lessThan, .greaterThan: "two arms"
    case .increasing, .decreasing, .unimodal, .crosses: "a series"
    }
  }
}

extension Measure {
  fileprivate var kind: String {
    switch self {
    case .number: "a number"
    case .pair: "two arms"
    case .series: "a series"
    }
  }
}

extension [Double] {
  fileprivate func satisfyPattern(of relation: Relation) -> Bool {
    relation.patterns(conditionCount: count).contains { pattern in pattern.allSatisfy { $0.sign * self[$0.condition] > 0 } }
  }
}
