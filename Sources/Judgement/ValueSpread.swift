import Records

/// What an inline value is in other repetitions of its lesson, in which every seed stands for another stream.
public struct ValueSpread: Equatable, Sendable {
  /// In the order of the repetitions; nil where one did not come so far.
  public var values: [Value?]

  public init(_ values: [Value?]) { self.values = values }

  /// Those that there are.
  public var known: [Value] { values.compactMap { $0 } }

  /// The least and the greatest; nil where one is no number.
  public var extremes: (least: Value, greatest: Value)? {
    let numbers = known.compactMap { value in value.number.map { (value: value, number: $0) } }
    guard numbers.count == known.count, !numbers.contains(where: \.number.isNaN),
      let least = numbers.min(by: { $0.number < $1.number }), let greatest = numbers.max(by: { $0.number < $1.number })
    else { return nil }
    return (least.value, greatest.value)
  }

  /// Whether they all are this value, to the bit: seeds have no part in it.
  public func agrees(with value: Value) -> Bool {
    known.allSatisfy { $0.typeName == value.typeName && $0.description == value.description }
  }
}
