import Judgement

/// A lesson's verdicts in a line, the worst first: "✕ 1 fails  ✓ 8 hold".
struct StandingLine {
  var standing: Standing
  /// nil: not said.
  var blocks: Int?

  func write(to html: inout HTML) {
    html.element("p", [.class("standing")]) { html in
      if standing.verdicts.isEmpty { html.element("span", "no claims") }
      for verdict in Verdict?.bySeverity {
        let count = standing.count(verdict)
        guard count > 0 else { continue }
        html.element("span", [.class("count", verdict.styleClass)]) { html in
          VerdictMark.mark(verdict, in: &html)
          html.text(count == standing.verdicts.count && verdict == .holds ? all(count) : verdict.counted(count))
        }
        html.text(" ")
      }
      for (count, noun, words) in failures where count > 0 {
        html.element("span", [.class("count", "broken")]) { html in
          VerdictMark.mark(.broken, in: &html)
          html.text("\(count) \(count == 1 ? noun : noun + "s") \(words)")
        }
        html.text(" ")
      }
      if standing.blocksNotAsked > 0 {
        html.element("span", [.class("count", "unjudged")]) { html in
          VerdictMark.mark(nil, in: &html)
          html.text("\(standing.blocksNotAsked) not run")
        }
        html.text(" ")
      }
      if let blocks, blocks > 0, standing.blocksFailed + standing.blocksNotReached == 0 {
        html.element("span", [.class("blocks")], blocks == 1 ? "1 experiment" : "\(blocks) experiments")
      }
    }
  }

  private var failures: [(Int, String, String)] {
    [
      (standing.derivationsBroken, "derivation", "false"), (standing.blocksFailed, "block", "failed"),
      (standing.blocksNotReached, "block", "not reached"),
    ]
  }

  private func all(_ count: Int) -> String {
    switch count {
    case 1: "its one claim holds"
    case 2: "both claims hold"
    default: "all \(count) claims hold"
    }
  }
}
