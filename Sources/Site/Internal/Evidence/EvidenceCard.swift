import Judgement
import Records

/// A claim's evidence as it stands in the margin beside its sentence: verdict, relation, strip of replicates, words.
/// On a phone its summary line stands under the sentence and opens.
struct EvidenceCard {
  var id: String
  /// As the lesson names it.
  var claim: String
  /// nil: the claim was never judged.
  var judged: JudgedClaim?
  /// Where its sentence is, and the block that measures it.
  var sentenceAnchor: String
  var blockAnchor: String?
  /// Which of its paragraph's claims it is, from 1: pointing at one shows the other.
  var place: Int

  private var verdict: Verdict? { judged?.verdict }

  func write(to html: inout HTML) {
    var attributes: [HTML.Attribute] = [.class("evidence", verdict.styleClass, "place-\(place)"), .id(id)]
    if verdict != .holds { attributes.append(.flag("open")) }
    html.element("details", attributes) { html in
      html.element("summary") { html in
        VerdictMark.mark(verdict, in: &html)
        html.element("span", [.class("word")], verdict.word)
        if let judged {
          html.element("span", [.class("tally")]) { html in
            html.text("\(judged.claim.passes) of \(judged.claim.replicates.count)")
          }
        }
      }
      html.element("div", [.class("card")]) { html in
        if let judged { body(judged, in: &html) } else {
          html.element("p", "Its block did not get as far as this claim, so nothing is known about it.")
        }
        sources(in: &html)
      }
    }
    html.newline()
  }

  private func body(_ judged: JudgedClaim, in html: inout HTML) {
    html.element("p", [.class("relation")]) { html in
      ClaimText.relation(judged.declaration.relation, in: &html)
      html.text(", ")
      ClaimText.quantifier(judged.declaration.quantifier, in: &html)
    }
    if let plot = StripPlot(judged) {
      plot.draw(in: &html, description: description(judged))
    } else if let plot = SeriesPlot(judged) {
      plot.draw(in: &html, description: description(judged))
    }
    html.element("p") { html in
      key("replicate", in: &html)
      html.text(judged.claim.evidence)
    }
    html.element("p") { html in
      if let control = judged.control {
        key("control", in: &html)
        html.text("Control: \(control.passes) of \(control.replicates.count). ")
      }
      html.text(ClaimText.control(of: judged))
    }
    if !judged.claim.replicates.isEmpty { replicates(judged, in: &html) }
  }

  /// The symbol that a row of the plot is drawn with.
  private func key(_ style: StaticString, in html: inout HTML) {
    html.element("svg", [.class("key"), .init("viewBox", "0 0 10 10"), .init("aria-hidden", "true")]) { html in
      if "\(style)" == "control" {
        SVG.diamond("control", (5, 5), radius: 4, in: &html)
      } else {
        SVG.circle("replicate", (5, 5), radius: 3.4, in: &html)
      }
    }
  }

  private func replicates(_ judged: JudgedClaim, in html: inout HTML) {
    let control = judged.control?.replicates ?? []
    let shown = 100
    html.element("details", [.class("replicates")]) { html in
      html.element("summary", "every replicate")
      html.element("table") { html in
        html.element("thead") { html in
          html.element("tr") { html in
            for title in ["seed", "claim"] + (control.isEmpty ? [] : ["control"]) {
              html.element("th", [.init("scope", "col")], title)
            }
          }
        }
        html.element("tbody") { html in
          for index in 0..<min(max(judged.claim.replicates.count, control.count), shown) {
            html.element("tr") { html in
              html.element("td", "\(index)")
              cell(judged.claim.replicates, index, in: &html)
              if !control.isEmpty { cell(control, index, in: &html) }
            }
          }
        }
      }
      if judged.claim.replicates.count > shown { html.element("p", "and \(judged.claim.replicates.count - shown) more") }
    }
  }

  private func cell(_ measures: [Measure], _ index: Int, in html: inout HTML) {
    html.element("td") { html in
      guard measures.indices.contains(index) else { return }
      switch measures[index] {
      case .number(let value): html.number(NumberText.short(value))
      case .pair(let first, let second):
        html.number(NumberText.short(first))
        html.text(", ")
        html.number(NumberText.short(second))
      case .series(let values):
        for (position, value) in values.prefix(12).enumerated() {
          if position > 0 { html.text(", ") }
          html.number(NumberText.short(value))
        }
        if values.count > 12 { html.text(", …") }
      }
    }
  }

  private func sources(in html: inout HTML) {
    html.element("p", [.class("source")]) { html in
      html.element("a", [.href("#" + sentenceAnchor)], claim)
      if let blockAnchor, let judged {
        html.text(" · ")
        html.element("a", [.href("#" + blockAnchor)], "measured at line \(judged.declaration.line)")
      }
    }
  }

  private func description(_ judged: JudgedClaim) -> String {
    var text = "Replicates of the claim: \(judged.claim.passes) of \(judged.claim.replicates.count) satisfy it."
    if let control = judged.control {
      text += " Of its control: \(control.passes) of \(control.replicates.count)."
    }
    return text
  }
}
