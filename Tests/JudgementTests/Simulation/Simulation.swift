import Foundation
import Records

@testable import Judgement

/// Anything that looks at replicates one after the other and stops: the judge, and what is to be told from it.
protocol SequentialVerdict {
  mutating func observe(_ measure: Measure)
  /// nil: it wants more.
  var outcome: Judgement.Outcome? { get }
  var count: Int { get }
}

extension ClaimJudge: SequentialVerdict {}

/// Claims of one kind, each judged along its whole path.
struct Simulation: Equatable, Sendable {
  static let claims = 2000

  private(set) var holds = 0
  private(set) var fails = 0
  private(set) var replicates = 0

  /// - Parameter seed: of the first claim; the others follow from it
  init<Verdict: SequentialVerdict>(_ claim: SyntheticClaim, seed: UInt64, judge: () -> Verdict) {
    for index in 0..<Self.claims {
      var stream = TestStream(seed &* 1_000_003 &+ UInt64(index)), judge = judge()
      while judge.outcome == nil { judge.observe(claim.measure(&stream)) }
      switch judge.outcome {
      case .holds: holds += 1
      case .fails: fails += 1
      default: break
      }
      replicates += judge.count
    }
  }

  init(_ claim: SyntheticClaim, seed: UInt64, errorRate: Double) {
    self.init(claim, seed: seed) { ClaimJudge(relation: claim.relation, quantifier: claim.rule, errorRate: errorRate) }
  }

  func count(_ outcome: Judgement.Outcome) -> Int { outcome == .holds ? holds : fails }

  var undecided: Int { Self.claims - holds - fails }
  var meanReplicates: Double { Double(replicates) / Double(Self.claims) }

  /// The verdicts that are wrong more often than the error rate allows; chance is given three standard errors.
  func excesses(_ claim: SyntheticClaim, errorRate: Double) -> [Judgement.Outcome] {
    let expected = errorRate * Double(Self.claims)
    return claim.wrong.filter { Double(count($0)) > expected + 3 * sqrt(expected * (1 - errorRate)) }
  }
}

/// The simulations of every claim at both levels, and the table that the documentation prints of them.
struct SimulationTable: Sendable {
  static let errorRates = [0.05, 0.01]

  struct Row: Sendable {
    var claim: SyntheticClaim
    /// At 5 % and at 1 %.
    var simulations: [Simulation]
  }

  var rows: [Row]

  /// Every row has its own seed, and a row's two levels see the same replicates.
  static func simulated() async -> SimulationTable {
    let rows = await withTaskGroup(of: (Int, Row).self) { group in
      for (index, claim) in SyntheticClaim.all.enumerated() {
        group.addTask {
          (index, Row(claim: claim, simulations: errorRates.map { Simulation(claim, seed: UInt64(index + 1), errorRate: $0) }))
        }
      }
      return await group.reduce(into: [Row?](repeating: nil, count: SyntheticClaim.all.count)) { $0[$1.0] = $1.1 }
    }
    return SimulationTable(rows: rows.compactMap { $0 })
  }

  var markdown: String {
    var lines = [
      "| quantifier | measure | wrong *holds*, wrong *fails* at 5 % | the same at 1 % | undecided at 1 % | replicates at 1 % |",
      "|---|---|---|---|---|---|",
    ]
    for row in rows {
      let wrong = row.simulations.map { simulation in
        [Judgement.Outcome.holds, .fails].map { outcome in
          row.claim.wrong.contains(outcome) ? Self.percent(simulation.count(outcome)) : "–"
        }.joined(separator: ", ")
      }
      let last = row.simulations[row.simulations.count - 1]
      lines.append(
        "| \(row.claim.quantifier) | \(row.claim.measured) | \(wrong.joined(separator: " | ")) | \(Self.percent(last.undecided)) | \(Self.tenths(last.meanReplicates)) |"
      )
    }
    return lines.joined(separator: "\n")
  }

  private static func percent(_ count: Int) -> String { tenths(100 * Double(count) / Double(Simulation.claims), digits: 2) + " %" }

  private static func tenths(_ value: Double, digits: Int = 1) -> String { String(format: "%.\(digits)f", value) }
}
