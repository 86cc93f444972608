import Foundation
import Synchronization

/// A folder for files that nobody needs once the value is gone. It is made when somebody needs it; what killed runs left behind is
/// removed when the first is made.
final class ScratchFolder: Sendable {
  /// Where it is, once it is made.
  let url = FileManager.default.temporaryDirectory.appendingPathComponent(prefix + UUID().uuidString)
  private let claim = Mutex<ClaimedFolder?>(nil)

  /// Makes it, if it is not there yet.
  func make() {
    claim.withLock { claim in
      guard claim == nil else { return }
      Self.removeLeftovers
      // Without the folder the compiler says what is wrong when it writes there.
      claim = try? ClaimedFolder.make { url }
    }
  }

  deinit {
    claim.withLock { $0?.remove() }
  }

  private static let prefix = "litmus-scratch-"

  private static let removeLeftovers: Void = ClaimedFolder.removeLeftovers(in: FileManager.default.temporaryDirectory) { name in
    name.hasPrefix(prefix) && UUID(uuidString: String(name.dropFirst(prefix.count))) != nil
  }
}
