import Execution
import Foundation
import Lessons
import Records

@testable import Judgement

/// Entries, lessons and courses for the ledger's tests.
enum LedgerSamples {
  static func arm(_ values: [Double], _ relation: Relation = .below(1), outcome: Judgement.Outcome = .holds) -> LedgerEntry.Arm {
    LedgerEntry.Arm(judgement(values.map(Measure.number), relation, outcome), relation)
  }

  static func judgement(_ measures: [Measure], _ relation: Relation, _ outcome: Judgement.Outcome) -> Judgement {
    Judgement(
      outcome: outcome, replicates: measures, passes: measures.count { relation.isSatisfied(by: $0) }, evidence: "as it is",
      interval: Interval(.passRate, 0.794, 1, level: 0.99))
  }

  static func entry(
    _ lesson: String, _ claim: String, _ values: [Double] = [0.25, 0.5], relation: Relation = .below(1), verdict: Verdict = .holds,
    sentence: String = "It stays small.", seed: Int = 1
  ) -> LedgerEntry {
    LedgerEntry(
      key: ClaimKey(lesson: lesson, claim: claim), verdict: verdict, relation: relation, quantifier: .always,
      claim: arm(values, relation),
      control: arm([2], relation, outcome: .fails), interval: Interval(.passRate, 0.794, 1, level: 0.99), sentence: sentence,
      fingerprint: Fingerprint(code: "0123456789abcdef", data: ""), seed: seed)
  }

  /// A lesson with a sentence for each claim, as it would be read, and its claims as judged.
  static func lesson(
    _ name: String, _ claims: [(id: String, sentence: String, verdict: Verdict, values: [Double])], relation: Relation = .below(1),
    isComplete: Bool = true
  ) -> JudgedLesson {
    let sentences = claims.map { "[\($0.sentence)](claim:\($0.id))" }.joined(separator: "\n\n")
    let text = "---\ntitle: T\n---\n\n\(sentences)\n\n```swift\nclaim\n```\n"
    let judged = claims.map { claim in
      let outcome: Judgement.Outcome =
        claim.verdict == .vacuous ? .holds : Judgement.Outcome(rawValue: claim.verdict.rawValue) ?? .broken
      return JudgedClaim(
        declaration: ClaimDeclaration(id: claim.id, relation: relation, quantifier: .always, hasControl: true, line: 7),
        verdict: claim.verdict, claim: judgement(claim.values.map(Measure.number), relation, outcome),
        control: judgement([.number(2)], relation, .fails))
    }
    let source = SourceFile(path: "course/\(name).md", text: text)
    return JudgedLesson(
      lesson: LessonReader.read(source).lesson ?? empty(source, name), claims: judged, isComplete: isComplete, courseSeed: 1)
  }

  private static func empty(_ source: SourceFile, _ name: String) -> Lesson {
    let start = SourcePosition(line: 1, column: 1)
    return Lesson(
      source: source, name: name, frontMatter: FrontMatter(title: "T"), root: Node(.document, range: start..<start),
      experiments: [],
      inlineValues: [], claimReferences: [])
  }

  static func course(_ lessons: String...) -> Course {
    Course(folder: "course", title: "C", lessonPaths: lessons.map { "course/\($0).md" })
  }

  static func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("litmus-ledger-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }
}
