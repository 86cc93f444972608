/// How a number is printed: `.3g`, `.2f`, `%`, `e` as lessons spell them.
public enum NumberFormat: Equatable, Sendable {
  /// The shortest text that reads back as the value.
  case automatic
  /// Significant digits, with an exponent where the number is very small or large: `.3g`.
  case significant(Int)
  /// Digits after the point: `.2f`.
  case fixed(Int)
  /// Per cent, with digits after the point: `%` is `.percent(0)`, `.1%` is `.percent(1)`.
  case percent(Int)
  /// Scientific with digits after the point: `e` is `.scientific(2)`, `.1e` is `.scientific(1)`.
  case scientific(Int)
}

extension NumberFormat {
  /// What the text is for.
  public enum Typography: Equatable, Sendable {
    /// ASCII that programs read back: `-1.2e-05`, `nan`, `-inf`.
    case plain
    /// Characters that people read: `−1.2×10⁻⁵`, `NaN`, `−∞`.
    case typeset
  }

  /// More digits than this no double has a use for.
  static let mostDigits = 40

  /// Reads `.3g`, `.2f`, `%`, `.1%`, `e` and `.1e`; `nil` for anything else.
  public init?(_ spelling: String) {
    var characters = Array(spelling.utf8)
    guard let kind = characters.popLast() else { return nil }
    var digits: Int?
    if !characters.isEmpty {
      guard characters.count <= 3, characters.removeFirst() == UInt8(ascii: "."), !characters.isEmpty else { return nil }
      var count = 0
      for character in characters {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(character) else { return nil }
        count = count * 10 + Int(character - UInt8(ascii: "0"))
      }
      guard count <= Self.mostDigits else { return nil }
      digits = count
    }
    switch (kind, digits) {
    case (UInt8(ascii: "g"), .some(1...)): self = .significant(digits ?? 1)
    case (UInt8(ascii: "f"), let digits?): self = .fixed(digits)
    case (UInt8(ascii: "%"), _): self = .percent(digits ?? 0)
    case (UInt8(ascii: "e"), _): self = .scientific(digits ?? 2)
    default: return nil
    }
  }
}

/// Short names for lessons: `Column("std", \.std, format: .g3)`.
extension NumberFormat {
  public static var g1: Self { .significant(1) }
  public static var g2: Self { .significant(2) }
  public static var g3: Self { .significant(3) }
  public static var g4: Self { .significant(4) }
  public static var g5: Self { .significant(5) }
  public static var g6: Self { .significant(6) }
  public static var f0: Self { .fixed(0) }
  public static var f1: Self { .fixed(1) }
  public static var f2: Self { .fixed(2) }
  public static var f3: Self { .fixed(3) }
  public static var f4: Self { .fixed(4) }
  public static var f5: Self { .fixed(5) }
  public static var f6: Self { .fixed(6) }
  public static var e0: Self { .scientific(0) }
  public static var e1: Self { .scientific(1) }
  public static var e2: Self { .scientific(2) }
  public static var e3: Self { .scientific(3) }
  public static var percent: Self { .percent(0) }
  public static var percent1: Self { .percent(1) }
  public static var percent2: Self { .percent(2) }
}

extension NumberFormat: Wire {
  public func write(to writer: inout WireWriter) {
    switch self {
    case .automatic: writer.byte(0)
    case .significant(let digits):
      writer.byte(1)
      digits.write(to: &writer)
    case .fixed(let digits):
      writer.byte(2)
      digits.write(to: &writer)
    case .percent(let digits):
      writer.byte(3)
      digits.write(to: &writer)
    case .scientific(let digits):
      writer.byte(4)
      digits.write(to: &writer)
    }
  }

  public init(from reader: inout WireReader) throws(WireError) {
    switch try reader.byte() {
    case 0: self = .automatic
    case 1: self = .significant(try Int(from: &reader))
    case 2: self = .fixed(try Int(from: &reader))
    case 3: self = .percent(try Int(from: &reader))
    case 4: self = .scientific(try Int(from: &reader))
    case let tag: throw .unknownTag(tag, in: "NumberFormat")
    }
  }
}
