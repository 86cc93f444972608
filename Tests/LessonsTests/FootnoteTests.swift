import Testing

@testable import Lessons

@Suite struct FootnoteTests {
  @Test func marksAndDefinitions() {
    #expect(
      dump("A *b[^n]*.\n\n[^n]: One $x$\n  goes on.\n\n    Two.\n\nAfter.\n") == """
        document @1:1-9:1
        ├─ paragraph @1:1-1:11
        │  ├─ text @1:1-1:3 "A "
        │  ├─ emphasis @1:3-1:10
        │  │  ├─ text @1:4-1:5 "b"
        │  │  └─ footnoteReference @1:5-1:9 ^n
        │  └─ text @1:10-1:11 "."
        ├─ footnoteDefinition @3:1-6:9 ^n@3:3
        │  ├─ paragraph @3:7-4:11
        │  │  ├─ text @3:7-3:11 "One "
        │  │  ├─ inlineMath @3:11-3:14 "x"
        │  │  ├─ softBreak @3:14-4:3
        │  │  └─ text @4:3-4:11 "goes on."
        │  └─ paragraph @6:5-6:9
        │     └─ text @6:5-6:9 "Two."
        └─ paragraph @8:1-8:7
           └─ text @8:1-8:7 "After."
        """)
  }

  private func labels(_ text: String) -> (definitions: [String], marks: [String]) {
    let document = MarkdownParser.parse(SourceFile(path: "a.md", text: text))
    #expect(document.misalignedBlocks == 0)
    return (document.root.footnoteDefinitions.map(\.label.name), document.root.footnoteReferences.map(\.label))
  }

  @Test(arguments: [
    "[^a]: One.\n[^b]: Two.\n", "[^a]: One\n\n[^b]:\tTwo\n", "Words\n[^a]: One\n[^b]: Two\n",
    "- item\n[^a]: One\n[^b]: Two\n- item\n",
    "> Words\n>\n> [^a]: One\n> [^b]: Two\n", "1. item\n\n   [^a]: One\n\n   [^b]: Two\n", "[^a]: /address\n[^b]: <x> \"title\"\n",
    "+ item\n* item\n- item\n[^a]: One\n[^b]: Two\n", "  [^a]: One\n\n    more\n\n   [^b]: Two\n", "[^a]: ***\n[^b]: # Two\n",
    "[^a]: One\n\n    - list\n\n[^b]: Two\n", "\u{FEFF}[^a]: One\r\n[^b]: Two\r\n", "[^a]:\n[^b]:\n",
  ])
  func definitions(_ text: String) { #expect(labels(text).definitions == ["a", "b"]) }

  @Test(arguments: [
    "```text\n[^a]: One\n```\n", "    [^a]: One\n", "<div>\n[^a]: One\n</div>\n", "- x\n\n      [^a]: One\n", "`[^a]`\n",
    "\\[^a]: One\n",
    "[\\^a]\n", "[^]\n", "[^a b]\n", "[^a](address)\n", "![x[^a]](a.png)\n", "[^a\\]\n", "[^`a`]\n", "[^a\n", "<!-- [^a] -->\n",
    "$[^a]$\n",
    "[^*a*]\n", "```[^a]\nx\n```\n",
  ])
  func whatIsNoFootnote(_ text: String) {
    let (definitions, marks) = labels(text)
    #expect(definitions == [])
    #expect(marks == [])
  }

  /// Only its text is indented, and nothing else becomes part of the definition, or of another list.
  @Test func listsAroundDefinitionsStayWhatTheyAre() {
    let tree = MarkdownParser.parse(SourceFile(path: "a.md", text: "- one\n- two\n\n[^a]: Note.\n\n- three\n")).root
    let kinds = tree.children.map(\.kind)
    let tight = Node.Kind.list(ordered: false, start: 0, tight: true)
    #expect(kinds.first == tight && kinds.last == tight && kinds.count == 3)
  }

  @Test func listsOfEveryBulletAreCutWhereADefinitionStands() {
    let text = "* a\n\nx\n\n- b\n\nx\n\n+ c\n+ d\n[^a]: Note.\n+ e\n"
    let tree = MarkdownParser.parse(SourceFile(path: "a.md", text: text)).root
    #expect(tree.children.suffix(3).map(\.children.count) == [2, 1, 1])
    #expect(labels(text).definitions == ["a"])
  }

  @Test func marksInTablesCaptionsAndTitles() {
    let text =
      "| a[^a] |\n|---|\n| 1[^b] |\n\n: Caption[^c]\n\n> [!NOTE] Title[^d]\n\n## Heading[^e]\n\n[Link[^f]](x) [^g]: no definition\n"
    #expect(labels(text).marks == ["a", "b", "c", "d", "e", "f", "g"])
    let (captioned, _) = lesson("```swift\n//| caption: Spread[^h]\nlet x = 1\n```\n\n[^h]: Of it.\n")
    #expect(captioned.root.footnoteReferences.map(\.label) == ["h"])
    #expect(captioned.plainText(of: captioned.root.children[0]) == "Spread")
  }

  @Test func withoutExtensionsTheyAreText() {
    #expect(!dump("A[^n].\n\n[^n]: Two words\n", readsExtensions: false).contains("footnote"))
  }

  @Test func whatTheyHold() {
    let (lesson, diagnostics) = lesson(
      "A[^n].\n\n```swift\nlet x = 1\n```\n\n[^n]: `{swift} x`, [@key], [](#n) and `{value} other#y`.\n\n    $$x$$\n")
    #expect(diagnostics == [])
    #expect(lesson.inlineValues.map(\.experimentsAbove) == [1])
    #expect(lesson.inlineValues.map(\.position) == [SourcePosition(line: 10, column: 16)])
    #expect(lesson.root.citations.map(\.key) == ["key"])
    #expect(lesson.root.crossReferences.map(\.label) == ["n"])
  }

  @Test(arguments: [
    ("A[^tow].\n\n[^two]: Two.\n", "4:2: error[footnote-undefined]: nothing defines the footnote `tow`", "did you mean `[^two]`?"),
    (
      "Not [^a-z].\n", "4:5: error[footnote-undefined]: nothing defines the footnote `a-z`",
      "define it on a line of its own, `[^a-z]: The note.`, or write `\\[^` for brackets that are text"
    ),
    (
      "[^a]: One.\n", "4:3: warning[footnote-unused]: nothing refers to the footnote `a`",
      "set its mark where it belongs, `[^a]`, or take it out"
    ),
    (
      "A[^a].\n\n[^a]:\n", "6:3: error[footnote-invalid]: this footnote is empty",
      "write its text behind the colon, `[^a]: The note.`"
    ),
    (
      "A[^a].\n\n[^a]: It is. [So](claim:so).\n", "6:14: error[footnote-invalid]: the sentence of a claim stands in a footnote",
      "move it into the text: its evidence takes the margin beside it, where footnotes are"
    ),
    (
      "A[^a].\n\n[^a]: B[^a].\n", "6:8: error[footnote-invalid]: a footnote stands in a footnote",
      "write it in brackets, or give it a mark in the text"
    ),
    (
      "A[^a].\n\n[^a]: One.\n\n    - two\n", "8:5: error[footnote-invalid]: a footnote holds paragraphs and formulas only",
      "move this into the text, or write it as a paragraph"
    ),
  ])
  func whatIsWrong(_ body: String, _ first: String, _ help: String) {
    let lines = rendered("---\ntitle: A\n---\n" + body).split(separator: "\n")
    #expect(lines.first == "lessons/03.md:\(first)")
    #expect(lines.last == "help: \(help)")
    #expect(lines.count { $0.contains("error[") || $0.contains("warning[") } == 1)
  }

  @Test func definedTwice() {
    #expect(
      rendered("---\ntitle: A\n---\nA[^a].\n\n[^a]: One.\n[^a]: Two.\n") == """
        lessons/03.md:7:3: error[footnote-duplicate]: the footnote `a` is defined twice
          7 | [^a]: Two.
            |   ^
        lessons/03.md:6:3: note: first defined here
          6 | [^a]: One.
            |   ^
        help: give each of them a label of its own; one footnote may have several marks
        """)
  }
}
