import Foundation
import Lessons
import Testing

@testable import Reports

@Suite struct SARIFReportTests {
  private func results(_ report: CheckReport) throws -> [[String: Any]] {
    let log = try #require(try JSONSerialization.jsonObject(with: Data(SARIFReport(report).text.utf8)) as? [String: Any])
    let run = try #require((log["runs"] as? [[String: Any]])?.first)
    #expect(run["columnKind"] as? String == "utf16CodeUnits")
    return try #require(run["results"] as? [[String: Any]])
  }

  private func fingerprints(_ report: CheckReport) throws -> [String] {
    try results(report).map { try #require(($0["partialFingerprints"] as? [String: String])?["litmusFinding/v1"]) }
  }

  @Test func aResultHasItsPlace() throws {
    let result = try #require(try results(Sample.report()).first)
    #expect(result["ruleId"] as? String == "claim-fails")
    #expect(result["ruleIndex"] as? Int == DiagnosticCode.allCases.firstIndex(of: .claimFails))
    let place = try #require((result["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any])
    #expect(place["artifactLocation"] as? [String: String] == ["uri": "coin/gr%C3%B6%C3%9Fe.md", "uriBaseId": "%SRCROOT%"])
    #expect(place["region"] as? [String: Int] == ["startLine": 5, "startColumn": 4, "endLine": 5, "endColumn": 39])
    #expect((result["relatedLocations"] as? [[String: Any]])?.count == 1)
    #expect((result["message"] as? [String: String])?["text"] == "claim `small` fails: 0.5\nseed 7\nmend it")
  }

  /// Text above a finding may grow, and equal findings are told apart.
  @Test func fingerprintsOutliveMovedLines() throws {
    let before = try fingerprints(Sample.report())
    let moved = Sample.text.replacingOccurrences(of: "😀", with: "More.\n\n😀")
    #expect(try fingerprints(Sample.report(moved)) == before)
    #expect(Set(before).count == before.count)
    let twice = Sample.report().courses[0].lessons[0].diagnostics[1]
    let same = try fingerprints(Sample.report(diagnostics: [twice, twice]))
    #expect(same.map { $0.suffix(2) } == [":1", ":2"])
    #expect(same[0].dropLast(2) == same[1].dropLast(2))
    #expect(SARIFReport.hash("a") == "af63dc4c8601ec8c", "FNV-1a's published value")
  }

  @Test func whatIsAboutNoFileIsANotification() throws {
    let report = Sample.report(diagnostics: [], machine: [Diagnostic(.toolMissing, "no swift", help: "install it")], status: 2)
    #expect(try results(report).isEmpty)
    let text = SARIFReport(report).text
    #expect(text.contains("\"executionSuccessful\" : false") && text.contains("\"text\" : \"no swift\\ninstall it\""))
  }

  @Test(arguments: DiagnosticCode.allCases) func everyRuleHasItsHelp(_ code: DiagnosticCode) throws {
    let entry = try #require(DiagnosticEntry.all[code])
    #expect(!entry.summary.isEmpty && !entry.remedy.isEmpty)
    #expect(!entry.remedy.contains("\n## "))
  }
}
