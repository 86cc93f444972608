import Records
import Testing

@testable import Judgement

/// Decisions and their words, on replicates that are given.
struct ClaimJudgeTests {
  /// A judge after at most so many replicates; it stops where the verdict falls.
  static func judge(
    _ relation: Relation, _ quantifier: Quantifier, errorRate: Double = 0.01, budget: ReplicateBudget = ReplicateBudget(),
    _ measures: some Sequence<Measure>
  ) -> ClaimJudge {
    var judge = ClaimJudge(relation: relation, quantifier: quantifier, errorRate: errorRate, budget: budget)
    for measure in measures where judge.outcome == nil { judge.observe(measure) }
    return judge
  }

  /// The same of `.below(1)`.
  static func judge(
    _ quantifier: Quantifier, errorRate: Double = 0.01, budget: ReplicateBudget = ReplicateBudget(),
    _ measures: some Sequence<Measure>
  ) -> ClaimJudge {
    judge(.below(1), quantifier, errorRate: errorRate, budget: budget, measures)
  }

  /// Replicates that pass or fail `.below(1)`, no two the same.
  static func outcomes(_ passes: [Bool]) -> [Measure] {
    passes.enumerated().map { .number(($1 ? 0.5 : 1.5) + Double($0) * 1e-3) }
  }

  static let usually = Quantifier.usually(rate: 0.95, floor: 0.8)

  // MARK: Every replicate

  @Test(arguments: [Quantifier.always, .identity])
  func `All of twenty hold, the first failure fails`(_ quantifier: Quantifier) {
    let good = Self.judge(quantifier, Self.outcomes(Array(repeating: true, count: 30)))
    #expect(good.outcome == .holds)
    #expect(good.count == 20)
    #expect(good.evidence == "20 of 20 replicates; a failure rate above 20.6 % is excluded at 99 %")
    let bad = Self.judge(quantifier, Self.outcomes(Array(repeating: true, count: 18) + [false, true]))
    #expect(bad.outcome == .fails)
    #expect(bad.count == 19)
    #expect(bad.evidence == "replicate 19 failed: 1.518 is not below 1")
    #expect(Self.judge(quantifier, Self.outcomes(Array(repeating: true, count: 19))).outcome == nil)
  }

  @Test func `The caller's budget is what always means`() {
    let judge = Self.judge(.always, budget: ReplicateBudget(8), Self.outcomes(Array(repeating: true, count: 8)))
    #expect(judge.outcome == .holds)
    #expect(judge.evidence.contains("43.8 %"))
  }

  // MARK: Usually

  @Test(arguments: [
    (0.5, 0.8, 0.05, 7, 4), (0.5, 0.8, 0.01, 10, 6), (0.5, 0.8, 0.001, 15, 8), (0.6, 0.9, 0.05, 8, 3), (0.6, 0.9, 0.01, 12, 4),
    (0.6, 0.9, 0.001, 18, 5), (0.7, 0.9, 0.05, 12, 3), (0.7, 0.9, 0.01, 19, 5), (0.7, 0.9, 0.001, 28, 7), (0.8, 0.95, 0.05, 18, 3),
    (0.8, 0.95, 0.01, 27, 4), (0.8, 0.95, 0.001, 41, 5), (0.9, 0.99, 0.05, 32, 2), (0.9, 0.99, 0.01, 49, 2),
    (0.9, 0.99, 0.001, 73, 3), (0.96, 0.99, 0.05, 98, 3), (0.96, 0.99, 0.01, 150, 4), (0.96, 0.99, 0.001, 225, 5),
  ])
  func `Passes and failures in a row that decide`(_ floor: Double, _ rate: Double, _ errorRate: Double, _ passes: Int, _ failures: Int) {
    let zone = ZoneTest(rate: rate, floor: floor)
    #expect(zone.passesNeeded(errorRate: errorRate) == passes)
    #expect(zone.failuresNeeded(errorRate: errorRate) == failures)
    for (outcome, count) in [(true, passes), (false, failures)] {
      let judge = Self.judge(
        .usually(rate: rate, floor: floor), errorRate: errorRate, budget: ReplicateBudget(300),
        Self.outcomes(Array(repeating: outcome, count: 300)))
      #expect(judge.count == count)
      #expect(judge.outcome == (outcome ? .holds : .fails))
    }
  }

  @Test func `Usually says the floor and what is not contradicted`() {
    let judge = Self.judge(Self.usually, errorRate: 0.05, Self.outcomes(Array(repeating: true, count: 18)))
    #expect(judge.evidence == "18 of 18 replicates; more than 80 % of seeds pass, at 95 %, and 95 % is not contradicted")
  }

  @Test func `Between the two rates it stays undecided and says how many more it would take`() {
    let passes = (0..<60).map { $0 % 10 != 9 }
    let judge = Self.judge(Self.usually, Self.outcomes(passes))
    #expect(judge.outcome == .undecided)
    #expect(judge.count == 60)
    #expect(judge.evidence.hasPrefix("54 of 60 replicates; a pass rate of"))
    #expect(judge.evidence.hasSuffix("more would decide it"))
    // 54·ln(.95/.8) − 6·ln(.2/.05) = .962 for 60 replicates, so ln 100 = 4.605 comes at about 287.
    #expect(judge.projectedReplicates == 228)
  }

  @Test func `What comes after the verdict is not looked at`() {
    var judge = Self.judge(Self.usually, Self.outcomes(Array(repeating: true, count: 27)))
    let before = judge.judgement
    for measure in Self.outcomes(Array(repeating: false, count: 10)) { judge.observe(measure) }
    #expect(judge.judgement == before)
    #expect(before.outcome == .holds && before.replicates.count == 27)
    #expect(judge.replicatesWanted == 0)
  }

  @Test func `It asks for as many as could decide, never for more than the budget`() {
    var judge = ClaimJudge(relation: .below(1), quantifier: Self.usually)
    #expect(judge.replicatesWanted == 27)
    judge.observe(.number(0.1))
    #expect(judge.replicatesWanted == 26)
    judge.observe(.number(2))
    #expect(judge.replicatesWanted > 26 && judge.replicatesWanted <= 58)
    #expect(ClaimJudge(relation: .below(1), quantifier: .typically).replicatesWanted == 9)
    #expect(ClaimJudge(relation: .below(1), quantifier: .onAverage).replicatesWanted == 10)
    #expect(ClaimJudge(relation: .below(1), quantifier: .always).replicatesWanted == 20)
    #expect(ClaimJudge(relation: .below(1), quantifier: .onAverage, budget: ReplicateBudget(4)).replicatesWanted == 4)
  }

  // MARK: Typically

  @Test func `Nine of nine signs hold at .01 and seven of seven at .05`() {
    for (errorRate, count) in [(0.01, 9), (0.05, 7)] {
      for (passes, outcome) in [(true, Judgement.Outcome.holds), (false, .fails)] {
        let judge = Self.judge(.typically, errorRate: errorRate, Self.outcomes(Array(repeating: passes, count: 60)))
        #expect(judge.count == count)
        #expect(judge.outcome == outcome)
      }
    }
  }

  @Test func `A divergent replicate does not disturb the median`() {
    let measures = (0..<60).map { Measure.number($0 == 3 ? .infinity : $0 == 5 ? .nan : 0.5 + Double($0) * 1e-3) }
    let judge = Self.judge(.typically, measures)
    #expect(judge.outcome == .holds)
    #expect(judge.evidence.hasSuffix("; 1 of \(judge.count) not a number"))
    #expect(Self.judge(.typically, (0..<60).map { _ in Measure.number(.nan) }).outcome == .fails)
  }

  @Test func `A median in a range needs both sides`() {
    let spread = (0..<60).map { Measure.number($0 % 2 == 0 ? 0.1 + Double($0) * 1e-3 : 0.9 - Double($0) * 1e-3) }
    #expect(Self.judge(.within(0...1), .typically, spread).outcome == .holds)
    #expect(Self.judge(.within(0.5...1), .typically, spread).outcome == .undecided)
    #expect(Self.judge(.within(2...3), .typically, spread).outcome == .fails)
  }

  // MARK: On average

  static func noise(_ mean: Double, _ deviation: Double, seed: UInt64 = 7) -> [Double] {
    var stream = TestStream(seed)
    return (0..<200).map { _ in mean + deviation * stream.normal() }
  }

  @Test func `A mean is decided from ten replicates on, with the guard`() {
    let clear = Self.judge(.above(0.5), .onAverage, ReferenceValueTests.accuracies.map { .number($0) })
    #expect(clear.outcome == .holds)
    #expect(clear.count == 10)
    #expect(clear.evidence.hasSuffix("surprises in fewer than 36.9 % of seeds are not excluded"))
    // Plain evidence 3.39 is over ln 20, the guarded .19 is not (judgement.md, section 11).
    let close = Self.judge(.above(0.8), .onAverage, errorRate: 0.05, budget: ReplicateBudget(10), ReferenceValueTests.accuracies.map { .number($0) })
    #expect(close.outcome == .undecided)
    #expect(abs(close.logEvidence.holding - 0.188955684688696) < 1e-12)
    let wrong = Self.judge(.above(0.99), .onAverage, ReferenceValueTests.accuracies.map { .number($0) })
    #expect(wrong.outcome == .fails)
  }

  @Test func `Arms are compared by their differences`() {
    // The arms vary by 10, their difference by .1: paired it is plain, and against the factor it is not so.
    let pairs = zip(Self.noise(50, 10), Self.noise(0.3, 0.1, seed: 8)).map { Measure.pair($0 + $1, $0) }
    #expect(Self.judge(.greaterThan(factor: 1), .onAverage, pairs).outcome == .holds)
    #expect(Self.judge(.lessThan(factor: 1), .onAverage, pairs).outcome == .fails)
    #expect(Self.judge(.greaterThan(factor: 1.5), .onAverage, pairs).outcome == .fails)
  }

  @Test func `A mean in a range is an equivalence`() {
    let values = Self.noise(1, 0.1).map { Measure.number($0) }
    #expect(Self.judge(.within(0.5...1.5), .onAverage, values).outcome == .holds)
    #expect(Self.judge(.equal(to: 1, tolerance: 0.5), .onAverage, values).outcome == .holds)
    #expect(Self.judge(.within(1.5...2), .onAverage, values).outcome == .fails)
    #expect(Self.judge(.within(-2 ... -1), .onAverage, values).outcome == .fails)
    #expect(Self.judge(.within(1...2), .onAverage, values).outcome == .undecided)
  }

  static func series(_ curve: [Double], noise: Double) -> [Measure] {
    var stream = TestStream(11)
    return (0..<200).map { _ in .series(curve.map { $0 + noise * stream.normal() }) }
  }

  @Test func `The mean curve is judged step by step`() {
    let rising = Self.series([0, 1, 2, 3, 4], noise: 0.3), peaked = Self.series([0, 2, 4, 2, 0], noise: 0.3)
    let flat = Self.series([0, 1, 2, 2, 3], noise: 0.3)
    #expect(Self.judge(.increasing, .onAverage, rising).outcome == .holds)
    #expect(Self.judge(.decreasing, .onAverage, rising).outcome == .fails)
    #expect(Self.judge(.increasing, .onAverage, peaked).outcome == .fails)
    #expect(Self.judge(.increasing, .onAverage, flat).outcome == .undecided)
    #expect(Self.judge(.unimodal, .onAverage, peaked).outcome == .holds)
    #expect(Self.judge(.unimodal, .onAverage, rising).outcome == .fails)
    #expect(Self.judge(.crosses(2.5), .onAverage, rising).outcome == .holds)
    #expect(Self.judge(.crosses(2.5), .onAverage, rising.map { $0.reversedSeries }).outcome == .holds)
    #expect(Self.judge(.crosses(5), .onAverage, rising).outcome == .fails)
    #expect(Self.judge(.crosses(2.5), .onAverage, peaked).outcome == .fails)
  }

  @Test func `Series are pass or fail under the other quantifiers`() {
    let rising = Self.series([0, 1, 2], noise: 0.05)
    for quantifier in [Quantifier.always, Self.usually, .typically] {
      #expect(Self.judge(.increasing, quantifier, rising).outcome == .holds)
      #expect(Self.judge(.decreasing, quantifier, rising).outcome == .fails)
    }
  }

  @Test func `One replicate that is not finite leaves no mean`() {
    var values = Self.noise(0, 0.1)
    values[2] = .infinity
    let judge = Self.judge(.below(1), .onAverage, values.map { .number($0) })
    #expect(judge.outcome == .fails)
    #expect(judge.count == 3)
    #expect(judge.evidence == "diverged: 1 of 3 replicates not finite, so there is no mean")
    let nan = Self.judge(.greaterThan(factor: 1), .onAverage, [.pair(1, .nan)])
    #expect(nan.outcome == .fails)
    #expect(nan.evidence.hasSuffix("; 1 of 1 not a number"))
  }

  // MARK: Replicates that cannot be judged

  @Test func `A relation that cannot apply, or that changes its length, is broken`() {
    let kind = Self.judge(.increasing, .always, [.number(1)])
    #expect(kind.outcome == .broken)
    #expect(kind.evidence == "`.increasing` needs a series, and the measure is a number")
    let length = Self.judge(.increasing, .onAverage, [.series([1, 2, 3]), .series([1, 2])])
    #expect(length.outcome == .broken)
    #expect(length.evidence == "replicate 2 is a series of 2 points, and the replicates before it have 3")
    #expect(Self.judge(.usually(rate: 0.8, floor: 0.95), []).outcome == .broken)
    #expect(Self.judge(.always, errorRate: 0, []).outcome == .broken)
  }

  @Test(arguments: [Quantifier.typically, .onAverage])
  func `A measure that does not depend on the seed is run twenty times and compared directly`(_ quantifier: Quantifier) {
    let good = Self.judge(quantifier, Array(repeating: Measure.number(0.25), count: 60))
    #expect(good.outcome == .holds)
    #expect(good.count == 20)
    #expect(good.isDeterministic)
    #expect(
      good.evidence
        == "the same value in 20 of 20 replicates (0.25), which does not depend on the seed; another one in more than 20.6 % of seeds is excluded at 99 %"
    )
    let bad = Self.judge(quantifier, Array(repeating: Measure.number(1), count: 60))
    #expect(bad.outcome == .fails)
    #expect(bad.count == 20)
  }

  @Test func `A pass rate of equal values keeps its exact test and is labelled`() {
    let good = Self.judge(Self.usually, Array(repeating: Measure.number(0.25), count: 60))
    #expect(good.outcome == .holds)
    #expect(good.count == 27)
    #expect(good.evidence.hasSuffix("; the same value in 27 of 27 replicates (0.25), which does not depend on the seed"))
    let bad = Self.judge(Self.usually, Array(repeating: Measure.number(.nan), count: 60))
    #expect(bad.outcome == .fails)
    #expect(bad.count == 4)
  }

  @Test func `Equal arms, and equal differences of unequal arms, are no spread`() {
    let pairs = (0..<60).map { Measure.pair(Double($0) + 1, Double($0)) }
    let judge = Self.judge(.greaterThan(factor: 1), .onAverage, pairs)
    #expect(judge.isDeterministic)
    #expect(judge.count == 20)
    #expect(judge.outcome == .holds)
  }

  @Test func `Equal replicates followed by another need the signs as well as the mean`() {
    let close = Array(repeating: 0.25, count: 5) + Self.noise(0.3, 0.01)
    let judge = Self.judge(.below(1), .onAverage, close.map { .number($0) })
    #expect(judge.outcome == .holds)
    #expect(!judge.isDeterministic)
    #expect(judge.evidence.hasSuffix("judged by signs as well, because the first replicates were equal and later ones were not"))
    // One seed in ten at 100: nine signs of ten say "below 5", and the mean is 10.
    let rare = (0..<60).map { Measure.number($0 % 10 == 9 ? 100 : 0) }
    #expect(Self.judge(.below(5), .onAverage, rare).outcome == .undecided)
    #expect(Self.judge(.below(5), .typically, rare).outcome == .holds)
  }
}

extension Measure {
  fileprivate var reversedSeries: Measure {
    if case .series(let values) = self { .series(values.reversed()) } else { self }
  }
}
