import Foundation

/// Paths as diagnostics name them: relative to where the tool was started, if they are below it.
enum CoursePath {
  static func displayed(_ path: String) -> String {
    let here = FileManager.default.currentDirectoryPath
    let full = URL(fileURLWithPath: path).standardized.path
    if full == here { return "." }
    let prefix = here.hasSuffix("/") ? here : here + "/"
    return full.hasPrefix(prefix) ? String(full.dropFirst(prefix.count)) : full
  }

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  static func join(_ folder: String, _ name: String) -> String {
    if folder == "." { return name }
    return folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
  }
}
