import Testing

@testable import Lessons

@Suite struct MathematicsTests {
  private func formulas(_ text: String) -> [String] {
    MarkdownParser.parse(SourceFile(path: "a.md", text: text)).root.all.compactMap { node in
      switch node.kind {
      case .inlineMath(let latex): "$" + latex
      case .displayMath(let latex): "$$" + latex
      default: nil
      }
    }
  }

  @Test func aMixedParagraph() {
    #expect(
      dump("Costs $5 and $10, not $x_1*y*z_2$ or \\$3; $a$5 and $ b$ and $c $ `$d$` <b t=\"$e$\">$f$</b>.\n") == """
        document @1:1-2:1
        └─ paragraph @1:1-1:91
           ├─ text @1:1-1:23 "Costs $5 and $10, not "
           ├─ inlineMath @1:23-1:34 "x_1*y*z_2"
           ├─ text @1:34-1:66 " or $3; $a$5 and $ b$ and $c $ "
           ├─ code @1:66-1:71 "$d$"
           ├─ text @1:71-1:72 " "
           ├─ inlineHTML @1:72-1:83 "<b t=\\"$e$\\">"
           ├─ inlineMath @1:83-1:86 "f"
           ├─ inlineHTML @1:86-1:90 "</b>"
           └─ text @1:90-1:91 "."
        """)
  }

  @Test(arguments: [
    "It costs $5.", "From $5 to $10.", "$5–$10", "US$5 and US$6", "$20,000 and $30,000 are sums.", "a $ b $ c", "a\\$b\\$c", "$5 `x$`",
    "[$5](u$)", "<http://a.b/$c$d>", "```\n$x$\n```", "    $x$", "<div>\n$x$\n</div>", "$a `b` c$", "ends in $",
  ])
  func noFormula(text: String) {
    #expect(formulas(text) == [])
  }

  @Test(arguments: [
    ("$a_b$ and $c_d$", ["$a_b", "$c_d"]), ("$\\$5$", ["$\\$5"]), ("$a<b>c$", ["$a<b>c"]), ("$\\{x\\}$", ["$\\{x\\}"]),
    ("$\\text{if $z$}$", ["$\\text{if $z$}"]), ("$[0,1](x)$", ["$[0,1](x)"]), ("$(0,1]$", ["$(0,1]"]), ("*$a$*b**$c$**", ["$a", "$c"]),
    ("$$x$$", ["$$x"]), ("a $$x$$ b $y$", ["$$x", "$y"]), ("# $a$ #", ["$a"]), ("![$a$](b)", ["$a"]), ("$a\nb$", ["$a\nb"]),
    ("$&amp;$", ["$&amp;"]), ("$\\\\$", ["$\\\\"]), ("$a$$b$", ["$a", "$b"]), ("`$a` $b$", ["$b"]), ("$a$, $a$", ["$a", "$a"]),
    ("\u{E000}$a$\u{E001}", ["$a"]),
  ] as [(String, [String])])
  func formula(text: String, expected: [String]) {
    #expect(formulas(text) == expected)
  }

  @Test func linesThatLookLikeBlocks() {
    #expect(
      dump("- x\n\n  $$\n  a \\\\\n  - b &= c_1 < d_2\n  # not\n  $$\n\n> where $$u\n> = v$$, w\n") == """
        document @1:1-11:1
        ├─ list @1:1-7:5 bullets, loose
        │  └─ item @1:1-7:5
        │     ├─ paragraph @1:3-1:4
        │     │  └─ text @1:3-1:4 "x"
        │     └─ displayMath @3:3-7:5 "\\na \\\\\\\\\\n- b &= c_1 < d_2\\n# not\\n"
        └─ blockQuote @9:1-10:11
           └─ paragraph @9:3-10:11
              ├─ text @9:3-9:9 "where "
              ├─ displayMath @9:9-10:8 "u\\n= v"
              └─ text @10:8-10:11 ", w"
        """)
  }

  @Test func aDisplayAloneIsABlock() {
    #expect(
      dump("$$x$$\n\n$$\na\n=\nb\n$$ tail\n\n1. $$\n   > q\n   $$\n") == """
        document @1:1-12:1
        ├─ displayMath @1:1-1:6 "x"
        ├─ paragraph @3:1-7:8
        │  ├─ displayMath @3:1-7:3 "\\na\\n=\\nb\\n"
        │  └─ text @7:3-7:8 " tail"
        └─ list @9:1-11:6 ordered from 1, tight
           └─ item @9:1-11:6
              └─ displayMath @9:4-11:6 "\\n> q\\n"
        """)
  }

  @Test func linksKeepTheirDollars() {
    #expect(
      dump("[e $f$](g$h$ \"$i$\") $j$") == """
        document @1:1-1:24
        └─ paragraph @1:1-1:24
           ├─ link @1:1-1:20 "g$h$" "$i$"
           │  ├─ text @1:2-1:4 "e "
           │  └─ inlineMath @1:4-1:7 "f"
           ├─ text @1:20-1:21 " "
           └─ inlineMath @1:21-1:24 "j"
        """)
  }

  @Test func offsetsInLaTeX() throws {
    let source = SourceFile(path: "a.md", text: "> - ä $$u +\n>   = v$$ and $σx$\r\n")
    let formulas = MarkdownParser.parse(source).root.all.filter { $0.children.isEmpty && source.slice($0.range).hasPrefix("$") }
    let display = try #require(formulas.first)
    let inline = try #require(formulas.last)
    #expect(display.kind == .displayMath(latex: "u +\n= v"))
    #expect(display.position(ofLaTeXOffset: 0, in: source) == SourcePosition(line: 1, column: 10))
    #expect(display.position(ofLaTeXOffset: 2, in: source) == SourcePosition(line: 1, column: 12))
    #expect(display.position(ofLaTeXOffset: 4, in: source) == SourcePosition(line: 2, column: 5))
    #expect(display.position(ofLaTeXOffset: 7, in: source) == SourcePosition(line: 2, column: 8))
    #expect(inline.kind == .inlineMath(latex: "σx"))
    #expect(inline.position(ofLaTeXOffset: 2, in: source) == SourcePosition(line: 2, column: 18))
    #expect(Node(.softBreak, range: inline.range).position(ofLaTeXOffset: 0, in: source) == nil)
  }

  @Test func withoutMathematicsDollarsAreText() {
    #expect(
      dump("$*a*$", readsExtensions: false) == """
        document @1:1-1:6
        └─ paragraph @1:1-1:6
           ├─ text @1:1-1:2 "$"
           ├─ emphasis @1:2-1:5
           │  └─ text @1:3-1:4 "a"
           └─ text @1:5-1:6 "$"
        """)
  }

  /// A `$` that was meant to begin a formula and does not is an error; money and paths are none.
  @Test(arguments: [
    (#"$\sigma is open"#, [1]), (#"a $ \tau $ b"#, [3]), (#"$x = \tau $ b"#, [1]), (#"$\text{``a''}$"#, [1]), (#"$\sigma and $x$"#, [1]),
    (#"$\sigma$5"#, [1]), (#"\$\sigma"#, []), (#"`$\sigma`"#, []), (#"$5 in \emph and $6"#, []), ("US$5 or $ 6", []), (#"$x \\ y"#, []),
    (#"| $\a | b |"# + "\n|---|---|\n" + #"| $\b$ | $5 |"#, [3]),
  ] as [(String, [Int])])
  func dollarsThatWereMeant(text: String, columns: [Int]) {
    let document = MarkdownParser.parse(SourceFile(path: "a.md", text: text))
    #expect(document.diagnostics.map(\.code) == columns.map { _ in .mathInvalid })
    #expect(document.diagnostics.map { $0.range?.lowerBound.column } == columns)
  }

  /// A bar in a formula of the head makes no third column, so that the table is one, and no formula goes on behind its row.
  @Test func barsInATablesFormulas() {
    #expect(formulas("| $|a|$ | b |\n|---|---|\n| $x | y |\n| z$ | $c|d$ |\n") == ["$|a|", "$c|d"])
  }

  @Test func manyUnclosedFormulasTakeNoTime() {
    let text = String(repeating: "- $$ a\n", count: 2_000)
    let document = MarkdownParser.parse(SourceFile(path: "a.md", text: text))
    #expect(document.diagnostics.count == 2_000)
  }
}
