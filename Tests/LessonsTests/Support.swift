import Foundation
import Testing

@testable import Lessons

/// The tree of a Markdown text; a block that could not be aligned fails the test.
func dump(_ text: String, readsExtensions: Bool = true, sourceLocation: Testing.SourceLocation = #_sourceLocation) -> String {
  let document = MarkdownParser.parse(SourceFile(path: "a.md", text: text), readsExtensions: readsExtensions)
  #expect(document.misalignedBlocks == 0, sourceLocation: sourceLocation)
  return document.root.dump()
}

/// What people see of a lesson's diagnostics.
func rendered(_ text: String, path: String = "lessons/03.md") -> String {
  let source = SourceFile(path: path, text: text)
  return DiagnosticRenderer(source: { $0 == path ? source : nil }).render(LessonReader.read(source).diagnostics)
}

/// A body with the front matter that it needs; its first line is line 4.
func lesson(_ body: String) -> (lesson: Lesson, diagnostics: [Diagnostic]) {
  let reading = LessonReader.read(SourceFile(path: "lessons/03.md", text: "---\ntitle: Three\n---\n" + body))
  return (reading.lesson ?? Lesson.nothing, reading.diagnostics)
}

extension Lesson {
  fileprivate static let nothing = Lesson(
    source: SourceFile(path: "", text: ""), name: "", frontMatter: FrontMatter(title: ""), root: node, experiments: [], inlineValues: [],
    claimReferences: [])
  private static let node = Node(.document, range: SourcePosition(line: 1, column: 1)..<SourcePosition(line: 1, column: 1))
}

extension Node {
  /// This node and all below it.
  var all: [Node] { [self] + children.flatMap(\.all) }
}

/// Random choices that come out the same on every machine (SplitMix64).
struct TestGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// A folder that is there while `body` runs.
func withTemporaryFolder(_ files: [String: String], _ body: (String) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("litmus-lessons-\(UUID().uuidString)")
  defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  for (name, text) in files {
    let file = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
  }
  try body(folder.path)
}
