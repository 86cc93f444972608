/// A page about the whole course. Lessons may not take its name.
enum CoursePage: String, CaseIterable {
  case ledger, statements, glossary, reproduction

  var file: String { rawValue + ".html" }

  var title: String {
    switch self {
    case .ledger: "Ledger"
    case .statements: "Statements"
    case .glossary: "Glossary"
    case .reproduction: "Reproduction"
    }
  }

  /// What is on it, in a sentence.
  var summary: String {
    switch self {
    case .ledger: "Every claim of the course, with what was measured and how it came out."
    case .statements: "What the lectures say, sentence by sentence, and what we found."
    case .glossary: "The words of the course, explained."
    case .reproduction: "What every number was computed with, and how to compute it again."
    }
  }

  /// The page: in the frame of all pages, below its title and its sentence, what `content` writes.
  func html(of course: CourseDescription, usesMath: Bool = false, content: (inout HTML) -> Void) -> String {
    let frame = PageFrame(
      course: course.title, title: title, description: summary, styleClass: "course-page \(rawValue)", usesMath: usesMath,
      navigation: CourseNavigation(pages: course.pages, current: self))
    return frame.html { html in
      html.element("main", [.id("main")]) { html in
        html.element("header", [.class("title")]) { html in
          html.element("h1", title)
          html.element("p", [.class("summary")], summary)
        }
        html.newline()
        content(&html)
      }
      html.newline()
    }
  }

  /// The names of files that are no lessons' pages.
  static let reserved: Set<String> = Set(allCases.map(\.rawValue)).union(["index", "404", "assets", "media"])
}

/// Links between the pages about the whole course.
struct CourseNavigation {
  var pages: [CoursePage]
  var current: CoursePage?

  /// In the header, where the screen is wide enough.
  func writeHeader(to html: inout HTML) {
    html.element("nav", [.class("course-pages"), .init("aria-label", "Course")]) { html in
      for page in pages where page != .reproduction { link(page.file, page.title, isCurrent: page == current, in: &html) }
    }
  }

  /// In the footer of every page.
  func writeFooter(to html: inout HTML, isFront: Bool) {
    html.element("nav", [.class("course-links"), .init("aria-label", "All pages of the course")]) { html in
      link("index.html", "Lessons", isCurrent: isFront, in: &html)
      for page in pages { link(page.file, page.title, isCurrent: page == current, in: &html) }
    }
  }

  private func link(_ file: String, _ title: String, isCurrent: Bool, in html: inout HTML) {
    html.element("a", [.href(file)] + (isCurrent ? [.init("aria-current", "page")] : []), title)
    html.text(" ")
  }
}
