import Judgement
import Lessons

/// A course's first page: what it is about, and its lessons with how their claims stand.
struct FrontPage {
  var title: String
  var summary: String?
  var pages: [Page]

  func html() -> String {
    let standings = pages.map(Standing.init)
    let isBad = standings.contains(where: \.isBad)
    let frame = PageFrame(
      course: title, title: title, description: summary, styleClass: isBad ? "front bad" : "front", usesMath: false, isFront: true)
    return frame.html { html in
      html.element("main", [.id("main")]) { html in
        html.element("header", [.class("title")]) { html in
          html.element("h1", title)
          if let summary { html.element("p", [.class("summary")], summary) }
        }
        html.newline()
        html.element("ol", [.class("lessons")]) { html in
          for (page, standing) in zip(pages, standings) {
            html.newline()
            html.element("li", [.class(standing.isBad ? "bad" : "")]) { lesson(page, standing, in: &$0) }
          }
        }
        html.newline()
        legend(in: &html)
      }
      html.newline()
    }
  }

  private func lesson(_ page: Page, _ standing: Standing, in html: inout HTML) {
    html.element("h2") { html in
      html.element("a", [.href(page.lesson.name + ".html")], page.lesson.frontMatter.title)
    }
    if let summary = page.lesson.frontMatter.summary { html.element("p", summary) }
    if !standing.verdicts.isEmpty {
      html.element("div", [.class("litmus"), .init("aria-hidden", "true")]) { html in
        for verdict in standing.verdicts { html.element("i", [.class(verdict.styleClass)], "") }
      }
    }
    StandingLine(standing: standing, blocks: nil).write(to: &html)
  }

  /// What the marks mean.
  private func legend(in html: inout HTML) {
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
