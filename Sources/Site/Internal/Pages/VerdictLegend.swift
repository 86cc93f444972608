import Judgement

/// What the marks mean.
enum VerdictLegend {
  static func write(to html: inout HTML) {
    let meanings: [(Verdict?, String)] = [
      (.holds, "true in replicates with different seeds, and false once its cause is taken away"),
      (.fails, "false when measured"),
      (.undecided, "not certain within the replicates that were run"),
      (.vacuous, "true, and just as true with its cause taken away"),
      (.broken, "the measurement did not run to its end"),
      (nil, "its block was not reached"),
    ]
    html.element("section", [.class("legend"), .init("aria-labelledby", "legend")]) { html in
      html.element("h2", [.id("legend")], "What the marks say")
      html.element("dl") { html in
        for (verdict, meaning) in meanings {
          html.newline()
          html.element("dt", [.class(verdict.styleClass)]) { html in
            VerdictMark.mark(verdict, in: &html)
            html.text(verdict.word)
          }
          html.element("dd", meaning)
        }
      }
    }
    html.newline()
  }
}
