import Foundation
import Testing

/// The examples of the page on derivations, run as the blocks of one lesson.
struct DerivationPageTests {
  @Test func `Every example of the page runs and holds`() throws {
    let root = FixtureTests.folder.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let page = try String(contentsOf: root.appendingPathComponent("Sources/Documentation.docc/Derivations.md"), encoding: .utf8)
    let blocks = page.components(separatedBy: "```swift\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
    #expect(blocks.count >= 8)
    let lesson = "---\ntitle: Derivations\n---\n\n" + blocks.map { "```swift\n\($0)```\n" }.joined(separator: "\n")
    try withFolder(["course.yml": "title: C\n", "derivations.md": lesson]) { folder in
      let run = try LitmusProcess.run(["build", ".", "--quiet", "--output", "public"], in: folder)
      #expect(run.errors == "")
      #expect(run.status == 0)
      let built = try String(contentsOf: folder.appendingPathComponent("public/derivations.html"), encoding: .utf8)
      #expect(built.components(separatedBy: "class=\"warrant\"").count > blocks.count)
      #expect(built.contains("against the engine\u{2019}s autodiff"))
    }
  }
}
