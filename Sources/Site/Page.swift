import Execution
import Judgement
import Lessons

/// All that one lesson's page is made of.
public struct Page: Sendable {
  public var lesson: Lesson
  public var run: LessonRun
  public var claims: [JudgedClaim]

  public init(lesson: Lesson, run: LessonRun, claims: [JudgedClaim]) {
    self.lesson = lesson
    self.run = run
    self.claims = claims
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
  /// What the search finds on it.
  var search: SearchIndex.Lesson
}
