import Execution
import Judgement
import Lessons
import Records

extension LessonRenderer {
  /// A block: its code, foldable, what became of it, and what it showed.
  mutating func experiment(_ index: Int, in html: inout HTML) {
    guard page.lesson.experiments.indices.contains(index) else { return }
    let experiment = page.lesson.experiments[index]
    let status = page.status(ofExperiment: index)
    html.element("section", [
      .class("experiment", status.styleClass), .id(anchors.blocks[index]), .init("aria-label", blockName(index)),
    ]) { html in
      code(of: experiment, index, in: &html)
      notice(of: experiment, status, in: &html)
      let groups = outputs.indices.contains(index) ? outputs[index] : []
      guard !groups.isEmpty else { return }
      if experiment.options.hides == .output {
        html.element("details", [.class("hidden-output")]) { html in
          html.element("summary", "output")
          html.element("div", [.class("outputs")]) { show(groups, index, in: &$0) }
        }
      } else {
        html.element("div", [.class("outputs")]) { show(groups, index, in: &$0) }
      }
    }
    html.newline()
  }

  private func code(of experiment: Experiment, _ index: Int, in html: inout HTML) {
    let attributes: [HTML.Attribute] = [.class("code")] + (experiment.options.hides == .code ? [] : [.flag("open")])
    html.element("details", attributes) { html in
      html.element("summary") { html in
        html.element("span", [.class("name")], experiment.options.label ?? "block \(index + 1)")
        html.element("span", [.class("line")], "line \(experiment.range.lowerBound.line)")
        marks(of: experiment, in: &html)
      }
      // Longer lines than the text column holds may use the margin where it is free.
      let isLong = experiment.code.contains { $0.text.count > 78 }
      html.element("pre", [.class("code", isLong ? "long" : ""), .init("tabindex", "0")]) { html in
        html.element("code", [.init("data-language", "swift")], highlighter.markup(experiment.text))
      }
    }
    html.newline()
  }

  /// The claims that this block measures, each as its mark.
  private func marks(of experiment: Experiment, in html: inout HTML) {
    let measured = page.claims.filter { experiment.contains(line: $0.declaration.line) }
    guard !measured.isEmpty else { return }
    html.element("span", [.class("marks")]) { html in
      for claim in measured { VerdictMark.mark(of: claim, in: &html) }
      let summary = Verdict?.bySeverity.compactMap { verdict in
        let count = measured.count { $0.verdict == verdict }
        return count == 0 ? nil : verdict.counted(count)
      }
      html.element("span", [.class("hidden")], "claims: " + summary.joined(separator: ", "))
    }
  }

  private func notice(of experiment: Experiment, _ status: LessonRun.Block.Status, in html: inout HTML) {
    func line(_ title: String, _ text: String) {
      html.element("div", [.class("block-notice", status.styleClass)]) { html in
        html.element("strong", title)
        if !text.isEmpty { html.element("span", text) }
      }
      html.newline()
    }
    switch status {
    case .ran: break
    case .notAsked: line("Not run.", experiment.options.reason ?? "")
    case .notReached: line("Not reached.", "A block above it did not run to its end.")
    case .failedAsExpected(let message): line("Failed, as it should.", message)
    case .failed:
      let findings = page.run.diagnostics.filter { finding in
        // Where it happened may be a function of another block; then one of its callers stands here.
        finding.severity == .error
          && ([finding.range] + finding.notes.map(\.range)).contains { $0.map { experiment.contains(line: $0.lowerBound.line) } == true }
      }
      if findings.isEmpty { line("Failed.", "") }
      for finding in findings {
        let place = finding.range.map { "line \($0.lowerBound.line), column \($0.lowerBound.column): " } ?? ""
        line("Failed.", place + finding.message)
      }
    }
  }

  private mutating func show(_ groups: [OutputGroup], _ index: Int, in html: inout HTML) {
    for (position, group) in groups.enumerated() {
      switch group {
      case .text(let text): html.element("pre", [.class("output"), .init("tabindex", "0")]) { $0.element("samp", text) }
      case .values(let values):
        html.element("pre", [.class("output"), .init("tabindex", "0")]) { html in
          html.element("samp", values.map(\.description).joined(separator: "\n"))
        }
      case .table(let table, let number):
        html.element("figure", [.class("table")]) { html in
          if let number { html.element("figcaption") { caption(number, ofExperiment: index, in: &$0) } }
          html.markup(Markup(trusted: texts.text(madeOf: ["table", TextBundle.name(of: table)]) {
            TableRenderer(table: table).markup.description
          }))
        }
      case .figures(let figures, let number):
        self.figures(figures, number, index, id: "\(anchors.blocks[index])-figure-\(position + 1)", in: &html)
      case .derivation(let report, let number): derivation(report, number, in: &html)
      }
      html.newline()
    }
  }

  private mutating func figures(
    _ figures: [Figure], _ number: String?, _ index: Int, id: String, in html: inout HTML
  ) {
    let description = description(ofFiguresIn: page.lesson.experiments[index], index)
    let drawings = figures.enumerated().map { place, figure in
      FigureDrawing(figure, id: figures.count == 1 ? id : "\(id)-\(place + 1)", description: description, texts: texts)
    }
    let isWide = drawings.count > 1 || drawings.contains(where: \.isWide)
    html.element("figure", [.class("figure", isWide ? "wide" : "")]) { html in
      html.element("div", [.class(drawings.count > 1 ? "panels" : "panel")]) { html in
        for drawing in drawings { drawing.write(to: &html) }
      }
      let notes = drawings.flatMap(\.notes), tables = drawings.compactMap(\.table)
      guard number != nil || !notes.isEmpty || !tables.isEmpty else { return }
      html.element("figcaption") { html in
        if let number { caption(number, ofExperiment: index, in: &html) }
        for note in notes { html.element("p", [.class("omitted")], note) }
        guard !tables.isEmpty else { return }
        html.element("details", [.class("data")]) { html in
          html.element("summary", "data")
          for table in tables { html.markup(table) }
        }
      }
    }
  }

  /// For readers who do not see them.
  func description(ofFiguresIn experiment: Experiment, _ index: Int) -> String {
    let caption = captions[index].map { SearchText.text(of: $0, in: self) }
    return experiment.options.alternativeText ?? caption ?? "Figure of " + (experiment.options.label ?? "an experiment")
  }

  /// "Figure 2." and the caption, whose claims have their evidence behind them.
  private mutating func caption(_ number: String, ofExperiment index: Int, in html: inout HTML) {
    html.element("b", number + ".")
    html.text(" ")
    if let caption = captions[index] { inlinesWithEvidence(caption.children, in: &html) }
  }
}

extension LessonRun.Block.Status {
  fileprivate var styleClass: String {
    switch self {
    case .ran: "ran"
    case .notAsked: "not-asked"
    case .failedAsExpected: "failed-as-expected"
    case .failed: "failed"
    case .notReached: "not-reached"
    }
  }
}
