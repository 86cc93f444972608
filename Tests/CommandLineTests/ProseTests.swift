import Foundation
import Testing

/// What `check` and `build` make of prose that goes beyond its own lesson.
@Suite struct ProseTests {
  private static let course = [
    "course.yml": "title: Two\n",
    "a.md": """
    ---
    title: A
    ---

    There it is `{value} b#answer | .1f` [@he2015], twice as much as in [the lecture](statement:C1).
    """,
    "b.md": """
    ---
    title: B
    ---

    ```swift
    record("answer", 42.0)
    ```

    It was lower.
    """,
    "references.yml": "- {id: he2015, title: T, author: [{family: He}], issued: 2015}\n",
    "statements.yml": "- {id: C1, source: '000:1', quote: q}\n",
  ]

  @Test func aLessonPrintsWhatAnotherRecorded() throws {
    try withFolder(Self.course) { folder in
      let whole = try LitmusProcess.run(["build", ".", "--quiet", "--output", "whole"], in: folder)
      #expect(whole.errors == "")
      let page = try String(contentsOf: folder.appendingPathComponent("whole/a.html"), encoding: .utf8)
      #expect(page.contains("href=\"b.html\" title=\"b#answer\">42.0</a>"))
      #expect(page.contains(">He 2015</a>"))
      // The other lesson is run for its value, and has no page.
      let alone = try LitmusProcess.run(["build", "a.md", "--quiet", "--output", "alone"], in: folder)
      #expect(alone.errors == "")
      #expect(try String(contentsOf: folder.appendingPathComponent("alone/a.html"), encoding: .utf8).contains(">42.0</a>"))
      #expect(!FileManager.default.fileExists(atPath: folder.path + "/alone/b.html"))
    }
  }

  @Test func checkSaysHowMuchIsBacked() throws {
    try withFolder(Self.course) { folder in
      let run = try LitmusProcess.run(["check", "."], in: folder)
      #expect(run.status == 0)
      #expect(
        run.output == """
          a.md: 2 of 2 numbers and comparisons are bound (100 %)
          b.md: 0 of 1 number or comparison is bound (0 %)
          0 claims: 0 hold; 1 block ran; 0 of 1 statement has a claim

          """)
      #expect(!run.errors.contains("prose-unbound"))
      let listing = try LitmusProcess.run(["check", ".", "--quiet", "--coverage"], in: folder)
      #expect(listing.status == 0)
      #expect(
        listing.errors == """
          b.md:9:8: note[prose-unbound]: nothing backs the comparison "lower"
            9 | It was lower.
              |        ^^^^^
          help: put its sentence to a test, [the sentence](claim:id), or cite who found it: [@key]

          """)
    }
  }

  @Test func aCoursesGateHoldsForEachLesson() throws {
    try withFolder(Self.course.merging(["course.yml": "title: Two\ncoverage: 1\n"]) { $1 }) { folder in
      let run = try LitmusProcess.run(["check", ".", "--quiet", "--coverage"], in: folder)
      #expect(run.status == 2)
      #expect(
        run.errors.hasPrefix("b.md: error[coverage-below-gate]: 0 of 1 number or comparison is bound (0 %); 100 % are asked for\n"))
      #expect(run.errors.ranges(of: "prose-unbound").count == 1)
    }
  }
}
