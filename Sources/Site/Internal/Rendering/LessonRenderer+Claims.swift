import Execution
import Judgement
import Lessons

extension LessonRenderer {
  /// A sentence bound to a claim. Its mark and evidence follow it, see `evidence`; a claim that a second sentence shares
  /// carries only a mark there, which leads to the first.
  mutating func claimReference(_ index: Int, _ node: Node, in html: inout HTML) {
    guard page.lesson.claimReferences.indices.contains(index) else { return children(of: node, inline: true, in: &html) }
    let reference = page.lesson.claimReferences[index]
    let claim = judged[reference.id]
    html.element("span", [.class("claim", claim.styleClass), .id(anchors.sentences[index])]) { html in
      children(of: node, inline: true, in: &html)
      guard isInTable || !isFirst(index), let evidence = anchors.evidence[reference.id] else { return }
      html.text("\u{2060}")
      html.element("a", [.class("verdict", claim.styleClass), .href("#" + evidence)]) { EvidenceCard.seal(claim, in: &$0) }
    }
  }

  /// Inlines with claims among them: each claim's evidence stands behind its sentence, the mark and the stop or comma that follow,
  /// outside of emphasis and links, so the container has to be one that may hold blocks.
  mutating func inlinesWithEvidence(_ nodes: [Node], in html: inout HTML) {
    var flow = Flow(raw: RawHTMLFilter(.inline)), pending: [Int] = []
    for var node in withStopsTaken(nodes) {
      waitingFootnotes(before: &node, in: &html)
      if !pending.isEmpty && !flow.raw.isOpen && !node.isFootnoteReference {
        if case .text(let text) = node.kind {
          let stops = text.prefix { ".,;:!?)".contains($0) }
          html.text(String(stops))
          node.kind = .text(String(text.dropFirst(stops.count)))
        }
        evidence(of: pending, in: &html)
        pending = []
      }
      render(node, &flow, in: &html)
      pending += claims(in: node)
    }
    html.markup(flow.raw.close())
    if !holdsFootnotesBack { waitingFootnotes(in: &html) }
    evidence(of: pending, in: &html)
  }

  /// The evidence of claims whose sentences stand before it.
  func evidence(of references: [Int], in html: inout HTML) {
    for index in references where isFirst(index) { card(index).write(to: &html) }
  }

  func claims(in node: Node) -> [Int] {
    node.claimReferences.filter { page.lesson.claimReferences.indices.contains($0) }
  }

  /// One of its claims is false, or was not put to the test.
  func isBad(_ references: [Int]) -> Bool {
    references.map { judged[page.lesson.claimReferences[$0].id]?.verdict }.contains { $0 != .holds && $0 != .undecided }
  }

  private func isFirst(_ index: Int) -> Bool {
    page.lesson.claimReferences.firstIndex { $0.id == page.lesson.claimReferences[index].id } == index
  }

  private func card(_ index: Int) -> EvidenceCard {
    let reference = page.lesson.claimReferences[index]
    let claim = judged[reference.id]
    let block = claim.flatMap { claim in page.lesson.experiments.firstIndex { $0.contains(line: claim.declaration.line) } }
    return EvidenceCard(
      id: anchors.evidence[reference.id] ?? anchors.sentences[index] + "-evidence", claim: reference.id, judged: claim,
      sentenceAnchor: anchors.sentences[index], blockAnchor: block.map { anchors.blocks[$0] },
      receipt: LessonDownloads.receipt(of: page.lesson.name),
      record: claim.map { claim in
        EvidenceRecord(
          seed: page.context.seed(of: page.lesson), code: fingerprints.code(claimAtLine: claim.declaration.line),
          change: page.context.change(of: reference.id),
          statements: page.context.statements(for: ClaimKey(lesson: page.lesson.name, claim: reference.id)))
      })
  }
}

extension Experiment {
  func contains(line: Int) -> Bool { (range.lowerBound.line...max(range.lowerBound.line, range.upperBound.line)).contains(line) }
}
