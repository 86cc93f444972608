import Foundation

/// A page of `Documentation.docc/Diagnostics`: a code's problem, what Litmus says of it, and its solution.
///
/// A problem is a lesson, followed by the findings about it, or a session at a console. Its solution is of the same kind; a session
/// goes on in the folder of the problem. A page whose findings or outputs are missing gets them from what was seen.
struct DiagnosticPage {
  enum Part: Equatable {
    case lesson(String)
    /// Commands with what they printed, as in `$ litmus check`. A command may go on over lines that begin with `> `.
    case console(String)
  }

  static let folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Sources/Documentation.docc/Diagnostics")

  var code: String
  var text: String

  static func all() throws -> [DiagnosticPage] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".md") }.sorted().map { name in
      let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      return DiagnosticPage(code: String(name.dropLast(3)), text: text)
    }
  }

  /// nil: the page says that no lesson shows it, and when it comes.
  var problem: Part? { part(of: "Problem") }
  var solution: Part? { part(of: "Solution") }

  /// What Litmus says of the problem's lesson; nil where the page does not say it yet.
  var findings: String? { fences(of: "Problem").first { $0.info == "text" }?.body }

  private func part(of section: String) -> Part? {
    for fence in fences(of: section) {
      if fence.info == "markdown" { return .lesson(fence.body) }
      if fence.info == "console" { return .console(fence.body) }
    }
    return nil
  }

  func section(_ name: String) -> Substring? {
    guard let heading = text.range(of: "\n## \(name)\n\n") else { return nil }
    let ends = ["Problem": "\n## Solution\n\n", "Solution": "\n## \n"]
    let end = ends[name].flatMap { text.range(of: $0, range: heading.upperBound..<text.endIndex)?.lowerBound } ?? text.endIndex
    return text[heading.upperBound..<end]
  }

  private func fences(of name: String) -> [(info: String, body: String)] {
    var fences: [(info: String, body: String)] = []
    var open: (fence: Substring, info: String, lines: [Substring])?
    for line in section(name)?.split(separator: "\n", omittingEmptySubsequences: false) ?? [] {
      let fence = line.prefix { $0 == "`" }
      if let inside = open {
        if line == inside.fence {
          fences.append((inside.info, inside.lines.map { $0 + "\n" }.joined()))
          open = nil
        } else {
          open?.lines.append(line)
        }
      } else if fence.count >= 3 {
        open = (fence, String(line.dropFirst(fence.count)), [])
      }
    }
    return fences
  }

  /// The page with the findings behind its problem's lesson.
  func with(findings: String) -> String {
    guard let end = text.range(of: "\n````\n\n## Solution\n") else { return text }
    return text.replacingCharacters(in: end, with: "\n````\n\n```text\n\(findings)```\n\n## Solution\n")
  }
}
