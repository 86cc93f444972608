import Testing

@testable import Lessons

@Suite struct LessonReaderTests {
  @Test func aWholeLesson() {
    let text = """
      ---
      title: Where a network starts
      ---
      # Start

      - Take

        ```swift
        //| label: first
        //| hide: code

        let x = 1
          + 2
        ```

      Then `{swift} x | .3g`.

      ```python
      x = 1
      ```

      ```swift
      show(x)
      ```

      [It *is* `{swift} x * 2` at $x_1$,
      for sure.](claim:it-is)
      """
    let (lesson, diagnostics) = LessonReader.read(SourceFile(path: "lessons/start.md", text: text))
    #expect(diagnostics == [])
    #expect(lesson?.name == "start")
    #expect(lesson?.frontMatter == FrontMatter(title: "Where a network starts"))
    #expect(
      lesson?.root.dump() == """
        document @1:1-27:24
        ├─ heading @4:1-4:8 level 1 #start
        │  └─ text @4:3-4:8 "Start"
        ├─ list @6:1-14:6 bullets, loose
        │  └─ item @6:1-14:6
        │     ├─ paragraph @6:3-6:7
        │     │  └─ text @6:3-6:7 "Take"
        │     └─ experiment @8:3-14:6 0
        ├─ paragraph @16:1-16:24
        │  ├─ text @16:1-16:6 "Then "
        │  ├─ inlineValue @16:6-16:23 0
        │  └─ text @16:23-16:24 "."
        ├─ codeBlock @18:1-20:4 python "x = 1\\n"
        ├─ experiment @22:1-24:4 1
        └─ paragraph @26:1-27:24
           └─ claimReference @26:1-27:24 0
              ├─ text @26:2-26:5 "It "
              ├─ emphasis @26:5-26:9
              │  └─ text @26:6-26:8 "is"
              ├─ text @26:9-26:10 " "
              ├─ inlineValue @26:10-26:25 1
              ├─ text @26:25-26:29 " at "
              ├─ inlineMath @26:29-26:34 "x_1"
              ├─ text @26:34-26:35 ","
              ├─ softBreak @26:35-27:1
              └─ text @27:1-27:10 "for sure."
        """)
    #expect(lesson?.experiments.map(\.options) == [BlockOptions(label: "first", hides: .code), BlockOptions()])
    #expect(lesson?.experiments.map(\.text) == ["\nlet x = 1\n  + 2", "show(x)"])
    #expect(lesson?.experiments.first?.code.map(\.position.description) == ["11:1", "12:3", "13:3"])
    #expect(lesson?.inlineValues.map(\.expression) == ["x", "x * 2"])
    #expect(lesson?.inlineValues.map(\.format) == [".3g", nil])
    #expect(lesson?.inlineValues.map(\.experimentsAbove) == [1, 2])
    #expect(lesson?.inlineValues.map(\.position.description) == ["16:15", "26:19"])
    #expect(lesson?.claimReferences.map(\.id) == ["it-is"])
    #expect(lesson?.claimReferences.map(\.sentence) == ["It is {x * 2} at x_1, for sure."])
  }

  @Test func allOptions() {
    let body = """
      ```swift
      //| label: fig-a
      //|caption: "Loss: over steps"
      //| alt: A curve.
      //| hide: output
      //| expect: error
      //| budget: 1.5min 2GB
      //| run: false
      //| because: it takes a day
      ```
      """
    let (lesson, diagnostics) = lesson(body)
    #expect(diagnostics == [])
    #expect(
      lesson.experiments.map(\.options) == [
        BlockOptions(
          label: "fig-a", caption: "Loss: over steps", alternativeText: "A curve.", hides: .output, expects: .error,
          budget: Budget(seconds: 90, bytes: 2_000_000_000), runs: false, reason: "it takes a day")
      ])
    #expect(lesson.experiments.map(\.code) == [[]])
  }

  @Test(arguments: [
    ("swift", 1), ("swift title=x", 1), ("swiftui", 0), ("Swift", 0), ("", 0), ("text swift", 0),
  ])
  func whichBlocksRun(info: String, experiments: Int) {
    #expect(lesson("```\(info)\nx\n```").lesson.experiments.count == experiments)
    #expect(lesson("~~~ \(info)\nx\n~~~").lesson.experiments.count == experiments)
  }

  @Test func codeInQuotesAndTabsKeepsItsPlaces() {
    let (lesson, _) = lesson("> - ```swift\n>   a\n>    b\n>   ```\n\n1.\t```swift\n\tc\n\n  \td\n\t```\n")
    let lines = lesson.experiments.flatMap(\.code)
    #expect(lines.map(\.text) == ["a", " b", "c", "", "d"])
    for line in lines {
      #expect(lesson.source.line(line.position.line)?.utf8.dropFirst(line.position.column - 1).elementsEqual(line.text.utf8) == true)
    }
    #expect(lines.map(\.position.description) == ["5:5", "6:5", "10:2", "11:1", "12:4"])
  }

  @Test func aTabThatIsPrefixInPart() {
    // Two columns of the tab are the item's indentation, two are code; behind them, columns are true.
    let (lesson, _) = lesson("- ```swift\n\tlet x\n  ```\n")
    let line = lesson.experiments.first?.code.first
    #expect(line?.text == "  let x")
    #expect(line?.position.advanced(by: 2) == SourcePosition(line: 5, column: 2))
  }

  @Test(arguments: [
    ("`{swift} x`", "x", nil, "4:10"), ("`{swift}  x.y | % `", "x.y", "%", "4:11"), ("`` {swift} a | b | .2f ``", "a | b", ".2f", "4:12"),
    ("`{swift} a | b`", "a | b", nil, "4:10"), ("`{swift} a|.3g`", "a|.3g", nil, "4:10"), ("`{swift} a | e`", "a", "e", "4:10"),
    ("`{swift} a | .1e`", "a", ".1e", "4:10"), ("`{swift} a | .1%`", "a", ".1%", "4:10"), ("`{swift} a | .3x`", "a | .3x", nil, "4:10"),
    ("`{swift} a | g`", "a | g", nil, "4:10"), ("> é `{swift}\n>   \"ü\" + a\n> | .2f`", "\"ü\" + a", ".2f", "5:5"),
    ("a {swift} f", nil, nil, nil), ("`{swift} x ?? \"日本\" | .3g`", "x ?? \"日本\"", ".3g", "4:10"),
  ] as [(String, String?, String?, String?)])
  func inlineValue(body: String, expression: String?, format: String?, position: String?) {
    let (lesson, _) = lesson(body)
    #expect(lesson.inlineValues.first?.expression == expression)
    #expect(lesson.inlineValues.first?.format == format)
    #expect(lesson.inlineValues.first?.position.description == position)
  }

  @Test func anchorsAreGitHubs() {
    let (lesson, _) = lesson("# Why σ = 0.01 fails!\n## A_b-c  d\n## A_b-c  d\n## a_b-c--d\n# $x^2$ `{swift} y` *z*\n# ?!\n# ?!\n")
    let anchors = lesson.root.children.compactMap { node in
      if case .heading(_, let anchor) = node.kind { anchor } else { nil }
    }
    #expect(anchors == ["why-σ--001-fails", "a_b-c--d", "a_b-c--d-1", "a_b-c--d-2", "x2-y-z", "section", "section-1"])
  }

  @Test func carriageReturnsAndAByteOrderMark() {
    let text = "\u{FEFF}---\r\ntitle: Ü\r\nsed: 1\r\n---\r\n\r\n```swift\r\n//| lable: x\r\nlet a = 1\r\n```\r\n"
    let (lesson, diagnostics) = LessonReader.read(SourceFile(path: "a.md", text: text))
    #expect(lesson?.frontMatter.title == "Ü")
    #expect(lesson?.experiments.map(\.text) == ["let a = 1"])
    #expect(diagnostics.map { $0.range?.lowerBound.description } == ["3:1", "7:5"])
    #expect(diagnostics.map { $0.range?.upperBound.description } == ["3:4", "7:10"])
  }

  @Test func htmlIsKept() {
    let (lesson, diagnostics) = lesson("a <b onclick=\"x\">b</b>\n\n<script>\nalert(1)\n</script>\n")
    #expect(diagnostics == [])
    #expect(lesson.root.all.contains { $0.kind == .htmlBlock("<script>\nalert(1)\n</script>\n") })
    #expect(lesson.root.all.contains { $0.kind == .inlineHTML("<b onclick=\"x\">") })
  }
}
