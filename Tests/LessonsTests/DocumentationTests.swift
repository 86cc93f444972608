import Foundation
import Testing

@testable import Lessons

@Suite struct DocumentationTests {
  private func entries() throws -> [(name: String, text: String)] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let page = try String(contentsOf: root.appendingPathComponent("Sources/Documentation.docc/Diagnostics.md"), encoding: .utf8)
    return page.split(separator: "\n### ").dropFirst().map { entry in
      let lines = entry.split(separator: "\n", maxSplits: 1).map(String.init)
      return (lines.first ?? "", lines.last ?? "")
    }
  }

  @Test func everyCodeHasAnEntryAndEveryEntryACode() throws {
    #expect(try entries().map(\.name).sorted() == DiagnosticCode.allCases.map(\.rawValue).sorted())
  }

  @Test func entriesSayTheExitStatus() throws {
    for (name, text) in try entries() {
      let code = try #require(DiagnosticCode(rawValue: name))
      let status =
        switch code.consequence {
        case .none: "None"
        case .falsehood: "Exit status 1"
        case .unchecked: "Exit status 2"
        }
      #expect(text.contains(status), "\(name)")
      #expect(text.contains("\nExample: "), "\(name)")
    }
  }
}
