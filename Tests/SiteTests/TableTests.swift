import Judgement
import Lessons
import Records
import Testing

@testable import Site

/// Pipe tables, callouts and terms on the page, as the parser reads them.
@Suite struct TableTests {
  private func article(_ body: String) throws -> String {
    let source = SourceFile(path: "lessons/sketch.md", text: "---\ntitle: A\n---\n" + body)
    return try render(MarkdownParser.parse(source, firstLine: 4).root.children).article
  }

  @Test func numbersStandByTheirPoints() throws {
    let article = try article(
      "| start | loss [nats] | rank |\n|---|---|:--|\n| He | 0.25 | 1 |\n| None | 12 | 2 |\n| Both | | 3 |\n\n: What is *left* {#tbl-left}\n")
    #expect(
      article == """
        <figure class="table" id="tbl-left"><figcaption><b>Table 1.</b> What is <em>left</em></figcaption><div class="scroll" tabindex="0" role="group" \
        aria-label="table"><table class="data"><thead><tr><th scope="col">start</th><th scope="col" class="number">loss \
        <span class="unit">nats</span></th><th scope="col" class="left">rank</th></tr></thead>
        <tbody><tr><td>He</td><td class="number">0<span class="tail" style="width:2.6ch">.25</span></td><td class="left">1</td></tr>
        <tr><td>None</td><td class="number">12<span class="tail" style="width:2.6ch"></span></td><td class="left">2</td></tr>
        <tr><td>Both</td><td class="number"></td><td class="left">3</td></tr>
        </tbody></table></div></figure>

        """)
  }

  @Test func aClaimsEvidenceFollowsTheTable() throws {
    var sketch = LessonSketch()
    let sentence = sketch.sentence("less", LessonSketch.text("It is less."))
    let value = sketch.value("x", ".2f", .double(0.5))
    func row(_ cells: Node...) -> Node { LessonSketch.node(.tableRow, cells.map { LessonSketch.node(.tableCell, [$0]) }) }
    sketch.add(
      LessonSketch.node(
        .table(columns: [.none, .right], label: nil),
        [row(LessonSketch.text("a"), LessonSketch.text("b")), row(sentence, value), row(LessonSketch.text("c"), LessonSketch.text("10.25"))]))
    sketch.judge("less", .below(1), claim: .sketch(.holds, [.number(0.5)], passes: 1, "1 of 1"))
    let article = try render(sketch).article
    let table = try #require(article.range(of: "</figure>"))
    let evidence = try #require(article.range(of: "<details class=\"evidence"))
    #expect(table.upperBound <= evidence.lowerBound)
    #expect(article[..<table.lowerBound].contains("<a class=\"verdict holds\" href=\"#evidence-less\">"))
    #expect(article.contains("<td class=\"number\"><button class=\"value\""))
  }

  @Test func callouts() throws {
    #expect(
      try article("> [!PREDICT] Which *one*?\n> Guess.\n\n> [!ANSWER]\n> This.\n") == """
        <div class="callout predict" role="note" aria-label="Predict"><p class="callout-head"><span class="kind">Predict</span> \
        <span class="title-words">Which <em>one</em>?</span></p>
        <p>Guess.</p>
        </div>
        <details class="callout answer"><summary class="callout-head"><span class="kind">Answer</span></summary>
        <p>This.</p>
        </details>

        """)
  }

  @Test func termsLeadToTheGlossary() throws {
    let term = LessonSketch.node(.glossaryTerm(anchor: "a-b", definition: "What \"a\" is"), [LessonSketch.text("A b")])
    #expect(
      try render([LessonSketch.node(.paragraph, [term])]).article
        == "<p><a class=\"term\" href=\"glossary.html#a-b\" title=\"What &quot;a&quot; is\">A b</a></p>\n")
  }
}
