import Glibc
import Testing

@testable import NN

@Suite struct ScheduleTests {
  static func factors(_ schedule: Schedule, _ count: Int) -> [Double] { (0..<count).map { schedule.factor(at: $0) } }
  static func equal(_ a: [Double], _ b: [Double], tolerance: Double = 1e-15) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= tolerance }
  }

  /// By hand from the formulas.
  @Test func valuesByHand() {
    #expect(Self.factors(.constant, 3) == [1, 1, 1])
    #expect(Self.factors(.step(every: 2, factor: 0.5), 6) == [1, 1, 0.5, 0.5, 0.25, 0.25])
    #expect(Self.factors(.exponential(factor: 0.5), 4) == [1, 0.5, 0.25, 0.125])
    let cosine = 0.5.squareRoot()  // of π/4
    #expect(Self.equal(Self.factors(.cosine(over: 4), 7), [1, (1 + cosine) / 2, 0.5, (1 - cosine) / 2, 0, 0, 0]))
    #expect(Self.equal(Self.factors(.cosine(over: 2, finalFraction: 0.2), 4), [1, 0.6, 0.2, 0.2]))
    #expect(Self.factors(.inverseTime(decay: 1), 4) == [1, 0.5, 1.0 / 3, 0.25])
    #expect(Self.factors(.piecewise(boundaries: [1, 3], factors: [1, 0.5, 0.1]), 5) == [1, 0.5, 0.5, 0.1, 0.1])
    #expect(Self.equal(Self.factors(Schedule.constant.warmedUp(over: 3), 5), [0.25, 0.5, 0.75, 1, 1]))
    #expect(Self.equal(Self.factors(Schedule.step(every: 1, factor: 0.5).warmedUp(over: 1), 4), [0.5, 1, 0.5, 0.25]))
    // In front of a schedule that begins with another factor, up to that.
    #expect(Self.equal(Self.factors(Schedule.piecewise(boundaries: [1], factors: [0.4, 1]).warmedUp(over: 1), 3), [0.2, 0.4, 1]))
  }

  @Test func agreesWithTheLibraryFunctions() {
    let cosine = Schedule.cosine(over: 997, finalFraction: 0.01), exponential = Schedule.exponential(factor: 0.999)
    for step in 0..<1000 {
      let part = min(Double(step) / 997, 1)
      #expect(abs(cosine.factor(at: step) - (0.01 + 0.99 * (1 + Glibc.cos(Double.pi * part)) / 2)) < 1e-15)
      #expect(abs(exponential.factor(at: step) / Glibc.pow(0.999, Double(step)) - 1) < 1e-14)
    }
    // The nearest wrong one reaches its end a step early.
    #expect(abs(cosine.factor(at: 500) - (0.01 + 0.99 * (1 + Glibc.cos(Double.pi * 500 / 996)) / 2)) > 1e-4)
  }

  @Test func powersOfWholeNumbers() {
    #expect(power(0.9, 0) == 1 && power(0.9, 1) == 0.9 && power(2, 62) == 0x1p62 && power(0, 3) == 0)
    for exponent in [2, 3, 17, 1000] { #expect(abs(power(0.999, exponent) / Glibc.pow(0.999, Double(exponent)) - 1) < 1e-14) }
  }
}
