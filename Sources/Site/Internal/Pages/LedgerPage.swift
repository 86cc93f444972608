import Judgement

/// Every claim of the course: what it says, what was measured, how it came out, and whether that has moved since it was recorded.
struct LedgerPage {
  var course: CourseDescription
  var lessons: [LessonSummary]
  var changes: [ClaimKey: LedgerChange]

  init(course: CourseDescription, lessons: [LessonSummary], changes: [LedgerChange]) {
    self.course = course
    self.lessons = lessons
    self.changes = Dictionary(changes.map { ($0.key, $0) }) { first, _ in first }
  }

  func html() -> String {
    CoursePage.ledger.html(of: course, usesMath: lessons.contains(where: \.usesMath)) { html in
      if count > 0 { filter.write(to: &html) } else { html.element("p", "No lesson makes a claim yet.") }
      for lesson in lessons where !lesson.claims.isEmpty { section(lesson, in: &html) }
      vanished(in: &html)
      VerdictLegend.write(to: &html)
    }
  }

  private var count: Int { lessons.reduce(0) { $0 + $1.claims.count } }

  private var filter: Filter {
    let verdicts = lessons.flatMap { $0.claims.map(\.verdict) }
    var groups = Verdict?.bySeverity.map { verdict in
      Filter.Group(
        name: verdict.styleClass, words: verdict.word, count: verdicts.count { $0 == verdict },
        mark: HTML.fragment { VerdictMark.mark(verdict, in: &$0) })
    }
    groups.append(
      .init(name: "untested", words: "without a control that fails", count: lessons.reduce(0) { $0 + $1.claims.count(where: \.isUntested) }))
    groups.append(.init(name: "moved", words: "not as recorded", count: changes.values.count(where: \.kind.isNews)))
    return Filter(label: "Show the claims that", all: .init(name: "all", words: "all claims", count: count), groups: groups)
  }

  private func section(_ lesson: LessonSummary, in html: inout HTML) {
    html.element("section", [.class("group")]) { html in
      html.element("h2") { html in
        html.element("a", [.href(lesson.file)], lesson.title)
      }
      html.newline()
      html.element("ul", [.class("entries")]) { html in
        for claim in lesson.claims {
          let change = changes[ClaimKey(lesson: lesson.name, claim: claim.id)]
          html.element("li", [
            .class(
              "entry", claim.verdict.styleClass, claim.isUntested ? "untested" : "", change?.kind.isNews == true ? "moved" : ""),
          ]) { entry(claim, of: lesson, change, in: &$0) }
          html.newline()
        }
      }
    }
    html.newline()
  }

  private func entry(_ claim: ClaimSummary, of lesson: LessonSummary, _ change: LedgerChange?, in html: inout HTML) {
    html.element("p", [.class("outcome")]) { html in
      VerdictMark.mark(claim.verdict, in: &html)
      html.element("span", [.class("word")], claim.verdict.word)
    }
    html.element("div", [.class("said")]) { html in
      html.element("p") { html in
        html.element("a", [.href("\(lesson.file)#\(claim.anchor)")]) { html in
          if let sentence = claim.sentence { html.markup(sentence) } else { html.text("no sentence states this claim") }
        }
      }
      html.element("p", [.class("details")]) { html in
        html.element("code", claim.id)
        if let assertion = claim.assertion {
          html.text(" ")
          html.markup(assertion)
        }
      }
    }
    html.element("div", [.class("found")]) { html in
      if let strip = claim.strip { html.markup(strip) }
      for (index, part) in [claim.measured, claim.interval, claim.control].enumerated() {
        if let part { html.element("p", index == 0 ? [.class("measured")] : [], part) }
      }
      if let change { drift(change, in: &html) }
    }
  }

  private func drift(_ change: LedgerChange, in html: inout HTML) {
    html.element("p", [.class("drift", change.kind.isNews ? "news" : "")]) { html in
      switch change.kind {
      case .unchanged: html.text("as recorded")
      case .rounding: html.text("as recorded, but for rounding")
      case .restated: html.text("stated otherwise than recorded: \(change.restatements.joined(separator: "; "))")
      case .slight: html.text("moved slightly: \(change.driftInWords)")
      case .moved: html.text("moved: \(change.driftInWords)")
      case .flipped: html.text("recorded as \(change.old?.verdict.rawValue ?? "another"): \(change.driftInWords)")
      case .new: html.text("not recorded yet")
      case .vanished, .unmeasured: html.text("recorded as \(change.old?.verdict.rawValue ?? "nothing"), not measured this time")
      }
    }
  }

  /// Claims that are recorded, and that no lesson makes any more.
  private func vanished(in html: inout HTML) {
    let gone = changes.values.filter { $0.kind == .vanished }.sorted { $0.key < $1.key }
    guard !gone.isEmpty else { return }
    html.element("section", [.class("group")]) { html in
      html.element("h2", "Recorded, and claimed no more")
      html.element("ul", [.class("entries")]) { html in
        for change in gone {
          html.element("li", [.class("entry", "moved", "gone")]) { html in
            html.element("p", [.class("outcome")]) { html in
              VerdictMark.mark(nil, in: &html)
              html.element("span", [.class("word")], "gone")
            }
            html.element("div", [.class("said")]) { html in
              html.element("p", change.old?.sentence ?? "")
              html.element("p", [.class("details")]) { $0.element("code", change.key.description) }
            }
          }
        }
      }
    }
    html.newline()
  }
}

extension LedgerChange.Kind {
  /// Somebody should look at it.
  fileprivate var isNews: Bool {
    switch self {
    case .unchanged, .rounding: false
    case .restated, .slight, .moved, .flipped, .new, .vanished, .unmeasured: true
    }
  }
}
