import Judgement
import Lessons

extension LessonRenderer {
  /// What pages about the whole course say of this lesson.
  func summary(_ standing: Standing) -> LessonSummary {
    var usesMath = false
    var claims: [ClaimSummary] = [], seen: Set<String> = []
    for (index, reference) in page.lesson.claimReferences.enumerated() where seen.insert(reference.id).inserted {
      let sentence = page.lesson.root.claim(index).map { node in
        HTML.fragment { html in
          for child in node.children { quote(child, &usesMath, in: &html) }
        }
      }
      var summary = ClaimSummary(id: reference.id, anchor: anchors.sentences[index], sentence: sentence, judged: judged[reference.id])
      summary.words = reference.sentence
      claims.append(summary)
    }
    for claim in page.claims where seen.insert(claim.declaration.id).inserted {
      let block = page.lesson.experiments.firstIndex { $0.contains(line: claim.declaration.line) }
      claims.append(
        ClaimSummary(id: claim.declaration.id, anchor: block.map { anchors.blocks[$0] } ?? "main", sentence: nil, judged: claim))
    }
    return LessonSummary(page, anchors: anchors, standing: standing, claims: claims, usesMath: usesMath)
  }

  /// A term's definition.
  func definition(_ nodes: [Node], _ usesMath: inout Bool) -> Markup {
    HTML.fragment { html in
      for node in nodes { quote(node, &usesMath, in: &html) }
    }
  }

  /// Words of the lesson on another page: without links, cards and ids, which belong to its own.
  private func quote(_ node: Node, _ usesMath: inout Bool, in html: inout HTML) {
    switch node.kind {
    case .text(let text): html.text(text)
    case .code(let text): html.element("code", text)
    case .softBreak, .lineBreak: html.text(" ")
    case .inlineHTML: break
    case .inlineMath(let latex), .displayMath(let latex):
      usesMath = true
      if case .success(let markup) = typeset(latex, display: false) {
        html.markup(Markup(trusted: markup))
      } else {
        html.element("code", latex)
      }
    case .inlineValue(let index): html.number(valueText(index) ?? "…")
    case .recordedValue(let value): html.number(page.recorded[value.address].map { NumberText.text($0, format: value.format) } ?? "…")
    case .citation: break
    case .crossReference(let reference) where node.children.isEmpty: html.text(plainWords(of: reference) ?? "")
    case .emphasis:
      html.element("em") { html in
        for child in node.children { quote(child, &usesMath, in: &html) }
      }
    case .strong:
      html.element("strong") { html in
        for child in node.children { quote(child, &usesMath, in: &html) }
      }
    default:
      for child in node.children { quote(child, &usesMath, in: &html) }
    }
  }
}

extension Node {
  /// The sentence that is bound to a claim: the lesson's reference of this index.
  fileprivate func claim(_ index: Int) -> Node? {
    if case .claimReference(index) = kind { return self }
    return children.lazy.compactMap { $0.claim(index) }.first
  }
}
