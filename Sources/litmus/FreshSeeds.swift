import ArgumentParser
import Judgement
import Lessons
import Site

/// `--fresh-seeds`, which draws a number, and `--fresh-seeds=7`, which repeats a run.
enum FreshSeeds: ExpressibleByArgument {
  case drawn, given(UInt64)

  private static let option = "--fresh-seeds"
  private static let word = "drawn"

  init?(argument: String) {
    if argument == Self.word {
      self = .drawn
    } else if let number = UInt64(argument) {
      self = .given(number)
    } else {
      return nil
    }
  }

  /// Below a billion, so that it is easily copied.
  var number: UInt64 {
    switch self {
    case .drawn: UInt64.random(in: 0..<1_000_000_000)
    case .given(let number): number
    }
  }

  /// The arguments with the value that the bare option leaves out: otherwise the path behind it would be taken for one.
  static func completing(_ arguments: [String]) -> [String] {
    let options = arguments.prefix { $0 != "--" }
    return options.map { $0 == Self.option ? "\(Self.option)=\(Self.word)" : $0 } + arguments.dropFirst(options.count)
  }
}

/// What a course's claims come to under fresh seeds, beside what they come to under their own.
struct FreshSeedReview: Sendable {
  /// A verdict that is another one.
  struct Change: Sendable {
    var lesson: Lesson
    var own: JudgedClaim
    var fresh: JudgedClaim
  }

  var number: UInt64
  var claims: Int
  var changes: [Change]
}

extension CourseRun {
  /// Puts the claims as they are judged under fresh seeds, corrected for their number, in the place of those under their own.
  mutating func takeFreshSeeds(
    _ number: UInt64, corrected: ([(lesson: Lesson, result: LessonJudge.Result)], Double) -> [LessonJudge.Result]
  ) {
    let judged = outcomes.indices.filter { outcomes[$0].underFreshSeeds != nil }
    let results = corrected(
      judged.compactMap { index in outcomes[index].underFreshSeeds.map { (outcomes[index].page.lesson, $0) } },
      LessonJudge.recordedErrorRate)
    var review = FreshSeedReview(number: number, claims: 0, changes: [])
    for (index, result) in zip(judged, results) {
      for (own, fresh) in zip(outcomes[index].page.claims, result.claims) {
        review.claims += 1
        if own.verdict != fresh.verdict {
          review.changes.append(.init(lesson: outcomes[index].page.lesson, own: own, fresh: fresh))
        }
      }
      outcomes[index].page.claims = result.claims
      outcomes[index].diagnostics += result.diagnostics
    }
    freshSeedReview = review
  }
}

extension Report {
  /// "fresh seeds 7: 1 of 12 verdicts is another one" and a line for each.
  static func freshSeeds(of run: CourseRun) -> [String] {
    guard let review = run.freshSeedReview else { return [] }
    let changed = review.changes.count
    let verdicts = "\(changed) of \(review.claims) verdicts \(changed == 1 ? "is another one" : "are others") than under the course's own seeds"
    return ["fresh seeds \(review.number): \(verdicts); --fresh-seeds=\(review.number) repeats this"]
      + review.changes.map { change in
        let id = change.fresh.declaration.id
        let line = change.lesson.claimReferences.first { $0.id == id }?.range.lowerBound.line ?? change.fresh.declaration.line
        return
          "  \(change.lesson.source.path):\(line): \(id): \(change.own.verdict) → \(change.fresh.verdict): \(change.fresh.claim.evidence)"
      }
  }
}
