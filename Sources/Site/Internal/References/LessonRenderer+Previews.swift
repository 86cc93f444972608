import Lessons
import Records

extension LessonRenderer {
  /// What other lessons can refer to, with what their pages show of it; words and previews only where somebody may.
  var exportedTargets: [Target] {
    targets.entries.map { entry in
      let isReferred = course.isReferred(entry.names, outside: page.lesson.name)
      return Target(
        kind: entry.kind, names: entry.names, isImplicit: entry.isImplicit, anchor: entry.anchor,
        words: isReferred ? words(of: entry) : Markup(text: plainWords(of: entry)), preview: isReferred ? preview(of: entry) : nil)
    }
  }

  /// The most bytes that a preview brings onto another page.
  private static let previewLimit = 24_000

  private func preview(of entry: PageTargets.Entry) -> Markup? {
    var copy = self
    copy.isInLink = true
    let markup = HTML.fragment { copy.writePreview(of: entry, isShort: false, in: &$0) }
    if markup.description.utf8.count <= Self.previewLimit { return markup.isEmpty ? nil : markup }
    let short = HTML.fragment { copy.writePreview(of: entry, isShort: true, in: &$0) }
    return short.isEmpty || short.description.utf8.count > Self.previewLimit ? nil : short
  }

  /// - Parameter isShort: without what may be long: the drawing, the table, the chain of equations
  private mutating func writePreview(of entry: PageTargets.Entry, isShort: Bool, in html: inout HTML) {
    switch entry.kind {
    case .equation:
      guard let label = entry.names.first, let formula = entry.node?.children.first else { return }
      equation(label, formula, isReferable: false, in: &html)
    case .claim: claimPreview(entry, in: &html)
    case .section: sectionPreview(entry, in: &html)
    case .table where entry.node != nil:
      guard let node = entry.node, let caption = node.children.first(where: { $0.kind == .tableCaption }) else { return }
      html.element("p") { html in
        if let number = entry.number { html.element("b", number + ".") }
        html.text(" ")
        html.markup(quiet(caption))
      }
    case .figure, .table, .derivation, .block:
      guard let index = entry.experiment, outputs.indices.contains(index) else { return }
      blockPreview(entry, index, isShort: isShort, in: &html)
    case .references: break
    }
  }

  private func claimPreview(_ entry: PageTargets.Entry, in html: inout HTML) {
    guard let node = entry.node, let id = entry.names.first else { return }
    let claim = judged[id], verdict = claim?.verdict
    html.element("p") { html in
      html.element("span", [.class("claim", verdict.styleClass)], quiet(node))
    }
    html.element("p", [.class("finding", verdict.styleClass)]) { html in
      VerdictMark.mark(verdict, in: &html)
      html.element("b", verdict.word)
      if let evidence = claim?.claim.evidence, !evidence.isEmpty { html.text(" " + evidence) }
    }
  }

  /// A heading with the first paragraph below it.
  private func sectionPreview(_ entry: PageTargets.Entry, in html: inout HTML) {
    guard let heading = entry.node else { return }
    html.element("p", [.class("heading")], quiet(heading))
    guard let next = page.lesson.root.following(heading), case .paragraph = next.kind else { return }
    html.element("p", quiet(next))
  }

  private mutating func blockPreview(_ entry: PageTargets.Entry, _ index: Int, isShort: Bool, in html: inout HTML) {
    let experiment = page.lesson.experiments[index]
    let id = "preview-\(page.lesson.name)-\(entry.anchor)"
    let shown = outputs[index].first { group in
      switch (group, entry.kind) {
      case (.derivation(let report, _), .derivation): entry.names.contains(report.id)
      case (_, .figure), (_, .table): group.number != nil
      default: false
      }
    }
    switch shown {
    case .table(let table, let number):
      html.element("figure", [.class("table")]) { html in
        html.element("figcaption") { captionPreview(number, ofExperiment: index, in: &$0) }
        if !isShort { html.markup(TableRenderer(table: table).markup) }
      }
    case .figures(let figures, let number):
      html.element("figure", [.class("figure")]) { html in
        if !isShort, let figure = figures.first {
          let drawing = FigureDrawing(figure, id: id, description: description(ofFiguresIn: experiment, index), texts: texts)
          html.element("div", [.class("drawing")], drawing.narrow ?? drawing.svg)
        }
        html.element("figcaption") { captionPreview(number, ofExperiment: index, in: &$0) }
      }
    case .derivation(let report, let number):
      if isShort { html.element("p", "Derivation \(number)") } else { derivation(report, number, isReferable: false, in: &html) }
    default:
      let lines = experiment.code.prefix(12).map(\.text).joined(separator: "\n")
      html.element("pre", [.class("code")]) { $0.element("code", [.init("data-language", "swift")], highlighter.markup(lines)) }
    }
  }

  private func captionPreview(_ number: String?, ofExperiment index: Int, in html: inout HTML) {
    if let number { html.element("b", number + ".") }
    html.text(" ")
    if let caption = captions[index] { html.markup(quiet(caption)) }
  }
}

extension Node {
  /// What stands behind a block in its container.
  fileprivate func following(_ node: Node) -> Node? {
    if let index = children.firstIndex(where: { $0.range == node.range && $0.kind == node.kind }) {
      return children.indices.contains(index + 1) ? children[index + 1] : nil
    }
    return children.lazy.compactMap { $0.following(node) }.first
  }
}
