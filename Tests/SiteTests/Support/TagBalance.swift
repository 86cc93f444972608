/// A checker for what our pages promise: every element closes, in order, attributes are quoted, and no id is there twice.
struct TagBalance {
  private(set) var problems: [String] = []
  private var open: [String] = []
  private var identifiers: Set<String> = []

  /// Made once for a page: a literal in a loop is parsed each time.
  private let pattern = #/<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s+[a-zA-Z:_][-a-zA-Z0-9:_]*(?:="[^"<>]*"|='[^'<>]*')?)*)\s*(/?)>/#
  private let identifier = #/\sid="([^"]*)"/#

  private static let void: Set<String> = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"]

  init(_ html: String) {
    let bytes = Array(html.utf8)
    var position = 0
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "<"): position = tag(bytes, from: position)
      case UInt8(ascii: ">"):
        problems.append("a bare > before: \(Self.text(bytes[position...].prefix(60)))")
        position += 1
      default: position += 1
      }
    }
    problems += open.map { "<\($0)> is never closed" }
  }

  /// Reads the tag at `start` and answers where it ends.
  private mutating func tag(_ bytes: [UInt8], from start: Int) -> Int {
    var end = start + 1
    var quote: UInt8?
    while end < bytes.count, quote != nil || bytes[end] != UInt8(ascii: ">") {
      if bytes[end] == quote { quote = nil } else if quote == nil, bytes[end] == UInt8(ascii: "\"") || bytes[end] == UInt8(ascii: "'") { quote = bytes[end] }
      end += 1
    }
    let source = Self.text(bytes[start...].prefix(end - start + 1))
    if source.lowercased() == "<!doctype html>" { return end + 1 }
    guard let tag = source.wholeMatch(of: pattern) else {
      problems.append("not a tag: \(source.prefix(60))")
      return start + 1
    }
    let name = String(tag.2)
    if tag.1 == "/" {
      if open.last == name { open.removeLast() } else { problems.append("</\(name)> closes <\(open.last ?? "nothing")>") }
    } else if !Self.void.contains(name) && tag.4.isEmpty {
      open.append(name)
    }
    if let identifier = tag.3.firstMatch(of: identifier), !identifiers.insert(String(identifier.1)).inserted {
      problems.append("id \(identifier.1) is there twice")
    }
    return end + 1
  }

  private static func text(_ bytes: some Collection<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}
