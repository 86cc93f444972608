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
    #expect(String(decoding: style.bytes, as: UTF8.self) == "abc")
  }

  @Test func aFolderWithoutStylesIsNoTheme() throws {
    let folder = TemporaryFolder.new()
    defer { TemporaryFolder.remove(folder) }
    try makeTheme(styles: [:], in: folder)
    #expect(throws: Diagnostic.self) { try Theme.locate(in: [folder]) }
  }
}
