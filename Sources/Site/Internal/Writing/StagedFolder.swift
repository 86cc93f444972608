import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A folder that is built beside its place and then exchanged with what stands there, in one step.
final class StagedFolder {
  private let destination: URL
  private let staging: URL
  private var isPending = true

  init(for destination: URL) throws {
    self.destination = destination.standardizedFileURL
    let parent = self.destination.deletingLastPathComponent()
    try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    staging = parent.appendingPathComponent(
      ".\(self.destination.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier)-\(UUID().uuidString.prefix(8))", isDirectory: true)
    try FileManager.default.createDirectory(at: staging, withIntermediateDirectories: false)
  }

  func write(_ bytes: Data, to path: String) throws {
    let file = staging.appendingPathComponent(path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try bytes.write(to: file)
  }

  /// Puts the folder into its place. What stood there is removed afterwards.
  func publish() throws {
    if !FileManager.default.fileExists(atPath: destination.path) {
      try check(rename(staging.path, destination.path), "cannot put the site into its place")
    } else if Self.exchange(staging.path, destination.path) {
      try FileManager.default.removeItem(at: staging)
    } else {
      // File systems that cannot exchange two names: the place is empty between these two steps.
      let old = staging.deletingLastPathComponent().appendingPathComponent(staging.lastPathComponent + ".old")
      try check(rename(destination.path, old.path), "cannot move the old site aside")
      do {
        try check(rename(staging.path, destination.path), "cannot put the site into its place")
      } catch {
        _ = rename(old.path, destination.path)
        throw error
      }
      try FileManager.default.removeItem(at: old)
    }
    isPending = false
  }

  /// Removes what was not published. The first error is what matters then, so this one has none.
  func discard() {
    if isPending { _ = try? FileManager.default.removeItem(at: staging) }
    isPending = false
  }

  private func check(_ status: Int32, _ message: String) throws {
    guard status != 0 else { return }
    throw CocoaError(
      .fileWriteUnknown, userInfo: [NSLocalizedDescriptionKey: "\(message) at \(destination.path): \(String(cString: strerror(errno)))"])
  }

  /// Two names change places at once; false where the system or the file system cannot.
  private static func exchange(_ first: String, _ second: String) -> Bool {
    #if canImport(Darwin)
    return renamex_np(first, second, UInt32(RENAME_SWAP)) == 0
    #else
    // glibc's header hides the call from Swift, so it is looked up.
    typealias Rename = @convention(c) (Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32) -> Int32
    guard let symbol = dlsym(nil, "renameat2") else { return false }
    let exchangeFlag: UInt32 = 2
    return unsafeBitCast(symbol, to: Rename.self)(AT_FDCWD, first, AT_FDCWD, second, exchangeFlag) == 0
    #endif
  }
}
