import Foundation
import Lessons

/// A code's entry in the documentation's page `Diagnostics.md`, which the program holds as it was when it was built.
struct DiagnosticEntry {
  /// What it means, in Markdown, without the example and the remedy.
  var summary: String
  /// What to do about it, in Markdown.
  var remedy: String

  static let all: [DiagnosticCode: DiagnosticEntry] = parse(String(decoding: PackageResources.Diagnostics_md, as: UTF8.self))

  /// An entry is `### code`, then what it means, a line that begins with `Example: `, and the remedy; tests check that each has all.
  static func parse(_ page: String) -> [DiagnosticCode: DiagnosticEntry] {
    var entries: [DiagnosticCode: DiagnosticEntry] = [:]
    for section in page.components(separatedBy: "\n### ").dropFirst() {
      let lines = section.components(separatedBy: "\n\n## ")[0].split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      guard let code = DiagnosticCode(rawValue: lines[0]), let example = lines.firstIndex(where: { $0.hasPrefix("Example: ") }) else {
        continue
      }
      let afterExample = lines[(example + 1)...]
      entries[code] = DiagnosticEntry(summary: joined(lines[1..<example]), remedy: joined(afterExample))
    }
    return entries
  }

  private static func joined(_ lines: ArraySlice<String>) -> String {
    lines.joined(separator: "\n").trimmingCharacters(in: .newlines)
  }
}
