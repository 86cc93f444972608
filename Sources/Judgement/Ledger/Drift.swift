import Foundation
import Records

/// How one arm's replicates differ from those that were recorded, in units of the recorded spread.
///
/// In this order: equal to the bit; equal but for rounding (no number differs by more than 10⁻⁹ of itself); else how many changed,
/// and by how much on average. Replicates of one seed are compared with one another; where the seeds are others, the samples are.
/// - Source: `Ledger.md` in the documentation
public struct Drift: Equatable, Sendable {
  public enum Size: Int, Comparable, Sendable {
    case none, rounding, slight
    /// It is shown that the mean moved by more than a tenth of the spread, or single replicates jumped.
    case notable
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  /// A difference of means with its 95 % interval.
  public struct Shift: Equatable, Sendable {
    public var mean: Double
    public var interval: ClosedRange<Double>
  }

  public var size: Size
  /// How many replicates were compared: those that both have.
  public var compared: Int
  /// Those that are not the same to the bit, counted from 1.
  public var changed: [Int]
  public var old: ValueSummary
  public var new: ValueSummary
  /// In units of the recorded spread; nil where there is none, or fewer than two finite replicates.
  public var shift: Shift?
  /// Replicates that moved by more than three spreads, where few changed at all.
  public var jumps: [Int]
  /// Replicates that became or ceased to be finite.
  public var diverged: [Int]
  /// Replicates that failed and pass now, and the reverse.
  public var nowPassing: [Int]
  public var nowFailing: [Int]
  /// Signed ranks of the differences, or rank sums of the samples: the probability of such a change by chance.
  public var probability: Double
  /// One seed's replicates are compared; false where the seeds are others.
  public var isPaired: Bool

  /// No number that differs by less, relative to itself, is news.
  static let rounding = 1e-9
  /// Of the recorded spread: the mean has to move further for a warning.
  static let tolerance = 0.1
  /// Of the recorded spread: a replicate that moves further has jumped.
  static let jump = 3.0

  public init(
    from old: LedgerEntry.Arm, _ oldRelation: Relation, to new: LedgerEntry.Arm, _ newRelation: Relation, isPaired: Bool = true
  ) {
    self.isPaired = isPaired
    compared = min(old.replicates.count, new.replicates.count)
    let (before, after) = (old.replicates.prefix(compared), new.replicates.prefix(compared))
    changed = (0..<compared).filter { before[$0] != after[$0] }.map { $0 + 1 }
    let oldValues = old.replicates.map { $0.statistic(oldRelation) }
    let newValues = new.replicates.map { $0.statistic(newRelation) }
    (self.old, self.new) = (ValueSummary(oldValues), ValueSummary(newValues))
    let (oldFailed, newFailed) = (Set(old.failed), Set(new.failed))
    let places = isPaired ? (0..<compared).map { $0 + 1 } : []
    nowPassing = places.filter { oldFailed.contains($0) && !newFailed.contains($0) }
    nowFailing = places.filter { !oldFailed.contains($0) && newFailed.contains($0) }
    (shift, jumps, diverged, probability, size) = (nil, [], [], 1, .none)
    guard !changed.isEmpty else { return }
    guard zip(before, after).contains(where: { !Self.areEqualButForRounding($0, $1) }) else {
      size = .rounding
      return
    }
    measure(oldValues, newValues)
  }

  private mutating func measure(_ old: [Double], _ new: [Double]) {
    let spread = ValueSummary(old.filter(\.isFinite)).spread
    let pairs = (0..<compared).map { (place: $0 + 1, old: old[$0], new: new[$0]) }
    let finite = pairs.filter { $0.old.isFinite && $0.new.isFinite }
    let differences = finite.map { $0.new - $0.old }
    let interval: ClosedRange<Double>?
    if isPaired {
      interval = FixedSampleTests.meanInterval(differences)
      probability = FixedSampleTests.signedRank(differences)
      diverged = pairs.filter { $0.old.isFinite != $0.new.isFinite || ($0.old.isInfinite && $0.old == -$0.new) }.map(\.place)
    } else {
      let (first, second) = (old.filter(\.isFinite), new.filter(\.isFinite))
      interval = FixedSampleTests.meanDifferenceInterval(first, second)
      probability = FixedSampleTests.rankSum(first, second)
    }
    var isFar = !diverged.isEmpty
    if spread > 0, let interval {
      let scaled = interval.lowerBound / spread...interval.upperBound / spread
      shift = Shift(mean: (scaled.lowerBound + scaled.upperBound) / 2, interval: scaled)
      isFar = isFar || scaled.lowerBound > Self.tolerance || scaled.upperBound < -Self.tolerance
      // A few that leap and many that stay never move a mean's interval off zero: hence they are counted and named.
      if isPaired, changed.count * 4 <= compared {
        jumps = finite.filter { abs($0.new - $0.old) > Self.jump * spread }.map(\.place)
      }
      isFar = isFar || !jumps.isEmpty
    } else if spread == 0 {
      // What was the same under every seed has no reason to move.
      isFar = isFar || differences.contains { $0 != 0 }
    }
    size = isFar ? .notable : .slight
  }

  /// A series whose margin is the same to the bit and whose points are not has changed somewhere that the margin does not show.
  private static func areEqualButForRounding(_ old: RecordedMeasure, _ new: RecordedMeasure) -> Bool {
    guard old != new else { return true }
    if case .series(let margin, let points, _) = old, case .series(let otherMargin, let otherPoints, _) = new {
      guard points == otherPoints, margin != otherMargin else { return false }
    }
    guard old.numbers.count == new.numbers.count else { return false }
    return zip(old.numbers, new.numbers).allSatisfy { a, b in
      a == b || (a.isNaN && b.isNaN) || (a.isFinite && b.isFinite && abs(b - a) <= rounding * max(abs(a), abs(b)))
    }
  }
}
