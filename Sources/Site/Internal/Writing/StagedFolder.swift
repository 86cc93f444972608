import Execution
import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A folder that is built beside its place and then exchanged with what stands there, in one step.
///
/// Whoever reads meanwhile finds the old folder or the new one. A process that is killed leaves its folder behind under a name of its
/// own, and the next build removes it; several builds at once each exchange a whole folder, and the last one stays.
final class StagedFolder: Sendable {
  private let destination: URL
  private let claim: ClaimedFolder
  private var staging: String { claim.url.path }
  private let isPending = Mutex(true)
  private let madeFolders = Mutex<Set<String>>([])

  init(for destination: URL) throws {
    // A link to the folder is followed: what is exchanged is what it leads to.
    self.destination = destination.standardizedFileURL.resolvingSymlinksInPath()
    let parent = self.destination.deletingLastPathComponent()
    try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    let prefix = ".\(self.destination.lastPathComponent).litmus-"
    ClaimedFolder.removeLeftovers(in: parent) { name in
      name.hasPrefix(prefix) && UUID(uuidString: String(name.dropFirst(prefix.count))) != nil
    }
    claim = try ClaimedFolder.make { parent.appendingPathComponent(prefix + UUID().uuidString, isDirectory: true) }
  }

  func write(_ bytes: Data, to path: String) throws {
    if let slash = path.lastIndex(of: "/") {
      try madeFolders.withLock { made in
        guard made.insert(String(path[..<slash])).inserted else { return }
        try FileManager.default.createDirectory(atPath: "\(staging)/\(path[..<slash])", withIntermediateDirectories: true)
      }
    }
    let file = "\(staging)/\(path)"
    let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw failure("cannot write \(path)") }
    let status = bytes.withUnsafeBytes { Self.write($0, to: descriptor) }
    let reason = errno
    guard close(descriptor) == 0, status else {
      errno = status ? errno : reason
      throw failure("cannot write \(path)")
    }
  }

  /// What was written before.
  func read(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: "\(staging)/\(path)")) }

  private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Puts the folder into its place. What stood there is removed afterwards.
  func publish() throws {
    // Another build may put its folder there between the look and the step, so the step is tried again then.
    for _ in 0..<100 {
      if Self.exchange(staging, destination.path) { return finish(removing: staging) }
      let reason = errno
      if reason == ENOENT {
        if rename(staging, destination.path) == 0 { return finish(removing: nil) }
        guard errno == EEXIST || errno == ENOTEMPTY || errno == ENOTDIR else { throw failure("cannot put the site into its place") }
      } else if reason == ENOSYS || reason == EINVAL || reason == ENOTSUP {
        return try publishInTwoSteps()
      } else {
        throw failure("cannot put the site into its place")
      }
    }
    throw failure("cannot put the site into its place")
  }

  /// File systems that cannot exchange two names: the place is empty between these two steps.
  private func publishInTwoSteps() throws {
    // The old site gets a name that the next build takes for a leftover, should this one be killed here.
    let parent = destination.deletingLastPathComponent()
    let old = parent.appendingPathComponent(".\(destination.lastPathComponent).litmus-\(UUID().uuidString)").path
    guard rename(destination.path, old) == 0 || errno == ENOENT else { throw failure("cannot move the old site aside") }
    guard rename(staging, destination.path) == 0 else {
      let problem = failure("cannot put the site into its place")
      _ = rename(old, destination.path)
      throw problem
    }
    finish(removing: old)
  }

  private func finish(removing old: String?) {
    isPending.withLock { $0 = false }
    // The name of the staged folder now is the old site's, or nobody's.
    if let old { ClaimedFolder.removeTree(old) }
    claim.release()
  }

  /// Removes what was not published. The first error is what matters then, so this one has none.
  func discard() {
    isPending.withLock { isPending in
      if isPending { claim.remove() }
      isPending = false
    }
  }

  private func failure(_ message: String) -> CocoaError {
    CocoaError(
      .fileWriteUnknown, userInfo: [NSLocalizedDescriptionKey: "\(message) at \(destination.path): \(String(cString: strerror(errno)))"])
  }

  /// Two names change places at once; false where the system or the file system cannot, with the reason in `errno`.
  private static func exchange(_ first: String, _ second: String) -> Bool {
    #if canImport(Darwin)
      return renamex_np(first, second, UInt32(RENAME_SWAP)) == 0
    #else
      // glibc's header hides the call from Swift, so it is looked up.
      typealias Rename = @convention(c) (Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32) -> Int32
      guard let symbol = dlsym(nil, "renameat2") else {
        errno = ENOSYS
        return false
      }
      let exchangeFlag: UInt32 = 2
      return unsafeBitCast(symbol, to: Rename.self)(AT_FDCWD, first, AT_FDCWD, second, exchangeFlag) == 0
    #endif
  }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int { write(descriptor, bytes, count) }
