/// Which claim of a course: its lesson's name and its id.
///
/// ```swift
/// ClaimKey(lesson: "initialization", claim: "small-start-shrinks").description   // "initialization#small-start-shrinks"
/// ```
public struct ClaimKey: Hashable, Comparable, Sendable, CustomStringConvertible {
  public var lesson: String
  public var claim: String

  public init(lesson: String, claim: String) {
    self.lesson = lesson
    self.claim = claim
  }

  public var description: String { "\(lesson)#\(claim)" }

  public static func < (left: Self, right: Self) -> Bool { (left.lesson, left.claim) < (right.lesson, right.claim) }
}
