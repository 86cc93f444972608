import Lessons
import Testing

@testable import Judgement

/// The coverage of a lesson; a lesson that is misread fails the test. Its body begins at line 4, or below what `head` adds.
func coverage(_ body: String, head: String = "", sourceLocation: Testing.SourceLocation = #_sourceLocation) -> ProseCoverage {
  let (lesson, diagnostics) = LessonReader.read(SourceFile(path: "a.md", text: "---\ntitle: A\n\(head)---\n\(body)"))
  #expect(diagnostics == [], sourceLocation: sourceLocation)
  guard let lesson else {
    Issue.record("no lesson", sourceLocation: sourceLocation)
    return coverage("")
  }
  return ProseCoverage(of: lesson)
}

/// What is bound to nothing.
func unbound(_ body: String, head: String = "") -> [String] { coverage(body, head: head).unbound.map(\.text) }

/// What counts.
func found(_ body: String) -> [String] { coverage(body).assertions.map(\.text) }
