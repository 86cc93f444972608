/// Builds HTML. Elements close where their closure ends, so tags balance; text and attributes are escaped here and nowhere else.
///
/// ```swift
/// html.element("p", [.class("note")]) { html in html.text("1 < 2") }    // <p class="note">1 &lt; 2</p>
/// ```
struct HTML {
  private(set) var text = ""

  var markup: Markup { Markup(trusted: text) }

  init() {}

  /// What `build` writes, by itself.
  static func fragment<E: Error>(_ build: (inout HTML) throws(E) -> Void) throws(E) -> Markup {
    var html = HTML()
    try build(&html)
    return html.markup
  }

  mutating func text(_ value: String) { text += Self.escaped(value) }

  mutating func markup(_ markup: Markup) { text += markup.description }

  /// A line's end in the output, for readers of the source.
  mutating func newline() { text += "\n" }

  mutating func element<E: Error>(
    _ name: StaticString, _ attributes: [Attribute] = [], content: (inout HTML) throws(E) -> Void
  ) throws(E) {
    open(name, attributes)
    try content(&self)
    text += "</\(name)>"
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

  mutating func doctype() { text += "<!doctype html>\n" }

  private mutating func open(_ name: StaticString, _ attributes: [Attribute]) {
    text += "<\(name)"
    for attribute in attributes { attribute.write(to: &text) }
    text += ">"
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
    static func `class`(_ names: String...) -> Attribute {
      Attribute("class", names.filter { !$0.isEmpty }.joined(separator: " "))
    }
    static func id(_ value: String) -> Attribute { Attribute("id", value) }
    static func href(_ value: String) -> Attribute { Attribute("href", value) }

    fileprivate func write(to text: inout String) {
      text += " \(name)"
      if let value { text += "=\"\(HTML.escaped(value))\"" }
    }
  }

  /// Escapes for text and for quoted attributes. Characters that HTML cannot hold become U+FFFD; carriage returns go.
  static func escaped(_ value: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(value.utf8.count + 16)
    for byte in value.utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
      case UInt8(ascii: "\""): bytes.append(contentsOf: "&quot;".utf8)
      case UInt8(ascii: "'"): bytes.append(contentsOf: "&#39;".utf8)
      case 0x09, 0x0A: bytes.append(byte)
      case 0x0D: break
      case 0..<0x20, 0x7F: bytes.append(contentsOf: "\u{FFFD}".utf8)
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
