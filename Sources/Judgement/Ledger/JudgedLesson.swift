import Lessons

/// A lesson whose claims were judged, as the ledger looks at it.
public struct JudgedLesson: Sendable {
  public var lesson: Lesson
  public var claims: [JudgedClaim]
  /// Every block ran, so that a claim that is not there is truly gone.
  public var isComplete: Bool
  /// What the replicates' seeds were derived from: the lesson's seed, or the course's.
  public var seed: Int

  public init(lesson: Lesson, claims: [JudgedClaim], isComplete: Bool, courseSeed: Int) {
    self.lesson = lesson
    self.claims = claims
    self.isComplete = isComplete
    seed = lesson.frontMatter.seed ?? courseSeed
  }
}
