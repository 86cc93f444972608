import Judgement
import Lessons

/// What the lectures say, in their own words, and beside it what we found: a stance, its reason, and the claims it rests on.
struct StatementsPage {
  var course: CourseDescription
  /// One for each statement; none where they were not reviewed.
  var standings: [StatementReview.Standing]
  /// By name.
  var lessons: [String: LessonSummary]
  /// The formulas of quotations and reasons, set, by their LaTeX; one that is not among them stays as it is written.
  var formulas: [String: Markup] = [:]

  init(course: CourseDescription, standings: [StatementReview.Standing], lessons: [LessonSummary]) {
    self.course = course
    self.standings = standings
    self.lessons = Dictionary(lessons.map { ($0.name, $0) }) { first, _ in first }
  }

  static func anchor(of id: String) -> String { "statement-" + Identifiers.slug(id) }

  func html() -> String {
    CoursePage.statements.html(of: course, usesMath: !formulas.isEmpty) { html in
      filter.write(to: &html)
      for (source, indices) in groups { section(source, indices, in: &html) }
    }
  }

  private var statements: [Statement] { course.statements.statements }

  /// All that quotations and reasons say.
  var pieces: [StatementText] {
    statements.flatMap { StatementText.pieces(ofQuote: $0.quote) + StatementText.pieces(of: $0.reason ?? "") }
  }

  private func standing(_ index: Int) -> StatementReview.Standing? { standings.indices.contains(index) ? standings[index] : nil }

  // MARK: Groups

  private var filter: Filter {
    let groups = (Statement.Stance.allCases.map { Statement.Stance?.some($0) } + [nil]).map { stance in
      Filter.Group(
        name: stance.styleClass, words: stance.word, count: statements.count { $0.stance == stance },
        mark: HTML.fragment { StanceMark.mark(stance, in: &$0) })
    }
    let troubled = statements.indices.count { standing($0)?.isTroubled == true }
    return Filter(
      label: "Show the statements that", all: .init(name: "all", words: "all statements", count: statements.count),
      groups: [.init(name: "troubled", words: "at odds with the verdicts", count: troubled)] + groups)
  }

  /// By lecture, in the order in which they first appear.
  private var groups: [(source: String, statements: [Int])] {
    var order: [String] = [], members: [String: [Int]] = [:]
    for (index, statement) in statements.enumerated() {
      let source = statement.lecture
      if members[source] == nil { order.append(source) }
      members[source, default: []].append(index)
    }
    return order.map { ($0, members[$0] ?? []) }
  }

  private func section(_ source: String, _ indices: [Int], in html: inout HTML) {
    html.element("section", [.class("group")]) { html in
      html.element("h2", course.sources[source] ?? "Lecture \(source)")
      html.element("p", [.class("tally")]) { html in
        let answered = indices.count { statements[$0].stance != nil }
        html.text("\(indices.count) statement\(indices.count == 1 ? "" : "s"), \(answered) answered")
      }
      html.newline()
      html.element("ul", [.class("entries")]) { html in
        for index in indices {
          let statement = statements[index], isTroubled = standing(index)?.isTroubled == true
          html.element("li", [
            .class("entry", statement.stance.styleClass, isTroubled ? "troubled" : ""), .id(Self.anchor(of: statement.id)),
          ]) { entry(statement, standing(index), in: &$0) }
          html.newline()
        }
      }
    }
    html.newline()
  }

  // MARK: A statement

  private func entry(_ statement: Statement, _ standing: StatementReview.Standing?, in html: inout HTML) {
    html.element("figure") { html in
      html.element("blockquote") { html in
        html.element("p") { html in
          html.text("“")
          html.statement(StatementText.pieces(ofQuote: statement.quote), formulas: formulas)
          html.text("”")
        }
      }
      html.element("figcaption") { html in
        html.element("a", [.class("name"), .href("#" + Self.anchor(of: statement.id))], statement.id)
        if let place = statement.placeInLecture { html.text(" · \(place)") }
      }
    }
    html.element("div", [.class("finding")]) { html in
      html.element("p", [.class("stance")]) { html in
        StanceMark.mark(statement.stance, in: &html)
        html.element("span", [.class("word")], statement.stance.word)
        if let standing, standing.isTroubled {
          html.element("strong", standing == .contradicted ? " but our claims say otherwise" : " but not shown yet")
        }
      }
      if let reason = statement.reason { html.element("p", [.class("reason")]) { $0.statement(StatementText.pieces(of: reason), formulas: formulas) } }
      if !statement.evidence.isEmpty {
        html.element("ul", [.class("bearing")]) { html in
          for evidence in statement.evidence { html.element("li") { bearing(evidence, in: &$0) } }
        }
      }
    }
  }

  private func bearing(_ evidence: Statement.Evidence, in html: inout HTML) {
    let lesson = lessons[evidence.lesson], found = lesson?.evidence[evidence.claim]
    let verdict = found?.verdict
    VerdictMark.mark(verdict, in: &html)
    html.element("span", [.class("word", verdict.styleClass)], verdict.word)
    html.text(", ")
    if let lesson, let found {
      let claim = lesson.claims.first { $0.id == evidence.claim }
      html.element("a", [.href("\(lesson.file)#\(found.anchor)")]) { html in
        if let words = claim?.words { html.text(words.withBookQuotes) } else { html.element("code", evidence.claim) }
      }
    } else {
      html.element("code", evidence.address)
    }
    html.element("span", [.class("role")], " \(evidence.bearing.rawValue) it")
  }
}

extension StatementReview.Standing {
  fileprivate var isTroubled: Bool { self == .contradicted || self == .open }
}

extension Statement {
  /// `000` of `000:15`.
  var lecture: String { String(source.prefix { $0 != ":" }) }

  /// "line 15"
  fileprivate var placeInLecture: String? {
    let place = source.dropFirst(lecture.count + 1)
    guard !place.isEmpty else { return nil }
    return place.allSatisfy(\.isNumber) ? "line \(place)" : String(place)
  }
}

/// How a stance looks: a word, a shape and a class that gives the colour.
extension Statement.Stance? {
  fileprivate var word: String {
    switch self {
    case .holds: "true"
    case .qualified: "true under conditions"
    case .refuted: "false"
    case .definition: "a definition"
    case .notTestable: "beyond testing"
    case nil: "not answered yet"
    }
  }

  fileprivate var styleClass: String {
    switch self {
    case .some(let stance): "stance-" + stance.rawValue
    case nil: "stance-open"
    }
  }
}

private enum StanceMark {
  /// The marks of verdicts, which mean the same here.
  static func mark(_ stance: Statement.Stance?, in html: inout HTML) {
    switch stance {
    case .holds: VerdictMark.mark(.holds, in: &html)
    case .qualified: VerdictMark.mark(.undecided, in: &html)
    case .refuted: VerdictMark.mark(.fails, in: &html)
    case .definition, .notTestable: VerdictMark.mark(.vacuous, in: &html)
    case nil: VerdictMark.mark(nil, in: &html)
    }
  }
}
