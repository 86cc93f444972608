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
    var course = DemoCourse.description
    course.title = title
    if name != "course" { (course.statements, course.glossary) = (StatementCatalogue(), Glossary()) }
    return try SiteWriter(theme: .locate(), katex: .locate(), output: output)
      .write(course, outcome: name == "course" ? DemoCourse.outcome : CourseOutcome(), pages: pages)
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
      // Like a course that branches and comes together again.
      for earlier in [index - 1, index / 2, index - index % 10] where index > 0 && earlier < index && index % 7 != 3 {
        lesson.paragraph(LessonSketch.node(.crossReference(CrossReference(lesson: "lesson-\(earlier)", label: nil, range: LessonSketch.nowhere))))
      }
      lesson.paragraph(LessonSketch.text("A word that all have in common, and \(index * index), which few have."))
      return lesson.page
    }
    #expect(try write("many", "Many lessons", pages) == [])
  }

  @Test func oneLessonIsWritten() throws {
    // It refers to a lesson that is not there.
    #expect(try write("single", "Dropout alone", [DemoCourse.small.page]).allSatisfy { $0.code == .referenceBroken })
  }

  /// As long as a course is, with titles that are too long.
  @Test func aCourseIsWritten() throws {
    let pages = DemoCourse.titles.enumerated().map { index, title in
      var lesson = LessonSketch()
      lesson.name = "lesson-\(index)"
      lesson.title = title
      lesson.summary = "What the lectures say of it, measured: how much it helps, when it does, and what it costs where it does not."
      for earlier in DemoCourse.foundations[index] {
        lesson.paragraph(LessonSketch.node(.crossReference(CrossReference(lesson: "lesson-\(earlier)", label: nil, range: LessonSketch.nowhere))))
      }
      for claim in 0..<(index * 5 % 12) {
        lesson.judge(
          "claim-\(claim)", .above(0), .always, index == 7 && claim == 2 ? .fails : .holds,
          claim: .sketch(.holds, [.number(1), .number(2)], passes: 2, "2 of 2"))
      }
      return lesson.page
    }
    #expect(try write("long", "Training neural networks", pages) == [])
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
