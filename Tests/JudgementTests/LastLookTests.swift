import Foundation
import Records
import Testing

@testable import Judgement

/// The exact last look against the table of judgement.md, section 1.1.
struct LastLookTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var floor: Double, rate: Double, errorRate: Double, replicates: Int, needed: Int, refused: Int
    /// The probability of no verdict, without the last look and with it: at the floor, in the middle, at the rate, and between it and 1.
    var undecided: [(before: Double, after: Double)]
    var testDescription: String { "\(floor) to \(rate), \(errorRate), \(replicates) replicates" }
  }

  static let rows = [
    Row(
      floor: 0.8, rate: 0.95, errorRate: 0.05, replicates: 40, needed: 37, refused: 34,
      undecided: [(0.154, 0.100), (0.412, 0.281), (0.204, 0.096), (0.048, 0.013)]),
    Row(
      floor: 0.8, rate: 0.95, errorRate: 0.05, replicates: 60, needed: 55, refused: 53,
      undecided: [(0.047, 0.010), (0.230, 0.076), (0.072, 0.026), (0.006, 0.002)]),
    Row(
      floor: 0.8, rate: 0.95, errorRate: 0.01, replicates: 60, needed: 56, refused: 51,
      undecided: [(0.149, 0.106), (0.574, 0.480), (0.243, 0.152), (0.039, 0.014)]),
    Row(
      floor: 0.5, rate: 0.8, errorRate: 0.05, replicates: 20, needed: 15, refused: 12,
      undecided: [(0.175, 0.091), (0.461, 0.292), (0.241, 0.134), (0.026, 0.009)]),
    Row(
      floor: 0.5, rate: 0.8, errorRate: 0.05, replicates: 40, needed: 26, refused: 26,
      undecided: [(0.025, 0), (0.166, 0), (0.026, 0), (0, 0)]),
    Row(
      floor: 0.9, rate: 0.99, errorRate: 0.05, replicates: 60, needed: 59, refused: 57,
      undecided: [(0.063, 0.025), (0.232, 0.130), (0.072, 0.064), (0.023, 0.021)]),
  ]

  /// The probabilities of the verdicts of a test with its last look, at a pass rate.
  static func probabilities(_ row: Row, at rate: Double) -> (holds: Double, fails: Double, openBefore: Double) {
    let zone = ZoneTest(rate: row.rate, floor: row.floor)
    let look = LastLook(zone: zone, errorRate: row.errorRate, replicates: row.replicates)
    let paths = zone.openPaths(rate: rate, level: decisionLevel(row.errorRate), replicates: row.replicates)
    var holds = paths.held, fails = paths.failed
    for (passes, mass) in paths.open.enumerated() {
      switch look.outcome(passes: passes, logRatio: zone.logRatio(passes: passes, of: row.replicates)) {
      case .holds: holds += mass
      case .fails: fails += mass
      default: break
      }
    }
    return (holds, fails, paths.open.reduce(0, +))
  }

  @Test(arguments: rows)
  func `Bounds, and how much stays undecided`(_ row: Row) {
    let look = LastLook(
      zone: ZoneTest(rate: row.rate, floor: row.floor), errorRate: row.errorRate, replicates: row.replicates)
    #expect(look.needed == row.needed && look.refused == row.refused)
    let rates = [row.floor, (row.floor + row.rate) / 2, row.rate, (row.rate + 1) / 2]
    for (rate, undecided) in zip(rates, row.undecided) {
      let found = Self.probabilities(row, at: rate)
      #expect(abs(found.openBefore - undecided.before) < 6e-4)
      #expect(abs(1 - found.holds - found.fails - undecided.after) < 6e-4)
    }
  }

  @Test(arguments: rows)
  func `Both errors stay within the level to the last look, and one pass less or more would not`(_ row: Row) {
    let zone = ZoneTest(rate: row.rate, floor: row.floor)
    #expect(Self.probabilities(row, at: row.floor).holds <= row.errorRate)
    #expect(Self.probabilities(row, at: row.rate).fails <= row.errorRate)
    #expect(Self.probabilities(row, at: row.floor - 0.05).holds <= row.errorRate)
    #expect(Self.probabilities(row, at: row.rate + 0.005).fails <= row.errorRate)
    let look = LastLook(zone: zone, errorRate: row.errorRate, replicates: row.replicates)
    let atFloor = zone.openPaths(rate: row.floor, level: decisionLevel(row.errorRate), replicates: row.replicates)
    #expect(atFloor.held + atFloor.open[(look.needed - 1)...].reduce(0, +) > row.errorRate)
    let atRate = zone.openPaths(rate: row.rate, level: decisionLevel(row.errorRate), replicates: row.replicates)
    #expect(atRate.failed + atRate.open[...(look.refused + 1)].reduce(0, +) > row.errorRate)
  }

  @Test func `Nothing is lost among the paths`() {
    let zone = ZoneTest(rate: 0.95, floor: 0.8)
    for rate in [0.5, 0.8, 0.95, 1] {
      let paths = zone.openPaths(rate: rate, level: log(20), replicates: 60)
      #expect(abs(paths.held + paths.failed + paths.open.reduce(0, +) - 1) < 1e-12)
    }
  }

  /// 56 of 60, spread so that the ratio is never at ln 100; the last look holds.
  static let nearly = ClaimJudgeTests.outcomes((0..<60).map { ![4, 20, 36, 50].contains($0) })

  @Test func `A budget fixed in advance ends with a last look, one that was not does not`() {
    let planned = ClaimJudgeTests.judge(ClaimJudgeTests.usually, Self.nearly)
    #expect(planned.count == 60 && planned.outcome == .holds)
    #expect(planned.judgement.isByLastLook)
    #expect(
      planned.evidence
        == "56 of 60 replicates; more than 80 % of seeds pass, at 99 %, and 95 % is not contradicted, by what its budget of 60 leaves to the last look"
    )
    let asked = ClaimJudgeTests.judge(
      ClaimJudgeTests.usually, budget: ReplicateBudget(60, isFixedInAdvance: false), Self.nearly)
    #expect(asked.count == 60 && asked.outcome == .undecided)
    #expect(!asked.judgement.isByLastLook)
    let early = ClaimJudgeTests.judge(ClaimJudgeTests.usually, ClaimJudgeTests.outcomes(Array(repeating: true, count: 60)))
    #expect(early.count == 27 && !early.judgement.isByLastLook)
  }

  @Test func `Other quantifiers have no last look`() {
    for quantifier in [Quantifier.typically, .strictly(rate: 0.9), .onAverage] {
      let judge = ClaimJudgeTests.judge(
        quantifier, budget: ReplicateBudget(20), ClaimJudgeTests.outcomes((0..<20).map { $0 % 3 != 0 }))
      #expect(judge.outcome == .undecided && !judge.judgement.isByLastLook)
    }
  }
}
