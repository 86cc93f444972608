import Execution
import Lessons

/// The digests of a lesson's code, each made once: every value and every claim of a page names one.
final class CodeFingerprints {
  private let lesson: Lesson
  private var known: [Int: String] = [:]

  init(of lesson: Lesson) { self.lesson = lesson }

  /// Of what stands below the first `count` experiments.
  func code(above count: Int) -> String {
    if let code = known[count] { return code }
    let code = Fingerprint.code(of: lesson, above: count)
    known[count] = code
    return code
  }

  /// Of a claim that is declared at this line: as in the ledger.
  func code(claimAtLine line: Int) -> String {
    code(above: lesson.experiments.prefix { $0.range.lowerBound.line <= line }.count)
  }
}
