import Execution
import Judgement
import Lessons
import Records
import Reports

/// All that one lesson's page is made of.
public struct Page: Sendable {
  public var lesson: Lesson
  public var run: LessonRun
  public var claims: [JudgedClaim]
  /// What its inline values are under other seeds, one for each; none where the lesson was not repeated.
  public var spreads: [ValueSpread] = []
  /// What lessons of the course recorded, by `lesson#name`: what the prose prints of it.
  public var recorded: [String: Value] = [:]
  /// The works that the course cites.
  public var bibliography: Bibliography
  /// Seeds, digests, the ledger and the statements: what evidence speaks of besides the lesson.
  public var context = Receipt.Context()

  public init(lesson: Lesson, run: LessonRun, claims: [JudgedClaim], bibliography: Bibliography = Bibliography()) {
    self.lesson = lesson
    self.run = run
    self.claims = claims
    self.bibliography = bibliography
  }
}

/// A lesson's page, set.
public struct RenderedPage: Sendable {
  /// The lesson's name; the page is `name.html`.
  public var name: String
  public var html: String
  /// What the page could not show as it was written: `math-invalid`, `html-refused`, `reference-broken`.
  public var diagnostics: [Diagnostic]
  /// Image files that the page shows, by their path beside the lesson; they go to `media/`.
  public var images: [String]
  /// What pages about the whole course say of it.
  var summary: LessonSummary
  /// References that wait for other lessons; the text has marks in their places.
  var slots: [ReferenceSlot]
  /// What is wrong with the page, for one that has slots.
  var notice: Notice
  /// What other lessons can refer to.
  var targets: [Target]
  /// What the search finds on it.
  var search: SearchIndex.Lesson
}
