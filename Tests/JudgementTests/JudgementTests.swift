import Foundation
import Records
import Testing

@testable import Judgement

/// What a judgement gives as data, for pages, ledgers and reports.
struct JudgementTests {
  static func judgement(
    _ relation: Relation, _ quantifier: Quantifier, errorRate: Double = 0.01, _ measures: some Sequence<Measure>
  ) -> Judgement {
    ClaimJudgeTests.judge(relation, quantifier, errorRate: errorRate, measures).judgement
  }

  static func noise(_ mean: Double, _ deviation: Double, seed: UInt64 = 7) -> [Double] {
    ClaimJudgeTests.noise(mean, deviation, seed: seed)
  }

  @Test func `Pass rates have the interval that their rule leaves`() throws {
    let all = Self.judgement(.below(1), .always, ClaimJudgeTests.outcomes(Array(repeating: true, count: 20)))
    let bound = try #require(all.interval)
    #expect(bound.quantity == .passRate && bound.upper == 1 && bound.level == 0.99)
    #expect(abs(bound.lower - (1 - 0.205671765275718)) < 1e-12, "shown with twelve digits")
    #expect(all.logEvidence.holding == .infinity && all.errorRate == 0.01)
    // 18 of 20 at 95 %: [.589738942316, .996341312566] (judgement.md, section 11).
    let passes = (0..<20).map { $0 != 10 && $0 != 16 }
    for quantifier in [ClaimJudgeTests.usually, .strictly(rate: 0.9)] {
      var judge = ClaimJudge(
        relation: .below(1), quantifier: quantifier, errorRate: 0.05, budget: ReplicateBudget(20, isFixedInAdvance: false))
      for measure in ClaimJudgeTests.outcomes(passes) { judge.observe(measure) }
      #expect(judge.count == 20 && judge.outcome == .undecided)
      let interval = try #require(judge.judgement.interval)
      #expect(abs(interval.lower - 0.589738942316) < 1e-11 && abs(interval.upper - 0.996341312566) < 1e-11)
    }
    let failed = Self.judgement(.below(1), .always, ClaimJudgeTests.outcomes([true, true, false]))
    #expect(failed.interval.map { $0.lower > 0 && $0.upper < 1 } == true)
    #expect(failed.logEvidence.failing == .infinity)
  }

  @Test func `A median has the order statistics that the signs leave`() throws {
    // Below 1 for all but one of 40: no verdict hides the interval, which is of the measure and not of the margin.
    let values = Self.noise(1, 0.5).prefix(60).map { Measure.number($0) }
    let judgement = Self.judgement(.below(1), .typically, values)
    #expect(judgement.outcome == .undecided)
    let interval = try #require(judgement.interval)
    let sorted = Self.noise(1, 0.5).prefix(60).sorted()
    // ln E⁺ of 41 of 60 is the first over ln 200 (mixture at ½, each side at .005).
    let needed = try #require((0...60).first { RateMixture().logEvidence(above: 0.5, passes: $0, of: 60) >= log(200) })
    #expect(needed > 30 && needed < 50)
    #expect(interval == Interval(.median, sorted[60 - needed], sorted[needed - 1], level: 0.99))
    #expect(judgement.evidence.contains("; a median of "))
    let arms = Self.judgement(.greaterThan(factor: 2), .typically, Self.noise(5, 0.1).map { .pair($0, 1) })
    #expect(arms.interval == nil || arms.interval?.quantity == .medianDifference)
    let series = Self.judgement(.increasing, .typically, ClaimJudgeTests.series([0, 1, 2], noise: 0.05))
    #expect(series.interval?.quantity == .passRate)
  }

  @Test func `The interval of a median holds it at every look together`() {
    var missed = 0
    for claim in 0..<1000 {
      var stream = TestStream(77_000 + UInt64(claim)), rule = MedianRule(relation: .below(0))
      for _ in 0..<100 {
        rule.observe(.number(exp(2 * stream.normal()) - 1))
        if let interval = rule.interval(errorRate: 0.05), !(interval.lower <= 0 && 0 <= interval.upper) {
          missed += 1
          break
        }
      }
    }
    #expect(missed <= 50)
    #expect(missed > 5)
  }

  @Test func `A mean is told in the relation's own terms`() throws {
    let values = Self.noise(3, 0.1).map { Measure.number($0) }
    for relation in [Relation.below(9), .above(1), .within(1...9), .equal(to: 3, tolerance: 5)] {
      let interval = try #require(Self.judgement(relation, .onAverage, values).interval)
      #expect(interval.quantity == .mean)
      #expect(interval.lower < 3.05 && interval.upper > 2.95 && interval.upper - interval.lower < 1)
      let geometric = try #require(Self.judgement(relation == .equal(to: 3, tolerance: 5) ? .equal(to: 3, tolerance: 2) : relation, .onGeometricAverage, values).interval)
      #expect(geometric.quantity == .geometricMean)
      #expect(geometric.lower < 3.05 && geometric.upper > 2.95 && geometric.upper - geometric.lower < 1)
    }
    let pairs = zip(Self.noise(6, 0.1), Self.noise(2, 0.05, seed: 8)).map { Measure.pair($0, $1) }
    for relation in [Relation.lessThan(factor: 4), .greaterThan(factor: 2)] {
      let factor = relation == .lessThan(factor: 4) ? 4.0 : 2
      let difference = try #require(Self.judgement(relation, .onAverage, pairs).interval)
      #expect(difference.quantity == .meanDifference)
      #expect(difference.lower < 6 - 2 * factor && 6 - 2 * factor < difference.upper)
      let ratio = try #require(Self.judgement(relation, .onGeometricAverage, pairs).interval)
      #expect(ratio.quantity == .geometricMeanRatio)
      #expect(ratio.lower < 3 && 3 < ratio.upper && ratio.upper - ratio.lower < 2)
    }
    for (relation, curve) in [(Relation.increasing, [0.0, 3, 4]), (.decreasing, [4, 3, 0])] {
      let step = try #require(Self.judgement(relation, .onAverage, ClaimJudgeTests.series(curve, noise: 0.05)).interval)
      #expect(step.quantity == .smallestStep)
      #expect(step.lower < 1 && 1 < step.upper && step.upper < 2)
    }
    let ratios = ClaimJudgeTests.series([0, 1, 3], noise: 0.01).map { $0.exponential }
    let ratio = try #require(Self.judgement(.increasing, .onGeometricAverage, ratios).interval)
    #expect(ratio.quantity == .smallestStepRatio)
    #expect(ratio.lower < exp(1) && exp(1) < ratio.upper)
  }

  @Test func `Equal values say nothing of a mean's spread`() {
    let equal = Self.judgement(.below(1), .onAverage, Array(repeating: .number(0.25), count: 30))
    #expect(equal.isDeterministic && equal.interval == nil)
    #expect(Self.judgement(.below(1), .onAverage, Self.noise(0, 0.1).map { .number($0) }).isDeterministic == false)
  }

  @Test func `Only an undecided arm projects how many replicates more it would take`() {
    let open = Self.judgement(.below(1), ClaimJudgeTests.usually, ClaimJudgeTests.outcomes((0..<60).map { $0 % 10 != 9 }))
    #expect(open.projectedReplicates == 228)
    let decided = Self.judgement(.below(1), ClaimJudgeTests.usually, ClaimJudgeTests.outcomes(Array(repeating: true, count: 60)))
    #expect(decided.projectedReplicates == nil)
    #expect(abs(decided.logEvidence.holding - 27 * log(0.95 / 0.8)) < 1e-12)
  }

  @Test func `A relation that cannot apply has no interval`() {
    let broken = Self.judgement(.increasing, .always, [.number(1)])
    #expect(broken.outcome == .broken && broken.interval == nil)
  }
}

extension Measure {
  fileprivate var exponential: Measure {
    if case .series(let values) = self { .series(values.map { exp($0) }) } else { self }
  }
}
