import Lessons

/// One claim, as it was recorded and as it is.
public struct LedgerChange: Sendable {
  /// How they differ; the gravest word for it.
  public enum Kind: Int, Equatable, Sendable {
    /// Every replicate is the same to the bit, and so are verdict, relation and sentence.
    case unchanged
    /// Some number differs by less than 10⁻⁹ of itself.
    case rounding
    /// It is the same, and stated otherwise: another sentence, relation, quantifier or number of replicates.
    case restated
    /// Values changed, and not by much.
    case slight
    /// Values changed.
    case moved
    /// The verdict is another.
    case flipped
    /// It is not recorded yet.
    case new
    /// It is recorded, and no block claims it any more.
    case vanished
    /// It could not be measured this time.
    case unmeasured
  }

  public var key: ClaimKey
  public var kind: Kind
  public var old: LedgerEntry?
  public var new: LedgerEntry?
  /// How the replicates moved, where there are old and new ones.
  public var drift: Drift?
  public var controlDrift: Drift?
  /// Where the sentence stands, or the claim where there is none, or the ledger's line.
  public var path: String
  public var range: SourceRange?

  /// The verdict is another, for the worse, and the sentence says what it said: accepting it would leave a false sentence standing.
  ///
  /// A claim that holds now needs no other sentence.
  public var isRefused: Bool {
    guard kind == .flipped, let old, let new else { return false }
    return new.verdict != .holds && old.sentence == new.sentence
  }

  init(old: LedgerEntry, new: LedgerEntry, isUsualBudget: Bool, path: String, range: SourceRange?) {
    key = new.key
    (self.old, self.new) = (old, new)
    (self.path, self.range) = (path, range)
    let isPaired = old.seed == new.seed
    let drift = Drift(from: old.claim, old.relation, to: new.claim, new.relation, isPaired: isPaired)
    self.drift = drift
    if let before = old.control, let after = new.control {
      controlDrift = Drift(from: before, old.relation, to: after, new.relation, isPaired: isPaired)
    }
    // Fewer replicates than usual may leave open what more of them decided.
    let isOpen = !isUsualBudget && (new.verdict == .undecided || old.verdict == .undecided)
    kind =
      if new.verdict == .broken {
        .unmeasured
      } else if new.verdict != old.verdict, !isOpen {
        .flipped
      } else if drift.size == .notable {
        .moved
      } else if drift.size == .slight || (controlDrift?.size ?? .none) >= .slight {
        .slight
      } else if Self.isRestated(old, new, isUsualBudget: isUsualBudget) {
        .restated
      } else {
        drift.size == .rounding || controlDrift?.size == .rounding ? .rounding : .unchanged
      }
  }

  init(new: LedgerEntry, path: String, range: SourceRange?) {
    key = new.key
    kind = new.verdict == .broken ? .unmeasured : .new
    self.new = new
    (self.path, self.range) = (path, range)
  }

  init(vanished old: LedgerEntry, path: String, range: SourceRange?) {
    key = old.key
    kind = .vanished
    self.old = old
    (self.path, self.range) = (path, range)
  }

  private static func isRestated(_ old: LedgerEntry, _ new: LedgerEntry, isUsualBudget: Bool) -> Bool {
    old.relation != new.relation || old.quantifier != new.quantifier || old.sentence != new.sentence
      || (old.control == nil) != (new.control == nil)
      || isUsualBudget
        && (old.control?.outcome != new.control?.outcome || old.claim.replicates.count != new.claim.replicates.count)
  }
}
