import Foundation
import Lessons

/// A code's entry in the documentation's page `Diagnostics.md`, which the program holds as it was when it was built.
struct DiagnosticEntry {
  /// What it means, in Markdown, without the example and the remedy.
  var summary: String
  /// What to do about it, in Markdown.
  var remedy: String

  static let all = parse(String(decoding: PackageResources.Diagnostics_md, as: UTF8.self))

  /// An entry is `### code`, then what it means, a line that begins with `Example: `, and the remedy.
  static func parse(_ page: String) -> [DiagnosticCode: DiagnosticEntry] {
    var entries: [DiagnosticCode: DiagnosticEntry] = [:]
    for section in page.components(separatedBy: "\n### ").dropFirst() {
      let lines = section.components(separatedBy: "\n\n## ")[0].components(separatedBy: "\n")
      guard let code = DiagnosticCode(rawValue: lines[0]) else { continue }
      guard let example = lines.firstIndex(where: { $0.hasPrefix("Example: ") }) else { continue }
      entries[code] = DiagnosticEntry(summary: joined(lines[1..<example]), remedy: joined(lines[(example + 1)...]))
    }
    return entries
  }

  private static func joined(_ lines: ArraySlice<String>) -> String {
    lines.joined(separator: "\n").trimmingCharacters(in: .newlines)
  }
}
