import Foundation

enum TemporaryFolder {
  /// A path that nothing stands at, in a folder of its own.
  static func new() -> URL {
    FileManager.default.temporaryDirectory.appendingPathComponent("litmus-\(UUID().uuidString)/site")
  }

  static func remove(_ folder: URL) { try? FileManager.default.removeItem(at: folder.deletingLastPathComponent()) }
}
