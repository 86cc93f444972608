import Testing

@testable import Lessons

/// What the author of each kind of bad lesson reads, whole.
@Suite struct BadInputTests {
  private let head = "---\ntitle: Three\n---\n"

  @Test func emptyFile() {
    #expect(
      rendered(" \n\n", path: "lessons/batch-norm.md") == """
        lessons/batch-norm.md:1:1: error[file-empty]: the lesson is empty
          1 |  
            | ^
        help: add these three lines at the top:
              ---
              title: Batch norm
              ---
        """)
  }

  @Test func noFrontMatter() {
    #expect(
      rendered("# Dropout: why?\n\nText.\n") == """
        lessons/03.md:1:1: error[front-matter-missing]: the lesson has no front matter
          1 | # Dropout: why?
            | ^
        help: add these three lines at the top:
              ---
              title: "Dropout: why?"
              ---
        """)
  }

  @Test func unclosedFrontMatter() {
    #expect(
      rendered("---\ntitle: A\n\nText.\n") == """
        lessons/03.md:1:1: error[front-matter-invalid]: nothing closes the front matter
          1 | ---
            | ^^^
        help: add a line `---` below its last key
        """)
  }

  @Test func unknownKeyAndNoTitle() {
    #expect(
      rendered("---\ntitel: A\nkeywords: B\n---\n# C\n") == """
        lessons/03.md:1:1: error[front-matter-invalid]: the front matter has no `title`
          1 | ---
            | ^^^
        help: add the line `title: C`

        lessons/03.md:2:1: error[front-matter-unknown-key]: unknown key `titel`
          2 | titel: A
            | ^^^^^
        help: did you mean `title`?

        lessons/03.md:3:1: error[front-matter-unknown-key]: unknown key `keywords`
          3 | keywords: B
            | ^^^^^^^^
        help: known are `title`, `summary`, `sources`, `seed`, `replicates`, `repetitions`, `budget`, `data`, `given`, `coverage`
        """)
  }

  @Test func valuesOfTheWrongKind() {
    #expect(
      rendered(
        "---\ntitle: [a, b]\nsummary:\nsources: {a: b}\nseed: abc\nreplicates: 0\nbudget: 5q\ngiven: [3]\n---\n"
      ) == """
        lessons/03.md:2:8: error[front-matter-invalid]: `title` has to be text, not a list
          2 | title: [a, b]
            |        ^^^^^^
        help: write `title: …`

        lessons/03.md:3:9: error[front-matter-invalid]: `summary` has to be text, not nothing
          3 | summary:
            |         ^
        help: write `summary: …`

        lessons/03.md:4:10: error[front-matter-invalid]: `sources` has to be text, not keys and values
          4 | sources: {a: b}
            |          ^^^^^^
        help: write `sources: …`

        lessons/03.md:5:7: error[front-matter-invalid]: `seed` has to be a whole number from 0 on, not `abc`
          5 | seed: abc
            |       ^^^
        help: write `seed: 20`, for example

        lessons/03.md:6:13: error[front-matter-invalid]: `replicates` has to be a whole number from 1 on, not `0`
          6 | replicates: 0
            |             ^
        help: write `replicates: 20`, for example

        lessons/03.md:7:9: error[front-matter-invalid]: `budget` has to be a time, an amount of memory or both, not `5q`
          7 | budget: 5q
            |         ^^
        help: write `budget: 5s 500MB`, for example

        lessons/03.md:8:8: error[front-matter-invalid]: `given` has to give a reason for each number, not a list
          8 | given: [3]
            |        ^^^
        help: write `given: {4096: "the width of the layers"}`, for example
        """)
  }

  @Test func givenWithoutNumberOrReason() {
    #expect(
      rendered("---\ntitle: ü\ngiven: {ä: \"größe\", width: x, 3: }\n---\n") == """
        lessons/03.md:3:9: error[front-matter-invalid]: `given` is for numbers and phrases, and `ä` is neither
          3 | given: {ä: "größe", width: x, 3: }
            |         ^
        help: write a number as it stands in the prose, or two words at least

        lessons/03.md:3:24: error[front-matter-invalid]: `given` is for numbers and phrases, and `width` is neither
          3 | given: {ä: "größe", width: x, 3: }
            |                     ^^^^^
        help: write a number as it stands in the prose, or two words at least

        lessons/03.md:3:37: error[front-matter-invalid]: `given: 3` has to be text, not nothing
          3 | given: {ä: "größe", width: x, 3: }
            |                                  ^
        help: write `given: 3: …`
        """)
  }

  @Test func noYAML() {
    #expect(
      rendered("---\ntitle: Dropout: why\n---\n") == """
        lessons/03.md:2:15: error[front-matter-invalid]: this is no YAML: mapping values are not allowed in this context
          2 | title: Dropout: why
            |               ^
        help: put a text that contains `: ` in quotes: title: "Dropout: why it helps"
        """)
    #expect(
      rendered("---\ntitle: A\nseed: 1\ntitle: B\n---\n") == """
        lessons/03.md:4:1: error[front-matter-invalid]: the key `title` stands here twice
          4 | title: B
            | ^^^^^
        help: keep one of them
        """)
    #expect(
      rendered("---\njust words\n---\n") == """
        lessons/03.md:2:1: error[front-matter-invalid]: keys and values are expected here, not `just words`
          2 | just words
            | ^^^^^^^^^^
        help: write `title: …`
        """)
  }

  @Test func invalidUTF8() throws {
    let bytes = Array("---\ntitle: Caf".utf8) + [0xE9] + Array("\n---\n".utf8)
    let (lesson, diagnostics) = LessonReader.read(path: "lessons/03.md", bytes: bytes)
    #expect(lesson == nil)
    let shown = SourceFile(path: "lessons/03.md", text: String(decoding: bytes, as: UTF8.self))
    #expect(
      DiagnosticRenderer(source: { _ in shown }).render(diagnostics) == """
        lessons/03.md:2:11: error[file-not-utf8]: byte 0xE9 is not UTF-8
          2 | title: Caf\u{FFFD}
            |           ^
        help: save the file as UTF-8: iconv -f LATIN1 -t UTF-8 lessons/03.md
        """)
  }

  @Test func noFile() throws {
    try withTemporaryFolder([:]) { folder in
      let text = DiagnosticRenderer().render(LessonReader.read(path: folder + "/a.md").diagnostics)
      #expect(text.replacing(folder, with: "F") == "F/a.md: error[file-unreadable]: there is no file `F/a.md`\nhelp: check the path")
    }
  }

  @Test func unknownOption() {
    #expect(
      rendered(head + "- x\n\n  ```swift\n  //| lable: tanh\n  //| echo: false\n  //| colour: red\n  ```\n") == """
        lessons/03.md:7:7: error[option-unknown]: unknown option `lable`
          7 |   //| lable: tanh
            |       ^^^^^
        help: did you mean `label`?

        lessons/03.md:8:7: error[option-unknown]: unknown option `echo`
          8 |   //| echo: false
            |       ^^^^
        help: write `hide: code`

        lessons/03.md:9:7: error[option-unknown]: unknown option `colour`
          9 |   //| colour: red
            |       ^^^^^^
        help: known are `label`, `caption`, `alt`, `hide`, `expect`, `budget`, `run`, `because`
        """)
  }

  @Test func invalidOptions() {
    let options = ["hide: cod", "expect: nothing", "budget: 12", "label: a b", "run: no", "caption:", "alt", "hide: code"]
    #expect(
      rendered(head + "```swift\n" + options.map { "//| \($0)\n" }.joined() + "let x = 1\n //| alt: y\n```\n") == """
        lessons/03.md:5:11: error[option-invalid]: `hide` is `code` or `output`, not `cod`
          5 | //| hide: cod
            |           ^^^
        help: did you mean `code`?

        lessons/03.md:6:13: error[option-invalid]: `expect` is `trap` or `error`, not `nothing`
          6 | //| expect: nothing
            |             ^^^^^^^
        help: write `//| expect: trap`

        lessons/03.md:7:13: error[option-invalid]: `budget` is a time, an amount of memory or both, not `12`
          7 | //| budget: 12
            |             ^^
        help: write `//| budget: 5s 500MB`, for example

        lessons/03.md:8:12: error[option-invalid]: `a b` is no label
          8 | //| label: a b
            |            ^^^
        help: labels are made of letters, digits, `-`, `_`, `.` and `:`

        lessons/03.md:9:10: error[option-invalid]: `run` is `true` or `false`, not `no`
          9 | //| run: no
            |          ^^
        help: write `//| run: true`

        lessons/03.md:10:5: error[option-invalid]: the option `caption` has no value
          10 | //| caption:
             |     ^^^^^^^
        help: write `//| caption: …`

        lessons/03.md:11:1: error[option-invalid]: this is no option
          11 | //| alt
             | ^^^^^^^
        help: write `//| key: value`

        lessons/03.md:12:5: error[option-invalid]: the option `hide` is given twice
          12 | //| hide: code
             |     ^^^^
        lessons/03.md:5:5: note: first given here
          5 | //| hide: cod
            |     ^^^^
        help: keep one of them

        lessons/03.md:14:2: error[option-invalid]: options stand at the top of a block
          14 |  //| alt: y
             |  ^^^^^^^^^^
        help: move this line up, above the code
        """)
  }

  @Test func reasonsAndRuns() {
    #expect(
      rendered(head + "```swift\n//| run: false\n```\n\n```swift\n//| because: slow\n```\n") == """
        lessons/03.md:5:5: error[option-invalid]: a block that does not run has to say why
          5 | //| run: false
            |     ^^^
        help: add the line `//| because: …`

        lessons/03.md:9:5: error[option-invalid]: `because` explains why a block does not run, and this one runs
          9 | //| because: slow
            |     ^^^^^^^
        help: add the line `//| run: false`, or take this one away
        """)
  }

  @Test func labelTwice() {
    #expect(
      rendered(head + "```swift\n//| label: a\n```\n\n> ```swift\n> //| label: a\n> ```\n") == """
        lessons/03.md:9:14: error[label-duplicate]: the label `a` is used twice
          9 | > //| label: a
            |              ^
        lessons/03.md:5:12: note: first used here
          5 | //| label: a
            |            ^
        help: give each of them a label of its own
        """)
  }

  @Test func claimInTwoSentences() {
    #expect(
      rendered(head + "[One.](claim:x) Then\n[two.](claim:x)\n") == """
        lessons/03.md:5:1: error[claim-duplicate]: two sentences are bound to the claim `x`
          5 | [two.](claim:x)
            | ^^^^^^^^^^^^^^^
        lessons/03.md:4:1: note: the first one is here
          4 | [One.](claim:x) Then
            | ^^^^^^^^^^^^^^^
        help: keep one, or give this sentence a claim of its own
        """)
  }

  @Test func sentencesAndClaimsWithoutEachOther() {
    #expect(
      rendered(head + "[One.](claim:) [two](<claim:a b>) [](claim:y)\n") == """
        lessons/03.md:4:1: error[sentence-without-claim]: this sentence names no claim
          4 | [One.](claim:) [two](<claim:a b>) [](claim:y)
            | ^^^^^^^^^^^^^^
        help: write the id of a claim behind `claim:`

        lessons/03.md:4:16: error[sentence-without-claim]: `a b` is no claim's id
          4 | [One.](claim:) [two](<claim:a b>) [](claim:y)
            |                ^^^^^^^^^^^^^^^^^^
        help: ids are made of letters, digits, `-`, `_`, `.` and `:`

        lessons/03.md:4:35: error[claim-without-sentence]: nothing is said about the claim `y` here
          4 | [One.](claim:) [two](<claim:a b>) [](claim:y)
            |                                   ^^^^^^^^^^^
        help: write the sentence that it asserts between the brackets: [The signal dies out.](claim:y)
        """)
  }

  @Test func unclosedMathematics() {
    #expect(
      rendered(head + "> So\n> $$ x = 1\n>\n> and $$ $$ too\n") == """
        lessons/03.md:5:3: error[math-invalid]: nothing closes this `$$`
          5 | > $$ x = 1
            |   ^^
        help: close the formula with `$$` before the next blank line, or write `\\$\\$` for two dollars

        lessons/03.md:7:7: error[math-invalid]: this formula is empty
          7 | > and $$ $$ too
            |       ^^^^^
        help: write LaTeX between the `$$`, or `\\$` for each dollar
        """)
  }

  @Test func inlineValueWithoutExpression() {
    #expect(
      rendered(head + "Is `{swift}  | .3g`.\n") == """
        lessons/03.md:4:4: error[inline-value-invalid]: this inline value has no expression
          4 | Is `{swift}  | .3g`.
            |    ^^^^^^^^^^^^^^^^
        help: write what to print: `{swift} last.std | .3g`
        """)
  }

  @Test func endlessNesting() {
    let text = rendered(head + String(repeating: ">", count: 1_000) + " a\n")
    #expect(text.hasPrefix("lessons/03.md:4:200: error[markdown-too-deep]: quotes, lists or emphasis nested more than 200 deep\n"))
    #expect(text.hasSuffix("\nhelp: take some of the nesting away; what is inside of it was not read"))
  }

  @Test func aGoodLessonSaysNothing() {
    #expect(rendered(head + "# A\n\n$x$ costs \\$3 and `{swift} x`. [B.](claim:b)\n\n```swift\nlet x = 1\n```\n") == "")
  }
}
