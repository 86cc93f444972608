import Foundation
import Records
import Testing

@testable import Judgement

/// Simulations over synthetic claims whose truth is known, looked at after every replicate: wrong verdicts stay under the level.
struct ErrorRateTests {
  static let document = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().appendingPathComponent("../../Sources/Documentation.docc/Judgement.md")
  static let begin = "<!-- simulated: make error-rates -->\n", end = "<!-- end of what is simulated -->"

  /// `make error-rates` sets LITMUS_WRITE_ERROR_RATES, and the page gets what is simulated; otherwise it has to have it.
  @Test func `No verdict is wrong more often than stated, and the documentation prints what is found`() async throws {
    let table = await SimulationTable.simulated()
    for row in table.rows {
      for (simulation, errorRate) in zip(row.simulations, SimulationTable.errorRates) {
        #expect(
          simulation.excesses(row.claim, errorRate: errorRate) == [],
          "\(row.claim.quantifier), \(row.claim.measured): \(simulation) at \(errorRate)")
      }
    }
    let text = try String(contentsOf: Self.document, encoding: .utf8)
    let start = try #require(text.range(of: Self.begin)), stop = try #require(text.range(of: Self.end))
    if ProcessInfo.processInfo.environment["LITMUS_WRITE_ERROR_RATES"] != nil {
      let written = text[..<start.upperBound] + table.markdown + "\n" + text[stop.lowerBound...]
      try Data(written.utf8).write(to: Self.document)
    } else {
      #expect(String(text[start.upperBound..<stop.lowerBound]) == table.markdown + "\n", "run `make error-rates`, and read what is different")
    }
  }

  /// The nearest wrong rule: a t-test at every look. It is wrong for a third of all claims (judgement.md, 2.2).
  struct PeekingTest: SequentialVerdict {
    let errorRate: Double
    private var mixture = MeanMixture()
    private(set) var outcome: Judgement.Outcome?

    init(errorRate: Double) { self.errorRate = errorRate }

    var count: Int { mixture.count }

    mutating func observe(_ measure: Measure) {
      guard case .number(let value) = measure else { return }
      mixture.observe(value - 1)
      guard count >= 3 else { return }
      let n = Double(count), deviation = sqrt(mixture.squaredDeviations / (n - 1)), t = mixture.mean / deviation * sqrt(n)
      if logStudentDistribution(t, degreesOfFreedom: n - 1) < log(errorRate) { outcome = .holds }
      if logStudentDistribution(-t, degreesOfFreedom: n - 1) < log(errorRate) { outcome = .fails }
      if outcome == nil, count == 60 { outcome = .undecided }
    }
  }

  @Test(arguments: SimulationTable.errorRates)
  func `A t-test at every look is caught by these simulations`(_ errorRate: Double) throws {
    let claim = try #require(SyntheticClaim.all.first { $0.measured == "normal, mean on the threshold" })
    let simulation = Simulation(claim, seed: 13) { PeekingTest(errorRate: errorRate) }
    #expect(simulation.excesses(claim, errorRate: errorRate) == [.holds, .fails])
    #expect(simulation.count(.holds) > Int(3 * errorRate * Double(Simulation.claims)))
  }

  /// The budget's last replicate alone, judged at the plain level: what an unguarded look after the test would add.
  @Test func `A mean without its guard is caught by skewed measures`() throws {
    struct Unguarded: SequentialVerdict {
      var mixture = MeanMixture()
      var outcome: Judgement.Outcome?
      var count: Int { mixture.count }

      mutating func observe(_ measure: Measure) {
        guard case .number(let value) = measure else { return }
        mixture.observe(value)
        guard count >= 10 else { return }
        if mixture.logEvidence(.below, 1) >= log(20) { outcome = .holds }
        if mixture.logEvidence(.above, 1) >= log(20) { outcome = .fails }
        if outcome == nil, count == 60 { outcome = .undecided }
      }
    }
    let claim = try #require(SyntheticClaim.all.first { $0.measured == "log-normal, σ = 0.5, mean on the threshold" })
    #expect(Simulation(claim, seed: 14) { Unguarded() }.excesses(claim, errorRate: 0.05) == [.holds])
  }

  // MARK: As fast as computed

  /// The exact values are those of judgement.md, section 1.2; 2000 claims have a standard error of .005 at .05.
  @Test func `A rate at the floor or at the claimed rate is judged wrongly as seldom as computed`() {
    func shares(_ rate: Double, _ seed: UInt64) -> Simulation {
      let claim = SyntheticClaim("", "", ClaimJudgeTests.usually, wrong: [], SyntheticClaim.pass(rate))
      return Simulation(claim, seed: seed) {
        ClaimJudge(
          relation: .below(1), quantifier: ClaimJudgeTests.usually, errorRate: 0.05,
          budget: ReplicateBudget(400, isFixedInAdvance: false))
      }
    }
    let floor = shares(0.8, 1), rate = shares(0.95, 2)
    #expect(abs(Double(floor.holds) / 2000 - 0.045) < 0.016)
    #expect(abs(floor.meanReplicates - 23.5) < 1.6)
    #expect(abs(Double(rate.fails) / 2000 - 0.028) < 0.012)
    #expect(abs(rate.meanReplicates - 30.8) < 2)
  }

  @Test func `With the last look a rate at the floor is judged as the paths are counted`() {
    let row = LastLookTests.rows[1]
    let exact = LastLookTests.probabilities(row, at: row.floor)
    let claim = SyntheticClaim("", "", ClaimJudgeTests.usually, wrong: [], SyntheticClaim.pass(row.floor))
    let simulation = Simulation(claim, seed: 3, errorRate: row.errorRate)
    for (found, expected) in [(simulation.holds, exact.holds), (simulation.fails, exact.fails)] {
      #expect(abs(Double(found) / 2000 - expected) < 3 * sqrt(expected * (1 - expected) / 2000))
    }
  }

  @Test func `An effect of two standard deviations is found as fast as computed`() {
    let claim = SyntheticClaim("", "", .onAverage, wrong: []) { .number(-1 + $0.normal()) }
    let simulation = Simulation(claim, seed: 9, errorRate: 0.05)
    #expect(simulation.holds == Simulation.claims)
    // judgement.md, section 2.3: 12.1 replicates with the guard from ten on.
    #expect(abs(simulation.meanReplicates - 12.1) < 0.6)
  }
}
