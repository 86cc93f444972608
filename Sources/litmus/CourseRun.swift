import Execution
import Foundation
import Judgement
import Lessons
import Reports
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
  }

  var course: Course
  var outcomes: [Outcome]
  /// Findings that belong to no lesson that could be read.
  var diagnostics: [Diagnostic]
  var unreadLessons: Int

  var allDiagnostics: [Diagnostic] { diagnostics + outcomes.flatMap(\.diagnostics) }

  /// As reports speak of it.
  var checked: CheckedCourse {
    CheckedCourse(
      course: course,
      lessons: outcomes.map {
        CheckedLesson(lesson: $0.page.lesson, run: $0.page.run, claims: $0.page.claims, diagnostics: $0.diagnostics)
      }, diagnostics: diagnostics, unreadLessons: unreadLessons)
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
    return CourseRun(
      course: chosen.course, outcomes: await run(lessons, of: chosen.course),
      diagnostics: chosen.diagnostics + unread.flatMap(\.diagnostics), unreadLessons: unread.count)
  }

  private func run(_ lessons: [(Lesson, [Diagnostic])], of course: Course) async -> [CourseRun.Outcome] {
    await withTaskGroup(of: (Int, CourseRun.Outcome).self) { group in
      var outcomes: [CourseRun.Outcome?] = Array(repeating: nil, count: lessons.count)
      var next = 0
      func start() {
        guard next < lessons.count else { return }
        let (index, (lesson, findings)) = (next, lessons[next])
        next += 1
        group.addTask { (index, await run(lesson, findings, of: course)) }
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
    progress.judged(lesson, judged.claims, seconds: Double((clock.now - start) / .milliseconds(1)) / 1000)
    return CourseRun.Outcome(
      page: Page(lesson: lesson, run: live.run, claims: judged.claims),
      diagnostics: findings + live.run.diagnostics + judged.diagnostics)
  }
  private static func isMisread(_ findings: [Diagnostic]) -> Bool { findings.contains { $0.severity == .error } }
}
