import Execution
import Foundation
import Lessons

/// Renders a lesson with its results as a page.
///
/// ```swift
/// let renderer = PageRenderer(course: "Training deep networks", math: typesetter)
/// let rendered = renderer.render(page)        // .html, and .diagnostics with what could not be shown as written
/// ```
/// Emits `math-invalid`, `html-refused`.
public struct PageRenderer {
  /// A page before or behind, to lead to.
  public struct Neighbour: Sendable {
    public var name: String
    public var title: String

    public init(name: String, title: String) {
      self.name = name
      self.title = title
    }
  }

  private let course: String
  let math: MathTypesetter
  let store: ResultStore?
  private let pages: [CoursePage]

  /// - Parameter store: where set formulas and coloured code are kept for the next build
  public init(course: String, math: MathTypesetter, store: ResultStore? = nil) {
    self.init(course: course, pages: [], math: math, store: store)
  }

  /// - pages: those about the whole course, to lead to
  init(course: String, pages: [CoursePage], math: MathTypesetter, store: ResultStore?) {
    self.course = course
    self.pages = pages
    self.math = math
    self.store = store
  }

  public func render(_ page: Page, previous: Neighbour? = nil, next: Neighbour? = nil) -> RenderedPage {
    render(page, in: CourseTargets(lessons: [LessonOutline(page.lesson)]), previous: previous, next: next)
  }

  /// - Parameter targets: of the course's lessons, as they were when rendering began
  func render(_ page: Page, in targets: CourseTargets, previous: Neighbour? = nil, next: Neighbour? = nil) -> RenderedPage {
    let texts = TextBundle(of: ["page", URL(fileURLWithPath: page.lesson.source.path).standardizedFileURL.path], in: store)
    var renderer = LessonRenderer(page: page, course: targets, math: math, texts: texts)
    var article = HTML()
    renderer.document(in: &article)
    let exported = renderer.exportedTargets
    let standing = Standing(page)
    let summary = renderer.summary(standing)
    texts.keep()
    let notice = Notice(page: page, standing: standing, anchors: renderer.anchors, diagnostics: renderer.diagnostics)
    let front = page.lesson.frontMatter

    let frame = PageFrame(
      course: course, title: front.title, description: front.summary, styleClass: standing.isBad ? "lesson bad" : "lesson",
      usesMath: renderer.usesMath, navigation: CourseNavigation(pages: pages), hasFigures: true)
    let html = frame.html { html in
      contents(renderer.contents, in: &html)
      html.element("main", [.id("main")]) { html in
        html.element("header", [.class("title")]) { html in
          html.element("h1", front.title)
          if let summary = front.summary { html.element("p", [.class("summary")], summary) }
          StandingLine(standing: standing, blocks: page.lesson.experiments.count).write(to: &html)
        }
        html.newline()
        if renderer.slots.isEmpty { notice.write(to: &html) } else { html.markup(ReferenceSlot.notice) }
        html.element("article") { html in
          html.newline()
          html.markup(article.markup)
        }
        for popover in renderer.popovers {
          html.newline()
          html.markup(popover)
        }
        if !renderer.slots.isEmpty { html.markup(ReferenceSlot.previews) }
        html.newline()
        LessonDownloads(page: page).write(to: &html)
      }
      neighbours(previous, next, in: &html)
    }
    return RenderedPage(
      name: page.lesson.name, html: html, diagnostics: renderer.diagnostics, images: renderer.images.sorted(),
      summary: summary, slots: renderer.slots, notice: notice, targets: exported,
      search: SearchIndex.Lesson(page: PageAddress.page(page.lesson.name), title: front.title, entries: renderer.searchEntries))
  }

  func review(_ macros: [Macro]) -> [Diagnostic] {
    let texts = TextBundle(of: ["macros", course], in: store)
    defer { texts.keep() }
    return macros.compactMap { $0.review(math, texts) }
  }

  private func contents(_ entries: [ContentsEntry], in html: inout HTML) {
    let shown = entries.filter { $0.level <= 3 }
    guard shown.count > 1 else { return }
    html.element("nav", [.class("contents"), .id("contents"), .init("aria-label", "Contents")]) { html in
      html.element("details") { html in
        html.element("summary", "Contents")
        html.element("ul") { html in
          for entry in shown {
            html.newline()
            html.element("li", [.class("level-\(entry.level)")]) { html in
              html.element("a", [.href("#" + entry.anchor)], entry.title)
            }
          }
        }
      }
    }
    html.newline()
  }

  private func neighbours(_ previous: Neighbour?, _ next: Neighbour?, in html: inout HTML) {
    guard previous != nil || next != nil else { return }
    html.element("nav", [.class("neighbours"), .init("aria-label", "Lessons")]) { html in
      for (neighbour, relation, words) in [(previous, "prev", "Before"), (next, "next", "Next")] {
        guard let neighbour else { continue }
        html.element("a", [.class(relation), .init("rel", relation), .href(PageAddress.page(neighbour.name))]) { html in
          html.element("span", words)
          html.text(" ")
          html.element("b", neighbour.title)
        }
      }
    }
    html.newline()
  }
}
