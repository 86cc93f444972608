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
