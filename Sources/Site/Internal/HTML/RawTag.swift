/// One tag of raw HTML as CommonMark delimits it: `<a href="x">`, `</a>`, `<br/>`.
struct RawTag {
  var name: String
  var isEnd: Bool
  /// It ends with `/>`, which closes an element of SVG and says nothing of any other.
  var isSelfClosing = false
  var attributes: [(name: String, value: String)]
  /// The tag as it was written.
  var source: String

  /// Reads a tag from the front of `text`; nil, and nothing taken, where there is none.
  init?(parsing text: inout Substring) {
    var rest = text.dropFirst()
    isEnd = rest.first == "/"
    if isEnd { rest = rest.dropFirst() }
    guard let first = rest.first, first.isASCII, first.isLetter else { return nil }
    name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }.lowercased()
    rest = rest.dropFirst(name.count)
    attributes = []
    while true {
      let spaced = rest.first?.isHTMLSpace ?? false
      let gap = rest.prefix { $0.isHTMLSpace || $0 == "/" }
      rest = rest[gap.endIndex...]
      guard let next = rest.first else { return nil }
      if next == ">" {
        isSelfClosing = gap.last == "/"
        rest = rest.dropFirst()
        break
      }
      guard spaced, let attribute = Self.attribute(from: &rest) else { return nil }
      attributes.append(attribute)
    }
    source = String(text[..<rest.startIndex])
    text = rest
  }

  private static func attribute(from rest: inout Substring) -> (name: String, value: String)? {
    let name = rest.prefix { !$0.isHTMLSpace && !"\"'<>/=`".contains($0) }
    guard !name.isEmpty else { return nil }
    rest = rest[name.endIndex...]
    let afterName = rest.drop(while: \.isHTMLSpace)
    guard afterName.first == "=" else { return (name.lowercased(), "") }
    rest = afterName.dropFirst().drop(while: \.isHTMLSpace)
    guard let quote = rest.first else { return nil }
    if quote == "\"" || quote == "'" {
      rest = rest.dropFirst()
      guard let end = rest.firstIndex(of: quote) else { return nil }
      defer { rest = rest[rest.index(after: end)...] }
      return (name.lowercased(), CharacterReference.decoded(rest[..<end]))
    }
    let value = rest.prefix { !$0.isHTMLSpace && !"\"'<>=`".contains($0) }
    guard !value.isEmpty else { return nil }
    rest = rest[value.endIndex...]
    return (name.lowercased(), CharacterReference.decoded(value))
  }
}

extension Character {
  fileprivate var isHTMLSpace: Bool { self == " " || self == "\t" || self == "\n" || self == "\r\n" || self == "\r" || self == "\u{C}" }
}
