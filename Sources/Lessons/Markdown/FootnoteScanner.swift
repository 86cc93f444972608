/// Finds the marks of footnotes, `[^label]`.
///
/// A label holds no white space, and nothing that could be markup; `\[^label]` is text.
struct FootnoteScanner {
  let bytes: [UInt8]
  /// The character that marks formulas.
  var sentinel: [UInt8] = []

  /// The longest label, in bytes: so that hostile texts take no longer than others.
  private static let limit = 100
  private static let refused = Set("[]^\\`$<>&*|".utf8)

  /// The label of the mark that begins with the `[` at `start`; the mark ends one byte behind it.
  func label(from start: Int) -> Range<Int>? {
    guard bytes.at(start) == UInt8(ascii: "["), bytes.at(start + 1) == UInt8(ascii: "^") else { return nil }
    var end = start + 2
    while end < bytes.count, end - start <= Self.limit, bytes[end] > 0x20, bytes[end] != 0x7F, !Self.refused.contains(bytes[end]) {
      if !sentinel.isEmpty, bytes.holds(sentinel, at: end) { return nil }
      end += 1
    }
    return end > start + 2 && bytes.at(end) == UInt8(ascii: "]") ? start + 2..<end : nil
  }
}
