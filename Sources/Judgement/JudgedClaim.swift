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

  public init(outcome: Outcome, replicates: [Measure], passes: Int, evidence: String) {
    self.outcome = outcome
    self.replicates = replicates
    self.passes = passes
    self.evidence = evidence
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
