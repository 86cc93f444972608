import Lessons

extension LessonRenderer {
  /// `[](#label)`: a link that says what it leads to. What is not in this lesson is looked for in the others when they are done.
  mutating func crossReference(_ reference: CrossReference, _ node: Node, in html: inout HTML) {
    let words = ownWords(of: node)
    let isElsewhere = reference.lesson.map { $0 != page.lesson.name } ?? false
    guard let label = reference.label else { return lessonReference(reference, words, in: &html) }
    if !isElsewhere {
      switch targets.find(label) {
      case .one(let entry):
        return ReferenceText.link(
          to: "#" + entry.anchor, title: reference.title, words: words ?? self.words(of: entry), isInLink: isInLink, in: &html)
      case .several(let entries):
        add(ReferenceFinding.ambiguous(reference, entries.map { ($0.kind, $0.names) }, in: page.lesson.source.path))
        return ReferenceText.missing(reference, words: words, in: &html)
      case .none: break
      }
    }
    html.markup(ReferenceSlot.mark(slots.count))
    slots.append(ReferenceSlot(reference: reference, words: words, isInLink: isInLink))
  }

  /// `[](lesson.md)`: the lesson as a whole, by its title.
  private mutating func lessonReference(_ reference: CrossReference, _ words: Markup?, in html: inout HTML) {
    guard let name = reference.lesson, let lesson = course.outline(of: name) else {
      html.markup(ReferenceSlot.mark(slots.count))
      return slots.append(ReferenceSlot(reference: reference, words: words, isInLink: isInLink))
    }
    let title = words ?? HTML.fragment { $0.element("cite", lesson.title) }
    ReferenceText.link(to: PageAddress.page(name), title: reference.title, words: title, isInLink: isInLink, in: &html)
  }

  private mutating func ownWords(of node: Node) -> Markup? {
    guard !node.children.isEmpty else { return nil }
    let isInnerLink = isInLink
    isInLink = true
    defer { isInLink = isInnerLink }
    return HTML.fragment { children(of: node, inline: true, in: &$0) }
  }

  /// "Figure 3", the heading's text, or the claim's sentence.
  func words(of entry: PageTargets.Entry) -> Markup {
    if let number = entry.number { return Markup(text: number) }
    guard let node = entry.node else { return .empty }
    return HTML.fragment { html in
      if entry.kind == .claim { html.text("Claim: ") }
      html.markup(quiet(entry.kind == .claim ? node.withoutStop : node))
    }
  }

  /// The same without formulas and other markup.
  func plainWords(of entry: PageTargets.Entry) -> String {
    entry.number ?? (entry.kind == .claim ? "Claim: " : "") + (entry.node.map(page.lesson.plainText) ?? "")
  }

  /// What a reference without words says, where it is in this lesson.
  func plainWords(of reference: CrossReference) -> String? {
    guard reference.lesson == nil || reference.lesson == page.lesson.name, let label = reference.label else {
      return reference.label == nil ? reference.lesson.flatMap(course.outline)?.title : nil
    }
    guard case .one(let entry) = targets.find(label) else { return nil }
    return plainWords(of: entry)
  }

  /// An inline without links, buttons and cards, as it stands in the contents and in previews. It reports nothing: it is said where
  /// the inline itself stands.
  func quiet(_ node: Node) -> Markup {
    var copy = self
    return HTML.fragment { copy.quietText(of: node, in: &$0) }
  }

  private mutating func quietText(of node: Node, in html: inout HTML) {
    for child in node.children {
      switch child.kind {
      case .inlineMath(let latex): inlineMath(latex, child, in: &html)
      case .code(let text): html.element("code", text)
      case .inlineValue(let index): html.number(valueText(index) ?? "…")
      case .emphasis: html.element("em") { quietText(of: child, in: &$0) }
      case .strong: html.element("strong") { quietText(of: child, in: &$0) }
      case .crossReference(let reference) where child.children.isEmpty: html.text(plainWords(of: reference) ?? "")
      default:
        if child.children.isEmpty { html.text(page.lesson.plainText(of: child)) } else { quietText(of: child, in: &html) }
      }
    }
  }
}

extension Node {
  /// A sentence without the full stop at its end.
  fileprivate var withoutStop: Node {
    var node = self
    guard let last = children.last, case .text(let text) = last.kind, text.hasSuffix(".") else { return node }
    node.children[children.count - 1].kind = .text(String(text.dropLast()))
    return node
  }
}
