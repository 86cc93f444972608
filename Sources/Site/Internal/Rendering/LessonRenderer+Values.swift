import Execution
import Lessons
import Records

extension LessonRenderer {
  /// A computed number: a quiet underline that opens to the exact value and where it comes from.
  mutating func inlineValue(_ index: Int, in html: inout HTML) {
    guard page.lesson.inlineValues.indices.contains(index) else { return }
    let inline = page.lesson.inlineValues[index]
    guard let value = page.value(ofInline: index), let text = valueText(index) else {
      html.element("span", [.class("value", "missing"), .init("title", "this value was not computed")]) { html in
        html.element("code", inline.expression)
        html.element("span", [.class("hidden")], " (not computed)")
      }
      return
    }
    let anchor = anchors.values[index]
    html.element("button", [
      value.number == nil ? .class("value", "words") : .class("value"), .init("type", "button"), .init("popovertarget", anchor),
    ]) { $0.number(text) }
    popovers.append(HTML.fragment { html in
      html.element("div", [.class("provenance"), .id(anchor), .init("popover", ""), .init("role", "note")]) { html in
        provenance(of: index, value: value, in: &html)
      }
    })
  }

  /// A number that another lesson computed, a link to that lesson.
  func recordedValue(_ value: RecordedValue, in html: inout HTML) {
    guard let known = page.recorded[value.address] else {
      html.element("span", [.class("value", "missing"), .init("title", "this value was not computed")]) { html in
        html.element("code", value.address)
        html.element("span", [.class("hidden")], " (not computed)")
      }
      return
    }
    let text = NumberText.text(known, format: value.format)
    guard !isInLink else { return html.number(text) }
    html.element("a", [.class("value"), .href(PageAddress.page(value.lesson)), .init("title", value.address)]) { $0.number(text) }
  }

  /// As the sentence prints it; nil where it was not computed.
  func valueText(_ index: Int) -> String? {
    guard let value = page.value(ofInline: index) else { return nil }
    return NumberText.text(value, format: page.lesson.inlineValues[index].format)
  }

  private func provenance(of place: Int, value: Value, in html: inout HTML) {
    let inline = page.lesson.inlineValues[place]
    html.element("p", [.class("exact")]) { html in
      html.element("code", value.description)
      html.element("span", [.class("type")], value.typeName)
    }
    html.element("p") { html in
      html.element("code", highlighter.markup(inline.expression))
      if let format = inline.format { html.text(", printed as \(format)") }
    }
    let above = min(inline.experimentsAbove, page.lesson.experiments.count)
    let names = highlighter.names(in: inline.expression)
    let origin = page.lesson.experiments.indices.prefix(above).last { index in
      !names.isDisjoint(with: declaredNames[index])
    }
    html.element("p", [.class("source")]) { html in
      guard let index = origin ?? (above > 0 ? above - 1 : nil) else {
        html.text("computed at line \(inline.position.line)")
        return
      }
      html.text(origin == nil ? "computed behind " : "from ")
      html.element("a", [.href("#" + anchors.blocks[index])], blockName(index))
      html.text(", read at line \(inline.position.line)")
    }
    html.element("p", [.class("source")]) { html in
      if page.spreads.indices.contains(place) {
        html.spread(page.spreads[place], of: value, format: inline.format)
      } else {
        html.text("one run")
      }
      html.text("; code ")
      html.element("code", fingerprints.code(above: above))
    }
    claimsOverSeeds(in: &html)
  }

  /// What is known of other seeds: the claims that its paragraph makes.
  private func claimsOverSeeds(in html: inout HTML) {
    guard !claimsBeside.isEmpty else { return }
    html.element("p", [.class("source")]) { html in
      html.text("over seeds its paragraph claims")
      for index in claimsBeside {
        let id = page.lesson.claimReferences[index].id
        html.text(" ")
        html.element("a", [.href("#" + (anchors.evidence[id] ?? anchors.sentences[index]))]) { html in
          VerdictMark.mark(of: judged[id], in: &html)
          html.text(id)
        }
      }
    }
  }

  /// "block tanh-collapse", or where it has no label its place: "block 3".
  func blockName(_ index: Int) -> String {
    "block " + (page.lesson.experiments[index].options.label ?? "\(index + 1)")
  }
}
