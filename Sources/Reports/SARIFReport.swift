import Foundation
import Lessons

/// A report as SARIF 2.1.0, for code scanning: a rule for each code with its help, a result for each finding about a file, and a
/// notification for what is about none.
///
/// Paths are relative to `%SRCROOT%`, where the tool was started; columns count UTF-16 code units. A result's fingerprint depends
/// on the code, the file, and the claim or the text of the line that it is about, not on the line's number: it stays while text
/// above moves.
///
/// - Source: Static Analysis Results Interchange Format 2.1.0, https://docs.oasis-open.org/sarif/sarif/v2.1.0/
struct SARIFReport {
  private let report: CheckReport
  private let paths: ReportPaths
  private let sources: [String: SourceFile]

  init(_ report: CheckReport) {
    self.report = report
    paths = ReportPaths(report)
    sources = report.sources
  }

  var text: String { JSONReport.text(of: log) }

  private var log: SARIFLog {
    let codes = DiagnosticCode.allCases
    let indices = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1, $0) })
    var seen: [String: Int] = [:]
    var results: [SARIFLog.Result] = []
    var notifications: [SARIFLog.Notification] = []
    for diagnostic in report.allDiagnostics {
      guard let path = diagnostic.path else {
        notifications.append(
          .init(descriptor: .init(id: diagnostic.code.rawValue), level: diagnostic.severity.name, message: message(diagnostic)))
        continue
      }
      let identity = identity(of: diagnostic)
      seen[identity, default: 0] += 1
      results.append(
        SARIFLog.Result(
          ruleId: diagnostic.code.rawValue, ruleIndex: indices[diagnostic.code] ?? -1, level: diagnostic.severity.name,
          message: message(diagnostic), locations: [location(path, diagnostic.range)],
          relatedLocations: related(diagnostic.notes),
          partialFingerprints: ["litmusFinding/v1": "\(Self.hash(identity)):\(seen[identity] ?? 1)"]))
    }
    let run = SARIFLog.Run(
      tool: .init(driver: .init(rules: codes.map(rule))),
      invocations: [
        .init(
          executionSuccessful: !notifications.contains { $0.level == "error" }, exitCode: report.status,
          toolExecutionNotifications: notifications)
      ],
      results: results)
    return SARIFLog(runs: [run])
  }

  // MARK: Rules

  private func rule(_ code: DiagnosticCode) -> SARIFLog.Rule {
    let entry = DiagnosticEntry.all[code]
    let summary = entry?.summary ?? code.rawValue, remedy = entry?.remedy ?? summary
    return SARIFLog.Rule(
      id: code.rawValue, shortDescription: .init(text: Self.plain(Self.firstSentence(of: summary))),
      fullDescription: .init(text: Self.plain(summary)), help: .init(text: Self.plain(remedy), markdown: remedy),
      defaultConfiguration: .init(level: code.severity.name))
  }

  private static func firstSentence(of text: String) -> String {
    let flat = text.replacingOccurrences(of: "\n", with: " ")
    guard let end = flat.range(of: ". ") else { return flat }
    return String(flat[..<end.lowerBound]) + "."
  }

  /// Markdown's marks for code taken away, and lines joined.
  private static func plain(_ markdown: String) -> String {
    markdown.replacingOccurrences(of: "\n", with: " ").replacingOccurrences(of: "`", with: "")
      .replacing(/\[([^\]]*)\]\([^)]*\)/) { String($0.output.1) }
  }

  // MARK: Results

  /// The message, the notes that have no place of their own, and what to do.
  private func message(_ diagnostic: Diagnostic) -> SARIFLog.Message {
    let unplaced = diagnostic.notes.filter { $0.path == nil }.map(\.message)
    return .init(text: ([diagnostic.message] + unplaced + [diagnostic.help].compactMap { $0 }).joined(separator: "\n"))
  }

  private func related(_ notes: [Diagnostic.Note]) -> [SARIFLog.Location]? {
    let located: [SARIFLog.Location] = notes.compactMap { note in
      guard let path = note.path else { return nil }
      var location = location(path, note.range)
      location.message = .init(text: note.message)
      return location
    }
    return located.isEmpty ? nil : located
  }

  /// A finding about a file as a whole is placed at its first line: code scanning shows no results without a line.
  private func location(_ path: String, _ range: SourceRange?) -> SARIFLog.Location {
    var region = SARIFLog.Region(startLine: 1)
    if let range {
      func column(_ position: SourcePosition) -> Int { sources[path]?.utf16Column(of: position) ?? max(1, position.column) }
      region.startLine = range.lowerBound.line
      region.startColumn = column(range.lowerBound)
      region.endLine = range.upperBound.line
      region.endColumn = column(range.upperBound)
    }
    return SARIFLog.Location(
      physicalLocation: .init(artifactLocation: .init(uri: paths.uri(path)), region: region))
  }

  // MARK: Fingerprints

  private func identity(of diagnostic: Diagnostic) -> String {
    let path = diagnostic.path ?? ""
    let line = diagnostic.range.flatMap { sources[path]?.line($0.lowerBound.line) }.map { $0.trimmingCharacters(in: .whitespaces) }
    return [diagnostic.code.rawValue, paths.relative(path), diagnostic.subject ?? line ?? ""].joined(separator: "\u{0}")
  }

  /// FNV-1a, 64 bits.
  static func hash(_ text: String) -> String {
    let value = text.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
