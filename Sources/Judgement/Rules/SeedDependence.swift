import Records

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
