import ArgumentParser
import Judgement
import Lessons
import Reports

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

extension CourseRun {
  /// Puts the claims as they are judged under fresh seeds, corrected for their number, in the place of those under their own.
  mutating func takeFreshSeeds(
    _ number: UInt64, corrected: ([(lesson: Lesson, result: LessonJudge.Result)], Double) -> [LessonJudge.Result]
  ) {
    let judged = outcomes.indices.filter { outcomes[$0].underFreshSeeds != nil }
    let results = corrected(
      judged.compactMap { index in
        if let lesson = outcomes[index].lesson, let fresh = outcomes[index].underFreshSeeds { (lesson.lesson, fresh) } else { nil }
      },
      LessonJudge.recordedErrorRate)
    var review = FreshSeedReview(number: number)
    for (index, result) in zip(judged, results) {
      guard var lesson = outcomes[index].lesson else { continue }
      for (own, fresh) in zip(lesson.claims, result.claims) {
        review.claims += 1
        if own.verdict != fresh.verdict { review.changes.append(.init(lesson: lesson.lesson, own: own, fresh: fresh)) }
      }
      lesson.claims = result.claims
      lesson.diagnostics += result.diagnostics
      outcomes[index].lesson = lesson
    }
    freshSeedReview = review
  }
}
