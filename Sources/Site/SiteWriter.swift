import Execution
import Foundation
import Lessons

/// Writes a course as a site: a page for each lesson, a front page, and what they need to be read without a network.
///
/// ```swift
/// let writer = SiteWriter(theme: try .locate(), katex: try .locate(), output: URL(fileURLWithPath: "site/public"))
/// let site = try writer.begin(CourseDescription(course), lessons: outlines)
/// let diagnostics = site.add(page, at: 0)     // from any thread, in any order
/// try site.publish(outcome)
/// ```
/// The same pages give the same bytes. Readers see the old site or the new one: it is built beside the output and exchanged
/// with it in one step.
public struct SiteWriter: Sendable {
  let theme: Theme
  let katex: KaTeX
  let macros: [Macro]
  let output: URL?
  let store: ResultStore?

  /// - macros: LaTeX commands of the course
  /// - store: where set formulas and coloured code are kept for the next build
  /// - output: nil to set the pages for what there is to say of them, and write none
  public init(theme: Theme, katex: KaTeX, macros: [Macro] = [], store: ResultStore? = nil, output: URL?) {
    self.theme = theme
    self.katex = katex
    self.macros = macros
    self.output = output
    self.store = store
  }

  /// Begins a site whose pages are added one by one, as their lessons come to their ends.
  ///
  /// - lessons: those that will have a page, in their order
  /// - others: further ones of the course, which references may lead to
  /// - Throws: where the site's folder cannot be made, or two pages would have one name; the old site is untouched then.
  public func begin(_ course: CourseDescription, lessons: [LessonOutline], others: [LessonOutline] = []) throws -> StagedSite {
    try checkNames(of: lessons)
    return try StagedSite(self, course, lessons: lessons, others: others)
  }

  /// Writes a site whose pages are all there.
  ///
  /// - Returns: what pages could not show as it was written; they are written all the same, with a notice.
  @discardableResult
  public func write(
    _ course: CourseDescription, outcome: CourseOutcome = CourseOutcome(), pages: [Page]
  ) throws -> [Diagnostic] {
    let site = try begin(course, lessons: pages.map { LessonOutline($0.lesson) })
    let diagnostics = pages.enumerated().flatMap { site.add($1, at: $0) }
    let links = site.link().sorted { $0.key < $1.key }.flatMap(\.value)
    try site.publish(outcome)
    return diagnostics + links
  }

  /// The same for a course of which nothing else is known.
  @discardableResult
  public func write(title: String, summary: String? = nil, pages: [Page]) throws -> [Diagnostic] {
    try write(CourseDescription(title: title, summary: summary), pages: pages)
  }

  /// Each page is a file of its own, beside `index.html`.
  private func checkNames(of lessons: [LessonOutline]) throws(Diagnostic) {
    var seen = CoursePage.reserved
    for lesson in lessons where !seen.insert(lesson.name).inserted || lesson.name.contains("/") || lesson.name.isEmpty {
      throw Diagnostic(
        .courseInvalid, "no page can be named \(lesson.name).html", path: lesson.path,
        help: "rename the file: each lesson needs a name of its own, other than \(CoursePage.reserved.sorted().joined(separator: ", "))")
    }
  }
}
