import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The walls that bubblewrap builds: every namespace new, the system read-only, one folder to write to.
///
/// - Root: a user namespace would map the lesson's user to root itself, whom the system's limit on processes does not bind and who owns
///   most files. So for root there is none, and the kernel's process becomes a user that nobody else is, before it loads anything.
/// - Everybody else: a user namespace, in which the limit on processes counts this sandbox's alone (Linux 5.14 and later).
/// - Source: bwrap(1), bubblewrap 0.7 and later (`--size`)
struct Bubblewrap: Sendable {
  static let scratch = "/tmp/work"

  let scratch: Int
  let processes: Int
  /// The tool runs as the machine's root, not as the root of a container that was mapped to somebody.
  let isRoot: Bool

  init(scratch: Int, processes: Int, isRoot: Bool = Self.runsAsRoot) {
    self.scratch = scratch
    self.processes = processes
    self.isRoot = isRoot
  }

  /// What the kernel's process puts on by itself, once the walls stand.
  var kernelArguments: [String] {
    var arguments = ["filter=1"]
    if isRoot { arguments.append("user=\(Self.freshUser())") }
    if isRoot || Self.countsProcessesBySandbox { arguments.append("processes=\(processes)") }
    return arguments
  }

  /// - Parameter data: the lesson's data files, which stand at their own places and by their names in the working folder
  func arguments(readable: [String], data: [(name: String, path: String)] = []) -> [String] {
    var arguments = isRoot ? Self.rootNamespaces : Self.userNamespaces
    // `--new-session` leaves no terminal to type into; `--die-with-parent` ends everything with the tool (see LaunchThread).
    arguments += ["--die-with-parent", "--new-session", "--clearenv"]
    for (name, value) in Sandbox.lessonEnvironment(scratch: Self.scratch).sorted(by: { $0.key < $1.key }) {
      arguments += ["--setenv", name, value]
    }
    arguments += ["--ro-bind", "/usr", "/usr"]
    for folder in ["lib", "lib32", "lib64", "bin"] { arguments += Self.systemFolder("/" + folder) }
    var made: Set<String> = ["/", "/usr", "/tmp", Self.scratch]
    // Libraries are found through the loader's cache, and Debian's BLAS through its alternatives.
    arguments += Self.bind("/etc/ld.so.cache", &made) + Self.bind("/etc/alternatives", &made)
    arguments += ["--dev", "/dev", "--proc", "/proc"]
    arguments += ["--size", String(scratch), "--perms", "1777", "--tmpfs", "/tmp", "--perms", "0777", "--dir", Self.scratch]
    for path in readable where !path.hasPrefix("/usr/") { arguments += Self.bind(path, &made) }
    for file in data {
      arguments += Self.bind(file.path, &made)
      guard !file.name.hasPrefix("/"), !file.name.split(separator: "/").contains("..") else { continue }
      arguments += Self.bind(file.path, at: "\(Self.scratch)/\(file.name)", &made)
    }
    // The rest of the tree is memory too, and would be a second scratch folder without a bound.
    return arguments + ["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", Self.scratch]
  }

  private static let rootNamespaces = [
    "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try",
    "--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID",
  ]
  private static let userNamespaces = ["--unshare-all", "--uid", "65534", "--gid", "65534", "--cap-drop", "ALL"]

  /// `/lib` is a link into `/usr` on most systems, and a folder on the others.
  private static func systemFolder(_ path: String) -> [String] {
    if let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path) { return ["--symlink", target, path] }
    return ["--ro-bind-try", path, path]
  }

  /// A file or folder, read-only, at its own place or another; bubblewrap would make the folders above it its user's alone.
  private static func bind(_ path: String, at place: String? = nil, _ made: inout Set<String>) -> [String] {
    var arguments: [String] = []
    var above = ""
    for part in (place ?? path).split(separator: "/").dropLast() {
      above += "/" + part
      let permissions = above.hasPrefix(scratch) ? "0777" : "0755"
      if made.insert(above).inserted { arguments += ["--perms", permissions, "--dir", above] }
    }
    return arguments + ["--ro-bind-try", path, place ?? path]
  }

  // MARK: Users

  /// A user of this sandbox alone, from the range that no system gives out (0x7000_0000 to 0x7FFF_FFFF, see systemd's UIDS-GIDS).
  private static func freshUser() -> UInt32 { UInt32.random(in: 0x7000_0000...0x7FFF_FFFE) }

  static let runsAsRoot: Bool = {
    guard geteuid() == 0, let map = try? String(contentsOfFile: "/proc/self/uid_map", encoding: .utf8) else { return false }
    return map.split(whereSeparator: \.isWhitespace) == ["0", "0", "4294967295"]
  }()

  /// Before Linux 5.14 the limit counted the user's processes everywhere, and a busy desktop would leave none to the lesson.
  private static let countsProcessesBySandbox: Bool = {
    let version = ProcessInfo.processInfo.operatingSystemVersion
    return (version.majorVersion, version.minorVersion) >= (5, 14)
  }()
}
