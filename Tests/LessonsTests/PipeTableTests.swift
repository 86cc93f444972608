import Testing

@testable import Lessons

@Suite struct PipeTableTests {
  @Test func partsAndPlaces() {
    #expect(
      dump("""
        | width | *std* [mV] |
        |:--|--:|
        | 16 | $0.5$ |
        | 32 |

        : What is *left* {#tbl-left}
        """) == """
        document @1:1-6:29
        └─ table @1:1-6:29 left right #tbl-left@6:20
           ├─ tableRow @1:1-1:23
           │  ├─ tableCell @1:3-1:8
           │  │  └─ text @1:3-1:8 "width"
           │  └─ tableCell @1:11-1:21
           │     ├─ emphasis @1:11-1:16
           │     │  └─ text @1:12-1:15 "std"
           │     └─ text @1:16-1:21 " [mV]"
           ├─ tableRow @3:1-3:15
           │  ├─ tableCell @3:3-3:5
           │  │  └─ text @3:3-3:5 "16"
           │  └─ tableCell @3:8-3:13
           │     └─ inlineMath @3:8-3:13 "0.5"
           ├─ tableRow @4:1-4:7
           │  ├─ tableCell @4:3-4:5
           │  │  └─ text @4:3-4:5 "32"
           │  └─ tableCell @4:7-4:7
           └─ tableCaption @6:1-6:29
              ├─ text @6:3-6:11 "What is "
              └─ emphasis @6:11-6:17
                 └─ text @6:12-6:16 "left"
        """)
  }

  /// The texts of the cells, row by row.
  private func cells(_ text: String) -> [[String]] {
    let document = MarkdownParser.parse(SourceFile(path: "a.md", text: text))
    #expect(document.misalignedBlocks == 0)
    let rows = document.root.all.filter { $0.kind == .tableRow }
    return rows.map { $0.children.map { $0.plainText([]) } }
  }

  @Test(arguments: [
    ("| a\\|b | c |", ["a|b", "c"]),
    ("| `a\\|b` | `c` |", ["a|b", "c"]),
    ("| `a|b` | ``c`|`` |", ["a|b", "c`|"]),
    ("| $|x|$ | $\\|x\\|$ |", ["|x|", "\\|x\\|"]),
    ("| 2*3 | 4*5 |", ["2*3", "4*5"]),
    ("a | b", ["a", "b"]),
    ("| - a | # b", ["- a", "# b"]),
    ("| 1. a | > b |", ["1. a", "> b"]),
    ("|  | b |", ["", "b"]),
    ("| [x][far] | &amp; \\* |", ["x", "& *"]),
    ("| costs $5 | and $6 |", ["costs $5", "and $6"]),
  ])
  func cellsOfARow(_ row: String, _ expected: [String]) {
    #expect(cells("| h | i |\n|---|---|\n\(row)\n\n[far]: /there\n") == [["h", "i"], expected])
  }

  @Test func linksOfTheDocumentWorkInCells() {
    let tree = dump("| a |\n|---|\n| [x][far] |\n\n[far]: /there\n")
    #expect(tree.contains("link @3:3-3:11 \"/there\""))
  }

  @Test(arguments: [
    "| a | b |\n|---|\n| c | d |", "| a |\n| b |", "a\n---\nb", "| a | b |\n| -x- | --- |", "    | a |\n    |---|", "```\n| a |\n|---|\n```",
  ])
  func noTables(_ text: String) { #expect(!dump(text).contains("table")) }

  @Test func withoutExtensionsThereIsNone() { #expect(!dump("| a |\n|---|\n", readsExtensions: false).contains("table")) }

  @Test func inQuotesAndLists() {
    #expect(cells("> - | a |\n>   |---|\n>   | `b` |\n") == [["a"], ["b"]])
  }

  @Test func linesAboveTheHeadAreAParagraph() {
    let tree = MarkdownParser.parse(SourceFile(path: "a.md", text: "Some *words*\nhere\n| a |\n|---|\n| b |\n---\n")).root
    #expect(tree.children.map(\.kind) == [.paragraph, .table(columns: [.none], label: nil), .thematicBreak])
    #expect(tree.children[2].range.lowerBound == SourcePosition(line: 6, column: 1))
  }

  @Test func captionsOnAllSides() {
    for text in ["| a |\n|---|\n: C\n", ": C\n| a |\n|---|\n", "| a |\n|---|\n\n: C\n", ": C\n\n| a |\n|---|\n"] {
      let tree = MarkdownParser.parse(SourceFile(path: "a.md", text: text)).root
      #expect(tree.children.count == 1)
      let caption = tree.all.first { $0.kind == .tableCaption }
      #expect(caption?.plainText([]) == "C")
      let line = text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex(of: ": C") ?? 0
      #expect(caption?.range.lowerBound == SourcePosition(line: line + 1, column: 1))
    }
    #expect(!dump("\\: C\n\n| a |\n|---|\n").contains("tableCaption"))
  }

  @Test func valuesInCells() {
    let (lesson, diagnostics) = lesson("| a |\n|---|\n| `{swift} x[1, y] \\| .3g` |\n| `{swift} z | .2f` |\n| [It is.](claim:c) |\n")
    #expect(diagnostics.isEmpty)
    #expect(lesson.inlineValues.map(\.expression) == ["x[1, y]", "z"])
    #expect(lesson.inlineValues.map(\.format) == [".3g", ".2f"])
    #expect(lesson.inlineValues.map(\.position) == [SourcePosition(line: 6, column: 12), SourcePosition(line: 7, column: 12)])
    #expect(lesson.claimReferences.map(\.id) == ["c"])
  }

  @Test func moreCellsThanColumns() {
    let text = rendered("---\ntitle: A\n---\n| a | b |\n|---|---|\n| `x` | y | z | w |\n")
    #expect(
      text == """
        lessons/03.md:6:13: error[table-invalid]: this row has more cells than the table's head, which has 2
          6 | | `x` | y | z | w |
            |             ^^^^^
        help: write `\\|` for a bar inside a cell, or add a column to the head and to the row of dashes
        """)
  }
}
