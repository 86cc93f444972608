import Records
import Testing

@testable import Judgement

/// Replicates that are all the same say nothing about other seeds, and the evidence says so.
@Suite struct SeedLabelTests {
  private func judge(_ quantifier: Quantifier, _ measure: (Int) -> Double) -> ClaimJudge {
    var judge = ClaimJudge(relation: .below(1), quantifier: quantifier)
    while judge.outcome == nil { judge.observe(.number(measure(judge.count))) }
    return judge
  }

  @Test func ofAlways() {
    let same = judge(.always) { _ in 0.25 }
    #expect(same.isDeterministic)
    #expect(same.outcome == .holds)
    #expect(same.evidence.hasSuffix("; the same value in 20 of 20 replicates (0.25), which does not depend on the seed"))
    #expect(!judge(.always) { $0 < 19 ? 0.25 : 0.5 }.isDeterministic)
  }

  /// It is said to be true for any seed.
  @Test func notOfIdentity() { #expect(!judge(.identity) { _ in 0.25 }.isDeterministic) }

  @Test(arguments: [1, 2, 5, 20, 40]) func theBudgetIsKept(_ replicates: Int) {
    var judge = ClaimJudge(relation: .below(1), quantifier: .always, budget: ReplicateBudget(replicates))
    while judge.outcome == nil { judge.observe(.number(0)) }
    #expect(judge.outcome == .holds)
    #expect(judge.count == replicates)
  }
}
