import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The files of the store, in as few calls of the system as it takes: an unchanged build does little else.
enum EntryFile {
  /// How old, in seconds, the time of last use gets before it is set anew. By it `ResultStore.trim` chooses.
  private static let usePrecision = 3600

  /// A file's bytes; nil where there is none that can be read. Notes that it was used.
  static func read(_ path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    if abs(time(nil) - status.lastChange) > usePrecision { futimens(descriptor, nil) }
    let size = Int(status.st_size)
    return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let more = Self.read(descriptor, UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count...]))
        guard more > 0 else { return }
        count += more
      }
    }
  }

  /// Writes a new file; false where it cannot, and nothing is left then.
  static func write(_ bytes: [UInt8], to path: String) -> Bool {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { return false }
    var written = 0
    bytes.withUnsafeBytes { all in
      while written < all.count {
        let more = write(descriptor, UnsafeRawBufferPointer(rebasing: all[written...]))
        guard more > 0 else { return }
        written += more
      }
    }
    guard close(descriptor) == 0, written == bytes.count else {
      unlink(path)
      return false
    }
    return true
  }

  private static func read(_ descriptor: Int32, _ bytes: UnsafeMutableRawBufferPointer) -> Int {
    untilUninterrupted { systemRead(descriptor, bytes.baseAddress, bytes.count) }
  }

  private static func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    untilUninterrupted { systemWrite(descriptor, bytes.baseAddress, bytes.count) }
  }

  private static func untilUninterrupted(_ call: () -> Int) -> Int {
    while true {
      let count = call()
      if count >= 0 || errno != EINTR { return count }
    }
  }
}

// By these names, because a type's own methods hide the system's.
private func systemRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int { read(descriptor, bytes, count) }
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int { write(descriptor, bytes, count) }

extension stat {
  /// When the file's contents changed, in seconds.
  var lastChange: Int {
    #if canImport(Darwin)
      st_mtimespec.tv_sec
    #else
      st_mtim.tv_sec
    #endif
  }
}
