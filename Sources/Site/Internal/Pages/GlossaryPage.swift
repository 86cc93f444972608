import Lessons

/// The words that the course explains, by the alphabet: definition, other spellings, where there is more, and the lessons that use them.
struct GlossaryPage {
  var course: CourseDescription
  var lessons: [LessonSummary]
  /// The definitions, set: one for each term of the course's glossary.
  var definitions: [Markup]
  var usesMath: Bool

  func html() -> String {
    CoursePage.glossary.html(of: course, usesMath: usesMath) { html in
      html.element("dl", [.class("terms")]) { html in
        for index in order { entry(course.glossary.terms[index], definitions[index], in: &html) }
      }
    }
  }

  private var order: [Int] {
    let names = course.glossary.terms.map { $0.term.lowercased() }
    return definitions.indices.sorted { (names[$0], $0) < (names[$1], $1) }
  }

  private func entry(_ term: Glossary.Term, _ definition: Markup, in html: inout HTML) {
    html.newline()
    html.element("dt", [.id(term.anchor)]) { html in
      html.element("dfn", term.term)
      if !term.spellings.isEmpty { html.element("span", [.class("spellings")], " " + term.spellings.joined(separator: ", ")) }
    }
    html.element("dd") { html in
      html.element("p", [], definition)
      let users = lessons.filter { $0.terms.contains(term.anchor) }
      let place = term.see.flatMap(place)
      guard place != nil || !users.isEmpty else { return }
      html.element("p", [.class("places")]) { html in
        if let place {
          html.text("see ")
          html.element("a", [.href(place.address)], place.title)
          if !users.isEmpty { html.text("; ") }
        }
        guard !users.isEmpty else { return }
        html.text("used in ")
        for (index, lesson) in users.enumerated() {
          if index > 0 { html.text(index == users.count - 1 ? " and " : ", ") }
          html.element("a", [.href(lesson.file)], lesson.title)
        }
      }
    }
  }

  /// Where there is more of a term; a label that no lesson has leads to the lesson that is named, or nowhere.
  private func place(_ see: Glossary.Place) -> (address: String, title: String)? {
    func anchor(_ lesson: LessonSummary) -> String? {
      see.label.flatMap { label in [label, "claim-" + label].first(where: lesson.places.contains) }
    }
    if let name = see.lesson {
      guard let lesson = lessons.first(where: { $0.name == name }) else { return nil }
      return (lesson.file + (anchor(lesson).map { "#" + $0 } ?? ""), lesson.title)
    }
    for lesson in lessons {
      if let anchor = anchor(lesson) { return ("\(lesson.file)#\(anchor)", lesson.title) }
    }
    return nil
  }
}
