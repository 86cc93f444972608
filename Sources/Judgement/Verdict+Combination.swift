/// What a claim and its control come to.
///
/// A control has to fail: it is the same measurement with the cause taken away. One that holds makes the claim vacuous; one that is
/// undecided leaves it undecided ("untested"); one that could not be run is as bad as a claim that could not.
public func verdict(claim: Judgement.Outcome, control: Judgement.Outcome?) -> Verdict {
  switch (claim, control) {
  case (.broken, _), (_, .broken): .broken
  case (.fails, _): .fails
  case (_, .holds): .vacuous
  case (.undecided, _): .undecided
  case (.holds, .undecided): .undecided
  case (.holds, .fails), (.holds, nil): .holds
  }
}

extension JudgedClaim {
  /// The claim held, and its control was not decided.
  public var isUntested: Bool { claim.outcome == .holds && control?.outcome == .undecided }

  /// Nothing was there that has to fail.
  public var isUncontrolled: Bool { control == nil }
}
