/// Finds citations in the text of a paragraph or heading, in Pandoc's notation: `[@key]`, `[@a; @b]`, `[see @key, p. 4]`, `[-@key]`.
///
/// Whatever could be markup inside of the brackets (a code span, emphasis, another bracket) makes it no citation, so that what is
/// one reads as plain text to CommonMark too. `\[@key]` is text.
struct CitationScanner {
  struct Item {
    var key: Range<Int>
    var prefix: Range<Int>
    var locator: Range<Int>
    var omitsAuthor: Bool
  }

  let bytes: [UInt8]
  /// The character that marks formulas.
  let sentinel: [UInt8]

  /// The longest citation, in bytes: so that hostile texts take no longer than others.
  private static let limit = 1_000
  private static let open = UInt8(ascii: "["), close = UInt8(ascii: "]"), at = UInt8(ascii: "@")

  /// The citation that begins with the `[` at `start`, and behind its `]`.
  func citation(from start: Int) -> (items: [Item], end: Int)? {
    guard let close = end(from: start) else { return nil }
    var items: [Item] = []
    var from = start + 1
    while from <= close {
      let to = bytes[from..<close].firstIndex(of: UInt8(ascii: ";")) ?? close
      guard let item = item(from..<to) else { return nil }
      items.append(item)
      from = to + 1
    }
    return (items, close + 1)
  }

  /// The `]`, where nothing but plain text with an `@` stands before it.
  private func end(from start: Int) -> Int? {
    var holdsKey = false
    var index = start + 1
    while index < bytes.count, index - start < Self.limit {
      switch bytes[index] {
      case Self.close: return holdsKey ? index : nil
      case Self.open, .backslash, .backtick, .dollar: return nil
      case UInt8(ascii: "*"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "!"): return nil
      case UInt8(ascii: "_") where !isInWord(index): return nil
      case .newline where bytes[index - 1] == 0x20 && bytes[index - 2] == 0x20: return nil  // a hard break
      case Self.at: holdsKey = true
      default:
        if !sentinel.isEmpty, bytes.holds(sentinel, at: index) { return nil }
      }
      index += 1
    }
    return nil
  }

  private func isInWord(_ index: Int) -> Bool { isWord(bytes.at(index - 1)) && isWord(bytes.at(index + 1)) }

  private func isWord(_ byte: UInt8) -> Bool { byte.isLetter || byte.isDigit || byte >= 0x80 }

  private func item(_ range: Range<Int>) -> Item? {
    guard let mark = bytes[range].firstIndex(of: Self.at) else { return nil }
    let omitsAuthor = mark > range.lowerBound && bytes[mark - 1] == UInt8(ascii: "-")
    let prefixEnd = omitsAuthor ? mark - 1 : mark
    guard prefixEnd == range.lowerBound || bytes[prefixEnd - 1].isMarkdownSpace else { return nil }
    let end = endOfKey(from: mark + 1)
    guard end > mark + 1, end <= range.upperBound, !bytes[end..<range.upperBound].contains(Self.at) else { return nil }
    guard end == range.upperBound || bytes[end].isMarkdownSpace || bytes[end] == UInt8(ascii: ",") else { return nil }
    let locator = bytes[end..<range.upperBound].first == UInt8(ascii: ",") ? end + 1 : end
    return Item(
      key: mark + 1..<end, prefix: trimmed(range.lowerBound..<prefixEnd), locator: trimmed(locator..<range.upperBound),
      omitsAuthor: omitsAuthor)
  }

  /// Letters, digits and `_`, and between them single `:`, `.`, `-`, `+` and `/`.
  private func endOfKey(from start: Int) -> Int {
    var index = start
    while index < bytes.count {
      if isWord(bytes[index]) || bytes[index] == UInt8(ascii: "_") {
        index += 1
      } else if index > start, ":.-+/".utf8.contains(bytes[index]), isWord(bytes.at(index + 1)) {
        index += 1
      } else {
        return index
      }
    }
    return index
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    let start = bytes[range].firstIndex { !$0.isMarkdownSpace } ?? range.upperBound
    let end = bytes[start..<range.upperBound].lastIndex { !$0.isMarkdownSpace }
    return start..<(end.map { $0 + 1 } ?? start)
  }

  /// A stretch of the text on one line.
  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range].map { $0 == .newline ? 0x20 : $0 }, as: UTF8.self)
  }
}
