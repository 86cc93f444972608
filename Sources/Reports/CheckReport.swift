import Execution
import Judgement
import Lessons
import Records

/// What `check` found, to be written in any format.
///
/// ```swift
/// let report = CheckReport(courses: [course], diagnostics: [], status: 0)
/// print(ReportFormat.json.text(of: report))
/// ```
/// All formats are written from these same values, so that none says more or less than another. The same report gives the same
/// bytes: nothing of the time, the machine or the checkout's place is in it.
public struct CheckReport: Sendable {
  public var courses: [CheckedCourse]
  /// What belongs to no course: a missing tool, a path that is no course.
  public var diagnostics: [Diagnostic]
  /// What the process ends with: 0 all holds, 1 something is false, 2 something could not be checked.
  public var status: Int

  public init(courses: [CheckedCourse], diagnostics: [Diagnostic], status: Int) {
    self.courses = courses
    self.diagnostics = diagnostics
    self.status = status
  }

  /// Every finding, in reading order.
  public var allDiagnostics: [Diagnostic] { (diagnostics + courses.flatMap(\.allDiagnostics)).inReadingOrder() }

  public var lessons: [CheckedLesson] { courses.flatMap(\.lessons) }

  /// The files that are known, for columns and fingerprints.
  var sources: [String: SourceFile] {
    Dictionary(lessons.map { ($0.lesson.source.path, $0.lesson.source) }) { first, _ in first }
  }
}

/// A course, executed and judged.
public struct CheckedCourse: Sendable {
  public var course: Course
  public var lessons: [CheckedLesson]
  /// What belongs to no lesson that could be read.
  public var diagnostics: [Diagnostic]
  public var unreadLessons: Int
  /// What `--fresh-seeds` found; nil where it was not asked for.
  public var freshSeeds: FreshSeedReview?
  /// What moved since values were recorded; nil where that was not asked for.
  public var ledger: LedgerComparison?
  /// What became of the lectures' statements; nil where they were not looked at.
  public var statements: StatementReview?

  public init(
    course: Course, lessons: [CheckedLesson], diagnostics: [Diagnostic], unreadLessons: Int, freshSeeds: FreshSeedReview? = nil
  ) {
    self.course = course
    self.lessons = lessons
    self.diagnostics = diagnostics
    self.unreadLessons = unreadLessons
    self.freshSeeds = freshSeeds
  }

  public var allDiagnostics: [Diagnostic] { diagnostics + lessons.flatMap(\.diagnostics) + (ledger?.diagnostics ?? []) }

  /// The course's own, its statements' among them, and its ledger's.
  var diagnosticsOfNoLesson: [Diagnostic] { diagnostics + (ledger?.diagnostics ?? []) }

  /// What nothing backs, of lessons whose gate did not list it already.
  public var unlistedProse: [Diagnostic] {
    lessons.flatMap { checked -> [Diagnostic] in
      guard let coverage = checked.coverage else { return [] }
      let gate = checked.lesson.frontMatter.coverage ?? course.coverage ?? 0
      return coverage.satisfies(gate) ? coverage.listing : []
    }
  }
}

/// A lesson, executed and judged: what reports speak of. Of its text's tree the references stay; paragraphs, tables and figures are let go,
/// so that a course may have any number of lessons.
public struct CheckedLesson: Sendable {
  public var lesson: Lesson
  public var run: LessonRun
  public var claims: [JudgedClaim]
  public var diagnostics: [Diagnostic]
  /// How much of the prose is backed; nil of a lesson that was misread.
  public var coverage: ProseCoverage?

  public init(
    lesson: Lesson, run: LessonRun, claims: [JudgedClaim], diagnostics: [Diagnostic], coverage: ProseCoverage? = nil
  ) {
    self.lesson = lesson
    self.lesson.root.children = lesson.root.references
    self.coverage = coverage
    self.run = run
    self.run.inlineValues = []
    for index in run.blocks.indices {
      self.run.blocks[index].outputs.removeAll { if case .derivation = $0 { false } else { true } }
    }
    self.claims = claims
    self.diagnostics = diagnostics
  }

  func status(ofBlock index: Int) -> LessonRun.Block.Status {
    run.blocks.indices.contains(index) ? run.blocks[index].status : .notReached
  }

  /// The sentence that asserts a claim; nil where none is bound.
  func sentence(of claim: JudgedClaim) -> ClaimReference? { lesson.claimReferences.first { $0.id == claim.declaration.id } }

  /// Sentences whose claim was never measured: their block did not run, or nothing declares them.
  var unmeasured: [ClaimReference] {
    let judged = Set(claims.map(\.declaration.id))
    return lesson.claimReferences.filter { !judged.contains($0.id) }
  }

  var derivations: [DerivationReport] {
    run.blocks.flatMap(\.outputs).compactMap { output in
      if case .derivation(let report) = output { report } else { nil }
    }
  }
}

extension DerivationReport.Step {
  var isBroken: Bool { if case .broken = outcome { true } else { false } }
}

extension DerivationReport {
  var isBroken: Bool { steps.contains(where: \.isBroken) }
}
