import Lessons
import Testing

@testable import Site

@Suite struct TypographyTests {
  private func article(_ markdown: String) throws -> String {
    let source = SourceFile(path: "lessons/t.md", text: "---\ntitle: T\n---\n\n" + markdown + "\n")
    let lesson = try #require(LessonReader.read(source).lesson)
    return try render(lesson.root.children).article
  }

  @Test(arguments: [
    ("He said \"all zero\".", "He said “all zero”."),
    ("the slide's 'dead' units", "the slide’s ‘dead’ units"),
    // Across emphasis, and behind it.
    ("*\"so\"* and \"*so*\", (\"so\")", "<em>“so”</em> and “<em>so</em>”, (“so”)"),
    ("`a`'s and $x$'s", "<code>a</code>’s"),
    ("\"a\n\"b\"", "“a\n“b”"),
    ("`\"code\"`", "<code>&quot;code&quot;</code>"),
  ])
  func quotationMarksAreThoseOfABook(_ markdown: String, _ html: String) throws {
    #expect(try article(markdown).contains(html))
  }

  /// Every block begins anew.
  @Test func aBlockEndsWhatWasOpen() throws {
    #expect(try article("- \"a\n- \"b\"").contains("“b”"))
  }

  /// A stop stays with a formula; a long one may break, and is not held together.
  @Test func stopsStayWithTheirFormulas() throws {
    #expect(try article("Let $x$, then.").contains(#/<span class="kept"><span class="katex">.*<\/span>,<\/span> then\./#))
    let long = try article("Let $x = a + b + c + d + e + f + g + h$, then.")
    #expect(!long.contains("kept") && long.contains("</span>, then."))
    #expect(try !article("Let $x$ be.").contains("kept"))
  }
}
