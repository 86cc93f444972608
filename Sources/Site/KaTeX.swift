import Foundation
import Lessons

/// KaTeX as this machine has it: the script that sets formulas, and the style and fonts that pages of them need.
public struct KaTeX: Sendable {
  public let folder: URL
  let script: String
  private let style: String

  /// Which KaTeX it is: where it is, and how long.
  var stamp: String { "\(folder.path) \(script.utf8.count) \(style.utf8.count)" }

  /// What brings KaTeX onto a machine.
  static let remedy = """
    install KaTeX: `apt-get install libjs-katex fonts-katex` on Debian, `npm install --global katex` elsewhere; \
    or name the folder that holds katex.min.js in LITMUS_KATEX
    """

  /// Where KaTeX is looked for, in this order: LITMUS_KATEX, Debian's package, Homebrew's and npm's global folders.
  public static func searchPath(environment: [String: String] = ProcessInfo.processInfo.environment) -> [URL] {
    let known = [
      "/usr/share/javascript/katex",
      "/opt/homebrew/lib/node_modules/katex/dist",
      "/usr/local/lib/node_modules/katex/dist",
      "/usr/lib/node_modules/katex/dist",
      "/usr/share/nodejs/katex/dist",
      "node_modules/katex/dist",
    ]
    return ((environment["LITMUS_KATEX"].map { [$0] } ?? []) + known).map { URL(fileURLWithPath: $0, isDirectory: true) }
  }

  /// - Throws: `tool-missing` where no folder of the search path holds KaTeX.
  public static func locate(in searchPath: [URL] = KaTeX.searchPath()) throws(Diagnostic) -> KaTeX {
    for folder in searchPath {
      if let katex = KaTeX(folder: folder) { return katex }
    }
    throw Diagnostic(
      .toolMissing, "KaTeX is not installed: looked in \(searchPath.map(\.path).joined(separator: ", "))", help: remedy)
  }

  private init?(folder: URL) {
    func text(_ names: String...) -> String? {
      for name in names {
        if let data = FileManager.default.contents(atPath: folder.appendingPathComponent(name).path) {
          return String(decoding: data, as: UTF8.self)
        }
      }
      return nil
    }
    guard let script = text("katex.min.js", "katex.js"), let style = text("katex.min.css", "katex.css") else { return nil }
    self.folder = folder
    self.script = script
    self.style = style
  }

  /// The style with its fonts' newest format only, which every browser of the last ten years reads.
  var webStyle: String {
    style.replacing(#/\s*,\s*url\([^)]*\.(?:woff|ttf)\)\s*format\([^)]*\)/#, with: "")
  }

  /// The fonts that `webStyle` names, by their path beside it.
  func fonts(of webStyle: String) throws -> [(path: String, bytes: Data)] {
    let names = Set(webStyle.matches(of: #/url\((fonts/[A-Za-z0-9_-]+\.woff2)\)/#).map { String($0.output.1) })
    return try names.sorted().map { name in
      (name, try Data(contentsOf: folder.appendingPathComponent(name).resolvingSymlinksInPath()))
    }
  }
}
