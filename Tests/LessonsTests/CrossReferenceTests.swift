import Lessons
import Testing

@Suite struct CrossReferenceTests {
  private func read(_ body: String) -> LessonReader.Reading {
    LessonReader.read(SourceFile(path: "lessons/a.md", text: "---\ntitle: A\n---\n" + body))
  }

  private func dump(_ body: String) throws -> String { try #require(read(body).lesson).root.dump() }

  @Test(arguments: [
    ("[](#fig-a)", "#fig-a@4:4"), ("[own *words*](#fig-a)", "#fig-a@4:15"), ("[](b.md#x)", "b#x@4:4"), ("[](b.md)", "b#@4:4"),
    ("[](./b.md#x \"t\")", "b#x@4:1"), ("[a][r]\n\n[r]: #x", "#x@4:1"), ("[](#%C3%A9)", "#é@4:4"),
  ])
  func linksIntoTheCourse(_ markdown: String, _ expected: String) throws {
    #expect(try dump(markdown).contains("crossReference @4:1-4:\(markdown.split(separator: "\n")[0].utf8.count + 1) " + expected))
  }

  @Test(arguments: ["[a](https://example.com/b.md#x)", "[a](#)", "[a](/b.md)", "[a](b.html#x)", "<#x>", "[a](mailto:b.md)", "[a](.md)", "[a](b.md?x)"])
  func otherLinksStayLinks(_ markdown: String) throws { #expect(!(try dump(markdown).contains("crossReference"))) }

  @Test func aLabelBehindAFormulaMakesAnEquation() throws {
    #expect(
      try dump("$$x$$ {#eq-x}\n\nWe have\n$$y$$ {#eq-y}\nand so on.") == """
        document @1:1-8:11
        ├─ equation @4:1-4:14 #eq-x@4:9
        │  └─ displayMath @4:1-4:6 "x"
        └─ paragraph @6:1-8:11
           ├─ text @6:1-6:8 "We have"
           ├─ softBreak @6:8-7:1
           ├─ equation @7:1-7:14 #eq-y@7:9
           │  └─ displayMath @7:1-7:6 "y"
           ├─ softBreak @7:14-8:1
           └─ text @8:1-8:11 "and so on."
        """)
  }

  @Test(arguments: [#"$$x$$ \{#eq-x}"#, "$$x$$ (#eq-x)", "$x$ {#eq-x}", "$$x$$ `{#eq-x}`", "$$x$$ so {#eq-x}"])
  func whatIsNoLabelStaysText(_ markdown: String) throws { #expect(!(try dump(markdown).contains("equation"))) }

  @Test func headingsMayChooseTheirAnchor() throws {
    let (lesson, diagnostics) = read("## Six layers {#six}\n\n## six\n\n## A *b* {#c}\n\n## Text \\{#d}\n")
    let tree = try #require(lesson).root.dump()
    #expect(diagnostics == [])
    #expect(tree.contains("heading @4:1-4:21 level 2 #six\n│  └─ text @4:4-4:14 \"Six layers\""))
    #expect(tree.contains("level 2 #six-1") && tree.contains("level 2 #c") && tree.contains("level 2 #text-d"))
    #expect(lesson?.headingLabels == ["six", "c"])
  }

  @Test func labelsNameOneThing() {
    let block = "```swift\n//| label: a\nshow(1)\n```\n"
    let (_, diagnostics) = read(block + "\n$$x$$ {#a}\n\n## B {#a}\n")
    #expect(diagnostics.map(\.code) == [.labelDuplicate, .labelDuplicate])
    #expect(diagnostics.map(\.range?.lowerBound) == [.init(line: 9, column: 9), .init(line: 11, column: 8)])
  }

  @Test func aLabelThatIsNoneIsAnError() {
    let (_, diagnostics) = read("$$x$$ {#a b}\n")
    #expect(diagnostics.map(\.code) == [.labelInvalid])
    #expect(diagnostics.first?.range == SourcePosition(line: 4, column: 9)..<SourcePosition(line: 4, column: 12))
  }

  @Test func captionsAreMarkdownInTheirPlace() throws {
    let (lesson, diagnostics) = read("```swift\n//| caption: \"- of $x$, [@key], [](#b)\"\nlet y = 2\n```\n")
    #expect(diagnostics == [])
    #expect(
      try #require(lesson).root.dump().contains("""
        └─ experiment @4:1-7:4 0
           ├─ text @5:15-5:20 "- of "
           ├─ inlineMath @5:20-5:23 "x"
           ├─ text @5:23-5:25 ", "
           ├─ citation @5:25-5:31 @key@5:26-5:30
           ├─ text @5:31-5:33 ", "
           └─ crossReference @5:33-5:39 #b@5:36
        """))
  }

  @Test func outlinesKnowWhatLinksName() throws {
    #expect(LessonOutline(try #require(read("[](#a) and [](b.md#c)").lesson)).referredLabels == ["a", "c"])
  }
}
