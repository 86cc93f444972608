import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A temporary folder that its process has locked: what is locked is in use, and what is not is a killed process's leftover.
///
/// The lock is the kernel's (`flock` on the folder itself), so it ends with the process however that ends, and no process number is
/// trusted that may belong to somebody else by now.
public final class ClaimedFolder: Sendable {
  public struct Failure: Error, CustomStringConvertible {
    public var description: String
  }

  public let url: URL
  private let descriptor: Mutex<Int32?>

  private init(url: URL, descriptor: Int32) {
    self.url = url
    self.descriptor = Mutex(descriptor)
  }

  deinit { release() }

  /// Makes a folder and claims it. `name` is asked for another one where somebody took the folder for a leftover before it was locked.
  public static func make(_ name: () -> URL) throws -> ClaimedFolder {
    for _ in 0..<100 {
      let url = name()
      guard LiveThings.make(folder: url.path, { mkdir(url.path, 0o777) == 0 }) else {
        if errno == EEXIST { continue }
        throw Failure(description: "\(url.path): \(String(cString: strerror(errno)))")
      }
      if let descriptor = lock(url.path, waiting: true) { return ClaimedFolder(url: url, descriptor: descriptor) }
      LiveThings.remove(folder: url.path)
    }
    throw Failure(description: "no name is free beside \(name().path)")
  }

  /// Removes it with all that is in it.
  public func remove() {
    Self.removeTree(url.path)
    release()
  }

  /// Gives the claim up and leaves the folder.
  public func release() {
    LiveThings.remove(folder: url.path)
    descriptor.withLock { descriptor in
      if let open = descriptor { close(open) }
      descriptor = nil
    }
  }

  /// Removes the folders of such names whose processes are gone.
  public static func removeLeftovers(in folder: URL, named isOurs: (String) -> Bool) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    for name in names where isOurs(name) {
      let path = folder.appendingPathComponent(name).path
      guard let descriptor = lock(path, waiting: false) else { continue }
      removeTree(path)
      close(descriptor)
    }
  }

  /// Locks the folder that stands at a path; nil where somebody else has it, or another folder stands there by now.
  private static func lock(_ path: String, waiting: Bool) -> Int32? {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    var locked = stat(), named = stat()
    guard flock(descriptor, waiting ? LOCK_EX : LOCK_EX | LOCK_NB) == 0, fstat(descriptor, &locked) == 0, lstat(path, &named) == 0,
      locked.st_dev == named.st_dev, locked.st_ino == named.st_ino, locked.st_uid == getuid()
    else {
      close(descriptor)
      return nil
    }
    return descriptor
  }

  /// Two may remove the same leftover at once, so what is gone already is no error.
  public static func removeTree(_ path: String) {
    for _ in 0..<3 where (try? FileManager.default.removeItem(atPath: path)) == nil {
      guard FileManager.default.fileExists(atPath: path) else { return }
    }
  }
}
