/// A number as the ledger writes it: the shortest decimal that reads back as the same bits, or a string where JSON has no number.
///
/// `0.1`, `-0.0`, `5e-324`, `"inf"`, `"-inf"`, `"nan"`, and `"nan(0xfff8000000000000)"` for another NaN than the usual one.
struct ExactNumber: Equatable, Sendable, Decodable {
  var value: Double

  init(_ value: Double) { self.value = value }

  /// The JSON text.
  var text: String {
    if value.isFinite { return value.description }
    if value.isInfinite { return value > 0 ? "\"inf\"" : "\"-inf\"" }
    return value.bitPattern == Double.nan.bitPattern ? "\"nan\"" : "\"nan(0x\(String(value.bitPattern, radix: 16)))\""
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Double.self) {
      value = number
      return
    }
    switch try container.decode(String.self) {
    case "inf": value = .infinity
    case "-inf": value = -.infinity
    case "nan": value = .nan
    case let text:
      guard text.hasPrefix("nan(0x"), text.hasSuffix(")"), let bits = UInt64(text.dropFirst(6).dropLast(), radix: 16),
        Double(bitPattern: bits).isNaN
      else { throw DecodingError.dataCorruptedError(in: container, debugDescription: "`\(text)` is no number") }
      value = Double(bitPattern: bits)
    }
  }

  static func == (left: Self, right: Self) -> Bool { left.value.bitPattern == right.value.bitPattern }
}
