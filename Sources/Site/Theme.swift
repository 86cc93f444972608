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
    let files = try Self.files.map { name in (name, try Data(contentsOf: folder.appendingPathComponent(name))) }
    missingPageStyle = Markup(
      trusted: try String(contentsOf: folder.appendingPathComponent(Self.missingPageFile), encoding: .utf8))
    contents = files + [("style.css", try Self.styleSheet(folder.appendingPathComponent("styles", isDirectory: true)))]
  }

  private static func styleSheet(_ folder: URL) throws -> Data {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".css") && $0.first != "." }
    guard !names.isEmpty else { throw CocoaError(.fileNoSuchFile) }
    return try names.sorted().reduce(into: Data()) { $0 += try Data(contentsOf: folder.appendingPathComponent($1)) }
  }
}
