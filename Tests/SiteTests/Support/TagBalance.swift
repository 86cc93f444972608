/// A checker for what our pages promise: every element closes, in order, attributes are quoted, and no id is there twice.
struct TagBalance {
  struct Tag {
    var name: String
    var attributes: [(name: String, value: String?)]
    var source: String
  }

  private(set) var problems: [String] = []
  /// Those that begin elements.
  private(set) var tags: [Tag] = []
  private var open: [String] = []
  private var identifiers: Set<String> = []

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
    guard end < bytes.count else {
      problems.append("not a tag: \(Self.text(bytes[start...].prefix(60)))")
      return start + 1
    }
    let source = Self.text(bytes[start...end])
    if source.lowercased() == "<!doctype html>" { return end + 1 }
    guard let tag = Self.read(bytes[start...end]) else {
      problems.append("not a tag: \(source.prefix(60))")
      return start + 1
    }
    if tag.isEnd {
      if open.last == tag.name { open.removeLast() } else { problems.append("</\(tag.name)> closes <\(open.last ?? "nothing")>") }
      return end + 1
    }
    tags.append(Tag(name: tag.name, attributes: tag.attributes, source: source))
    if !Self.void.contains(tag.name) && !tag.closesItself { open.append(tag.name) }
    for attribute in tag.attributes where attribute.name == "id" {
      if let value = attribute.value, !identifiers.insert(value).inserted { problems.append("id \(value) is there twice") }
    }
    return end + 1
  }

  /// By hand: a page has thousands, and hundreds of pages are looked at.
  private static func read(
    _ tag: ArraySlice<UInt8>
  ) -> (name: String, isEnd: Bool, closesItself: Bool, attributes: [(name: String, value: String?)])? {
    var rest = tag.dropFirst()
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 }
    func isName(_ byte: UInt8) -> Bool {
      (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x3A || byte == 0x5F
    }
    func take(_ accepted: (UInt8) -> Bool) -> String {
      let taken = rest.prefix(while: accepted)
      rest = rest[taken.endIndex...]
      return text(taken)
    }
    let isEnd = rest.first == UInt8(ascii: "/")
    if isEnd { rest = rest.dropFirst() }
    guard let first = rest.first, (0x61...0x7A).contains(first | 0x20) else { return nil }
    let name = take(isName)
    var attributes: [(name: String, value: String?)] = []
    while true {
      let space = take(isSpace)
      if rest.first == UInt8(ascii: ">"), rest.count == 1 { return (name, isEnd, false, attributes) }
      if rest.elementsEqual("/>".utf8) { return (name, isEnd, true, attributes) }
      let attribute = take(isName)
      guard !space.isEmpty, !attribute.isEmpty else { return nil }
      guard rest.first == UInt8(ascii: "=") else {
        attributes.append((attribute, nil))
        continue
      }
      guard let quote = rest.dropFirst().first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
      rest = rest.dropFirst(2)
      let value = take { $0 != quote && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") }
      guard rest.first == quote else { return nil }
      rest = rest.dropFirst()
      attributes.append((attribute, value))
    }
  }

  private static func text(_ bytes: some Collection<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}
