import Foundation
import Records
import Testing

@testable import Judgement

struct DiscoveryCorrectionTests {
  @Test func `The k largest stand for the largest k with k times the k-th e-value at K over a`() {
    let correction = DiscoveryCorrection(falseDiscoveryRate: 0.05)
    func stands(_ evidence: [Double]) -> [Bool] { correction.stands(evidence.map { log($0) }) }
    // K/a = 80 for four e-values: alone 80 is needed, as one of two 40, of four 20.
    #expect(stands([80, 1, 1, 1]) == [true, false, false, false])
    #expect(stands([79, 1, 1, 1]) == [false, false, false, false])
    #expect(stands([1, 40, 41, 1]) == [false, true, true, false])
    #expect(stands([1, 39, 41, 1]) == [false, false, false, false])
    #expect(stands([20, 20, 20, 20]) == [true, true, true, true])
    // The second of two would not stand by itself, and the third carries it: 3 · 27 ≥ 80.
    #expect(stands([30, 27, 200, 1]) == [true, true, true, false])
    #expect(stands([.infinity, 30, 0]) == [true, true, false])
    #expect(correction.stands([]) == [])
    #expect(stands([20]) == [true])
    #expect(stands([19]) == [false])
  }

  /// Courses of claims `.usually(0.95, floor: 0.8)`, judged under fresh seeds: false alarms and found ones.
  static func audit(_ rates: [Double], courses: Int, errorRate: Double, seed: UInt64) -> (
    falseShare: Double, uncorrected: Double, found: Double, replicates: Double
  ) {
    var falseShare = 0.0, uncorrected = 0.0, found = 0.0, replicates = 0
    for course in 0..<courses {
      var evidence: [Double] = [], fails: [Bool] = []
      for (claim, rate) in rates.enumerated() {
        let streamSeed = seed &* 7_919 &+ UInt64(course * rates.count + claim)
        var stream = TestStream(streamSeed)
        var judge = ClaimJudge(
          relation: .below(1), quantifier: ClaimJudgeTests.usually, errorRate: errorRate, gathersAlarm: true)
        while judge.outcome == nil { judge.observe(SyntheticClaim.pass(rate)(&stream)) }
        fails.append(judge.outcome == .fails)
        evidence.append(judge.logEvidence.failing)
        replicates += judge.count
        // The same claim, judged by itself.
        var alone = ClaimJudge(relation: .below(1), quantifier: ClaimJudgeTests.usually, errorRate: errorRate)
        stream = TestStream(streamSeed)
        while alone.outcome == nil { alone.observe(SyntheticClaim.pass(rate)(&stream)) }
        if alone.outcome == .fails, rate >= 0.95 { uncorrected += 1 }
      }
      let stands = zip(DiscoveryCorrection(falseDiscoveryRate: errorRate).stands(evidence), fails).map { $0 && $1 }
      let alarms = stands.count { $0 }, wrong = zip(stands, rates).count { $0 && $1 >= 0.95 }
      if alarms > 0 { falseShare += Double(wrong) / Double(alarms) }
      found += Double(alarms - wrong)
    }
    let n = Double(courses)
    return (falseShare / n, uncorrected / n, found / n, Double(replicates) / n / Double(rates.count))
  }

  @Test func `Of what fails under fresh seeds the false share stays within the level, and what is broken is found`() {
    let rates = Array(repeating: 1.0, count: 80) + Array(repeating: 0.95, count: 15) + Array(repeating: 0.5, count: 5)
    let course = Self.audit(rates, courses: 100, errorRate: 0.05, seed: 1)
    #expect(course.falseShare <= 0.05)
    #expect(course.found > 4.9)
    // Every claim true and none by a margin: alone, three of a hundred raise a false alarm, and hardly a corrected course has one.
    let edge = Self.audit(Array(repeating: 0.95, count: 100), courses: 100, errorRate: 0.05, seed: 2)
    #expect(edge.uncorrected > 1)
    #expect(edge.falseShare <= 0.05)
  }

  @Test func `Evidence against a claim is gathered to the end of its budget`() {
    let measures = ClaimJudgeTests.outcomes(Array(repeating: false, count: 60))
    var judge = ClaimJudge(relation: .below(1), quantifier: ClaimJudgeTests.usually, gathersAlarm: true)
    for measure in measures where judge.outcome == nil { judge.observe(measure) }
    #expect(judge.outcome == .fails && judge.count == 60)
    #expect(abs(judge.logEvidence.failing - 60 * log(4)) < 1e-9)
    // A failure of what has to hold always is a counterexample: there is nothing to gather.
    var always = ClaimJudge(relation: .below(1), quantifier: .always, gathersAlarm: true)
    always.observe(measures[0])
    #expect(always.outcome == .fails && always.logEvidence.failing == .infinity)
    // And no last look, which leaves no e-value.
    var near = ClaimJudge(relation: .below(1), quantifier: ClaimJudgeTests.usually, gathersAlarm: true)
    for measure in LastLookTests.nearly { near.observe(measure) }
    #expect(near.outcome == .undecided)
  }
}
