import Judgement
import Records

/// A claim's verdict behind its sentence, which opens to the evidence: relation, strip of replicates, words.
/// On wide screens the evidence is open without being asked, in the margin beside the sentence; on a phone it opens under it.
struct EvidenceCard {
  var id: String
  /// As the lesson names it.
  var claim: String
  /// nil: the claim was never judged.
  var judged: JudgedClaim?
  /// Where its sentence is, and the block that measures it.
  var sentenceAnchor: String
  var blockAnchor: String?
  /// The file that has every replicate's exact value.
  var receipt: String
  /// What stands behind a claim that was judged.
  var record: EvidenceRecord?

  func write(to html: inout HTML) {
    var attributes: [HTML.Attribute] = [.class("evidence", judged.styleClass), .id(id)]
    if judged?.verdict != .holds && judged?.verdict != .undecided { attributes.append(.flag("open")) }
    html.text("\u{2060}")
    html.element("details", attributes) { html in
      html.element("summary", [.class("verdict")]) { Self.seal(judged, in: &$0) }
      html.element("div", [.class("card")]) { html in
        html.element("p", [.class("head")]) { html in
          VerdictMark.mark(of: judged, in: &html)
          html.element("span", [.class("word")], judged.word)
          if let judged {
            html.element("span", [.class("tally")], "\(judged.claim.passes) of \(judged.claim.replicates.count)")
          }
        }
        if let judged { body(judged, in: &html) } else {
          html.element("p", "Its block did not get as far as this claim, so nothing is known about it.")
        }
      }
    }
  }

  /// What stands behind a sentence: mark and word.
  static func seal(_ claim: JudgedClaim?, in html: inout HTML) {
    VerdictMark.mark(of: claim, in: &html)
    html.element("span", [.class("word")], claim.word)
    html.element("span", [.class("hidden")], ": see the evidence")
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
    // Where there is nothing to worry about, mark and strip say enough: cards of one paragraph stand above each other in the margin.
    if !holds(judged) { words(judged, in: &html) }
    record?.writeFindings(in: &html)
    details(judged, in: &html)
  }

  private func holds(_ judged: JudgedClaim) -> Bool { judged.verdict == .holds && !judged.isUntested }

  /// What the replicates and the control came to.
  private func words(_ judged: JudgedClaim, in html: inout HTML) {
    html.element("p") { html in
      key("replicate", in: &html)
      // A percent sign does not stand at the beginning of a line.
      html.text(judged.claim.evidence.replacing(" %", with: "\u{202F}%"))
    }
    html.element("p") { html in
      if let control = judged.control {
        key("control", in: &html)
        html.text("Control \(control.passes) of \(control.replicates.count): ")
      }
      html.text(ClaimText.control(of: judged))
    }
  }

  /// The symbol that a row of the plot is drawn with.
  private func key(_ style: StaticString, in html: inout HTML) {
    html.element("svg", [.class("key"), .init("viewBox", "0 0 10 10"), .init("aria-hidden", "true")]) { html in
      if "\(style)" == "control" {
        SVG.diamonds("control", [(5, 5)], radius: 4, in: &html)
      } else {
        SVG.circles("replicate", [(5, 5)], radius: 3.4, in: &html)
      }
    }
  }

  /// The claim's name, where it is measured, what the verdict rests on, and where it is in doubt, every replicate.
  private func details(_ judged: JudgedClaim, in html: inout HTML) {
    html.element("details", [.class("replicates")]) { html in
      html.element("summary", claim)
      if holds(judged) { words(judged, in: &html) }
      html.element("p") { html in
        html.element("a", [.href("#" + sentenceAnchor)], "its sentence")
        html.text(", ")
        if let blockAnchor {
          html.element("a", [.href("#" + blockAnchor)], "measured at line \(judged.declaration.line)")
        } else {
          html.text("measured at line \(judged.declaration.line)")
        }
      }
      record?.writeGrounds(of: judged, in: &html)
      if !judged.claim.replicates.isEmpty {
        // A page of fifty claims that hold would be a quarter heavier for numbers that nobody reads.
        if !holds(judged) { replicates(judged, in: &html) }
        html.element("p") { html in
          html.element("a", [.href(receipt)], "every replicate, exactly")
        }
      }
    }
  }

  private func replicates(_ judged: JudgedClaim, in html: inout HTML) {
    let control = judged.control?.replicates ?? []
    let shown = 100
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

  private func description(_ judged: JudgedClaim) -> String {
    var text = "Replicates of the claim: \(judged.claim.passes) of \(judged.claim.replicates.count) satisfy it."
    if let control = judged.control {
      text += " Of its control: \(control.passes) of \(control.replicates.count)."
    }
    return text
  }
}
