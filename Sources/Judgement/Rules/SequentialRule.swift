import Foundation
import Records

/// Evidence that grows with the replicates, as natural logs of e-values.
///
/// An e-value that ever reaches 1/a does so wrongly with probability at most a, however often one looks (Ville 1939).
public struct Evidence: Equatable, Sendable {
  public var holding: Double
  public var failing: Double

  public init(holding: Double, failing: Double) {
    self.holding = holding
    self.failing = failing
  }

  /// Nothing can be said yet.
  public static let none = Evidence(holding: -.infinity, failing: -.infinity)
}

/// ln(1/a), less what rounding may take from evidence that is exactly 1/a: two failures against .90/.99 at a = .01.
func decisionLevel(_ errorRate: Double) -> Double { log(1 / errorRate) - 1e-9 }

/// How one quantifier counts replicates. It neither stops nor decides: `ClaimJudge` compares the evidence with the error rate.
protocol SequentialRule: Sendable {
  /// Takes a replicate that the relation can apply to.
  mutating func observe(_ measure: Measure)

  var evidence: Evidence { get }

  /// Why the replicates cannot be judged together; nil where they can.
  var problem: String? { get }

  /// What the replicates say, in words, without the verdict: "27 of 27 replicates; more than 80 % of seeds pass, at 99 %".
  func finding(_ outcome: Judgement.Outcome, errorRate: Double) -> String

  /// What the replicates leave possible of the quantity that the rule is about, with confidence 1 − errorRate.
  func interval(errorRate: Double) -> Interval?

  /// What the end of a budget that was fixed in advance decides; nil: nothing.
  func lastLook(errorRate: Double) -> Judgement.Outcome?

  /// How many more replicates could at the earliest decide for the claim.
  func replicatesWanted(errorRate: Double) -> Int
}

extension SequentialRule {
  var problem: String? { nil }
  func lastLook(errorRate: Double) -> Judgement.Outcome? { nil }
}

/// How sure a verdict is: "99 %".
func confidence(_ errorRate: Double) -> String { percent(1 - errorRate) }
