import Foundation
import Records
import Testing

@testable import Judgement

/// Simulation over synthetic claims whose truth is known, looked at after every replicate: the share of wrong verdicts stays under the level.
struct ErrorRateTests {
  /// The shares among claims of one kind, and the mean number of replicates.
  struct Shares {
    var holds = 0.0, fails = 0.0, undecided = 0.0, replicates = 0.0
  }

  static func shares(
    _ relation: Relation, _ quantifier: Quantifier, errorRate: Double, claims: Int = 2000, limit: Int = 200, seed: UInt64,
    measure: (inout TestStream) -> Measure
  ) -> Shares {
    var shares = Shares()
    for claim in 0..<claims {
      var stream = TestStream(seed &* 1_000_003 &+ UInt64(claim))
      var judge = ClaimJudge(relation: relation, quantifier: quantifier, errorRate: errorRate, budget: ReplicateBudget(limit))
      while judge.outcome == nil { judge.observe(measure(&stream)) }
      switch judge.outcome {
      case .holds: shares.holds += 1
      case .fails: shares.fails += 1
      default: shares.undecided += 1
      }
      shares.replicates += Double(judge.count)
    }
    shares.holds /= Double(claims)
    shares.fails /= Double(claims)
    shares.undecided /= Double(claims)
    shares.replicates /= Double(claims)
    return shares
  }

  /// A measure that passes `.below(1)` with a probability.
  static func pass(_ rate: Double) -> (inout TestStream) -> Measure {
    { .number(($0.unit() < rate ? 0 : 2) + 0.5 * $0.unit()) }
  }

  static let usually = Quantifier.usually(rate: 0.95, floor: 0.8)

  // The exact values are those of judgement.md, section 1.2; 2000 claims have a standard error of .005 at .05.

  @Test func `A rate at the floor or at the claimed rate is judged wrongly as seldom as computed`() {
    let floor = Self.shares(.below(1), Self.usually, errorRate: 0.05, limit: 400, seed: 1, measure: Self.pass(0.8))
    #expect(floor.holds <= 0.05 + 0.01)
    #expect(abs(floor.holds - 0.045) < 0.016)
    #expect(abs(floor.replicates - 23.5) < 1.6)
    let rate = Self.shares(.below(1), Self.usually, errorRate: 0.05, limit: 400, seed: 2, measure: Self.pass(0.95))
    #expect(rate.fails <= 0.05)
    #expect(abs(rate.fails - 0.028) < 0.012)
    #expect(abs(rate.replicates - 30.8) < 2)
    let strict = Self.shares(.below(1), Self.usually, errorRate: 0.01, limit: 400, seed: 3, measure: Self.pass(0.8))
    #expect(strict.holds <= 0.015)
    #expect(strict.fails > 0.97)
  }

  @Test func `Values that are mostly equal do not make a rate pass by their equality`() {
    // Twenty equal passes come with probability .9^20 = .12 at the floor: comparing those directly would hold too often.
    let shares = Self.shares(.below(1), .usually(rate: 0.99, floor: 0.9), errorRate: 0.05, limit: 400, seed: 14) { stream in
      .number(stream.unit() < 0.9 ? 0 : 2)
    }
    #expect(shares.holds <= 0.05 + 0.01)
    #expect(shares.holds > 0.02)
  }

  @Test func `Far from the zone all is decided, and rightly`() {
    let broken = Self.shares(.below(1), Self.usually, errorRate: 0.01, claims: 500, limit: 60, seed: 4, measure: Self.pass(0.4))
    #expect(broken.fails == 1)
    #expect(broken.replicates < 12)
    let sound = Self.shares(.below(1), Self.usually, errorRate: 0.01, claims: 500, limit: 60, seed: 5, measure: Self.pass(1))
    #expect(sound.holds == 1)
    #expect(sound.replicates == 27)
  }

  @Test(arguments: ["normal", "long tail"])
  func `A median on the threshold is judged wrongly within the level, whatever the distribution`(_ distribution: String) {
    let shares = Self.shares(.below(1), .typically, errorRate: 0.05, seed: 6) { stream in
      let noise = stream.normal()
      return .number(1 + (distribution == "normal" ? noise : exp(2 * noise) - 1))
    }
    // judgement.md: .031 in either direction within 200 looks.
    #expect(shares.holds <= 0.05 && shares.fails <= 0.05)
    #expect(shares.holds > 0.01 && shares.fails > 0.01)
  }

  @Test func `A mean on the threshold is judged wrongly within the level`() {
    let normal = Self.shares(.below(1), .onAverage, errorRate: 0.05, claims: 1000, seed: 7) { .number(1 + $0.normal()) }
    #expect(normal.holds <= 0.01 && normal.fails <= 0.01)
    // A long tail to the right makes "below" look true: .005 with the guard, .126 without it.
    let skewed = Self.shares(.below(1), .onAverage, errorRate: 0.05, claims: 1000, seed: 8) { stream in
      .number(exp(0.5 * stream.normal() - 0.125))
    }
    #expect(skewed.holds <= 0.03 && skewed.fails <= 0.03)
  }

  @Test func `An effect of two standard deviations is found as fast as computed`() {
    let shares = Self.shares(.below(1), .onAverage, errorRate: 0.05, claims: 1000, seed: 9) { .number(-1 + $0.normal()) }
    #expect(shares.holds == 1)
    // judgement.md, section 2.3: 12.1 replicates with the guard from ten on.
    #expect(abs(shares.replicates - 12.1) < 0.6)
  }

  @Test func `One flat step keeps a mean curve from holding, and curves of equal means from failing`() {
    let step = Self.shares(.increasing, .onAverage, errorRate: 0.05, claims: 400, limit: 100, seed: 10) { stream in
      .series([0, 2, 2, 4].map { $0 + stream.normal() })
    }
    #expect(step.holds <= 0.05)
    let flat = Self.shares(.increasing, .onAverage, errorRate: 0.05, claims: 400, limit: 100, seed: 11) { stream in
      .series((0..<4).map { _ in stream.normal() })
    }
    #expect(flat.fails <= 0.05)
  }

  @Test func `Arms without a difference are told apart within the level`() {
    let shares = Self.shares(.greaterThan(factor: 1), .typically, errorRate: 0.05, claims: 1000, seed: 12) { stream in
      .pair(stream.normal(), stream.normal())
    }
    #expect(shares.holds <= 0.05 && shares.fails <= 0.05)
  }

  @Test func `A judge without an anytime-valid rule would be caught by these simulations`() {
    // The nearest wrong rule: a t-test at every look. It is wrong for a third of all claims (judgement.md, 2.2).
    var wrong = 0
    for claim in 0..<500 {
      var stream = TestStream(13_000 + UInt64(claim)), mixture = MeanMixture()
      for look in 1...200 {
        mixture.observe(stream.normal())
        guard look >= 3 else { continue }
        let n = Double(look), deviation = sqrt(mixture.squaredDeviations / (n - 1))
        if logStudentDistribution(-mixture.mean / deviation * sqrt(n), degreesOfFreedom: n - 1) < log(0.05) {
          wrong += 1
          break
        }
      }
    }
    #expect(Double(wrong) / 500 > 0.25)
  }
}
