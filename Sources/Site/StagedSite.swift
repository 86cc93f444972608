import Execution
import Foundation
import Lessons
import Synchronization

/// A site under way. Each page is set and written when its lesson has come to its end, and nothing of it stays in memory but what the
/// front page says; so a course may have any number of lessons.
///
/// If it is not published, nothing is left of it.
public final class StagedSite: Sendable {
  private struct State {
    var entries: [Int: FrontPage.Entry] = [:]
    var search: SearchIndex
    /// The first thing that could not be written. What follows is not written any more.
    var problem: (any Error)?
  }

  private let writer: SiteWriter
  private let title: String
  private let summary: String?
  private let lessons: [LessonOutline]
  private let folder: StagedFolder?
  private let renderers: PageRendererPool
  private let state: Mutex<State>

  init(_ writer: SiteWriter, title: String, summary: String?, lessons: [LessonOutline]) throws {
    self.writer = writer
    self.title = title
    self.summary = summary
    self.lessons = lessons
    folder = try writer.output.map { try StagedFolder(for: $0) }
    renderers = PageRendererPool(course: title, writer)
    state = Mutex(State(search: SearchIndex(lessonCount: lessons.count)))
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
      state.entries[index] = FrontPage.Entry(page)
      state.problem = state.problem ?? problem
    }
    return diagnostics
  }

  /// Puts the site into its place.
  ///
  /// - Throws: where files could not be written; the old site is untouched then.
  public func publish() throws {
    let (entries, problem) = state.withLock { state in (lessons.indices.map { state.entries[$0] }, state.problem) }
    if let problem { throw problem }
    guard let folder else { return }
    if let missing = entries.firstIndex(where: { $0 == nil }) {
      throw Diagnostic(
        .fileUnreadable, "the lesson was there when the build began, and is not any more", path: lessons[missing].path,
        help: "build again")
    }
    let front = FrontPage(title: title, summary: summary, entries: entries.compactMap { $0 })
    try folder.write(Data(front.html().utf8), to: "index.html")
    try writeAssets(to: folder)
    try folder.publish()
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
