import Testing

@testable import Lessons

@Suite struct SourceFileTests {
  @Test func linesEndWhereCommonMarkSays() {
    let source = SourceFile(path: "a", text: "a\r\nb\rc\n\u{2028}d\u{0B}\n")
    #expect(source.lines == ["a", "b", "c", "\u{2028}d\u{0B}", ""])
    #expect(source.line(4) == "\u{2028}d\u{0B}")
    #expect(source.line(0) == nil)
    #expect(source.line(6) == nil)
  }

  @Test func sliceCountsBytes() {
    let source = SourceFile(path: "a", text: "größe\r\nzwei\ndrei")
    let start = SourcePosition(line: 1, column: 3)
    #expect(source.slice(start..<SourcePosition(line: 1, column: 8)) == "öße")
    #expect(source.slice(start..<SourcePosition(line: 3, column: 2)) == "öße\nzwei\nd")
  }

  @Test(arguments: [
    ([0x61, 0x0A, 0xC3, 0xA9, 0xE9, 0x20], 2, 3),  // é, then a Latin-1 é
    ([0xC3], 1, 1),  // cut short at the end
    ([0x61, 0xE2, 0x82], 1, 2),
    ([0x61, 0x0D, 0x0A, 0xC0, 0x80], 2, 1),  // overlong
    ([0xEF, 0xBF, 0xBD, 0xED, 0xA0, 0x80], 1, 4),  // a real U+FFFD, then a surrogate
  ] as [([UInt8], Int, Int)])
  func theFirstByteThatIsNoUTF8(bytes: [UInt8], line: Int, column: Int) {
    let error = #expect(throws: Diagnostic.self) { try SourceFile(path: "a.md", bytes: bytes) }
    #expect(error?.code == .fileNotUTF8)
    #expect(error?.range?.lowerBound == SourcePosition(line: line, column: column))
  }

  @Test func textRoundTrips() throws {
    let text = "\u{FEFF}a\u{FFFD}é日本\u{0}\r\n👩‍👩‍👧"
    let source = try SourceFile(path: "a", bytes: Array(text.utf8))
    #expect(source.text.unicodeScalars.elementsEqual(text.unicodeScalars))
  }
}
