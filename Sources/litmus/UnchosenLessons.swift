import Lessons
import Site

/// The lessons of a course that were not asked for, which those that were may refer to.
struct UnchosenLessons {
  private let paths: [String]

  init(of course: Course, read lessons: [LessonOutline]) {
    let known = Set(lessons.map(\.path))
    paths = course.lessonPaths.filter { !known.contains($0) }
  }

  /// Those that have what references name.
  func named(by references: [CrossReference]) -> [Lesson] {
    guard !references.isEmpty else { return [] }
    let labels = Set(references.compactMap(\.label))
    return paths.compactMap { path in
      let reading = LessonReader.read(path: path)
      guard let lesson = reading.lesson, !reading.diagnostics.contains(where: { $0.severity == .error }) else { return nil }
      return lesson.names.isDisjoint(with: labels) ? nil : lesson
    }
  }
}
