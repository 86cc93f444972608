import Foundation
import Lessons
import Testing

@testable import Site

/// Leaves sites where LITMUS_DEMO says: `course` to be looked at; all of them are what the browser tests drive.
@Suite struct DemoCourseTests {
  private func write(_ name: String, _ title: String, _ pages: [Page]) throws -> [Diagnostic] {
    let asked = ProcessInfo.processInfo.environment["LITMUS_DEMO"]
    let output = asked.map { URL(fileURLWithPath: $0).appendingPathComponent(name) } ?? TemporaryFolder.new()
    defer { if asked == nil { TemporaryFolder.remove(output) } }
    return try SiteWriter(theme: .locate(), katex: .locate(), output: output)
      .write(title: title, summary: "What the lectures say about making deep networks learn, measured.", pages: pages)
  }

  @Test func demoIsWritten() throws {
    #expect(try write("course", "Training deep networks", DemoCourse.pages).map(\.code) == [.mathInvalid])
  }

  /// Enough lessons for several files of the search's index.
  @Test func manyLessonsAreWritten() throws {
    let pages = (0..<200).map { index in
      var lesson = LessonSketch()
      lesson.name = "lesson-\(index)"
      lesson.title = "Lesson \(index)"
      lesson.heading(2, "One")
      lesson.paragraph(LessonSketch.text("A word that all have in common, and \(index * index), which few have."))
      return lesson.page
    }
    #expect(try write("many", "Many lessons", pages) == [])
  }

  /// One lesson for each attack, which stands wherever a lesson has text.
  @Test func hostileLessonsAreWritten() throws {
    let pages = EscapingTests.attacks.enumerated().map { index, attack in
      var lesson = EscapingTests.lesson(of: attack)
      lesson.name = "hostile-\(index)"
      lesson.add(LessonSketch.node(.htmlBlock(attack)))
      lesson.add(LessonSketch.node(.paragraph, [LessonSketch.node(.inlineHTML(attack)), LessonSketch.text("after")]))
      return lesson.page
    }
    #expect(try write("hostile", "<script>alert(1)</script>", pages).contains { $0.code == .htmlRefused })
  }
}
