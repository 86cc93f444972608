import Execution
import Foundation
import Judgement
import Lessons
import Reports
import Site

/// A course read, executed and judged: what `build` and `check` report. What pages show is set as lessons come to their ends, and does
/// not stay in memory.
struct CourseRun: Sendable {
  /// A course and the lessons of it that were asked for.
  struct Chosen: Sendable {
    var course: Course
    var diagnostics: [Diagnostic]

    /// The folder's name, for its place among several sites.
    var name: String { course.folder.split(separator: "/").last.map(String.init) ?? "course" }
  }

  /// What came of one lesson.
  struct Outcome: Sendable {
    /// nil: it could not be read.
    var lesson: CheckedLesson?
    var unreadBecause: [Diagnostic] = []
    /// The same claims under fresh seeds, where `--fresh-seeds` asks for them; the lesson's findings then say nothing of verdicts yet.
    var underFreshSeeds: LessonJudge.Result?
    /// A page that has to wait for what other lessons record, and its place.
    var waiting: (page: Page, place: Int)?
  }

  var course: Course
  var outcomes: [Outcome]
  /// Findings that belong to no lesson.
  var diagnostics: [Diagnostic]
  /// What `--fresh-seeds` found.
  var freshSeedReview: FreshSeedReview?
  /// What became of the lectures' statements.
  var statements: StatementReview?

  /// As reports speak of it.
  var checked: CheckedCourse {
    var checked = CheckedCourse(
      course: course, lessons: outcomes.compactMap(\.lesson), diagnostics: diagnostics + outcomes.flatMap(\.unreadBecause),
      unreadLessons: outcomes.count { $0.lesson == nil }, freshSeeds: freshSeedReview)
    checked.statements = statements
    return checked
  }
}

/// Runs the lessons of a course side by side, and every one of them to its end whatever happens to the others.
struct CourseRunner: Sendable {
  let executor: LessonExecutor
  let judge: LessonJudge
  let jobs: Int
  let progress: Progress
  let explainsCache: Bool
  /// Where pages go; nil where none can be set.
  let site: StagedSite?
  let course: Course
  let bibliography: Bibliography
  let glossary: Glossary
  let evidence: CourseEvidence
  var freshSeeds: UInt64?
  /// How often lessons are run again for the spread of their values, where they do not say; nil where nobody will see it.
  var repetitions: Int?

  /// - Parameter lessons: those that `site` was begun with
  func run(_ paths: [String], _ lessons: [LessonOutline]) async -> [CourseRun.Outcome] {
    progress.expects(lessons)
    let places = Dictionary(lessons.enumerated().map { ($1.path, $0) }, uniquingKeysWith: { first, _ in first })
    var outcomes = await withTaskGroup(of: (Int, CourseRun.Outcome).self) { group in
      var outcomes: [CourseRun.Outcome?] = Array(repeating: nil, count: paths.count)
      var next = 0
      func start() {
        guard next < paths.count else { return }
        let index = next, path = paths[next], place = places[path]
        next += 1
        group.addTask { (index, await run(path, place.map { (lessons[$0], $0) })) }
      }
      for _ in 0..<jobs { start() }
      while let (index, outcome) = await group.next() {
        outcomes[index] = outcome
        start()
      }
      return outcomes.compactMap { $0 }
    }
    let recorded = await RecordedValues(for: outcomes.compactMap(\.lesson), of: course, executor: executor)
    for index in outcomes.indices {
      guard var lesson = outcomes[index].lesson, var waiting = outcomes[index].waiting else { continue }
      lesson.diagnostics += recorded.complete(&waiting.page)
      lesson.diagnostics += site?.add(waiting.page, at: waiting.place) ?? []
      outcomes[index].lesson = lesson
      outcomes[index].waiting = nil
    }
    await link(&outcomes, lessons)
    return outcomes
  }

  /// Sets references from lesson to lesson. Lessons that were not asked for are read for what they name, and run for its numbers.
  private func link(_ outcomes: inout [CourseRun.Outcome], _ lessons: [LessonOutline]) async {
    guard let site else { return }
    for lesson in UnchosenLessons(of: course, read: lessons).named(by: site.unresolved) {
      let page = Page(lesson: lesson, run: await executor.execute(lesson).run, claims: [], bibliography: bibliography)
      await blocking { site.addTargets(of: page) }
    }
    let findings = await blocking { site.link() }
    for (place, found) in findings {
      guard let index = outcomes.firstIndex(where: { $0.lesson?.lesson.source.path == lessons[place].path }) else { continue }
      outcomes[index].lesson?.diagnostics += found
    }
  }

  private func run(_ path: String, _ expected: (outline: LessonOutline, place: Int)?) async -> CourseRun.Outcome {
    let (found, findings) = LessonReader.read(path: path)
    guard let lesson = found.map(glossary.marked), let expected else {
      if let expected { progress.drops(expected.outline) }
      return CourseRun.Outcome(unreadBecause: findings)
    }
    var page: Page
    var diagnostics = findings
    var fresh: LessonJudge.Result?
    var coverage: ProseCoverage?
    if findings.contains(where: { $0.severity == .error }) {
      // What was misread would run as something else than what was written.
      progress.drops(expected.outline)
      let run = LessonRun(
        blocks: lesson.experiments.map { _ in .init(status: .notReached) },
        inlineValues: lesson.inlineValues.map { _ in nil }, named: [:], diagnostics: [])
      page = Page(lesson: lesson, run: run, claims: [], bibliography: bibliography)
    } else {
      let (made, found, underFreshSeeds) = await execute(lesson, expected.outline)
      page = made
      diagnostics += found
      fresh = underFreshSeeds
      let prose = ProseCoverage(of: lesson)
      diagnostics += prose.diagnostics(gate: lesson.frontMatter.coverage ?? course.coverage)
      coverage = prose
    }
    if site != nil { evidence.complete(&page) }
    let waits = !lesson.root.recordedValues.isEmpty
    let complete = page
    if let site, !waits { diagnostics += await blocking { site.add(complete, at: expected.place) } }
    return CourseRun.Outcome(
      lesson: CheckedLesson(lesson: lesson, run: page.run, claims: page.claims, diagnostics: diagnostics, coverage: coverage),
      underFreshSeeds: fresh, waiting: waits ? (page, expected.place) : nil)
  }

  private func execute(_ lesson: Lesson, _ outline: LessonOutline) async -> (Page, [Diagnostic], LessonJudge.Result?) {
    let clock = ContinuousClock()
    let start = clock.now
    progress.began(lesson, expected: outline)
    let live = await executor.execute(lesson) { progress.blockEnded() }
    progress.executed(lesson, live.run)
    if explainsCache, let explanation = live.explanation { progress.explain(lesson, explanation) }
    let judged = await judge.judge(live, courseSeed: course.seed)
    var fresh: LessonJudge.Result?
    if let freshSeeds { fresh = await judge.judge(live, courseSeed: course.seed, freshSeeds: freshSeeds) }
    var spreads: [ValueSpread] = [], failures: [Diagnostic] = []
    if let repetitions {
      (spreads, failures) = await judge.spreads(of: live, repetitions: lesson.frontMatter.repetitions ?? repetitions)
    }
    progress.judged(lesson, judged.claims + (fresh?.claims ?? []), seconds: Double((clock.now - start) / .milliseconds(1)) / 1000)
    var page = Page(lesson: lesson, run: live.run, claims: judged.claims, bibliography: bibliography)
    page.spreads = spreads
    return (page, live.run.diagnostics + (fresh == nil ? judged.diagnostics : []) + failures, fresh)
  }
}
