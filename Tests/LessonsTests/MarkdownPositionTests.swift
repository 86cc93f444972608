import Testing

@testable import Lessons

/// Every range by hand: what libcmark's own positions get wrong.
@Suite struct MarkdownPositionTests {
  @Test func continuationLinesInNestedLists() {
    #expect(
      dump("- one\n  two *a\n  b*\n  1. deep `c\n     d` e\n") == """
        document @1:1-6:1
        └─ list @1:1-5:10 bullets, tight
           └─ item @1:1-5:10
              ├─ paragraph @1:3-3:5
              │  ├─ text @1:3-1:6 "one"
              │  ├─ softBreak @1:6-2:3
              │  ├─ text @2:3-2:7 "two "
              │  └─ emphasis @2:7-3:5
              │     ├─ text @2:8-2:9 "a"
              │     ├─ softBreak @2:9-3:3
              │     └─ text @3:3-3:4 "b"
              └─ list @4:3-5:10 ordered from 1, tight
                 └─ item @4:3-5:10
                    └─ paragraph @4:6-5:10
                       ├─ text @4:6-4:11 "deep "
                       ├─ code @4:11-5:8 "c d"
                       └─ text @5:8-5:10 " e"
        """)
  }

  @Test func quotesWithAndWithoutSpace() {
    #expect(
      dump("> one *two\n>three* `x`\n>  four\n") == """
        document @1:1-4:1
        └─ blockQuote @1:1-3:8
           └─ paragraph @1:3-3:8
              ├─ text @1:3-1:7 "one "
              ├─ emphasis @1:7-2:8
              │  ├─ text @1:8-1:11 "two"
              │  ├─ softBreak @1:11-2:2
              │  └─ text @2:2-2:7 "three"
              ├─ text @2:8-2:9 " "
              ├─ code @2:9-2:12 "x"
              ├─ softBreak @2:12-3:4
              └─ text @3:4-3:8 "four"
        """)
  }

  @Test func lazyContinuation() {
    // The third line's `>` is the quote's; behind it, the item's indentation is missing.
    #expect(
      dump("> - one\nlazy *two*\n  >not an item\n") == """
        document @1:1-4:1
        └─ blockQuote @1:1-3:15
           └─ list @1:3-3:15 bullets, tight
              └─ item @1:3-3:15
                 └─ paragraph @1:5-3:15
                    ├─ text @1:5-1:8 "one"
                    ├─ softBreak @1:8-2:1
                    ├─ text @2:1-2:6 "lazy "
                    ├─ emphasis @2:6-2:11
                    │  └─ text @2:7-2:10 "two"
                    ├─ softBreak @2:11-3:4
                    └─ text @3:4-3:15 "not an item"
        """)
  }

  @Test func aLazyLineWithAFarIndentedQuoteMark() {
    #expect(
      dump("> a\n     > *b*\n") == """
        document @1:1-3:1
        └─ blockQuote @1:1-2:11
           └─ paragraph @1:3-2:11
              ├─ text @1:3-1:4 "a"
              ├─ softBreak @1:4-2:6
              ├─ text @2:6-2:8 "> "
              └─ emphasis @2:8-2:11
                 └─ text @2:9-2:10 "b"
        """)
  }

  @Test func listsInQuotesInLists() {
    #expect(
      dump("* a\n  > 1) b\n  >    c **d\n  >    e**\n") == """
        document @1:1-5:1
        └─ list @1:1-4:11 bullets, tight
           └─ item @1:1-4:11
              ├─ paragraph @1:3-1:4
              │  └─ text @1:3-1:4 "a"
              └─ blockQuote @2:3-4:11
                 └─ list @2:5-4:11 ordered from 1, tight
                    └─ item @2:5-4:11
                       └─ paragraph @2:8-4:11
                          ├─ text @2:8-2:9 "b"
                          ├─ softBreak @2:9-3:8
                          ├─ text @3:8-3:10 "c "
                          └─ strong @3:10-4:11
                             ├─ text @3:12-3:13 "d"
                             ├─ softBreak @3:13-4:8
                             └─ text @4:8-4:9 "e"
        """)
  }

  @Test func tabs() {
    #expect(
      dump("-\ta *b*\n\tc *d*\n\n\t> e\n\t>\tf `g`\n") == """
        document @1:1-6:1
        └─ list @1:1-5:9 bullets, loose
           └─ item @1:1-5:9
              ├─ paragraph @1:3-2:7
              │  ├─ text @1:3-1:5 "a "
              │  ├─ emphasis @1:5-1:8
              │  │  └─ text @1:6-1:7 "b"
              │  ├─ softBreak @1:8-2:2
              │  ├─ text @2:2-2:4 "c "
              │  └─ emphasis @2:4-2:7
              │     └─ text @2:5-2:6 "d"
              └─ blockQuote @4:2-5:9
                 └─ paragraph @4:4-5:9
                    ├─ text @4:4-4:5 "e"
                    ├─ softBreak @4:5-5:4
                    ├─ text @5:4-5:6 "f "
                    └─ code @5:6-5:9 "g"
        """)
  }

  @Test func carriageReturns() {
    #expect(
      dump("# A *b*\r\n\r\nc **d\r\ne** f\\\r\ng\r\n") == """
        document @1:1-6:1
        ├─ heading @1:1-1:8 level 1
        │  ├─ text @1:3-1:5 "A "
        │  └─ emphasis @1:5-1:8
        │     └─ text @1:6-1:7 "b"
        └─ paragraph @3:1-5:2
           ├─ text @3:1-3:3 "c "
           ├─ strong @3:3-4:4
           │  ├─ text @3:5-3:6 "d"
           │  ├─ softBreak @3:6-4:1
           │  └─ text @4:1-4:2 "e"
           ├─ text @4:4-4:6 " f"
           ├─ lineBreak @4:6-5:1
           └─ text @5:1-5:2 "g"
        """)
  }

  @Test func columnsAreBytes() {
    #expect(
      dump("Größe *σ² è* 日本 `ü` 👩‍👩‍👧 [ä](ö \"ß\") end\n") == """
        document @1:1-2:1
        └─ paragraph @1:1-1:67
           ├─ text @1:1-1:9 "Größe "
           ├─ emphasis @1:9-1:18
           │  └─ text @1:10-1:17 "σ² è"
           ├─ text @1:18-1:26 " 日本 "
           ├─ code @1:26-1:30 "ü"
           ├─ text @1:30-1:50 " 👩‍👩‍👧 "
           ├─ link @1:50-1:63 "ö" "ß"
           │  └─ text @1:51-1:53 "ä"
           └─ text @1:63-1:67 " end"
        """)
  }

  @Test func paragraphsBehindLinkDefinitions() {
    #expect(
      dump("1. > [a]: /x\n   >   'title\n   >   more'\n   > [b]:\n   > /y\n   > text [a] and *[b][]*\n") == """
        document @1:1-7:1
        └─ list @1:1-6:26 ordered from 1, tight
           └─ item @1:1-6:26
              └─ blockQuote @1:4-6:26
                 └─ paragraph @6:6-6:26
                    ├─ text @6:6-6:11 "text "
                    ├─ link @6:11-6:14 "/x" "title\\nmore"
                    │  └─ text @6:12-6:13 "a"
                    ├─ text @6:14-6:19 " and "
                    └─ emphasis @6:19-6:26
                       └─ link @6:20-6:25 "/y"
                          └─ text @6:21-6:22 "b"
        """)
  }

  @Test func hardBreaks() {
    #expect(
      dump("a  \nb\\\n*c*   \nd\n") == """
        document @1:1-5:1
        └─ paragraph @1:1-4:2
           ├─ text @1:1-1:2 "a"
           ├─ lineBreak @1:2-2:1
           ├─ text @2:1-2:2 "b"
           ├─ lineBreak @2:2-3:1
           ├─ emphasis @3:1-3:4
           │  └─ text @3:2-3:3 "c"
           ├─ lineBreak @3:4-4:1
           └─ text @4:1-4:2 "d"
        """)
  }

  @Test func linksOverLines() {
    #expect(
      dump("[a](\n  /x\n  \"t\nu\") *b*\n![c][l\nm] `d`\n\n[l m]: /z\n") == """
        document @1:1-9:1
        └─ paragraph @1:1-6:7
           ├─ link @1:1-4:4 "/x" "t\\nu"
           │  └─ text @1:2-1:3 "a"
           ├─ text @4:4-4:5 " "
           ├─ emphasis @4:5-4:8
           │  └─ text @4:6-4:7 "b"
           ├─ softBreak @4:8-5:1
           ├─ image @5:1-6:3 "/z"
           │  └─ text @5:3-5:4 "c"
           ├─ text @6:3-6:4 " "
           └─ code @6:4-6:7 "d"
        """)
  }

  @Test func htmlBlocksAndInlines() {
    #expect(
      dump("<!-- one -->\n*a*\n\n<div>\nb\n</div>\n\n- c <b x=\"1\n    2\"> *d*\n") == """
        document @1:1-10:1
        ├─ htmlBlock @1:1-1:13 "<!-- one -->\\n"
        ├─ paragraph @2:1-2:4
        │  └─ emphasis @2:1-2:4
        │     └─ text @2:2-2:3 "a"
        ├─ htmlBlock @4:1-6:7 "<div>\\nb\\n</div>\\n"
        └─ list @8:1-9:12 bullets, tight
           └─ item @8:1-9:12
              └─ paragraph @8:3-9:12
                 ├─ text @8:3-8:5 "c "
                 ├─ inlineHTML @8:5-9:8 "<b x=\\"1\\n2\\">"
                 ├─ text @9:8-9:9 " "
                 └─ emphasis @9:9-9:12
                    └─ text @9:10-9:11 "d"
        """)
  }

  @Test func underlinedHeadings() {
    #expect(
      dump("> a *b*\n> c\n> ===\n> ===\n\n[x]: /x\n===\nd\n---\n") == """
        document @1:1-10:1
        ├─ blockQuote @1:1-4:6
        │  ├─ heading @1:3-3:6 level 1
        │  │  ├─ text @1:3-1:5 "a "
        │  │  ├─ emphasis @1:5-1:8
        │  │  │  └─ text @1:6-1:7 "b"
        │  │  ├─ softBreak @1:8-2:3
        │  │  └─ text @2:3-2:4 "c"
        │  └─ paragraph @4:3-4:6
        │     └─ text @4:3-4:6 "==="
        └─ heading @7:1-9:4 level 2
           ├─ text @7:1-7:4 "==="
           ├─ softBreak @7:4-8:1
           └─ text @8:1-8:2 "d"
        """)
  }

  @Test func escapesAndEntities() {
    #expect(
      dump("\\*a\\* &amp; &auml;&#228; *b\\_c* <http://x.y?a&amp;b> &no; z\n") == """
        document @1:1-2:1
        └─ paragraph @1:1-1:60
           ├─ text @1:1-1:26 "*a* & ää "
           ├─ emphasis @1:26-1:32
           │  └─ text @1:27-1:31 "b_c"
           ├─ text @1:32-1:33 " "
           ├─ link @1:33-1:53 "http://x.y?a&b"
           │  └─ text @1:34-1:52 "http://x.y?a&b"
           └─ text @1:53-1:60 " &no; z"
        """)
  }

  @Test func nestedEmphasis() {
    #expect(
      dump("***a** b* **c*d*e** _f_g_\n") == """
        document @1:1-2:1
        └─ paragraph @1:1-1:26
           ├─ emphasis @1:1-1:10
           │  ├─ strong @1:2-1:7
           │  │  └─ text @1:4-1:5 "a"
           │  └─ text @1:7-1:9 " b"
           ├─ text @1:10-1:11 " "
           ├─ strong @1:11-1:20
           │  ├─ text @1:13-1:14 "c"
           │  ├─ emphasis @1:14-1:17
           │  │  └─ text @1:15-1:16 "d"
           │  └─ text @1:17-1:18 "e"
           ├─ text @1:20-1:21 " "
           └─ emphasis @1:21-1:26
              └─ text @1:22-1:25 "f_g"
        """)
  }

  @Test func codeBlocks() {
    let source = SourceFile(path: "a", text: "    a\n\n      b\n\n1. ```x y\n   c\n    d\n   ```\n- ~~~\n  open\n\nz\n")
    let document = MarkdownParser.parse(source)
    #expect(
      document.root.dump() == """
        document @1:1-13:1
        ├─ codeBlock @1:5-3:8 "a\\n\\n  b\\n"
        ├─ list @5:1-8:7 ordered from 1, tight
        │  └─ item @5:1-8:7
        │     └─ codeBlock @5:4-8:7 x "c\\n d\\n"
        ├─ list @9:1-10:7 bullets, tight
        │  └─ item @9:1-10:7
        │     └─ codeBlock @9:3-10:7 "open\\n\\n"
        └─ paragraph @12:1-12:2
           └─ text @12:1-12:2 "z"
        """)
    #expect(document.codeBlocks.map(\.info) == ["", "x y", ""])
    #expect(document.codeBlocks[1].lines.map(\.text) == ["c", " d"])
    #expect(document.codeBlocks[1].lines.map(\.position) == [.init(line: 6, column: 4), .init(line: 7, column: 4)])
  }

  @Test func aLazyLineBehindABackslash() {
    #expect(
      dump("> a\\\n\tb\\\n  *c*\n") == """
        document @1:1-4:1
        └─ blockQuote @1:1-3:6
           └─ paragraph @1:3-3:6
              ├─ text @1:3-1:4 "a"
              ├─ lineBreak @1:4-2:2
              ├─ text @2:2-2:3 "b"
              ├─ lineBreak @2:3-3:3
              └─ emphasis @3:3-3:6
                 └─ text @3:4-3:5 "c"
        """)
  }

  @Test func byteOrderMarkAndNull() {
    #expect(
      dump("\u{FEFF}a *b*\0 `c`\n") == """
        document @1:1-2:1
        └─ paragraph @1:4-1:14
           ├─ text @1:4-1:6 "a "
           ├─ emphasis @1:6-1:9
           │  └─ text @1:7-1:8 "b"
           ├─ text @1:9-1:11 "\u{FFFD} "
           └─ code @1:11-1:14 "c"
        """)
  }

  @Test func emptyContainers() {
    #expect(
      dump("-\n- a\n\n>\n> \n\n***\n") == """
        document @1:1-8:1
        ├─ list @1:1-2:4 bullets, tight
        │  ├─ item @1:1-1:2
        │  └─ item @2:1-2:4
        │     └─ paragraph @2:3-2:4
        │        └─ text @2:3-2:4 "a"
        ├─ blockQuote @4:1-4:2
        └─ thematicBreak @7:1-7:4
        """)
    #expect(dump("") == "document @1:1-1:1")
  }

  @Test func linesAboveTheBodyCount() {
    let source = SourceFile(path: "a", text: "---\nx: y\n---\n*a*")
    #expect(
      MarkdownParser.parse(source, firstLine: 4).root.dump() == """
        document @1:1-4:4
        └─ paragraph @4:1-4:4
           └─ emphasis @4:1-4:4
              └─ text @4:2-4:3 "a"
        """)
  }

  @Test(arguments: [String(repeating: "> ", count: 50_000) + "a", String(repeating: "*a **b ", count: 500) + String(repeating: "c** d* ", count: 500)])
  func endlessNestingIsRefused(text: String) {
    let document = MarkdownParser.parse(SourceFile(path: "a.md", text: text))
    #expect(document.misalignedBlocks == 0)
    #expect(document.diagnostics.map(\.code) == [.markdownTooDeep])
  }
}
