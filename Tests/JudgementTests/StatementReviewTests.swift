import Execution
import Lessons
import Records
import Testing

@testable import Judgement

@Suite struct StatementReviewTests {
  private static let nowhere = SourcePosition(line: 1, column: 1)..<SourcePosition(line: 1, column: 1)

  /// A lesson `a` whose sentences are bound to these claims, with their verdicts.
  private func lesson(_ verdicts: [String: Verdict], body: String = "", status: LessonRun.Block.Status = .ran)
    -> StatementReview.JudgedLesson
  {
    let sentences = verdicts.keys.sorted().map { "[It is so.](claim:\($0))\n\n" }.joined()
    let (lesson, _) = LessonReader.read(SourceFile(path: "a.md", text: "---\ntitle: A\n---\n\(sentences)\(body)"))
    let claims = verdicts.map { id, verdict in
      JudgedClaim(
        declaration: ClaimDeclaration(id: id, relation: .above(0), quantifier: .always, hasControl: true, line: 1),
        verdict: verdict,
        claim: Judgement(outcome: .holds, replicates: [], passes: 0, evidence: ""), control: nil)
    }
    let run = LessonRun(blocks: [.init(status: status)], inlineValues: [], named: [:], diagnostics: [])
    return .init(lesson: lesson ?? fallback, run: run, claims: claims)
  }

  private var fallback: Lesson {
    Lesson(
      source: SourceFile(path: "", text: ""), name: "", frontMatter: FrontMatter(title: ""),
      root: Node(.document, range: Self.nowhere),
      experiments: [], inlineValues: [], claimReferences: [])
  }

  private func statement(_ stance: Statement.Stance?, _ evidence: [(String, Statement.Bearing)]) -> Statement {
    Statement(
      id: "C1", source: "000:1", quote: "It is so", stance: stance, reason: "seen",
      evidence: evidence.map { address, bearing in
        let parts = address.split(separator: "#").map(String.init)
        return .init(lesson: parts[0], claim: parts[1], bearing: bearing, range: Self.nowhere)
      }, range: Self.nowhere, stanceRange: Self.nowhere)
  }

  private func review(
    _ statements: Statement..., lesson: StatementReview.JudgedLesson, allLessons: [String] = ["a", "b"]
  ) -> StatementReview {
    StatementReview(of: StatementCatalogue(statements: statements), lessons: [lesson], allLessons: allLessons)
  }

  @Test(
    arguments: [
      (.holds, [("a#x", .supports)], .holds, .agrees), (.holds, [("a#x", .supports)], .fails, .contradicted),
      (.holds, [("a#x", .supports)], .undecided, .open), (.holds, [("a#x", .supports)], .vacuous, .open),
      (.refuted, [("a#x", .refutes)], .holds, .agrees), (.refuted, [("a#x", .refutes)], .fails, .contradicted),
      (.refuted, [("a#x", .refutes)], .broken, .open), (.refuted, [("a#y", .refutes), ("a#x", .supports)], .holds, .contradicted),
      (.holds, [("a#y", .supports), ("a#x", .refutes)], .holds, .contradicted),
      (.qualified, [("a#y", .supports), ("a#x", .refutes)], .holds, .agrees),
      (.qualified, [("a#y", .supports), ("a#x", .refutes)], .fails, .contradicted), (.definition, [], .holds, .untested),
      (.notTestable, [], .holds, .untested), (nil, [], .holds, .unread),
    ] as [(Statement.Stance?, [(String, Statement.Bearing)], Verdict, StatementReview.Standing)])
  func theStanceHasToAgreeWithTheVerdicts(
    _ stance: Statement.Stance?, _ evidence: [(String, Statement.Bearing)], _ verdict: Verdict, _ standing: StatementReview.Standing
  ) {
    let review = review(statement(stance, evidence), lesson: lesson(["x": verdict, "y": .holds]))
    #expect(review.standings == [standing])
    let code: DiagnosticCode? = standing == .contradicted ? .stanceContradicted : standing == .open ? .stanceOpen : nil
    #expect(review.diagnostics.map(\.code) == (code.map { [$0] } ?? []))
  }

  @Test func aClaimOfALessonThatWasNotJudgedIsBelieved() {
    let review = review(statement(.holds, [("b#x", .supports)]), lesson: lesson([:]))
    #expect(review.standings == [.open])
    #expect(review.diagnostics == [])
  }

  @Test func namesThatAreNotThere() {
    let wrong = statement(.holds, [("a#hols", .supports), ("ab#x", .supports), ("a#holds", .supports)])
    let review = review(wrong, lesson: lesson(["holds": .holds], body: "[Words](statement:C11)."), allLessons: ["a", "lesson-b"])
    #expect(review.standings == [.open])
    #expect(
      review.diagnostics.map { "\($0.code.rawValue): \($0.message): \($0.help ?? "")" } == [
        "statement-unknown: statements.yml has no statement `C11`: did you mean `C1`?",
        "statement-claim-unknown: the lesson `a` has no claim `hols`: did you mean `a#holds`?",
        "statement-claim-unknown: there is no lesson `ab`: did you mean `a`?",
      ])
  }

  /// Where a block failed, what its derivations are called is not known.
  @Test func namesOfALessonThatBrokeAreBelieved() {
    #expect(review(statement(.holds, [("a#d", .supports)]), lesson: lesson([:], status: .failed)).diagnostics == [])
  }

  @Test func statementsAreCounted() {
    let lesson = lesson(["x": .fails])
    let review = review(
      statement(.holds, [("a#x", .supports)]), statement(.definition, []), statement(nil, []), lesson: lesson)
    #expect(review.summary == "1 of 3 statements has a claim, 1 needs none, 1 is contradicted")
    #expect(self.review(lesson: lesson).summary == nil)
  }
}
