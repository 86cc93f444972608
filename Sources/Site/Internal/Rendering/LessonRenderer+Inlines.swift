import Foundation
import Lessons

extension LessonRenderer {
  mutating func inlineMath(_ latex: String, _ node: Node, in html: inout HTML) {
    guard case .text(let stops)? = node.children.first?.kind else {
      return formula(latex, display: false, range: node.range, in: &html)
    }
    let set = HTML.fragment { formula(latex, display: false, range: node.range, in: &$0) }
    // A long formula may go on in the next line; then its stop stands behind its end, wherever the line ends.
    if Self.length(ofFormula: set) > 14 {
      html.markup(set)
      html.text(stops)
    } else {
      html.element("span", [.class("kept")]) { html in
        html.markup(set)
        html.text(stops)
      }
    }
  }

  /// How many characters of a set formula are seen.
  private static func length(ofFormula set: Markup) -> Int {
    guard let seen = set.description.firstRange(of: "\"katex-html\"") else { return .max }
    var count = 0, isInTag = true
    for byte in set.description.utf8[seen.upperBound...] {
      if byte == UInt8(ascii: "<") { isInTag = true }
      // The bytes that go on with a character begin with the bits 10.
      if !isInTag, byte & 0xC0 != 0x80 { count += 1 }
      if byte == UInt8(ascii: ">") { isInTag = false }
    }
    return count
  }

  /// The same nodes with the stops and commas behind formulas as the formulas' children: a formula is a box for browsers, and a line could
  /// begin behind it, with the comma.
  func withStopsTaken(_ nodes: [Node]) -> [Node] {
    guard dialect == .lesson else { return nodes }
    var taken = nodes
    for index in nodes.indices.dropLast() {
      guard case .inlineMath = nodes[index].kind, case .text(let text) = nodes[index + 1].kind else { continue }
      let stops = text.prefix { ".,;:!?)”’".contains($0) }
      guard !stops.isEmpty else { continue }
      taken[index].children = [Node(.text(String(stops)), range: nodes[index + 1].range)]
      taken[index + 1].kind = .text(String(text.dropFirst(stops.count)))
    }
    return taken
  }

  /// A formula, or its source marked as wrong with a diagnostic at the place in the file.
  mutating func formula(_ latex: String, display: Bool, range: SourceRange, in html: inout HTML) {
    usesMath = true
    switch typeset(latex, display: display) {
    case .success(let markup): html.markup(Markup(trusted: markup))
    case .failure(let error):
      let position = FormulaPosition.position(of: error.offset, in: latex, at: range, of: page.lesson.source)
      report(.mathInvalid, error.message, at: position..<max(position, range.upperBound), help: error.help)
      wrongFormula(latex, error, in: &html)
    }
  }

  func wrongFormula(_ latex: String, _ error: MathError, in html: inout HTML) {
    html.element("span", [.class("math-error"), .init("title", error.message)]) { html in
      html.element("code", latex)
      html.element("span", [.class("reason")], " " + error.message)
    }
  }

  mutating func link(_ node: Node, to destination: String, title: String, in html: inout HTML) {
    guard let safe = dialect == .lesson ? SafeLink.destination(destination) : destination else {
      report(
        .htmlRefused, "this link leads nowhere on the page: \(destination)", at: node.range,
        help: "links are relative, or start with https:, http: or mailto:")
      html.element("span", [.class("refused-link"), .init("title", "a link that was refused")]) { html in
        children(of: node, inline: true, in: &html)
      }
      return
    }
    var attributes: [HTML.Attribute] = [.href(pageAddress(safe))]
    if !title.isEmpty { attributes.append(.init("title", title)) }
    if dialect == .lesson, SafeLink.isExternal(safe) { attributes.append(.init("rel", "noopener noreferrer")) }
    let isInnerLink = isInLink
    isInLink = true
    html.element("a", attributes) { html in
      if node.children.isEmpty, dialect == .lesson { html.text(safe) } else { children(of: node, inline: true, in: &html) }
    }
    isInLink = isInnerLink
    footnotesBehindLink(in: &html)
  }

  /// A term at its first use: its definition at hand, the glossary behind it.
  mutating func glossaryTerm(_ node: Node, anchor: String, definition: String, in html: inout HTML) {
    guard !isInLink else { return children(of: node, inline: true, in: &html) }
    let attributes: [HTML.Attribute] = [.class("term"), .href("glossary.html#" + anchor), .init("title", definition)]
    html.element("a", attributes) { children(of: node, inline: true, in: &$0) }
  }

  /// `initialization.md#he` on disk is `initialization.html#he` on the site.
  private func pageAddress(_ destination: String) -> String {
    guard dialect == .lesson, !SafeLink.isExternal(destination) else { return destination }
    let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    guard let file = parts.first, file.hasSuffix(".md") else { return destination }
    return file.dropLast(3) + ".html" + (parts.count > 1 ? "#" + parts[1] : "")
  }

  mutating func image(_ node: Node, source: String, title: String, in html: inout HTML) {
    let description = node.plainText
    guard dialect == .lesson else {
      let attributes: [HTML.Attribute] = [.init("src", source), .init("alt", description)]
      return html.void("img", attributes + (title.isEmpty ? [] : [.init("title", title)]))
    }
    guard let path = SafeLink.localPath(source) else {
      report(
        .htmlRefused, "this image is no picture beside the lesson: \(source)", at: node.range,
        help: "put a PNG, JPEG, WebP, AVIF or GIF file into the course's folder; pages load nothing from elsewhere")
      html.element("span", [.class("refused-link"), .init("title", "an image that was refused")], description)
      return
    }
    images.insert(path)
    var attributes: [HTML.Attribute] = [
      .init("src", "media/" + (path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path)),
      .init("alt", description), .init("loading", "lazy"), .init("decoding", "async"),
    ]
    if !title.isEmpty { attributes.append(.init("title", title)) }
    html.void("img", attributes)
  }
}
