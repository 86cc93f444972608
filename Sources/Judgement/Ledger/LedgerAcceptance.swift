import Lessons

/// New values on their way into the ledger: which are taken, and which are refused because a verdict flipped under an unchanged
/// sentence.
///
/// It is made from the ledger as it stands at the moment of writing, under its lock, and not from what it was when the run began.
public struct LedgerAcceptance: Sendable {
  public enum Decision: Equatable, Sendable {
    /// Nothing of it is new.
    case kept
    /// Recorded; what is shown of it has not changed, only its fingerprint or its last digits.
    case refreshed
    case taken
    case removed
    case refused
    /// It could not be measured; its old line stays.
    case unmeasured
  }

  public private(set) var decisions: [(change: LedgerChange, decision: Decision)] = []
  /// The ledger with what was taken.
  public private(set) var ledger: Ledger

  public init(_ ledger: Ledger, _ comparison: LedgerComparison) {
    self.ledger = ledger
    for change in comparison.changes {
      let decision = Self.decision(on: change)
      switch decision {
      case .refreshed, .taken: self.ledger[change.key] = change.new
      case .removed: self.ledger[change.key] = nil
      case .kept, .refused, .unmeasured: break
      }
      decisions.append((change, decision))
    }
  }

  /// Why claims were refused.
  ///
  /// Diagnostics: `verdict-flipped`.
  /// - Parameter course: the course's folder, for the remedy
  public func refusals(course: String) -> [Diagnostic] {
    decisions.filter { $0.decision == .refused }.compactMap { $0.change.diagnostic(course: course) }
  }

  private static func decision(on change: LedgerChange) -> Decision {
    switch change.kind {
    case .unmeasured: .unmeasured
    case .vanished: .removed
    case .flipped: change.isRefused ? .refused : .taken
    case .new, .moved, .slight, .restated: .taken
    case .unchanged, .rounding: change.old == change.new ? .kept : .refreshed
    }
  }
}
