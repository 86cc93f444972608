import Testing

@testable import Judgement

struct VerdictTests {
  @Test func `A claim and its control come to one verdict`() {
    let table: [(Judgement.Outcome, Judgement.Outcome?, Verdict)] = [
      (.holds, nil, .holds), (.holds, .fails, .holds), (.holds, .holds, .vacuous), (.holds, .undecided, .undecided),
      (.holds, .broken, .broken), (.fails, nil, .fails), (.fails, .fails, .fails), (.fails, .holds, .fails),
      (.fails, .undecided, .fails), (.fails, .broken, .broken), (.undecided, nil, .undecided), (.undecided, .fails, .undecided),
      (.undecided, .holds, .vacuous), (.undecided, .undecided, .undecided), (.undecided, .broken, .broken),
      (.broken, nil, .broken), (.broken, .holds, .broken), (.broken, .fails, .broken),
    ]
    for (claim, control, expected) in table { #expect(verdict(claim: claim, control: control) == expected) }
  }

  @Test func `A held claim with an undecided control is untested`() {
    func judged(_ claim: Judgement.Outcome, _ control: Judgement.Outcome?) -> JudgedClaim {
      func judgement(_ outcome: Judgement.Outcome) -> Judgement {
        Judgement(outcome: outcome, replicates: [], passes: 0, evidence: "")
      }
      return JudgedClaim(
        declaration: .init(id: "a", relation: .below(1), quantifier: .always, hasControl: control != nil, line: 1),
        verdict: verdict(claim: claim, control: control), claim: judgement(claim), control: control.map(judgement))
    }
    #expect(judged(.holds, .undecided).isUntested)
    #expect(!judged(.undecided, .undecided).isUntested)
    #expect(!judged(.holds, .fails).isUntested)
    #expect(judged(.holds, nil).isUncontrolled)
    #expect(!judged(.holds, .fails).isUncontrolled)
  }
}
