import Testing

@testable import Lessons

@Suite struct CitationTests {
  @Test func oneWork() {
    #expect(
      dump("So [@he2015, p. 4]: it\nis.") == """
        document @1:1-2:4
        └─ paragraph @1:1-2:4
           ├─ text @1:1-1:4 "So "
           ├─ citation @1:4-1:19 @he2015@1:5-1:12 p. 4
           ├─ text @1:19-1:23 ": it"
           ├─ softBreak @1:23-2:1
           └─ text @2:1-2:4 "is."
        """)
  }

  @Test func severalWorksOverTwoLinesInAQuote() {
    #expect(
      dump("> - \\* ä [see @a_b:1; -@c-d,\n>   §2;@e] &amp; [@f]") == """
        document @1:1-2:23
        └─ blockQuote @1:1-2:23
           └─ list @1:3-2:23 bullets, tight
              └─ item @1:3-2:23
                 └─ paragraph @1:5-2:23
                    ├─ text @1:5-1:11 "* ä "
                    ├─ citation @1:11-2:12 see @a_b:1@1:16-1:22; -@c-d@1:25-1:29 §2; @e@2:9-2:11
                    ├─ text @2:12-2:19 " & "
                    └─ citation @2:19-2:23 @f@2:20-2:22
        """)
  }

  /// What is other markup, or could be, is none.
  @Test(arguments: [
    "\\[@a]", "[@a](b.md)", "[@a]\n\n[@a]: b.md", "`[@a]`", "[me@x.org]", "[ @ ]", "[@]", "[@a b@c]", "[@a; b]", "[@a, *b*]",
    "[@a\n\nb]", "[@a",
    "[@a, `b`]", "[@a, $b$]", "[@a,  \nb]", "[x [y] @a]", "[@a.]", "[@a, [b]]",
  ]) func whatIsNoCitation(_ text: String) {
    let document = MarkdownParser.parse(SourceFile(path: "a.md", text: text))
    #expect(document.root.citations == [])
    #expect(document.misalignedBlocks == 0)
  }

  @Test(arguments: ["[@a]", "[see @a_b; -@c, p. 4] $x$", "*a [@b] c*", "[x [@a]](b.md)", "[@a\n; @b]", "[@a] and `[@b]`"])
  func withoutExtensionsItIsCommonMark(_ text: String) {
    let source = SourceFile(path: "a.md", text: text)
    let plain = MarkdownParser.parse(source, readsExtensions: false).root
    #expect(plain.citations == [])
    #expect(!MarkdownParser.parse(source).root.citations.isEmpty)
    // The text is the same, but for what became citations.
    #expect(plain.plainText([]).contains("@"))
  }

  @Test func inEmphasisInClaimsAndBesideFormulas() {
    let (lesson, diagnostics) = lesson("*a [@b]* [It is $x$ so [@c; @d]](claim:e), [words](statement:C9).")
    #expect(diagnostics == [])
    #expect(lesson.root.citations.map(\.key) == ["b", "c", "d"])
    #expect(lesson.claimReferences.map(\.sentence) == ["It is x so [@c; @d]"])
    #expect(lesson.root.statementReferences.map(\.id) == ["C9"])
  }

  /// Thousands of brackets that begin a citation and end none cost no more than other text.
  @Test func manyBracketsThatCloseNothing() {
    let text = String(repeating: "[@a ", count: 20_000)
    #expect(MarkdownParser.parse(SourceFile(path: "a.md", text: text)).root.citations == [])
  }
}
