import Execution
import Lessons
import Records

/// One claim as the ledger records it: its verdict, its replicates to the bit, and the sentence that they stand behind.
public struct LedgerEntry: Equatable, Sendable {
  /// One arm's replicates.
  public struct Arm: Equatable, Sendable {
    public var outcome: Judgement.Outcome
    /// In the order of their seeds.
    public var replicates: [RecordedMeasure]
    /// Those that did not satisfy the relation, counted from 1.
    public var failed: [Int]
    public var passes: Int { replicates.count - failed.count }
  }

  public var key: ClaimKey
  public var verdict: Verdict
  public var relation: Relation
  public var quantifier: Quantifier
  public var claim: Arm
  /// nil: the claim has no control.
  public var control: Arm?
  /// What the replicates leave possible.
  public var interval: Interval?
  /// The sentence that is bound to the claim, without markup.
  public var sentence: String
  public var fingerprint: Fingerprint
  /// What the replicates' seeds were derived from.
  public var seed: Int

  public init(_ judged: JudgedClaim, in lesson: Lesson, seed: Int) {
    let declaration = judged.declaration
    key = ClaimKey(lesson: lesson.name, claim: declaration.id)
    verdict = judged.verdict
    relation = declaration.relation
    quantifier = declaration.quantifier
    claim = Arm(judged.claim, relation)
    control = judged.control.map { Arm($0, declaration.relation) }
    interval = judged.claim.interval
    sentence = lesson.claimReferences.first { $0.id == declaration.id }?.sentence.withSingleSpaces ?? ""
    fingerprint = Fingerprint(lesson, claimAtLine: declaration.line)
    self.seed = seed
  }

  init(
    key: ClaimKey, verdict: Verdict, relation: Relation, quantifier: Quantifier, claim: Arm, control: Arm?, interval: Interval?,
    sentence: String, fingerprint: Fingerprint, seed: Int
  ) {
    self.key = key
    self.verdict = verdict
    self.relation = relation
    self.quantifier = quantifier
    self.claim = claim
    self.control = control
    self.interval = interval
    self.sentence = sentence
    self.fingerprint = fingerprint
    self.seed = seed
  }

  /// The replicates' middle and spread, in the relation's own terms.
  public var summary: ValueSummary { ValueSummary(claim.replicates.map { $0.statistic(relation) }) }
}

extension LedgerEntry.Arm {
  init(_ judgement: Judgement, _ relation: Relation) {
    outcome = judgement.outcome
    replicates = judgement.replicates.map { RecordedMeasure($0, relation: relation) }
    failed = judgement.replicates.indices.filter { !relation.isSatisfied(by: judgement.replicates[$0]) }.map { $0 + 1 }
  }
}

extension String {
  /// Line ends and runs of spaces are no change of a sentence.
  fileprivate var withSingleSpaces: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
