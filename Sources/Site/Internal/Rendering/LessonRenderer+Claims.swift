import Judgement
import Lessons

extension LessonRenderer {
  /// A sentence bound to a claim, with the mark of its verdict behind it; the mark leads to the evidence.
  mutating func claimReference(_ index: Int, _ node: Node, in html: inout HTML) {
    guard page.lesson.claimReferences.indices.contains(index) else { return children(of: node, inline: true, in: &html) }
    let reference = page.lesson.claimReferences[index]
    let verdict = judged[reference.id]?.verdict
    html.element("span", [.class("claim", verdict.styleClass), .id(anchors.sentences[index])]) { html in
      children(of: node, inline: true, in: &html)
      html.text("\u{2060}")
      let evidence = anchors.evidence[reference.id] ?? anchors.sentences[index]
      html.element("a", [.class("verdict", verdict.styleClass), .href("#" + evidence)]) { html in
        VerdictMark.mark(verdict, in: &html)
        html.element("span", [.class("word")], verdict.word)
        html.element("span", [.class("hidden")], ": see the evidence")
      }
    }
  }

  /// A paragraph or heading together with the evidence of the claims in it, which stands in the margin.
  mutating func passage(
    of node: Node, in html: inout HTML, body: (inout LessonRenderer, inout HTML) -> Void
  ) {
    let references = node.claimReferences.filter { page.lesson.claimReferences.indices.contains($0) }
    guard !references.isEmpty else { return body(&self, &html) }
    let verdicts = references.map { judged[page.lesson.claimReferences[$0].id]?.verdict }
    let isBad = verdicts.contains { $0 != .holds && $0 != .undecided }
    html.element("div", [.class("passage", isBad ? "bad" : "")]) { html in
      html.element("div", [.class("prose")]) { body(&self, &$0) }
      for (place, index) in references.enumerated() {
        // A claim that two sentences share has its evidence at the first.
        let reference = page.lesson.claimReferences[index]
        let first = page.lesson.claimReferences.firstIndex { $0.id == reference.id }
        if first == index { card(index, place: place + 1).write(to: &html) }
      }
    }
    html.newline()
  }

  private func card(_ index: Int, place: Int) -> EvidenceCard {
    let reference = page.lesson.claimReferences[index]
    let claim = judged[reference.id]
    let block = claim.flatMap { claim in page.lesson.experiments.firstIndex { $0.contains(line: claim.declaration.line) } }
    return EvidenceCard(
      id: anchors.evidence[reference.id] ?? anchors.sentences[index] + "-evidence", claim: reference.id, judged: claim,
      sentenceAnchor: anchors.sentences[index], blockAnchor: block.map { anchors.blocks[$0] }, place: place)
  }
}

extension Experiment {
  func contains(line: Int) -> Bool { (range.lowerBound.line...max(range.lowerBound.line, range.upperBound.line)).contains(line) }
}
