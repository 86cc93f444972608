import Execution
import Lessons

extension PageRenderer {
  /// The glossary's page.
  func glossary(of course: CourseDescription, lessons: [LessonSummary]) -> String {
    let texts = TextBundle(of: ["glossary", course.glossary.path], in: store)
    // Definitions have no lesson around them.
    let lesson = Lesson(
      source: SourceFile(path: course.glossary.path, text: ""), name: "", frontMatter: FrontMatter(title: ""),
      root: Node(.document, range: SourcePosition(line: 1, column: 1)..<SourcePosition(line: 1, column: 1)), experiments: [],
      inlineValues: [], claimReferences: [])
    let run = LessonRun(blocks: [], inlineValues: [], named: [:], diagnostics: [])
    let renderer = LessonRenderer(page: Page(lesson: lesson, run: run, claims: []), math: math, texts: texts)
    var usesMath = false
    let definitions = course.glossary.terms.map { renderer.definition($0.definition, &usesMath) }
    texts.keep()
    return GlossaryPage(course: course, lessons: lessons, definitions: definitions, usesMath: usesMath).html()
  }
}
