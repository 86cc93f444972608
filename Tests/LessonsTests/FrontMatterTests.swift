import Testing

@testable import Lessons

@Suite struct FrontMatterTests {
  private func place(_ line: Int, _ columns: Range<Int>) -> SourceRange {
    SourcePosition(line: line, column: columns.lowerBound)..<SourcePosition(line: line, column: columns.upperBound)
  }

  @Test func allKeys() {
    let text = """
      ---
      title: "Dropout: why it helps"
      summary: >-
        Two
        lines.
      sources: [seeds/000, seeds/001]
      seed: 42
      replicates: 30
      budget: 5s 500MB
      given:
        4096: the width of the layers
        "0.01": the lecture's scale
      coverage: 0.9
      ---
      """
    let (lesson, diagnostics) = LessonReader.read(SourceFile(path: "a.md", text: text))
    #expect(diagnostics == [])
    #expect(
      lesson?.frontMatter
        == FrontMatter(
          title: "Dropout: why it helps", summary: "Two lines.", sources: ["seeds/000", "seeds/001"], seed: 42, replicates: 30,
          budget: Budget(seconds: 5, bytes: 500_000_000), given: ["4096": "the width of the layers", "0.01": "the lecture's scale"],
          givenRanges: ["4096": place(11, 3..<7), "0.01": place(12, 3..<9)], coverage: 0.9))
  }

  @Test func oneSourceIsAList() {
    let (lesson, diagnostics) = LessonReader.read(SourceFile(path: "a.md", text: "---\ntitle: 5\nsources: seeds/000\n...\n# A\n"))
    #expect(diagnostics == [])
    #expect(lesson?.frontMatter == FrontMatter(title: "5", sources: ["seeds/000"]))
    #expect(lesson?.root.children.first?.range.lowerBound == SourcePosition(line: 5, column: 1))
  }

  @Test(arguments: [
    ("5s", 5, nil), ("500MB", nil, 500_000_000), ("5s 500MB", 5, 500_000_000), ("1GiB 250ms", 0.25, 1_073_741_824), ("2min", 120, nil),
  ] as [(String, Double?, Int?)])
  func budget(text: String, seconds: Double?, bytes: Int?) {
    #expect(Budget(text) == Budget(seconds: seconds, bytes: bytes))
  }

  @Test(arguments: ["", "5", "s", "5 s", "5s 5s", "5h", "-5s", "0s", "5sMB", "1e99GB", "５s"])
  func noBudget(text: String) {
    #expect(Budget(text) == nil)
  }

  /// Browser's tabs and the search show it as it is.
  @Test func aTitleIsPlainText() {
    #expect(
      rendered("---\ntitle: The $\\ell_2$ norm\nsummary: For $5 and $6.\n---\n\nText.\n") == """
        lessons/03.md:2:8: error[front-matter-invalid]: `title` is plain text, which shows `$\\ell_2$` as it is written
          2 | title: The $\\ell_2$ norm
            |        ^^^^^^^^^^^^^^^^^
        help: say it in words, or with characters: σ², ℓ₂, √n
        """)
  }
}
