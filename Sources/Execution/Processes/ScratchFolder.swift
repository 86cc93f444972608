import Foundation

/// A folder for files that nobody needs once the value is gone.
final class ScratchFolder: Sendable {
  let url = FileManager.default.temporaryDirectory.appendingPathComponent("litmus-\(UUID().uuidString)")

  /// Makes the folder; where that fails, whatever is written to it says why.
  init() { try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(at: url) }
}
