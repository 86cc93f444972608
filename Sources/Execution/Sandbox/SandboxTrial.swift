import Lessons
import Synchronization

/// What came of trying a sandbox: tried once, however many lessons ask.
final class SandboxTrial: Sendable {
  private enum Outcome {
    case stands
    case failed(Diagnostic)
  }

  private let outcome = Mutex<Outcome?>(nil)

  /// Why it can not be made; nil where it can.
  func failure(_ attempt: () -> Diagnostic?) -> Diagnostic? {
    outcome.withLock { outcome in
      if outcome == nil { outcome = attempt().map { .failed($0) } ?? .stands }
    }
    return known
  }

  /// The same without trying.
  var known: Diagnostic? {
    outcome.withLock { outcome in
      if case .failed(let diagnostic) = outcome { diagnostic } else { nil }
    }
  }
}
