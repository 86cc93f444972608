import Lessons

/// Findings as workflow commands of GitHub Actions, which shows them at their lines in a pull request.
///
/// ```
/// ::error file=coin/coin.md,line=22,endLine=22,col=44,endColumn=92,title=claim-fails::claim `fair` fails: …%0Acorrect the…
/// ```
/// Columns are given where a finding ends on the line that it begins on, as GitHub asks. Everything that a lesson says is escaped,
/// so that none of it is taken for a command.
///
/// - Source: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
struct WorkflowCommands {
  private let report: CheckReport
  private let paths: ReportPaths
  private let sources: [String: SourceFile]

  init(_ report: CheckReport) {
    self.report = report
    paths = ReportPaths(report)
    sources = report.sources
  }

  var text: String {
    // The summary begins with a number, so that it is no command.
    let summaries = report.courses.map { TextReport.summary(of: $0) + "\n" }
    return report.allDiagnostics.map { command($0) + "\n" }.joined() + summaries.joined()
  }

  private func command(_ diagnostic: Diagnostic) -> String {
    let name =
      switch diagnostic.severity {
      case .error: "error"
      case .warning: "warning"
      case .note: "notice"
      }
    var properties: [(String, String)] = []
    if let path = diagnostic.path {
      properties.append(("file", paths.relative(path)))
      if let range = diagnostic.range { properties += place(range, in: sources[path]) }
    }
    properties.append(("title", diagnostic.code.rawValue))
    let notes = diagnostic.notes.map { note in
      let place = note.range.map { " (\(note.path.map { paths.relative($0) + ":" } ?? "")\($0.lowerBound.line))" } ?? ""
      return note.message + place
    }
    let message = ([diagnostic.message] + notes + [diagnostic.help].compactMap { $0 }).joined(separator: "\n")
    let escaped = properties.map { "\($0)=\(Self.escapedProperty($1))" }
    return "::\(name) \(escaped.joined(separator: ","))::\(Self.escaped(message))"
  }

  private func place(_ range: SourceRange, in source: SourceFile?) -> [(String, String)] {
    let start = range.lowerBound
    // A range that ends before the first sign of a line ends with the line above it.
    let end = range.upperBound.column <= 1 && range.upperBound.line > start.line ? range.upperBound.line - 1 : range.upperBound.line
    var place = [("line", "\(start.line)"), ("endLine", "\(end)")]
    guard end == start.line, range.upperBound.line == start.line else { return place }
    func column(_ position: SourcePosition) -> Int { source?.utf16Column(of: position) ?? position.column }
    place.append(("col", "\(column(start))"))
    // Inclusive, where a range is up to and without its end.
    place.append(("endColumn", "\(max(column(start), column(range.upperBound) - 1))"))
    return place
  }

  /// What stands behind `::`.
  static func escaped(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "%": "%25"
      case "\r": "%0D"
      case "\n": "%0A"
      default: String(scalar)
      }
    }.joined()
  }

  /// A property's value, which also ends at a comma or colon.
  static func escapedProperty(_ text: String) -> String {
    escaped(text).unicodeScalars.map { scalar in
      switch scalar {
      case ":": "%3A"
      case ",": "%2C"
      default: String(scalar)
      }
    }.joined()
  }
}
