import Foundation

/// A folder for files that nobody needs once the value is gone.
final class ScratchFolder: Sendable {
  let url = FileManager.default.temporaryDirectory.appendingPathComponent("litmus-\(UUID().uuidString)")

  deinit { try? FileManager.default.removeItem(at: url) }
}
