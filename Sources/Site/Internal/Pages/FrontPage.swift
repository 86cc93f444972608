import Judgement
import Lessons

/// A course's first page: what it is about, and the map of its lessons with how their claims stand.
struct FrontPage {
  var course: CourseDescription
  var lessons: [LessonSummary]
  var standings: [StatementReview.Standing] = []

  /// From here on lessons have a line each.
  private static let manyLessons = 30

  private var isBad: Bool { lessons.contains(where: \.standing.isBad) }

  func html() -> String {
    let frame = PageFrame(
      course: course.title, title: course.title, description: course.summary, styleClass: isBad ? "front bad" : "front",
      usesMath: false, navigation: CourseNavigation(pages: course.pages), isFront: true)
    return frame.html { html in
      html.element("main", [.id("main")]) { html in
        html.element("header", [.class("title")]) { html in
          html.element("h1", course.title)
          if let summary = course.summary { html.element("p", [.class("summary")], summary) }
          whole(in: &html)
        }
        html.newline()
        map(in: &html)
        html.newline()
        VerdictLegend.write(to: &html)
      }
      html.newline()
    }
  }

  /// The course's claims and statements in a line each, which lead to their pages.
  private func whole(in html: inout HTML) {
    let verdicts = lessons.flatMap(\.standing.verdicts)
    html.element("p", [.class("standing", "whole")]) { html in
      html.element("span", lessons.count == 1 ? "1 lesson" : "\(lessons.count) lessons")
      html.text(" ")
      if !verdicts.isEmpty {
        html.element("a", [.href(CoursePage.ledger.file)], verdicts.count == 1 ? "1 claim" : "\(verdicts.count) claims")
        html.text(" ")
        for verdict in Verdict?.bySeverity {
          let count = verdicts.count { $0 == verdict }
          guard count > 0 else { continue }
          html.element("a", [.class("count", verdict.styleClass), .href("\(CoursePage.ledger.file)#\(verdict.styleClass)")]) { html in
            VerdictMark.mark(verdict, in: &html)
            html.text(verdict.counted(count))
          }
          html.text(" ")
        }
      }
    }
    let statements = course.statements.statements
    guard !statements.isEmpty else { return }
    html.element("p", [.class("standing", "whole")]) { html in
      let answered = statements.count { $0.stance != nil }
      html.element("a", [.href(CoursePage.statements.file)]) { html in
        html.text("\(statements.count) statement\(statements.count == 1 ? "" : "s") of the lectures")
      }
      html.text(" ")
      html.element("span", answered == statements.count ? "all answered" : "\(answered) answered so far")
    }
  }

  // MARK: The map

  private func map(in html: inout HTML) {
    let places = Dictionary(lessons.enumerated().map { ($1.name, $0) }) { first, _ in first }
    let map = LessonMap(uses: lessons.map { Set($0.uses.compactMap { places[$0] }) })
    let isLong = lessons.count >= Self.manyLessons
    html.element("ol", [
      .class("lessons", isLong ? "many" : ""), .init("style", "--lanes:\(map.lanes)"),
    ]) { html in
      for (index, lesson) in lessons.enumerated() {
        html.newline()
        html.element("li", [.class(lesson.standing.isBad ? "bad" : "")]) { html in
          lines(map.segments[index], mark: lesson.standing, in: &html)
          html.element("div", [.class("about")]) { html in
            html.element("h2") { html in
              html.element("a", [.href(lesson.file)], lesson.title)
            }
            if let summary = lesson.summary, !isLong { html.element("p", summary) }
            foundations(map.foundations[index], in: &html)
          }
          html.element("div", [.class("found")]) { html in
            verdicts(of: lesson.standing, in: &html)
            StandingLine(standing: lesson.standing, blocks: nil).write(to: &html)
          }
        }
      }
      html.newline()
    }
  }

  /// Only for the eye: the words say the same.
  private func lines(_ segments: [LessonMap.Segment], mark standing: Standing, in html: inout HTML) {
    html.element("span", [.class("lines"), .init("aria-hidden", "true")]) { html in
      for segment in segments {
        html.element("i", [.class(segment.course.styleClass), .init("style", "--lane:\(segment.lane)")], "")
      }
      html.element("span", [.class("station", standing.worst.styleClass, standing.isEmpty ? "empty" : "")]) { html in
        if !standing.isEmpty { VerdictMark.mark(standing.worst, in: &html) }
      }
    }
  }

  private func foundations(_ earlier: [Int], in html: inout HTML) {
    guard !earlier.isEmpty else { return }
    html.element("p", [.class("foundations")]) { html in
      html.text("builds on ")
      for (place, index) in earlier.enumerated() {
        if place > 0 { html.text(place == earlier.count - 1 ? " and " : ", ") }
        html.element("a", [.href(lessons[index].file)], lessons[index].title)
      }
    }
  }

  private func verdicts(of standing: Standing, in html: inout HTML) {
    guard !standing.verdicts.isEmpty else { return }
    html.element("div", [.class("litmus"), .init("aria-hidden", "true")]) { html in
      for verdict in standing.verdicts { html.element("i", [.class(verdict.styleClass)], "") }
    }
  }
}

extension LessonMap.Segment.Course {
  fileprivate var styleClass: String {
    switch self {
    case .begins: "begins"
    case .passes: "passes"
    case .branches: "branches"
    case .ends: "ends"
    }
  }
}

extension Standing {
  /// Nothing was put to a test, and nothing went wrong.
  fileprivate var isEmpty: Bool { verdicts.isEmpty && !isBad }

  /// What the lesson's mark says: the gravest of its verdicts.
  fileprivate var worst: Verdict? {
    if derivationsBroken > 0 { return .fails }
    if let worst = Verdict?.bySeverity.first(where: { count($0) > 0 }), !isBad || worst != .holds && worst != .undecided { return worst }
    return isBad ? .broken : .holds
  }
}
