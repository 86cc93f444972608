import Execution
import Foundation
import Judgement
import Lessons
import Site

/// A course read, executed and judged: what `build` sets into pages and `check` reports.
struct CourseRun {
  /// One lesson and what came of it.
  struct Outcome: Sendable {
    var page: Page
    var diagnostics: [Diagnostic]
    var seconds: Double
  }

  var course: Course
  var outcomes: [Outcome]
  /// Findings that belong to no lesson that could be read.
  var diagnostics: [Diagnostic]

  var allDiagnostics: [Diagnostic] { diagnostics + outcomes.flatMap(\.diagnostics) }
}

/// Runs the lessons of a course side by side, and every one of them to its end whatever happens to the others.
struct CourseRunner: Sendable {
  let executor: LessonExecutor
  let judge: LessonJudge
  let jobs: Int
  let progress: Progress

  func run(_ course: Course, lessons: [Lesson]) async -> [CourseRun.Outcome] {
    await withTaskGroup(of: (Int, CourseRun.Outcome).self) { group in
      var outcomes: [CourseRun.Outcome?] = Array(repeating: nil, count: lessons.count)
      var next = 0
      func start() {
        guard next < lessons.count else { return }
        let (index, lesson) = (next, lessons[next])
        next += 1
        group.addTask { (index, await run(lesson, of: course)) }
      }
      for _ in 0..<jobs { start() }
      while let (index, outcome) = await group.next() {
        outcomes[index] = outcome
        start()
      }
      return outcomes.compactMap { $0 }
    }
  }

  private func run(_ lesson: Lesson, of course: Course) async -> CourseRun.Outcome {
    let clock = ContinuousClock()
    let start = clock.now
    progress.began(lesson)
    let live = await executor.execute(lesson)
    progress.executed(lesson, live.run)
    let judged = await judge.judge(live, courseSeed: course.seed)
    let seconds = Double((clock.now - start) / .milliseconds(1)) / 1000
    progress.judged(lesson, judged.claims, seconds: seconds)
    return CourseRun.Outcome(
      page: Page(lesson: lesson, run: live.run, claims: judged.claims),
      diagnostics: live.run.diagnostics + judged.diagnostics, seconds: seconds)
  }
}
