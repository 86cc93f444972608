import Lessons

extension Node {
  /// The same with the quotation marks and apostrophes of a book in its words, where the keyboard has but one of each. Code, formulas and
  /// raw HTML stay.
  var withBookQuotes: Node {
    var setter = QuoteSetter()
    return setter.set(self)
  }
}

extension String {
  /// The same for plain text.
  var withBookQuotes: String {
    var setter = QuoteSetter()
    return setter.set(self)
  }
}

/// Goes through a lesson in its order. Whether a mark opens or closes depends on what stands before it, across emphasis and links.
struct QuoteSetter {
  /// The last character before; a space where a block begins.
  private var last: Character = " "

  mutating func set(_ node: Node) -> Node {
    var node = node
    switch node.kind {
    case .text(let text): node.kind = .text(set(text))
    case .softBreak, .lineBreak: last = " "
    case .code, .inlineMath, .inlineValue, .recordedValue, .citation: pass()
    case .inlineHTML: break
    case .emphasis, .strong, .link, .image, .claimReference, .statementReference, .glossaryTerm, .crossReference, .footnoteReference:
      if node.children.isEmpty { pass() }
      node.children = node.children.map { set($0) }
    default:
      // Blocks.
      node.children = node.children.map { child in
        if !child.isInline { last = " " }
        return set(child)
      }
      last = " "
    }
    return node
  }

  /// Behind something that is no text, as code.
  mutating func pass() { last = "x" }

  mutating func set(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }) else {
      last = text.last ?? last
      return text
    }
    var book = ""
    book.reserveCapacity(text.utf8.count + 8)
    for character in text {
      let isOpening = last.isWhitespace || "([{–—-/“‘".contains(last)
      switch character {
      case "\"": last = isOpening ? "“" : "”"
      case "'": last = isOpening ? "‘" : "’"
      default: last = character
      }
      book.append(last)
    }
    return book
  }
}
