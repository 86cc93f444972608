import Foundation
import Testing

/// Every folder of `Fixtures` is a course with something wrong in it. `expected.txt` beside it has all that a user sees;
/// `arguments.txt` what `build` is told besides.
@Suite struct FixtureTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures")

  static let cases: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { !$0.hasPrefix(".") }.sorted()

  @Test func thereAreFixtures() {
    #expect(Self.cases.count > 20)
  }

  /// The finding is printed as it stands, the status says what it means, and every other lesson is built.
  @Test(arguments: cases) func fixture(_ name: String) throws {
    let source = Self.folder.appendingPathComponent(name)
    let golden = source.appendingPathComponent("expected.txt")
    let seen = try withFolder(copying: source) { folder in
      let more = (try? String(contentsOf: source.appendingPathComponent("arguments.txt"), encoding: .utf8)) ?? ""
      let run = try LitmusProcess.run(
        ["build", ".", "--quiet", "--output", "public"] + more.split(whereSeparator: \.isWhitespace).map(String.init), in: folder)
      let good = try String(contentsOf: folder.appendingPathComponent("public/good.html"), encoding: .utf8)
      #expect(good.contains(">42<"), "the other lesson has its value")
      let pages = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/public").filter { $0.hasSuffix(".html") }
      return run.errors + run.output + "status \(run.status)\npages \(pages.sorted().joined(separator: " "))\n"
    }
    guard let expected = try? String(contentsOf: golden, encoding: .utf8) else {
      try Data(seen.utf8).write(to: golden)
      Issue.record("there was no \(golden.path); it was written: read it, and run the test again")
      return
    }
    #expect(seen == expected, "if the new text is right, delete \(golden.path) and run the test twice")
  }
}
