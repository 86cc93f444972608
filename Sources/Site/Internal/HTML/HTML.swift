/// Builds HTML. Elements close where their closure ends, so tags balance; text and attributes are escaped here and nowhere else.
///
/// ```swift
/// html.element("p", [.class("note")]) { html in html.text("1 < 2") }    // <p class="note">1 &lt; 2</p>
/// ```
struct HTML {
  /// UTF-8, and no string: a page is put together of some ten thousand pieces.
  private var bytes: [UInt8] = []

  var markup: Markup { Markup(trusted: String(decoding: bytes, as: UTF8.self)) }

  init() {}

  /// What `build` writes, by itself.
  static func fragment<E: Error>(_ build: (inout HTML) throws(E) -> Void) throws(E) -> Markup {
    var html = HTML()
    try build(&html)
    return html.markup
  }

  mutating func text(_ value: String) { Self.appendEscaped(value, to: &bytes) }

  mutating func markup(_ markup: Markup) { bytes.append(contentsOf: markup.description.utf8) }

  /// A line's end in the output, for readers of the source.
  mutating func newline() { bytes.append(UInt8(ascii: "\n")) }

  mutating func element<E: Error>(
    _ name: StaticString, _ attributes: [Attribute] = [], content: (inout HTML) throws(E) -> Void
  ) throws(E) {
    open(name, attributes)
    try content(&self)
    bytes.append(contentsOf: "</".utf8)
    bytes.append(name)
    bytes.append(UInt8(ascii: ">"))
  }

  mutating func element(_ name: StaticString, _ attributes: [Attribute], _ content: String) {
    element(name, attributes) { $0.text(content) }
  }

  mutating func element(_ name: StaticString, _ attributes: [Attribute], _ content: Markup) {
    element(name, attributes) { $0.markup(content) }
  }

  mutating func element(_ name: StaticString, _ content: String) { element(name, [], content) }

  mutating func element(_ name: StaticString, _ content: Markup) { element(name, [], content) }

  /// An element without content: `br`, `img`, `meta`.
  mutating func void(_ name: StaticString, _ attributes: [Attribute] = []) { open(name, attributes) }

  mutating func doctype() { bytes.append(contentsOf: "<!doctype html>\n".utf8) }

  private mutating func open(_ name: StaticString, _ attributes: [Attribute]) {
    bytes.append(UInt8(ascii: "<"))
    bytes.append(name)
    for attribute in attributes { attribute.write(to: &bytes) }
    bytes.append(UInt8(ascii: ">"))
  }
}

extension HTML {
  struct Attribute {
    private let name: StaticString
    private let value: String?

    init(_ name: StaticString, _ value: String?) {
      self.name = name
      self.value = value
    }

    /// An attribute that is there or not: `open`, `hidden`.
    static func flag(_ name: StaticString) -> Attribute { Attribute(name, nil) }
    static func `class`(_ name: String) -> Attribute { Attribute("class", name) }
    static func `class`(_ names: String...) -> Attribute {
      Attribute("class", names.filter { !$0.isEmpty }.joined(separator: " "))
    }
    static func id(_ value: String) -> Attribute { Attribute("id", value) }
    static func href(_ value: String) -> Attribute { Attribute("href", value) }

    fileprivate func write(to bytes: inout [UInt8]) {
      bytes.append(UInt8(ascii: " "))
      bytes.append(name)
      guard let value else { return }
      bytes.append(contentsOf: "=\"".utf8)
      HTML.appendEscaped(value, to: &bytes)
      bytes.append(UInt8(ascii: "\""))
    }
  }

  /// Escapes for text and for quoted attributes. Characters that HTML cannot hold become U+FFFD; carriage returns go.
  static func escaped(_ value: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(value.utf8.count + 16)
    appendEscaped(value, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Most text is plain for long stretches, each of which is copied at once.
  fileprivate static func appendEscaped(_ value: String, to bytes: inout [UInt8]) {
    var value = value
    value.withUTF8 { text in
      var start = 0
      for index in text.indices {
        // Letters, above all.
        if text[index] > UInt8(ascii: ">"), text[index] != 0x7F { continue }
        guard let replacement = replacement(of: text[index]) else { continue }
        bytes.append(contentsOf: text[start..<index])
        bytes.append(replacement)
        start = index + 1
      }
      bytes.append(contentsOf: text[start...])
    }
  }

  private static func replacement(of byte: UInt8) -> StaticString? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    case 0x09, 0x0A: nil
    case 0x0D: ""
    case 0..<0x20, 0x7F: "\u{FFFD}"
    default: nil
    }
  }
}

extension [UInt8] {
  fileprivate mutating func append(_ text: StaticString) { text.withUTF8Buffer { append(contentsOf: $0) } }
}
