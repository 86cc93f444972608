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
