import Judgement
import Lessons

/// A course's first page: what it is about, and its lessons with how their claims stand.
struct FrontPage {
  /// What it says of a lesson.
  struct Entry: Sendable {
    var name: String
    var title: String
    var summary: String?
    var standing: Standing

    init(_ page: Page) {
      name = page.lesson.name
      title = page.lesson.frontMatter.title
      summary = page.lesson.frontMatter.summary
      standing = Standing(page)
    }
  }

  var title: String
  var summary: String?
  var entries: [Entry]

  func html() -> String {
    let isBad = entries.contains(where: \.standing.isBad)
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
          for entry in entries {
            html.newline()
            html.element("li", [.class(entry.standing.isBad ? "bad" : "")]) { lesson(entry, in: &$0) }
          }
        }
        html.newline()
        legend(in: &html)
      }
      html.newline()
    }
  }

  private func lesson(_ entry: Entry, in html: inout HTML) {
    let standing = entry.standing
    html.element("h2") { html in
      html.element("a", [.href(PageAddress.page(entry.name))], entry.title)
    }
    if let summary = entry.summary { html.element("p", summary) }
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
