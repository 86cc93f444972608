import Judgement
import Lessons

/// What a course's claims come to under fresh seeds, beside what they come to under their own.
public struct FreshSeedReview: Sendable {
  /// A verdict that is another one.
  public struct Change: Sendable {
    public var lesson: Lesson
    public var own: JudgedClaim
    public var fresh: JudgedClaim

    public init(lesson: Lesson, own: JudgedClaim, fresh: JudgedClaim) {
      self.lesson = lesson
      self.own = own
      self.fresh = fresh
    }
  }

  /// What the seeds were drawn from; given again, it repeats them.
  public var number: UInt64
  public var claims = 0
  public var changes: [Change] = []

  public init(number: UInt64) { self.number = number }

  /// "fresh seeds 7: 1 of 12 verdicts is another one" and a line for each.
  var lines: [String] {
    let words = changes.count == 1 ? "is another one" : "are others"
    return [
      "fresh seeds \(number): \(changes.count) of \(claims) verdicts \(words) than under the course's own seeds; "
        + "--fresh-seeds=\(number) repeats this"
    ]
      + changes.map { change in
        let id = change.fresh.declaration.id
        let line = change.lesson.claimReferences.first { $0.id == id }?.range.lowerBound.line ?? change.fresh.declaration.line
        let verdicts = "\(change.own.verdict) → \(change.fresh.verdict)"
        return "  \(change.lesson.source.path):\(line): \(id): \(verdicts): \(change.fresh.claim.evidence)"
      }
  }
}
