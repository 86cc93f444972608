import Testing

@testable import Lessons

@Suite struct CalloutTests {
  @Test func titleAndBody() {
    #expect(
      dump("> [!WARNING] Two *words*\n> Read $x$.\n>\n> - one\n") == """
        document @1:1-5:1
        └─ callout @1:1-4:8 warning
           ├─ calloutTitle @1:14-1:25
           │  ├─ text @1:14-1:18 "Two "
           │  └─ emphasis @1:18-1:25
           │     └─ text @1:19-1:24 "words"
           ├─ paragraph @2:3-2:12
           │  ├─ text @2:3-2:8 "Read "
           │  ├─ inlineMath @2:8-2:11 "x"
           │  └─ text @2:11-2:12 "."
           └─ list @4:3-4:8 bullets, tight
              └─ item @4:3-4:8
                 └─ paragraph @4:5-4:8
                    └─ text @4:5-4:8 "one"
        """)
  }

  @Test(arguments: Callout.allCases)
  func everyKind(_ callout: Callout) {
    for mark in [callout.mark, callout.rawValue] {
      let tree = MarkdownParser.parse(SourceFile(path: "a.md", text: "> [!\(mark)]\n> Words.\n")).root
      #expect(tree.children.map(\.kind) == [.callout(callout)])
      #expect(tree.children.first?.children.map(\.kind) == [.paragraph])
    }
  }

  @Test func nested() {
    let tree = MarkdownParser.parse(SourceFile(path: "a.md", text: "> [!QUESTION]\n> Why?\n>\n> > [!ANSWER]\n> > So.\n")).root
    #expect(tree.children.first?.children.last?.kind == .callout(.answer))
  }

  @Test(arguments: ["> \\[!NOTE]\n> Words.", "> Words.\n> [!NOTE]", "> *[!NOTE]*", "[!NOTE] Words.", "> [!N O]"])
  func quotes(_ text: String) { #expect(!dump(text).contains("callout")) }

  @Test func withoutExtensionsTheyAreQuotes() { #expect(dump("> [!NOTE]\n> x", readsExtensions: false).contains("blockQuote")) }

  @Test func unknownKinds() {
    #expect(
      rendered("---\ntitle: A\n---\n> [!WARNNIG]\n> Words.\n") == """
        lessons/03.md:4:5: error[callout-invalid]: there are no callouts of the kind `WARNNIG`
          4 | > [!WARNNIG]
            |     ^^^^^^^
        help: did you mean `WARNING`?
        """)
  }

  @Test func whatIsRefutedNeedsAClaim() {
    #expect(lesson("> [!REFUTED] Wide is better\n> It is not.\n").diagnostics.map(\.code) == [.calloutInvalid])
    #expect(lesson("> [!REFUTED] Wide is better\n> [It is not.](claim:wide)\n").diagnostics.isEmpty)
  }

  @Test func imagesNeedAlternativeTexts() {
    #expect(lesson("![](a.png)\n").diagnostics.map(\.code) == [.imageUndescribed])
    #expect(lesson("![A *loss*](a.png)\n").diagnostics.isEmpty)
  }
}
