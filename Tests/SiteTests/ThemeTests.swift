import Foundation
import Lessons
import Testing

@testable import Site

@Suite struct ThemeTests {
  private func makeTheme(styles: [String: String], in folder: URL) throws {
    let names = (Theme.files + [Theme.missingPageFile]).map { ($0, $0) } + styles.map { ("styles/" + $0.key, $0.value) }
    try FileManager.default.createDirectory(at: folder.appendingPathComponent("styles"), withIntermediateDirectories: true)
    for (name, text) in names { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
  }

  @Test func stylesAreJoinedInTheOrderOfTheirNames() throws {
    let folder = TemporaryFolder.new()
    defer { TemporaryFolder.remove(folder) }
    try makeTheme(
      styles: ["90-wide.css": "c", "10-measures.css": "a", "80-front.css": "b", "notes.txt": "no", ".90-wide.css.swp.css": "no"],
      in: folder)
    let style = try #require(try Theme(folder: folder).contents.first { $0.name == "style.css" })
    #expect(String(decoding: style.bytes, as: UTF8.self) == "abc\n")
  }

  @Test func pagesLoadNeitherIndentationNorComments() throws {
    let folder = TemporaryFolder.new()
    defer { TemporaryFolder.remove(folder) }
    try makeTheme(styles: ["10.css": "/* one\n   two */\na {\n  b: c; /* stays */\n}\n", "20.css": "/* short */\nd, e { f: g; }\nh { i: \", {\"; }"], in: folder)
    try Data("// why\nf('//');\n\n  // more\n  g();\n".utf8).write(to: folder.appendingPathComponent("page.js"))
    let contents = try Theme(folder: folder).contents.map { ($0.name, String(decoding: $0.bytes, as: UTF8.self)) }
    #expect(contents.first { $0.0 == "style.css" }?.1 == "a{\nb: c;/* stays */\n}\nd,e{f: g;}\nh { i: \", {\"; }\n")
    #expect(contents.first { $0.0 == "page.js" }?.1 == "f('//');\ng();\n")
  }

  @Test func aFolderWithoutStylesIsNoTheme() throws {
    let folder = TemporaryFolder.new()
    defer { TemporaryFolder.remove(folder) }
    try makeTheme(styles: [:], in: folder)
    #expect(throws: Diagnostic.self) { try Theme.locate(in: [folder]) }
  }
}
