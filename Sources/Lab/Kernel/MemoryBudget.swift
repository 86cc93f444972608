#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The memory that a block may take, within what its lesson may. Linux only: macOS counts no such thing.
enum MemoryBudget {
  /// - Parameter bytes: how much more than this process has now; 0: all that the lesson may
  static func set(_ bytes: Int) {
    #if os(Linux)
      let data = __rlimit_resource_t(RLIMIT_DATA.rawValue)
      var limit = rlimit()
      guard getrlimit(data, &limit) == 0 else { return }
      limit.rlim_cur = limit.rlim_max
      if bytes > 0 { limit.rlim_cur = min(limit.rlim_max, rlim_t(dataSize + bytes)) }
      setrlimit(data, &limit)
    #endif
  }

  /// Bytes of private memory that can be written to: the sixth number of /proc/self/statm, in pages.
  private static var dataSize: Int {
    guard let file = fopen("/proc/self/statm", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    guard fgets(&line, 256, file) != nil else { return 0 }
    let words = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self).split(separator: " ")
    return words.count > 5 ? (Int(words[5]) ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE))) : 0
  }
}
