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

  /// Two lessons for each attempt, which stands wherever a lesson has text: in what its author writes, and in what its blocks show.
  @Test func hostileLessonsAreWritten() throws {
    let pages = Injection.all.enumerated().flatMap { index, attempt in
      var shown = EscapingTests.lesson(of: attempt.text)
      shown.name = "hostile-\(index)-shown"
      shown.add(LessonSketch.node(.htmlBlock(attempt.text)))
      shown.add(LessonSketch.node(.paragraph, [LessonSketch.node(.inlineHTML(attempt.text)), LessonSketch.text("after")]))
      var written = InjectedLesson(attempt: attempt.text).page
      written?.lesson.name = "hostile-\(index)-written"
      return [shown.page, written].compactMap { $0 }
    }
    #expect(try write("hostile", "<script>alert(1)</script>", pages).contains { $0.code == .htmlRefused })
  }
}
