#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The machine's processes and who started whom, at one moment. Linux only: elsewhere it is empty.
struct ProcessTable: Sendable {
  private var children: [pid_t: [pid_t]] = [:]

  init() {
    guard let folder = opendir("/proc") else { return }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      guard let process = pid_t(name) else { continue }
      // `number (name) state parent …`, and the name may hold anything.
      let line = ProcessMemory.contents("/proc/\(name)/stat")
      let words = line[(line.lastIndex(of: ")") ?? line.startIndex)...].split(separator: " ")
      guard words.count > 2, let parent = pid_t(words[2]) else { continue }
      children[parent, default: []].append(process)
    }
  }

  /// A process, those that it started, and so on.
  func family(of process: pid_t) -> [pid_t] {
    var found = [process]
    var next = 0
    while next < found.count {
      found += children[found[next]] ?? []
      next += 1
    }
    return found
  }
}
