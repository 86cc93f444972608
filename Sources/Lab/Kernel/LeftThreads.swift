#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Threads that a block started and that have not ended with it. Linux only: elsewhere none are seen.
///
/// They would go on in the process that waits behind the block, where nobody sees what they do but everybody pays for it: so the
/// process goes on without them. The engine's own threads (`workers.c` names them) are none of the block's; its BLAS has none
/// (`litmus-kernel` makes sure of it).
enum LeftThreads {
  struct Count {
    /// Those that may run code of the lesson, now or later.
    var running = 0
    /// Dispatch's idle ones included.
    var all = 0
  }

  /// What is left once threads that are about to end have had a moment to do so.
  static func afterBlock() -> Count {
    var count = now()
    for _ in 0..<50 where count.running > 0 {
      usleep(2000)
      count = now()
    }
    return count
  }

  private static func now() -> Count {
    var count = Count()
    guard let folder = opendir("/proc/self/task") else { return count }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      guard let number = Int32(name), number != getpid(), let (name, state) = stat(of: name), name != "engine" else { continue }
      count.all += 1
      if state == "R" || !isOfDispatch(name) { count.running += 1 }
    }
    return count
  }

  /// Dispatch names its threads by their queues, as much of it as fits: `root.default-qos`, `-qos.overcommit`.
  private static func isOfDispatch(_ name: String) -> Bool { name.hasSuffix("-qos") || name.hasSuffix("-qos.overcommit") }

  /// A thread's name, and what it is doing: R runs, S sleeps. The line begins `number (name) state `.
  private static func stat(of thread: String) -> (name: String, state: Character)? {
    guard let file = fopen("/proc/self/task/\(thread)/stat", "r") else { return nil }
    defer { fclose(file) }
    var bytes = [CChar](repeating: 0, count: 256)
    guard fgets(&bytes, 256, file) != nil else { return nil }
    let line = String(decoding: bytes.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    guard let open = line.firstIndex(of: "("), let close = line.lastIndex(of: ")"),
      let state = line[close...].dropFirst(2).first
    else { return nil }
    return (String(line[line.index(after: open)..<close]), state)
  }
}
