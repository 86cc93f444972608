import Execution
import Judgement
import Lessons

extension PageRenderer {
  /// The page of what the lectures say.
  func statements(of course: CourseDescription, standings: [StatementReview.Standing], lessons: [LessonSummary]) -> String {
    let texts = TextBundle(of: ["statements", course.folder], in: store)
    var page = StatementsPage(course: course, standings: standings, lessons: lessons)
    for case .math(let latex) in page.pieces where page.formulas[latex] == nil {
      // What a lecture wrote need not be LaTeX that stands alone.
      if case .success(let set) = math.typeset(latex, display: false, keptIn: texts) { page.formulas[latex] = Markup(trusted: set) }
    }
    texts.keep()
    return page.html()
  }
}
