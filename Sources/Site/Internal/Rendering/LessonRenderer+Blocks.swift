import Lessons

extension LessonRenderer {
  mutating func heading(_ node: Node, level: Int, in html: inout HTML) {
    guard dialect == .lesson else {
      Self.heading(level, [], in: &html) { children(of: node, inline: true, in: &$0) }
      return html.newline()
    }
    let anchor = anchors.headings.indices.contains(headingsSeen) ? anchors.headings[headingsSeen] : "section"
    headingsSeen += 1
    let shown = min(max(level + headingShift, 2), 6)
    contents.append(ContentsEntry(level: shown, anchor: anchor, title: quiet(node)))
    Self.heading(shown, [.id(anchor)], in: &html) { html in
      children(of: node, inline: true, in: &html)
      html.element("a", [.class("anchor"), .href("#" + anchor), .init("aria-label", "Link to this section")], "#")
    }
    html.newline()
    evidence(of: claims(in: node), in: &html)
  }

  private static func heading(_ level: Int, _ attributes: [HTML.Attribute], in html: inout HTML, _ body: (inout HTML) -> Void) {
    switch level {
    case 1: html.element("h1", attributes, content: body)
    case 2: html.element("h2", attributes, content: body)
    case 3: html.element("h3", attributes, content: body)
    case 4: html.element("h4", attributes, content: body)
    case 5: html.element("h5", attributes, content: body)
    default: html.element("h6", attributes, content: body)
    }
  }

  mutating func paragraph(_ node: Node, isTight: Bool, in html: inout HTML) {
    let claims = claims(in: node)
    claimsBeside = claims
    defer { claimsBeside = [] }
    if !claims.isEmpty {
      // `p` cannot hold the evidence, which stands right behind its sentence.
      html.element("div", [.class("paragraph", isBad(claims) ? "bad" : "")]) { inlinesWithEvidence(node.children, in: &$0) }
    } else if isTight {
      children(of: node, inline: true, in: &html)
    } else {
      html.element("p") { children(of: node, inline: true, in: &$0) }
    }
    html.newline()
  }

  mutating func list(_ node: Node, ordered: Bool, start: Int, isTight: Bool, in html: inout HTML) {
    let attributes: [HTML.Attribute] = ordered && start != 1 ? [.init("start", "\(start)")] : []
    func items(_ html: inout HTML) {
      html.newline()
      for child in node.children {
        var flow = Flow(raw: RawHTMLFilter(.block), isTight: isTight)
        render(child, &flow, in: &html)
        html.markup(flow.raw.close())
        html.newline()
      }
    }
    if ordered { html.element("ol", attributes, content: items) } else { html.element("ul", content: items) }
    html.newline()
  }

  func codeBlock(_ text: String, language: String, in html: inout HTML) {
    guard dialect == .lesson else {
      let attributes: [HTML.Attribute] = language.isEmpty ? [] : [.class("language-" + language)]
      html.element("pre") { html in html.element("code", attributes, text) }
      return html.newline()
    }
    let word = String(language.prefix { !$0.isWhitespace })
    let code = text.hasSuffix("\n") ? String(text.dropLast()) : text
    html.element("pre", [.class("code"), .init("tabindex", "0")]) { html in
      html.element("code", word.isEmpty ? [] : [.init("data-language", word)]) { html in
        html.markup(word == "swift" ? highlighter.markup(code) : Markup(text: code))
      }
    }
    html.newline()
  }

  mutating func rawHTML(_ text: String, _ node: Node, _ flow: inout Flow, in html: inout HTML) {
    guard dialect == .lesson else { return html.markup(Markup(trusted: text)) }
    let known = flow.raw.refused.count
    html.markup(flow.raw.filter(text))
    for refused in flow.raw.refused.dropFirst(known) {
      report(
        .htmlRefused, "raw HTML is not allowed here: \(refused)", at: node.range,
        help: "it is shown as text; use Markdown, or one of the plain elements without style, class and scripts")
    }
  }

  mutating func displayMath(_ latex: String, _ node: Node, in html: inout HTML) {
    // Only spans inside, so that it may stand in a paragraph.
    html.element("span", [.class("equation")] + focus(latex)) { html in
      formula(latex, display: true, range: node.range, in: &html)
    }
    html.newline()
  }

  /// A formula with its number at the right; the formula scrolls beside it.
  mutating func equation(_ label: String, _ node: Node, isReferable: Bool = true, in html: inout HTML) {
    guard case .displayMath(let latex) = node.kind else { return }
    let id: [HTML.Attribute] = isReferable ? [.id(anchors.equations[label] ?? label)] : []
    html.element("span", [.class("equation", "numbered")] + id) { html in
      html.element("span", [.class("formula")] + (isReferable ? focus(latex) : [])) { html in
        formula(latex, display: true, range: node.range, in: &html)
      }
      if let number = numbers.equations[label] { html.element("span", [.class("number")], "(\(number))") }
    }
    html.newline()
  }

  /// What may have to be scrolled has to be reached by keyboard.
  private func focus(_ latex: String) -> [HTML.Attribute] { FormulaLength.scrolls(latex) ? [.init("tabindex", "0")] : [] }
}
