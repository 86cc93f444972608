import Judgement
import Lessons
import Reports
import Site

/// What pages of a course say of their evidence besides the lesson's own results: what was recorded, what the lectures state, digests.
struct CourseEvidence: Sendable {
  private let course: Course
  private let statements: StatementCatalogue
  private let dependencies: [(name: String, digest: String)]
  /// What the ledger has of each lesson; nil where the course has none.
  private let recorded: [String: Ledger]?
  private let isUsualBudget: Bool

  /// - Parameter isUsualBudget: the replicates are as many as the course asks for
  init(of course: Course, dependencies: [(name: String, digest: String)], isUsualBudget: Bool) {
    self.course = course
    self.dependencies = dependencies
    self.isUsualBudget = isUsualBudget
    statements = StatementCatalogue.load(folder: course.folder).catalogue
    recorded = LedgerFile(course: course).read().ledger.map { ledger in
      Dictionary(grouping: ledger.entries, by: \.key.lesson).mapValues(Ledger.init)
    }
  }

  func complete(_ page: inout Page) {
    page.context = Receipt.Context(
      courseSeed: course.seed, dependencies: dependencies, changes: changes(of: page), statements: statements)
  }

  private func changes(of page: Page) -> [LedgerChange] {
    guard let recorded, !page.claims.isEmpty else { return [] }
    var alone = course
    // Whether other lessons are there is not asked here.
    alone.lessonPaths = [page.lesson.source.path]
    let judged = JudgedLesson(lesson: page.lesson, claims: page.claims, isComplete: false, courseSeed: course.seed)
    return LedgerComparison(
      .init(ledger: recorded[page.lesson.name] ?? Ledger()), of: alone, lessons: [judged], isUsualBudget: isUsualBudget
    ).changes.filter { $0.new != nil }
  }
}
