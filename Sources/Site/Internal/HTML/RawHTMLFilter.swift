/// Lets an author's raw HTML through an allow-list and keeps it balanced; what is not on the list is shown as text.
///
/// CommonMark hands raw tags over one at a time with Markdown between them, so a filter lives as long as the container it
/// stands in, and closes at its end what the author left open.
struct RawHTMLFilter {
  enum Place { case block, inline }

  private let place: Place
  private var open: [String] = []
  /// What was refused, for a diagnostic: `<script>`.
  private(set) var refused: [String] = []

  init(_ place: Place) { self.place = place }

  /// The author opened an element and has not closed it yet.
  var isOpen: Bool { !open.isEmpty }

  mutating func filter(_ fragment: String) -> Markup {
    var output = "", rest = fragment[...]
    while let start = rest.firstIndex(of: "<") {
      output += HTML.decodedThenEscaped(rest[..<start])
      rest = rest[start...]
      if rest.hasPrefix("<!--") {
        rest = rest.range(of: "-->").map { rest[$0.upperBound...] } ?? ""
        continue
      }
      guard let tag = RawTag(parsing: &rest) else {
        output += "&lt;"
        rest = rest.dropFirst()
        continue
      }
      output += write(tag)
    }
    return Markup(trusted: output + HTML.decodedThenEscaped(rest))
  }

  /// The end tags that are missing.
  mutating func close() -> Markup {
    defer { open = [] }
    return Markup(trusted: open.reversed().map { "</\($0)>" }.joined())
  }

  private mutating func write(_ tag: RawTag) -> String {
    guard let allowed = Self.attributes[tag.name], place == .block || Self.phrasing.contains(tag.name) else {
      refused.append(tag.isEnd ? "</\(tag.name)>" : "<\(tag.name)>")
      return HTML.escaped(tag.source)
    }
    if tag.isEnd {
      guard let index = open.lastIndex(of: tag.name) else { return "" }
      defer { open.removeSubrange(index...) }
      return open[index...].reversed().map { "</\($0)>" }.joined()
    }
    var text = "<\(tag.name)"
    var seen: Set<String> = []
    for (name, value) in tag.attributes where seen.insert(name).inserted {
      guard allowed.contains(name) || Self.everywhere.contains(name) else {
        refused.append("\(name)=")
        continue
      }
      guard let safe = name == "href" ? SafeLink.destination(value) : value else {
        refused.append("\(name)=\"\(value)\"")
        continue
      }
      text += " \(name)=\"\(HTML.escaped(safe))\""
    }
    if !Self.void.contains(tag.name) { open.append(tag.name) }
    return text + ">"
  }

  private static let everywhere: Set<String> = ["title", "lang", "dir"]
  private static let void: Set<String> = ["br", "hr", "wbr", "col"]
  /// What may stand in a paragraph without ending it.
  private static let phrasing: Set<String> = [
    "a", "abbr", "b", "bdi", "br", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "rp", "rt", "ruby", "s",
    "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
  ]
  /// No class, style or id: raw HTML cannot dress as a verdict. No src: images are Markdown's.
  private static let attributes: [String: Set<String>] = {
    let plain = """
      abbr b bdi blockquote br caption cite code colgroup dd del dfn div dl dt em figcaption figure h2 h3 h4 h5 h6 hr i ins kbd
      li mark p pre q rp rt ruby s samp small span strong sub summary sup table tbody tfoot thead tr u ul var wbr
      """
    var table = Dictionary(uniqueKeysWithValues: plain.split { $0 == " " || $0 == "\n" }.map { (String($0), Set<String>()) })
    table["a"] = ["href"]
    table["details"] = ["open"]
    table["ol"] = ["start", "reversed"]
    table["td"] = ["colspan", "rowspan"]
    table["th"] = ["colspan", "rowspan", "scope"]
    table["col"] = ["span"]
    table["time"] = ["datetime"]
    return table
  }()
}
