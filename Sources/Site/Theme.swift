import Foundation
import Lessons

/// The site's own files: style, scripts, icon. The style sheet is all of `styles/*.css`, joined in the order of their names.
public struct Theme: Sendable {
  static let files = ["figures.js", "icon.svg", "page.js", "search.js"]
  /// The rules of the page that is shown where there is none. They go into that page.
  static let missingPageFile = "404.css"

  /// What goes into the site's `assets`, in the order of their names.
  let contents: [(name: String, bytes: Data)]
  let missingPageStyle: Markup

  /// Where the theme is looked for: LITMUS_THEME, `site/` where the tool was started, `site/` of the checkout it was built in.
  public static func searchPath(environment: [String: String] = ProcessInfo.processInfo.environment) -> [URL] {
    let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let named = environment["LITMUS_THEME"].map { [URL(fileURLWithPath: $0, isDirectory: true)] } ?? []
    return named + [URL(fileURLWithPath: "site", isDirectory: true), checkout.appendingPathComponent("site", isDirectory: true)]
  }

  /// - Throws: `tool-missing` where no folder of the search path holds all of the theme's files.
  public static func locate(in searchPath: [URL] = Theme.searchPath()) throws(Diagnostic) -> Theme {
    for folder in searchPath {
      if let theme = try? Theme(folder: folder) { return theme }
    }
    throw Diagnostic(
      .toolMissing, "the site's theme is missing: looked for styles/*.css in \(searchPath.map(\.path).joined(separator: ", "))",
      help: "start litmus in its checkout, or name the folder that holds styles, \(files.joined(separator: ", ")) in LITMUS_THEME")
  }

  public init(folder: URL) throws {
    let files = try Self.files.map { name in (name, Self.compact(try Data(contentsOf: folder.appendingPathComponent(name)))) }
    missingPageStyle = Markup(
      trusted: try String(contentsOf: folder.appendingPathComponent(Self.missingPageFile), encoding: .utf8))
    contents = files + [("style.css", try Self.styleSheet(folder.appendingPathComponent("styles", isDirectory: true)))]
  }

  private static func styleSheet(_ folder: URL) throws -> Data {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".css") && $0.first != "." }
    guard !names.isEmpty else { throw CocoaError(.fileNoSuchFile) }
    let joined = try names.sorted().reduce(into: Data()) { $0 += try Data(contentsOf: folder.appendingPathComponent($1)) }
    let lines = String(decoding: Self.compact(joined), as: UTF8.self).split(separator: "\n").map { Self.squeezed($0) }
    return Data(lines.map { $0 + "\n" }.joined().utf8)
  }

  /// Without the spaces about CSS's signs; a line with a text in it stays.
  private static func squeezed(_ line: Substring) -> String {
    guard !line.contains("\"") else { return String(line) }
    return [(" {", "{"), ("{ ", "{"), (" }", "}"), ("; ", ";"), (", ", ",")].reduce(String(line)) { text, sign in
      text.replacing(sign.0, with: sign.1)
    }
  }

  /// Without indentation and without lines that are comments alone: every page loads these files.
  private static func compact(_ file: Data) -> Data {
    var result = "", isInComment = false
    for line in String(decoding: file, as: UTF8.self).split(separator: "\n") {
      let text = line.drop { $0 == " " }
      if !isInComment, text.hasPrefix("/*") { isInComment = true }
      if isInComment {
        isInComment = !text.hasSuffix("*/")
      } else if !text.isEmpty, !text.hasPrefix("//") {
        result += text + "\n"
      }
    }
    return Data(result.utf8)
  }
}
