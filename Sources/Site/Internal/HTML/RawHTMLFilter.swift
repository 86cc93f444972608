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
    let isDrawing = Self.drawing.contains(tag.name) && (tag.name == "svg" || open.contains("svg"))
    let listed = isDrawing ? Self.drawingAttributes : Self.attributes[tag.name]
    guard let allowed = listed, isDrawing || place == .block || Self.phrasing.contains(tag.name) else {
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
      guard let safe = name == "href" ? SafeLink.destination(value) : isDrawing ? Self.withoutReference(value) : value else {
        refused.append("\(name)=\"\(value)\"")
        continue
      }
      text += " \(name)=\"\(HTML.escaped(safe))\""
    }
    if isDrawing && tag.isSelfClosing { return text + "></\(tag.name)>" }
    if !Self.void.contains(tag.name) { open.append(tag.name) }
    return text + ">"
  }

  /// A drawing's attribute names nothing outside of itself, and nothing inside either: `url(…)` is a paint, a filter or a mask.
  private static func withoutReference(_ value: String) -> String? {
    value.contains { $0 == "(" || $0 == "\\" } && !value.isTransform ? nil : value
  }

  /// What an inline drawing is made of: shapes and words. Nothing that moves, loads, links or holds HTML.
  private static let drawing: Set<String> = [
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan",
  ]
  /// No class, style or id here either. A browser reads `viewbox` as `viewBox`.
  private static let drawingAttributes: Set<String> = [
    "viewbox", "preserveaspectratio", "width", "height", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "dx", "dy",
    "d", "points", "transform", "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray",
    "stroke-linecap", "stroke-linejoin", "opacity", "text-anchor", "dominant-baseline", "font-size", "font-weight", "font-style",
    "role", "aria-label", "aria-hidden",
  ]

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

extension String {
  /// Movements with numbers alone: `translate(10 20) rotate(45)`.
  fileprivate var isTransform: Bool {
    wholeMatch(of: #/\s*(?:(?:matrix|translate|scale|rotate|skewX|skewY)\s*\([-+0-9.eE,\s]*\)[\s,]*)*/#) != nil
  }
}
