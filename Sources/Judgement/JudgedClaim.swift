import Lessons
import Records

public enum Verdict: String, Equatable, Sendable {
  case holds, fails, undecided, vacuous, broken
}

/// One arm's replicates and what they say.
public struct Judgement: Equatable, Sendable {
  public enum Outcome: String, Equatable, Sendable { case holds, fails, undecided, broken }

  public var outcome: Outcome
  /// In the order of their seeds.
  public var replicates: [Measure]
  /// How many satisfied the relation.
  public var passes: Int
  /// In words, for the page and the report: "20 of 20 replicates; a failure rate above 20.6 % is excluded at 99 %".
  public var evidence: String
  /// What the replicates leave possible; nil where they exclude nothing, or are no sample of anything.
  public var interval: Interval?
  /// The logs of the e-values for and against the claim; ±∞ where a count alone decides, or nothing can be said yet.
  public var logEvidence: Evidence
  /// All replicates were the same to the bit.
  public var isDeterministic: Bool
  /// The budget's end decided, and its error is spent: more replicates under the same id would be another look.
  public var isByLastLook: Bool
  /// Of an undecided arm: how many more replicates would decide it if they went on as they did; nil where nothing points anywhere.
  public var projectedReplicates: Int?
  /// The greatest probability of a wrong *holds*, and of a wrong *fails*.
  public var errorRate: Double

  public init(
    outcome: Outcome, replicates: [Measure], passes: Int, evidence: String, interval: Interval? = nil,
    logEvidence: Evidence = .none, isDeterministic: Bool = false, isByLastLook: Bool = false, projectedReplicates: Int? = nil,
    errorRate: Double = 0.01
  ) {
    self.outcome = outcome
    self.replicates = replicates
    self.passes = passes
    self.evidence = evidence
    self.interval = interval
    self.logEvidence = logEvidence
    self.isDeterministic = isDeterministic
    self.isByLastLook = isByLastLook
    self.projectedReplicates = projectedReplicates
    self.errorRate = errorRate
  }
}

/// A claim with its verdict and everything that the page shows of it.
public struct JudgedClaim: Equatable, Sendable {
  public var declaration: ClaimDeclaration
  public var verdict: Verdict
  public var claim: Judgement
  /// nil: the claim has no control.
  public var control: Judgement?

  public init(declaration: ClaimDeclaration, verdict: Verdict, claim: Judgement, control: Judgement?) {
    self.declaration = declaration
    self.verdict = verdict
    self.claim = claim
    self.control = control
  }
}
