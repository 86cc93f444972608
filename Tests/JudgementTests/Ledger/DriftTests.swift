import Foundation
import Records
import Testing

@testable import Judgement

/// The order of judgement.md, section 8.
struct DriftTests {
  /// Twenty normal replicates around 5.
  private static func sample(_ seed: UInt64 = 3) -> [Double] {
    var stream = TestStream(seed)
    return (0..<20).map { _ in 5 + stream.normal() }
  }

  private func drift(_ old: [Double], _ new: [Double], isPaired: Bool = true, relation: Relation = .below(100)) -> Drift {
    Drift(from: LedgerSamples.arm(old, relation), relation, to: LedgerSamples.arm(new, relation), relation, isPaired: isPaired)
  }

  @Test func `Equal to the bit is no change`() {
    let values = Self.sample() + [.nan, .infinity, -0.0]
    #expect(drift(values, values).size == .none)
    #expect(drift(values, values).changed.isEmpty)
    #expect(drift([0], [-0.0]).changed == [1])
  }

  /// A relative difference of 10⁻⁹ is rounding, one of 1.1 · 10⁻⁹ is not.
  @Test func `Rounding is told from a change`() {
    let values = Self.sample()
    #expect(drift(values, values.map { $0 * (1 + 0.9e-9) }).size == .rounding)
    #expect(drift(values, values.map { $0.nextUp }).size == .rounding)
    #expect(drift(values, values.enumerated().map { $0 == 4 ? $1 * (1 + 1.1e-9) : $1 }).size == .slight)
    #expect(drift([1], [.infinity]).size == .notable)
    #expect(drift([0], [1e-300]).size != .rounding)
  }

  /// The mean moves by half a spread: the shift is that, exactly, with an interval of no width, since all differences agree.
  @Test func `A shift is measured in units of the recorded spread`() throws {
    let values = Self.sample(), spread = ValueSummary(values).spread
    let moved = drift(values, values.map { $0 + 0.5 * spread })
    let shift = try #require(moved.shift)
    #expect(abs(shift.mean - 0.5) < 1e-12)
    #expect(shift.interval.upperBound - shift.interval.lowerBound < 1e-12)
    #expect(moved.size == .notable)
    #expect(moved.probability == 2 * pow(0.5, 20))
    #expect(drift(values, values.map { $0 - 0.05 * spread }).size == .slight, "less than a tenth")
  }

  /// One to three of twenty jump by five spreads, the others stay: no paired t-test sees it (0 of 2000 in section 8), so they are
  /// named.
  @Test(arguments: 1...3) func `A few that jump are named`(_ count: Int) throws {
    for seed in 1...50 as ClosedRange<UInt64> {
      let values = Self.sample(seed), spread = ValueSummary(values).spread
      let moved = drift(values, values.enumerated().map { $0 < count ? $1 + 5 * spread : $1 })
      #expect(moved.size == .notable)
      #expect(moved.jumps == Array(1...count))
      #expect(try #require(moved.shift).interval.lowerBound < Drift.tolerance, "the interval alone would not have told")
    }
  }

  /// New draws of the same distribution under other seeds: the paired rule is not asked, and the samples do not differ.
  @Test func `Other seeds are compared as samples`() {
    var notable = 0
    for seed in 1...100 as ClosedRange<UInt64> {
      let moved = drift(Self.sample(seed), Self.sample(seed + 1000), isPaired: false)
      #expect(moved.jumps.isEmpty && moved.nowFailing.isEmpty)
      if moved.size == .notable { notable += 1 }
    }
    #expect(notable < 10, "an interval at 95 % that has to leave a tenth behind")
    let far = drift(Self.sample(1), Self.sample(2).map { $0 + 2 }, isPaired: false)
    #expect(far.size == .notable && far.probability < 0.001)
  }

  @Test func `What had no spread has no reason to move`() {
    let moved = drift(Array(repeating: 0.5, count: 20), Array(repeating: 0.5001, count: 20))
    #expect(moved.size == .notable && moved.shift == nil)
  }

  @Test func `Passes and failures that changed places`() {
    let moved = drift([1, 2, 3, 4], [1, 2.5, 1.5, 4], relation: .below(2.2))
    #expect(moved.nowFailing == [2])
    #expect(moved.nowPassing == [3])
  }

  @Test func `What became infinite is named, and means are of the rest`() throws {
    var values = Self.sample()
    let old = values
    values[6] = .infinity
    values[7] = .nan
    let moved = drift(old, values)
    #expect(moved.diverged == [7, 8] && moved.jumps.isEmpty && moved.size == .notable)
    #expect(try #require(moved.shift).mean == 0)
  }

  @Test func `More or fewer replicates are compared as far as both go`() {
    let values = Self.sample()
    #expect(drift(values, Array(values.prefix(5))).size == .none)
    #expect(drift(Array(values.prefix(5)), values).compared == 5)
    #expect(drift([], []).size == .none)
  }

  /// A series whose worst step stayed while another point moved has changed; one whose margin moved by a rounding error has not.
  @Test func `Series`() {
    func arm(_ points: [Double]) -> LedgerEntry.Arm {
      LedgerEntry.Arm(LedgerSamples.judgement([.series(points)], .increasing, .holds), .increasing)
    }
    func drift(_ old: [Double], _ new: [Double]) -> Drift { Drift(from: arm(old), .increasing, to: arm(new), .increasing) }
    #expect(drift([1, 2, 4], [1, 2, 4]).size == .none)
    #expect(drift([1, 2, 4], [1, 2, 5]).size == .slight)
    #expect(drift([1, 2, 4], [1, 2.0.nextUp, 4]).size == .rounding)
    #expect(drift([1, 2, 4], [1, 2, 4, 5]).size == .slight)
  }
}
