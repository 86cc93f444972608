import Execution
import Foundation
import Lessons
import Synchronization

/// A site under way. Each page is set and written when its lesson has come to its end, and nothing of it stays in memory but what
/// pages about the whole course say; so a course may have any number of lessons.
///
/// If it is not published, nothing is left of it.
public final class StagedSite: Sendable {
  private struct State {
    var summaries: [Int: LessonSummary] = [:]
    var search: SearchIndex
    /// The first thing that could not be written. What follows is not written any more.
    var problem: (any Error)?
  }

  private let writer: SiteWriter
  private let course: CourseDescription
  private let lessons: [LessonOutline]
  private let folder: StagedFolder?
  private let renderers: PageRendererPool
  private let state: Mutex<State>

  init(_ writer: SiteWriter, _ course: CourseDescription, lessons: [LessonOutline]) throws {
    self.writer = writer
    self.course = course
    self.lessons = lessons
    folder = try writer.output.map { try StagedFolder(for: $0) }
    renderers = PageRendererPool(course, writer)
    state = Mutex(State(search: SearchIndex(lessonCount: lessons.count + course.pages.count)))
  }

  deinit { folder?.discard() }

  /// Sets a lesson's page and writes it. From any thread; `publish` says what could not be written.
  ///
  /// - Returns: what the page could not show as it was written; it is written all the same, with a notice
  @discardableResult
  public func add(_ page: Page, at index: Int) -> [Diagnostic] {
    let rendered = renderers.withRenderer { renderer in
      renderer.render(page, previous: neighbour(index - 1), next: neighbour(index + 1))
    }
    var diagnostics = rendered.diagnostics
    var problem: (any Error)?
    do {
      if state.withLock({ $0.problem == nil }) {
        try folder?.write(Data(rendered.html.utf8), to: rendered.name + ".html")
        if let folder {
          for file in LessonDownloads(page: page).files { try folder.write(file.bytes(), to: file.path) }
        }
        diagnostics += try copyImages(of: page, rendered)
        if let folder, let file = try state.withLock({ try $0.search.add(rendered.search, at: index) }) {
          try folder.write(file.bytes, to: file.path)
        }
      }
    } catch {
      problem = error
    }
    state.withLock { state in
      state.summaries[index] = rendered.summary
      state.problem = state.problem ?? problem
    }
    return diagnostics
  }

  /// Writes the pages about the whole course, and puts the site into its place.
  ///
  /// - Throws: where files could not be written; the old site is untouched then.
  public func publish(_ outcome: CourseOutcome = CourseOutcome()) throws {
    let (summaries, problem) = state.withLock { state in (lessons.indices.map { state.summaries[$0] }, state.problem) }
    if let problem { throw problem }
    guard let folder else { return }
    if let missing = summaries.firstIndex(where: { $0 == nil }) {
      throw Diagnostic(
        .fileUnreadable, "the lesson was there when the build began, and is not any more", path: lessons[missing].path,
        help: "build again")
    }
    try writePages(summaries.compactMap(\.self), outcome, to: folder)
    try writeAssets(to: folder)
    try folder.publish()
  }

  private func writePages(_ lessons: [LessonSummary], _ outcome: CourseOutcome, to folder: StagedFolder) throws {
    func write(_ html: String, to file: String) throws { try folder.write(Data(html.utf8), to: file) }
    try write(FrontPage(course: course, lessons: lessons).html(), to: "index.html")
    for page in course.pages {
      let html = switch page {
      case .ledger: LedgerPage(course: course, lessons: lessons, changes: outcome.changes).html()
      case .statements: StatementsPage(course: course, standings: outcome.standings, lessons: lessons).html()
      case .glossary: renderers.withRenderer { $0.glossary(of: course, lessons: lessons) }
      case .reproduction: ReproductionPage(course: course, lessons: lessons, outcome: outcome).html()
      }
      try write(html, to: page.file)
    }
    try write(MissingPage(course: course.title, style: writer.theme.missingPageStyle).html(), to: "404.html")
    for (offset, page) in course.pages.enumerated() {
      let entries = SearchIndex.Lesson(page, of: course)
      if let file = try state.withLock({ try $0.search.add(entries, at: lessons.count + offset) }) { try folder.write(file.bytes, to: file.path) }
    }
  }

  private func neighbour(_ index: Int) -> PageRenderer.Neighbour? {
    guard lessons.indices.contains(index) else { return nil }
    return .init(name: lessons[index].name, title: lessons[index].title)
  }

  private func writeAssets(to folder: StagedFolder) throws {
    for file in writer.theme.contents { try folder.write(file.bytes, to: "assets/" + file.name) }
    let style = try writer.katex.webStyle()
    try folder.write(Data(style.utf8), to: "assets/katex/katex.css")
    for font in try writer.katex.fonts(of: style) { try folder.write(font.bytes, to: "assets/katex/" + font.path) }
  }

  /// Images stand beside the lesson that shows them; a missing one is a broken reference of that lesson.
  private func copyImages(of page: Page, _ rendered: RenderedPage) throws -> [Diagnostic] {
    guard !rendered.images.isEmpty else { return [] }
    let path = page.lesson.source.path
    let home = URL(fileURLWithPath: path).deletingLastPathComponent().resolvingSymlinksInPath()
    return try rendered.images.compactMap { image in
      let file = home.appendingPathComponent(image).resolvingSymlinksInPath()
      guard file.path.hasPrefix(home.path + "/"), let bytes = FileManager.default.contents(atPath: file.path) else {
        return Diagnostic(
          .referenceBroken, "no image at \(image)", path: path, range: page.lesson.root.range(ofImage: image),
          help: "the path is read from the lesson's folder, \(home.path)")
      }
      try folder?.write(bytes, to: "media/" + image)
      return nil
    }
  }
}

extension Node {
  fileprivate func range(ofImage path: String) -> SourceRange? {
    if case .image(let source, _) = kind, SafeLink.localPath(source) == path { return range }
    return children.lazy.compactMap { $0.range(ofImage: path) }.first
  }
}
