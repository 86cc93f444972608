import Lessons
import Testing

@testable import Site

@Suite struct FormulaPositionTests {
  private func position(_ offset: Int, _ latex: String, _ text: String, line: Int, column: Int, toLine: Int) -> SourcePosition {
    FormulaPosition.position(
      of: offset, in: latex, at: SourcePosition(line: line, column: column)..<SourcePosition(line: toLine, column: 99),
      of: SourceFile(path: "a.md", text: text))
  }

  @Test func inlineFormula() {
    #expect(position(2, #"a\x"#, #"Say $a\x$ here"#, line: 1, column: 5, toLine: 1) == .init(line: 1, column: 8))
  }

  @Test func formulaAfterOneThatLooksTheSame() {
    #expect(position(1, "ab", "$ab$ and $ab$", line: 1, column: 10, toLine: 1) == .init(line: 1, column: 12))
  }

  @Test func laterLineOfADisplayedFormula() {
    #expect(position(8, "a = 1 \\\\\nb = \\x", "\n$$\na = 1 \\\\\nb = \\x\n$$\n", line: 2, column: 1, toLine: 5) == .init(line: 3, column: 9))
    #expect(position(13, "a = 1 \\\\\nb = \\x", "\n$$\na = 1 \\\\\nb = \\x\n$$\n", line: 2, column: 1, toLine: 5) == .init(line: 4, column: 5))
  }

  @Test func formulaInAQuote() {
    #expect(position(4, "a\nb \\x", "> $$\n> a\n> b \\x\n> $$", line: 1, column: 3, toLine: 4) == .init(line: 3, column: 5))
  }

  @Test func columnsAreBytes() {
    #expect(position(3, #"σ\x"#, #"Größe $σ\x$"#, line: 1, column: 9, toLine: 1) == .init(line: 1, column: 13))
  }

  @Test func aPageReportsTheLineAndShowsTheSource() throws {
    let source = SourceFile(path: "lessons/a.md", text: "Say $a + \\nope$ here")
    let range = SourcePosition(line: 1, column: 5)..<SourcePosition(line: 1, column: 16)
    var page = LessonSketch().page
    page.lesson.source = source
    page.lesson.root.children = [
      Node(.paragraph, range: range, children: [Node(.inlineMath(latex: #"a + \nope"#), range: range)])
    ]
    let rendered = try render(page)
    #expect(rendered.diagnostics.map(\.code) == [.mathInvalid])
    #expect(rendered.diagnostics.first?.path == "lessons/a.md")
    #expect(rendered.diagnostics.first?.range?.lowerBound == SourcePosition(line: 1, column: 10))
    #expect(rendered.article.contains("math-error") && rendered.article.contains(#"a + \nope"#))
    #expect(rendered.html.contains("class=\"notice\""))
  }
}
