import Lessons

extension LessonRenderer {
  /// A footnote's mark. Behind the first one stands the note: in the margin where there is one, on a phone once its mark was
  /// followed.
  ///
  /// The note is made of spans, since a paragraph holds no blocks.
  mutating func footnoteReference(_ label: String, in html: inout HTML) {
    guard let number = numbers.footnotes[label], let note = anchors.footnotes[label] else { return html.text("[^\(label)]") }
    let marks = anchors.footnoteMarks[label] ?? []
    guard !isInLink else { return footnoteMarksWaiting.append(label) }
    let index = footnoteMarksSet[label, default: 0]
    footnoteMarksSet[label] = index + 1
    html.element("sup", [.class("note-mark")] + (marks.indices.contains(index) ? [.id(marks[index])] : [])) { html in
      let role: [HTML.Attribute] = [.init("role", "doc-noteref"), .init("aria-label", "Note \(number)")]
      html.element("a", [.href("#" + note)] + role, "\(number)")
    }
    if index == 0 { footnotesWaiting.append(label) }
  }

  /// Sets the notes of marks before a node: behind the stop or comma that follows a mark, so that no line begins with it where
  /// the note stands in the text.
  mutating func waitingFootnotes(before node: inout Node, in html: inout HTML) {
    guard !footnotesWaiting.isEmpty, !holdsFootnotesBack, !isInLink, !node.isFootnoteReference else { return }
    if case .text(let text) = node.kind {
      let stops = text.prefix { ".,;:!?)”’".contains($0) }
      html.text(String(stops))
      node.kind = .text(String(text.dropFirst(stops.count)))
    }
    waitingFootnotes(in: &html)
  }

  /// Sets what cannot hold notes: a heading, a table, a caption. The notes whose first marks are in it stand behind it.
  mutating func holdingFootnotesBack(in html: inout HTML, _ build: (inout LessonRenderer, inout HTML) -> Void) {
    let isInside = holdsFootnotesBack
    holdsFootnotesBack = true
    build(&self, &html)
    holdsFootnotesBack = isInside
    guard !isInside, !footnotesWaiting.isEmpty else { return }
    waitingFootnotes(in: &html)
    html.newline()
  }

  /// A mark is a link, and a link holds no other: marks in its words stand behind it.
  mutating func footnotesBehindLink(in html: inout HTML) {
    guard !isInLink else { return }
    let waiting = footnoteMarksWaiting
    footnoteMarksWaiting = []
    for label in waiting { footnoteReference(label, in: &html) }
  }

  mutating func waitingFootnotes(in html: inout HTML) {
    let waiting = footnotesWaiting.sorted { numbers.footnotes[$0, default: 0] < numbers.footnotes[$1, default: 0] }
    footnotesWaiting = []
    for label in waiting { footnote(label, in: &html) }
  }

  private mutating func footnote(_ label: String, in html: inout HTML) {
    guard let number = numbers.footnotes[label], let id = anchors.footnotes[label], let node = footnotes[label] else { return }
    let wasHeldBack = holdsFootnotesBack
    holdsFootnotesBack = false
    defer { holdsFootnotesBack = wasHeldBack }
    html.element("span", [.class("note"), .id(id), .init("role", "doc-footnote"), .init("aria-label", "Note \(number)")]) { html in
      html.element("span", [.class("note-number"), .init("aria-hidden", "true")], "\(number)")
      html.text(" ")
      for (index, block) in node.children.enumerated() {
        if index == 0, block.kind == .paragraph {
          children(of: block, inline: true, in: &html)
        } else {
          html.element("span", [.class("note-paragraph")]) { footnoteBlock(block, in: &$0) }
        }
      }
      backLinks(label, in: &html)
    }
  }

  private mutating func footnoteBlock(_ block: Node, in html: inout HTML) {
    switch block.kind {
    case .paragraph: children(of: block, inline: true, in: &html)
    case .displayMath(let latex): displayMath(latex, block, in: &html)
    case .equation(let label): if let formula = block.children.first { equation(label.name, formula, in: &html) }
    default: html.text(page.lesson.plainText(of: block))  // reported where it was read
    }
  }

  /// To each of its marks.
  private func backLinks(_ label: String, in html: inout HTML) {
    let marks = anchors.footnoteMarks[label] ?? []
    for (index, mark) in marks.enumerated() {
      html.text(" ")
      let name = marks.count == 1 ? "Back to the text" : "Back to the text, mark \(index + 1) of \(marks.count)"
      let role: [HTML.Attribute] = [.init("role", "doc-backlink"), .init("aria-label", name)]
      html.element("a", [.class("back", marks.count == 1 ? "only" : ""), .href("#" + mark)] + role) { html in
        html.text("↩")
        if index > 0 { html.element("sup", "\(index + 1)") }
      }
    }
  }
}

extension Node {
  var isFootnoteReference: Bool { if case .footnoteReference = kind { true } else { false } }
}
