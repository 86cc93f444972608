import Foundation
import Testing

/// Every folder of `Audits` is a course that is audited; `expected.txt` beside it has all that a user sees, `arguments.txt` what
/// `audit` is told besides.
@Suite struct AuditCommandTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Audits")

  static let cases: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { !$0.hasPrefix(".") }.sorted()

  @Test(arguments: cases) func audit(_ name: String) throws {
    let source = Self.folder.appendingPathComponent(name)
    let golden = source.appendingPathComponent("expected.txt")
    let more = (try? String(contentsOf: source.appendingPathComponent("arguments.txt"), encoding: .utf8)) ?? ""
    let arguments = ["audit", "."] + more.split(whereSeparator: \.isWhitespace).map(String.init)
    let (seen, again) = try withFolder(copying: source) { folder in
      let run = try LitmusProcess.run(arguments, in: folder)
      // From what the first run has kept, and in another order.
      let again = try LitmusProcess.run(arguments + ["--jobs", "1"], in: folder)
      return (run.errors + run.output + "status \(run.status)\n", again.errors + again.output + "status \(again.status)\n")
    }
    #expect(again == seen)
    guard let expected = try? String(contentsOf: golden, encoding: .utf8) else {
      try Data(seen.utf8).write(to: golden)
      Issue.record("there was no \(golden.path); it was written: read it, and run the test again")
      return
    }
    #expect(seen == expected, "if the new text is right, delete \(golden.path) and run the test twice")
  }

  @Test func aClaimThatIsNotThereIsWrongUsage() throws {
    let run = try withFolder(copying: Self.folder.appendingPathComponent("sharp-and-loose")) { folder in
      try LitmusProcess.run(["audit", ".", "--claim", "sharp", "--claim", "shap", "--quiet"], in: folder)
    }
    #expect(run.status == 64)
    #expect(run.errors.contains("no claim `shap` holds in what was audited"))
  }
}
