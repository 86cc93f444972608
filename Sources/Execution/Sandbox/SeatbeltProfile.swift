/// macOS: what `sandbox-exec` lets a lesson do. It was written from the profiles that macOS ships and never run: this project has no
/// Mac to try it on.
struct SeatbeltProfile: Sendable {
  let readable: [String]
  /// The only folder to write to.
  let scratch: String

  /// The profile, in the system's own language of them.
  var text: String {
    var lines = [
      "(version 1)", "(deny default)", "(deny network*)", "(allow process-fork)", "(allow signal (target same-sandbox))",
      "(allow sysctl-read)", "(allow mach-lookup (global-name \"com.apple.system.logger\"))",
      "(allow file-read-metadata)", "(allow file-read* (literal \"/\"))",
    ]
    let system = ["/usr", "/System", "/Library/Apple", "/private/var/db/dyld", "/dev", "/opt/homebrew", "/usr/local"]
    for path in system + readable { lines.append("(allow file-read* file-map-executable (subpath \(Self.quoted(path))))") }
    for path in readable { lines.append("(allow process-exec (literal \(Self.quoted(path))))") }
    lines.append("(allow file-read* file-write* (subpath \(Self.quoted(scratch))))")
    lines.append("(allow file-write-data (literal \"/dev/null\"))")
    return lines.joined(separator: "\n")
  }

  private static func quoted(_ path: String) -> String {
    "\"" + path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
