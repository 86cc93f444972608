import Judgement
import Lessons

extension CourseRun {
  /// Looks at what stands beside the lessons: works that are cited, words that are explained, and the lectures' statements with the verdicts that bear on them.
  mutating func review(_ bibliography: Bibliography, _ glossary: Glossary, _ findings: [Diagnostic]) {
    let lessons = outcomes.compactMap(\.lesson)
    let isWhole = course.chosenPaths == course.lessonPaths && lessons.count == outcomes.count
    let (catalogue, statementFindings) = StatementCatalogue.load(folder: course.folder)
    let review = StatementReview(
      of: catalogue,
      lessons: lessons.filter { $0.coverage != nil }.map { .init(lesson: $0.lesson, run: $0.run, claims: $0.claims) },
      allLessons: course.lessonPaths.map(LessonReader.name(ofPath:)))
    diagnostics += findings + statementFindings + bibliography.review(lessons.map(\.lesson), isWholeCourse: isWhole)
    diagnostics += glossary.review(lessons: course.lessonPaths.map(LessonReader.name(ofPath:))) + review.diagnostics
    statements = review
  }
}
