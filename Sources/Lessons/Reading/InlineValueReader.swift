/// Reads `{swift} expression | format` and `{value} lesson#name | format` out of a code span.
///
/// The format is what follows the last ` | `, if it looks like one: `.3g`, `.2f`, `%`, `.1%`, `e`, `.1e`. Otherwise the bar is
/// Swift's.
struct InlineValueReader {
  /// Where the value comes from.
  enum Origin: String, CaseIterable { case swift, value }

  let origin: Origin
  let expression: String
  let format: String?
  /// Where the expression begins in the span's text.
  let offset: Int

  /// Nothing where the span is plain code.
  init?(_ text: String) {
    guard let origin = Origin.allCases.first(where: { text.hasPrefix("{\($0.rawValue)}") }) else { return nil }
    self.origin = origin
    let rest = text.dropFirst(origin.rawValue.count + 2)
    let bar = Self.lastBar(in: rest)
    let format = bar.map { Self.trimmed(rest[$0.upperBound...]) }
    let hasFormat = format.map(Self.isFormat) ?? false
    let code = Self.trimmed(hasFormat ? bar.map { rest[..<$0.lowerBound] } ?? rest : rest)
    self.format = hasFormat ? format.map(String.init) : nil
    expression = String(code)
    offset = text.utf8.distance(from: text.startIndex, to: code.startIndex)
  }

  private static func trimmed(_ text: Substring) -> Substring {
    let start = text.drop { $0 == " " }
    guard let last = start.lastIndex(where: { $0 != " " }) else { return start }
    return start[...last]
  }

  private static func lastBar(in text: Substring) -> Range<Substring.Index>? {
    text.ranges(of: " | ").last
  }

  private static func isFormat(_ text: Substring) -> Bool {
    if text == "%" || text == "e" { return true }
    guard text.first == ".", let kind = text.last, "gfe%".contains(kind) else { return false }
    let digits = text.dropFirst().dropLast()
    return (1...2).contains(digits.count) && digits.allSatisfy { $0.isASCII && $0.isNumber }
  }
}
