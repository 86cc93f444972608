import Foundation

/// A folder for files that nobody needs once the value is gone. What killed runs left behind is removed when the first is made.
final class ScratchFolder: Sendable {
  let url: URL
  private let claim: ClaimedFolder?

  init() {
    Self.removeLeftovers
    let named = FileManager.default.temporaryDirectory.appendingPathComponent(Self.prefix + UUID().uuidString)
    // Without the folder the compiler says what is wrong when it writes there.
    claim = try? ClaimedFolder.make { named }
    url = claim?.url ?? named
  }

  deinit {
    claim?.remove()
  }

  private static let prefix = "litmus-scratch-"

  private static let removeLeftovers: Void = ClaimedFolder.removeLeftovers(in: FileManager.default.temporaryDirectory) { name in
    name.hasPrefix(prefix) && UUID(uuidString: String(name.dropFirst(prefix.count))) != nil
  }
}
