import Execution
import Records

/// One replicate as the ledger keeps it: numbers and pairs whole, of a series its margin, its length and a digest of its bits.
///
/// A series may have thousands of points; what is told of it later is whether it is the same, and how far it is on the right side.
public enum RecordedMeasure: Sendable {
  case number(Double)
  case pair(Double, Double)
  case series(margin: Double, points: Int, digest: String)

  init(_ measure: Measure, relation: Relation) {
    switch measure {
    case .number(let value): self = .number(value)
    case .pair(let first, let second): self = .pair(first, second)
    case .series(let values):
      let bits = values.map { String($0.bitPattern, radix: 16) }.joined(separator: " ")
      self = .series(
        margin: relation.margin(of: measure) ?? .nan, points: values.count, digest: Fingerprint.digest(of: bits))
    }
  }

  /// The number that is compared over time: the value, first − factor · second of two arms, a series' margin.
  func statistic(_ relation: Relation) -> Double {
    switch self {
    case .number(let value): value
    case .pair(let first, let second): first - relation.factor * second
    case .series(let margin, _, _): margin
    }
  }

  /// The numbers that have to be the same to rounding.
  var numbers: [Double] {
    switch self {
    case .number(let value): [value]
    case .pair(let first, let second): [first, second]
    case .series(let margin, _, _): [margin]
    }
  }
}

extension RecordedMeasure: Equatable {
  /// The same to the bit: NaN equals itself, and 0 is not −0.
  public static func == (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.series(_, let points, let digest), .series(_, let otherPoints, let otherDigest)):
      points == otherPoints && digest == otherDigest && left.numbers[0].bitPattern == right.numbers[0].bitPattern
    case (.number, .number), (.pair, .pair): left.numbers.map(\.bitPattern) == right.numbers.map(\.bitPattern)
    default: false
    }
  }
}

extension RecordedMeasure: Decodable {
  var text: String {
    switch self {
    case .number(let value): ExactNumber(value).text
    case .pair(let first, let second): "[\(ExactNumber(first).text),\(ExactNumber(second).text)]"
    case .series(let margin, let points, let digest): "[\(ExactNumber(margin).text),\(points),\"\(digest)\"]"
    }
  }

  public init(from decoder: any Decoder) throws {
    if var list = try? decoder.unkeyedContainer() {
      let first = try list.decode(ExactNumber.self).value
      if list.count == 3 {
        self = .series(margin: first, points: try list.decode(Int.self), digest: try list.decode(String.self))
      } else {
        self = .pair(first, try list.decode(ExactNumber.self).value)
      }
    } else {
      self = .number(try ExactNumber(from: decoder).value)
    }
  }
}

extension Relation {
  /// By what the second arm is multiplied.
  var factor: Double {
    switch self {
    case .lessThan(let factor), .greaterThan(let factor): factor
    default: 1
    }
  }
}
