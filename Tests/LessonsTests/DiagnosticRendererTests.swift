import Testing

@testable import Lessons

@Suite struct DiagnosticRendererTests {
  private func render(_ line: String, columns: Range<Int>) -> [Substring] {
    let source = SourceFile(path: "a.md", text: line)
    let range = SourcePosition(line: 1, column: columns.lowerBound)..<SourcePosition(line: 1, column: columns.upperBound)
    let diagnostic = Diagnostic(.mathInvalid, "m", path: "a.md", range: range)
    return DiagnosticRenderer(source: { _ in source }).render(diagnostic).split(separator: "\n").dropFirst().map { $0.dropFirst(6) }
  }

  @Test func everyPart() {
    let source = SourceFile(path: "lessons/03.md", text: "first\n\nsecond line\n")
    let diagnostic = Diagnostic(
      .claimFails, "it is not so:\n0.5 is above 0.1", path: "lessons/03.md",
      range: SourcePosition(line: 3, column: 8)..<SourcePosition(line: 3, column: 12),
      notes: [
        .init("measured here", path: "lessons/03.md", range: SourcePosition(line: 1, column: 1)..<SourcePosition(line: 1, column: 6)),
        .init("seed 7"),
      ], help: "mend it:\nmeasure again")
    let renderer = DiagnosticRenderer(source: { $0 == "lessons/03.md" ? source : nil })
    #expect(
      renderer.render(diagnostic) == """
        lessons/03.md:3:8: error[claim-fails]: it is not so:
          0.5 is above 0.1
          3 | second line
            |        ^^^^
        lessons/03.md:1:1: note: measured here
          1 | first
            | ^^^^^
        note: seed 7
        help: mend it:
              measure again
        """)
    #expect(renderer.line(diagnostic) == "lessons/03.md:3:8: error[claim-fails]: it is not so: 0.5 is above 0.1")
  }

  @Test func withoutPlace() {
    let diagnostic = Diagnostic(.toolMissing, "there is no swift", help: "install it")
    #expect(DiagnosticRenderer(source: { _ in nil }).render(diagnostic) == "error[tool-missing]: there is no swift\nhelp: install it")
    let gone = Diagnostic(.fileUnreadable, "gone", path: "x.md", range: SourcePosition(line: 9, column: 1)..<SourcePosition(line: 9, column: 2))
    #expect(DiagnosticRenderer(source: { _ in nil }).render(gone) == "x.md:9:1: error[file-unreadable]: gone")
  }

  @Test(arguments: [
    ("\ta\tb", 4..<5, "    a   b", "        ^"),
    ("\ta\tb", 1..<3, "    a   b", "^^^^^"),
    ("日本 x", 4..<7, "日本 x", "  ^^"),
    ("日本 x", 8..<9, "日本 x", "     ^"),
    ("e\u{301}x", 4..<5, "e\u{301}x", " ^"),
    ("👩‍👩‍👧 x", 20..<21, "👩‍👩‍👧 x", "   ^"),
    ("größe x", 9..<10, "größe x", "      ^"),
    ("größe", 4..<4, "größe", "  ^"),  // inside of a character
    ("ab", 3..<3, "ab", "  ^"),
    ("ab", 9..<12, "ab", "  ^"),
    ("a\u{1B}[31mb\u{202E}", 7..<8, "a␛[31mb\u{FFFD}", "      ^"),
  ] as [(String, Range<Int>, String, String)])
  func columns(line: String, columns: Range<Int>, text: String, carets: String) {
    #expect(render(line, columns: columns) == [Substring(text), Substring(carets)])
  }

  @Test func longLinesAreCut() {
    let line = (0..<60).map { "word\($0)" }.joined(separator: " ")
    let at = line.utf8.count - 5
    let rendered = render(line, columns: at + 1..<at + 6)
    #expect(rendered.count == 2)
    let carets = rendered.last ?? ""
    let marked = (rendered.first ?? "").dropFirst(carets.count - 5).prefix(5)
    #expect(marked == line.suffix(5))
    #expect(rendered.allSatisfy { $0.count <= 102 })
    #expect(render(line, columns: 1..<5) == [Substring(line.prefix(100) + "…"), "^^^^"])
  }

  /// Lines end as CommonMark says, and what ends them is not shown.
  @Test(arguments: [
    ("ab\r\ncd\r\n", 2, 1..<3, ["  2 | cd", "    | ^^"]),
    ("ab\r\ncd\r\n", 2, 3..<4, ["  2 | cd", "    |   ^"]),  // at the line's end
    ("ab\rcd\r", 2, 2..<3, ["  2 | cd", "    |  ^"]),
    ("ab\ncd", 2, 3..<3, ["  2 | cd", "    |   ^"]),  // at the file's end
    ("ab\n", 2, 1..<1, []),  // behind the last line end: there is nothing to show
    ("ab\n", 9, 4..<5, []),
    ("", 1, 1..<1, []),
    ("\u{FEFF}ab", 1, 4..<5, ["  1 | \u{FEFF}ab", "    | ^"]),  // a byte order mark takes no column
    ("\u{2028}x", 1, 4..<5, ["  1 | \u{2028}x", "    |  ^"]),
  ] as [(String, Int, Range<Int>, [String])])
  func linesEnds(text: String, line: Int, columns: Range<Int>, excerpt: [String]) {
    let source = SourceFile(path: "a.md", text: text)
    let range = SourcePosition(line: line, column: columns.lowerBound)..<SourcePosition(line: line, column: columns.upperBound)
    let rendered = DiagnosticRenderer(source: { _ in source }).render(Diagnostic(.mathInvalid, "m", path: "a.md", range: range))
    let expected = ["a.md:\(line):\(columns.lowerBound): error[math-invalid]: m"] + excerpt
    #expect(rendered.components(separatedBy: "\n") == expected)
  }

  /// Wherever a finding stands in a line of tabs, wide and combining characters, however the line is cut.
  @Test func caretsStandUnderTheirCharacterInCutLines() throws {
    let pieces = ["日", "e\u{301}", "\t", "👩‍👩‍👧", "ß", " "]
    var random = TestGenerator(state: 7)
    for _ in 0..<200 {
      func text() -> String {
        (0..<Int.random(in: 0...120, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      }
      let before = text(), after = text()
      let column = before.utf8.count + 1
      let lines = render(before + "X" + after, columns: column..<column + 1)
      let shown = try #require(lines.first), carets = try #require(lines.last)
      let x = try #require(shown.firstIndex(of: "X"))
      #expect(shown[..<x].reduce(0) { $0 + $1.terminalWidth } == carets.count - 1, "\(before)X\(after)")
      #expect(carets.last == "^" && carets.dropLast().allSatisfy { $0 == " " })
      #expect(shown.reduce(0) { $0 + $1.terminalWidth } <= 102)
    }
  }

  /// A finding as long as a line of a million characters is shown in a line of a hundred.
  @Test func endlessFindingsAreCut() {
    let line = String(repeating: "日x", count: 500_000)
    let lines = render(line, columns: 3..<line.utf8.count)
    #expect(lines.allSatisfy { $0.reduce(0) { $0 + $1.terminalWidth } <= 102 })
    #expect(lines.last?.hasSuffix("^^^^") == true)
  }

  @Test func severalLinesAreUnderlinedToTheEndOfTheFirst() {
    let source = SourceFile(path: "a.md", text: "ab cd  \nef")
    let range = SourcePosition(line: 1, column: 4)..<SourcePosition(line: 2, column: 2)
    let text = DiagnosticRenderer(source: { _ in source }).render(Diagnostic(.mathInvalid, "m", path: "a.md", range: range))
    #expect(text == "a.md:1:4: error[math-invalid]: m\n  1 | ab cd  \n    |    ^^")
  }

  @Test func orderDoesNotDependOnDiscovery() {
    func at(_ line: Int, _ message: String, path: String? = "a.md") -> Diagnostic {
      let start = SourcePosition(line: line, column: 1)
      return Diagnostic(.mathInvalid, message, path: path, range: path == nil ? nil : start..<start)
    }
    let diagnostics = [at(2, "b"), at(10, "c"), at(2, "a"), at(1, "d", path: "b.md"), at(0, "e", path: nil), Diagnostic(.fileEmpty, "f", path: "a.md")]
    var random = TestGenerator(state: 1)
    for _ in 0..<20 {
      #expect(diagnostics.shuffled(using: &random).inReadingOrder().map(\.message) == ["f", "a", "b", "c", "d", "e"])
    }
  }

  @Test func colourOnlyWhenAsked() {
    let source = SourceFile(path: "a.md", text: "abc")
    let range = SourcePosition(line: 1, column: 1)..<SourcePosition(line: 1, column: 2)
    let diagnostic = Diagnostic(.compileWarning, "\u{1B}[2Jm", path: "a.md", range: range, help: "h")
    let coloured = DiagnosticRenderer(usesColor: true, source: { _ in source }).render(diagnostic)
    #expect(
      coloured == "\u{1B}[1ma.md:1:1:\u{1B}[0m \u{1B}[1;33mwarning[compile-warning]:\u{1B}[0m ␛[2Jm\n\u{1B}[2m  1 |\u{1B}[0m abc\n"
        + "\u{1B}[2m    |\u{1B}[0m \u{1B}[1;33m^\u{1B}[0m\n\u{1B}[1;36mhelp:\u{1B}[0m h")
    let plain = DiagnosticRenderer(source: { _ in source }).render(diagnostic)
    #expect(!plain.contains("\u{1B}"))
  }
}
