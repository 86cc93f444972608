import Execution
import Foundation
import Judgement
import Lessons
import Site

/// A course read, executed and judged: what `build` sets into pages and `check` reports.
struct CourseRun: Sendable {
  /// A course and the lessons of it that were asked for.
  struct Chosen: Sendable {
    var course: Course
    var diagnostics: [Diagnostic]

    /// The folder's name, for its place among several sites.
    var name: String { course.folder.split(separator: "/").last.map(String.init) ?? "course" }
  }

  /// One lesson and what came of it.
  struct Outcome: Sendable {
    var page: Page
    var diagnostics: [Diagnostic]
    /// nil: the lesson was misread.
    var coverage: ProseCoverage?
  }

  var course: Course
  var outcomes: [Outcome]
  /// Findings that belong to no lesson that could be read.
  var diagnostics: [Diagnostic]
  var unreadLessons: Int
  /// What became of the lectures' statements.
  var statements: StatementReview

  var allDiagnostics: [Diagnostic] { diagnostics + outcomes.flatMap(\.diagnostics) }

  /// What nothing backs in lessons whose gate did not list it already.
  var unlistedProse: [Diagnostic] {
    outcomes.flatMap { outcome -> [Diagnostic] in
      guard let coverage = outcome.coverage else { return [] }
      let gate = outcome.page.lesson.frontMatter.coverage ?? course.coverage ?? 0
      return coverage.satisfies(gate) ? coverage.listing : []
    }
  }
}

/// Runs the lessons of a course side by side, and every one of them to its end whatever happens to the others.
struct CourseRunner: Sendable {
  let executor: LessonExecutor
  let judge: LessonJudge
  let jobs: Int
  let progress: Progress
  let explainsCache: Bool

  func run(_ chosen: CourseRun.Chosen) async -> CourseRun {
    let readings = chosen.course.chosenPaths.map(LessonReader.read)
    let lessons = readings.compactMap { reading in reading.lesson.map { ($0, reading.diagnostics) } }
    let unread = readings.filter { $0.lesson == nil }
    progress.expects(lessons.filter { !Self.isMisread($0.1) }.map(\.0))
    let (bibliography, bibliographyFindings) = Bibliography.load(folder: chosen.course.folder)
    let (statements, statementFindings) = StatementCatalogue.load(folder: chosen.course.folder)
    var outcomes = await run(lessons, of: chosen.course, citing: bibliography)
    let recorded = await RecordedValues(for: outcomes, of: chosen.course, executor: executor)
    for index in outcomes.indices { recorded.complete(&outcomes[index]) }
    let review = StatementReview(
      of: statements, lessons: outcomes.filter { $0.coverage != nil }.map { .init(lesson: $0.page.lesson, run: $0.page.run, claims: $0.page.claims) },
      allLessons: chosen.course.lessonPaths.map(LessonReader.name(ofPath:)))
    let isWhole = chosen.course.chosenPaths == chosen.course.lessonPaths && unread.isEmpty
    return CourseRun(
      course: chosen.course, outcomes: outcomes,
      diagnostics: chosen.diagnostics + unread.flatMap(\.diagnostics) + bibliographyFindings + statementFindings
        + bibliography.review(lessons.map(\.0), isWholeCourse: isWhole) + review.diagnostics,
      unreadLessons: unread.count, statements: review)
  }

  private func run(
    _ lessons: [(Lesson, [Diagnostic])], of course: Course, citing bibliography: Bibliography
  ) async -> [CourseRun.Outcome] {
    await withTaskGroup(of: (Int, CourseRun.Outcome).self) { group in
      var outcomes: [CourseRun.Outcome?] = Array(repeating: nil, count: lessons.count)
      var next = 0
      func start() {
        guard next < lessons.count else { return }
        let (index, (lesson, findings)) = (next, lessons[next])
        next += 1
        group.addTask {
          var outcome = await run(lesson, findings, of: course)
          outcome.page.bibliography = bibliography
          return (index, outcome)
        }
      }
      for _ in 0..<jobs { start() }
      while let (index, outcome) = await group.next() {
        outcomes[index] = outcome
        start()
      }
      return outcomes.compactMap { $0 }
    }
  }

  private func run(_ lesson: Lesson, _ findings: [Diagnostic], of course: Course) async -> CourseRun.Outcome {
    guard !Self.isMisread(findings) else {
      // What was misread would run as something else than what was written.
      let run = LessonRun(
        blocks: lesson.experiments.map { _ in .init(status: .notReached) },
        inlineValues: lesson.inlineValues.map { _ in nil }, named: [:], diagnostics: [])
      return CourseRun.Outcome(page: Page(lesson: lesson, run: run, claims: []), diagnostics: findings)
    }
    let clock = ContinuousClock()
    let start = clock.now
    progress.began(lesson)
    let live = await executor.execute(lesson)
    progress.executed(lesson, live.run)
    if explainsCache, let explanation = live.explanation { progress.explain(lesson, explanation) }
    let judged = await judge.judge(live, courseSeed: course.seed)
    let coverage = ProseCoverage(of: lesson)
    progress.judged(lesson, judged.claims, seconds: Double((clock.now - start) / .milliseconds(1)) / 1000)
    return CourseRun.Outcome(
      page: Page(lesson: lesson, run: live.run, claims: judged.claims),
      diagnostics: findings + live.run.diagnostics + judged.diagnostics
        + coverage.diagnostics(gate: lesson.frontMatter.coverage ?? course.coverage),
      coverage: coverage)
  }

  private static func isMisread(_ findings: [Diagnostic]) -> Bool { findings.contains { $0.severity == .error } }
}
