import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a process has written to, in bytes: heap, tensors, stacks. Linux only: elsewhere every process has none.
struct ProcessMemory: Equatable, Sendable {
  /// All of it, what it shares with the processes that it was forked from and that were forked from it included.
  var resident = 0
  /// Its share: each page divided by the number of processes that have it, so that the sum over processes is what they take
  /// together.
  var share = 0

  /// Walks through all of the process's pages: a millisecond for some hundred megabytes. A process that is gone has none.
  init(of process: pid_t) {
    for line in Self.contents("/proc/\(process)/smaps_rollup").split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count == 3, let kilobytes = Int(words[1]) else { continue }
      switch words[0] {
      case "Anonymous:": resident = kilobytes << 10
      case "Pss_Anon:", "SwapPss:": share += kilobytes << 10
      default: break
      }
    }
  }

  /// About what is resident, from the system's own counters.
  static func estimate(of process: pid_t) -> Int {
    let words = contents("/proc/\(process)/statm").split(separator: " ").prefix(3).compactMap { Int($0) }
    return words.count == 3 ? max(0, words[1] - words[2]) * pageSize : 0
  }

  private static let pageSize = Int(sysconf(Int32(_SC_PAGESIZE)))

  /// A short file that the system makes up, without Foundation's detours: there are many of them.
  static func contents(_ path: String) -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return "" }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(file, &bytes, bytes.count)
    return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : ""
  }
}
