/// What every number was computed with, and how to compute it again.
///
/// It says what is the same on every machine, and nothing else: no date, no host, no processor, no path. The same course gives the same
/// page.
struct ReproductionPage {
  var course: CourseDescription
  var lessons: [LessonSummary]
  var outcome: CourseOutcome

  func html() -> String {
    CoursePage.reproduction.html(of: course) { html in
      html.element("article") { html in
        heading("again", "Run it again", in: &html)
        commands(in: &html)
        heading("with", "What it was computed with", in: &html)
        conditions(in: &html)
        heading("same", "What comes out the same", in: &html)
        sameness(in: &html)
        heading("lessons", "Lessons", in: &html)
        html.element("p", "A digest is the beginning of the SHA-256 of the lesson’s file: it tells whether yours is the same text.")
        table(in: &html)
      }
    }
  }

  private func heading(_ anchor: String, _ words: String, in html: inout HTML) {
    html.newline()
    html.element("h2", [.id(anchor)], words)
    html.newline()
  }

  private func commands(in html: inout HTML) {
    let claim = lessons.lazy.compactMap { lesson in lesson.claims.first.map { "\(lesson.name)#\($0.id)" } }.first
    let lesson = lessons.first.map { "\(course.folder)/\($0.name).md" }
    let lines: [(String, String)] = [
      ("litmus check \(course.folder)", "runs every lesson, judges every claim, and compares with the ledger"),
      ("litmus check \(course.folder) --fresh-seeds", "the same under seeds that nobody has seen, corrected for the number of claims"),
    ] + (claim.map { [("litmus explain \($0)", "one claim with every replicate, its seeds and its control")] } ?? [])
      + (lesson.map { [("litmus tangle \($0) --output package", "a lesson as a Swift package that runs by itself")] } ?? [])
    html.element("dl", [.class("commands")]) { html in
      for (command, meaning) in lines {
        html.element("dt") { $0.element("code", command) }
        html.element("dd", meaning)
        html.newline()
      }
    }
  }

  private func conditions(in html: inout HTML) {
    let claims = lessons.reduce(0) { $0 + $1.claims.count }, replicates = lessons.reduce(0) { $0 + $1.replicates }
    let facts: [(String, String?)] = [
      ("Toolchain", outcome.toolchain), ("Engine’s sources", outcome.engine.map { "digest \($0)" }), ("Course’s seed", "\(course.seed)"),
      ("Experiments", "\(lessons.reduce(0) { $0 + $1.experiments }) in \(lessons.count == 1 ? "1 lesson" : "\(lessons.count) lessons")"),
      ("Claims", "\(claims), judged by \(replicates) replicates, controls included"),
    ]
    html.element("dl", [.class("facts")]) { html in
      for case (let name, let value?) in facts {
        html.element("dt", name)
        html.element("dd", value)
        html.newline()
      }
    }
  }

  private func sameness(in html: inout HTML) {
    html.element("p") { html in
      html.text("Random numbers are counted, not drawn from the clock: every stream follows from the course’s seed, the lesson, the claim ")
      html.text("and the number of the replicate. The same files give the same bytes of every page, whatever the number of threads or jobs, ")
      html.text("the order in which lessons come to their ends, or the folder that the course lies in.")
    }
    html.newline()
    html.element("p") { html in
      html.text("Processors of different kinds add numbers in different orders, so that the last digits of a result may differ from one kind ")
      html.text("to another, and after a long training more than the last. Verdicts are built for that: they rest on many seeds and keep ")
      html.text("their error rate. The ledger tells a number that moved from one that was only rounded otherwise. ")
      html.text("Times are not part of any page.")
    }
  }

  private func table(in html: inout HTML) {
    html.newline()
    html.element("div", [.class("scroll"), .init("role", "region"), .init("aria-labelledby", "lessons"), .init("tabindex", "0")]) { html in
      html.element("table") { html in
        html.element("thead") { html in
          html.element("tr") { html in
            html.element("th", [.init("scope", "col")], "lesson")
            for title in ["seed", "experiments", "claims", "replicates"] {
              html.element("th", [.init("scope", "col"), .class("number")], title)
            }
            html.element("th", [.init("scope", "col")], "digest")
          }
        }
        html.element("tbody") { html in
          for lesson in lessons {
            html.newline()
            html.element("tr") { html in
              html.element("td") { $0.element("a", [.href(lesson.file)], lesson.title) }
              for number in [lesson.seed ?? course.seed, lesson.experiments, lesson.claims.count, lesson.replicates] {
                html.element("td", [.class("number")], "\(number)")
              }
              html.element("td") { $0.element("code", lesson.digest) }
            }
          }
        }
      }
    }
  }
}
