import Execution
import Lessons
import Records
import Reports
import Site

/// The values that lessons print and other lessons recorded.
struct RecordedValues {
  /// By lesson, what it recorded; nil for one that was not read or did not run to its end.
  private(set) var named: [String: [String: Value]?] = [:]
  private let lessonPaths: [String]

  /// Values of lessons that were not asked for are computed too, without judging their claims.
  init(for lessons: [CheckedLesson], of course: Course, executor: LessonExecutor) async {
    lessonPaths = course.lessonPaths
    for checked in lessons { named[checked.lesson.name] = Self.values(of: checked.run) }
    let wanted = Set(lessons.flatMap { $0.lesson.root.recordedValues.map(\.lesson) })
    for path in lessonPaths where wanted.contains(LessonReader.name(ofPath: path)) {
      let name = LessonReader.name(ofPath: path)
      guard named[name] == nil else { continue }
      let reading = LessonReader.read(path: path)
      guard let lesson = reading.lesson, !reading.diagnostics.contains(where: { $0.severity == .error }) else {
        named.updateValue(nil, forKey: name)
        continue
      }
      named.updateValue(Self.values(of: await executor.execute(lesson).run), forKey: name)
    }
  }

  private static func values(of run: LessonRun) -> [String: Value]? {
    run.blocks.contains { $0.status == .failed || $0.status == .notReached } ? nil : run.named
  }

  /// Gives a page what it prints of them.
  ///
  /// - Returns: what it cannot print
  func complete(_ page: inout Page) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    for value in page.lesson.root.recordedValues {
      if let known = (named[value.lesson] ?? nil)?[value.name] {
        page.recorded[value.address] = known
      } else {
        diagnostics.append(missing(value, in: page.lesson))
      }
    }
    return diagnostics
  }

  private func missing(_ value: RecordedValue, in lesson: Lesson) -> Diagnostic {
    func finding(_ message: String, help: String) -> Diagnostic {
      Diagnostic(.referenceBroken, message, path: lesson.source.path, range: value.range, help: help)
    }
    guard let lessonValues = named[value.lesson] else {
      let near = Suggestion.nearest(to: value.lesson, among: lessonPaths.map(LessonReader.name(ofPath:)))
      return finding(
        "there is no lesson `\(value.lesson)`",
        help: near.map { "did you mean `\($0)`?" } ?? "name a lesson of the course, without `.md`")
    }
    guard let values = lessonValues else {
      return finding(
        "the lesson `\(value.lesson)` did not run to its end, so its values are not known", help: "mend that lesson first")
    }
    let near = Suggestion.nearest(to: value.name, among: values.keys.sorted())
    return finding(
      "the lesson `\(value.lesson)` records no `\(value.name)`",
      help: near.map { "did you mean `\(value.lesson)#\($0)`?" } ?? "record it there: record(\"\(value.name)\", …)")
  }
}
