import Execution
import Judgement
import Lessons
import Records
import Testing

@testable import Site

@Suite struct FootnoteTests {
  private func page(_ body: String) throws -> RenderedPage {
    let reading = LessonReader.read(SourceFile(path: "lessons/sketch.md", text: "---\ntitle: A\n---\n" + body))
    let lesson = try #require(reading.lesson)
    return try render(Page(lesson: lesson, run: LessonRun(blocks: [], inlineValues: [], named: [:], diagnostics: []), claims: []))
  }

  @Test func theNoteStandsBehindItsFirstMark() throws {
    #expect(
      try page("One[^a], again[^a].\n\n[^a]: Of *it*.\n\n    More.\n").article == """
        <p>One<sup class="note-mark" id="mark-of-a"><a href="#note-a" role="doc-noteref" aria-label="Note 1">1</a></sup>,\
        <span class="note" id="note-a" role="doc-footnote" aria-label="Note 1"><span class="note-number" aria-hidden="true">1</span> \
        Of <em>it</em>.<span class="note-paragraph">More.</span> \
        <a class="back" href="#mark-of-a" role="doc-backlink" aria-label="Back to the text, mark 1 of 2">↩</a> \
        <a class="back" href="#mark-of-a-2" role="doc-backlink" aria-label="Back to the text, mark 2 of 2">↩<sup>2</sup></a></span>\
         again<sup class="note-mark" id="mark-of-a-2"><a href="#note-a" role="doc-noteref" aria-label="Note 1">1</a></sup>.</p>

        """)
  }

  /// The number of each mark, in the order of the page.
  private func numbers(_ article: String) -> [String] {
    article.matches(of: #/doc-noteref" aria-label="Note \d+">(\d+)</a>/#).map { String($0.output.1) }
  }

  @Test func marksAreNumberedInTheOrderOfTheText() throws {
    let body = "[^x]: X.\n[^y]: Y.\n[^z]: Z.\n\n## H[^z]\n\nA[^y], b[^z].\n\n- c[^x]\n"
    #expect(numbers(try page(body).article) == ["1", "2", "1", "3"])
  }

  @Test func whatHoldsNoNotesIsFollowedByThem() throws {
    let body =
      "## H[^a]\n\n| b[^b] | c |\n|---|---|\n| d | 1.5[^c] |\n| e | 12 |\n\n[x[^d] y](https://example.org).\n\n> [!ANSWER] T[^e]\n> U.\n\n"
    let article = try page(body + "abcde".map { "[^\($0)]: Of \($0).\n" }.joined()).article
    #expect(TagBalance(article).problems == [])
    for (end, label) in zip(["</h2>", "</figure>", "</figure>", "y</a>", "</summary>"], "abcde") {
      let container = try #require(article.range(of: end))
      let note = try #require(article.range(of: "id=\"note-\(label)\""))
      #expect(container.upperBound <= note.lowerBound, "note \(label)")
    }
    // A number keeps its point below the others'.
    #expect(article.contains("<td class=\"number\">1.5<sup class=\"note-mark\""))
    #expect(article.contains("<td class=\"number\">12<span class=\"tail\""))
  }

  @Test func titlesSearchAndPreviewsDoWithoutMarks() throws {
    let rendered = try page(
      "## Six layers[^a] {#six}\n\nWords[^b]. See [](#six).\n\n## Two\n\n[^a]: Of the heading.\n[^b]: Of the words.\n[^c]: Of nothing.\n"
    )
    #expect(rendered.html.contains("<li class=\"level-2\"><a href=\"#six\">Six layers</a></li>"))
    #expect(rendered.article.contains("href=\"#six\">Six layers</a>"))
    let texts = rendered.search.entries.map { "\($0.anchor): \($0.text)" }
    #expect(
      texts == ["six: Six layers", "six: Words. See Six layers.", "two: Two", "note-a: Of the heading.", "note-b: Of the words."])
    #expect(!rendered.article.contains("Of nothing"))
  }

  @Test func whatCannotBeANoteIsText() throws {
    let article = try page("A[^a] and [^b].\n\n[^a]: One.\n\n    - <b>two</b>\n").article
    #expect(TagBalance(article).problems == [])
    #expect(article.contains("[^b]") && !article.contains("<li>"))
  }

  @Test func aClaimsEvidenceStandsBehindTheMarkOfItsSentence() throws {
    var sketch = LessonSketch()
    let sentence = sketch.sentence("less", LessonSketch.text("It is less"))
    sketch.paragraph(sentence, LessonSketch.mark("a"), LessonSketch.text(", and more."))
    sketch.footnote("a", LessonSketch.node(.paragraph, [LessonSketch.text("Than before.")]))
    sketch.judge("less", .below(1), claim: .sketch(.holds, [.number(0.5)], passes: 1, "1 of 1"))
    let article = try render(sketch).article
    let order = try ["It is less</span><sup", "</sup>,", "class=\"note\"", "class=\"evidence"].map { part in
      try #require(article.range(of: part), "\(part)").lowerBound
    }
    #expect(order == order.sorted())
    #expect(article.contains("</details> and more."))
  }
}
