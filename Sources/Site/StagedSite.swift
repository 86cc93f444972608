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
    var targets: CourseTargets
    /// Pages with references that wait for other lessons.
    var open: [Int: OpenPage] = [:]
    /// The first thing that could not be written. What follows is not written any more.
    var problem: (any Error)?
  }

  private let writer: SiteWriter
  private let course: CourseDescription
  private let lessons: [LessonOutline]
  private let outlines: CourseTargets
  private let folder: StagedFolder?
  private let renderers: PageRendererPool
  private let state: Mutex<State>

  init(_ writer: SiteWriter, _ course: CourseDescription, lessons: [LessonOutline], others: [LessonOutline]) throws {
    self.writer = writer
    self.course = course
    self.lessons = lessons
    folder = try writer.output.map { try StagedFolder(for: $0) }
    renderers = PageRendererPool(course, writer)
    outlines = CourseTargets(lessons: lessons + others)
    state = Mutex(State(search: SearchIndex(lessonCount: lessons.count + course.pages.count), targets: outlines))
  }

  deinit { folder?.discard() }

  /// Sets a lesson's page and writes it. From any thread; `publish` says what could not be written.
  ///
  /// - Returns: what the page could not show as it was written; it is written all the same, with a notice
  @discardableResult
  public func add(_ page: Page, at index: Int) -> [Diagnostic] {
    let rendered = renderers.withRenderer { renderer in
      renderer.render(page, in: outlines, previous: neighbour(index - 1), next: neighbour(index + 1))
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
      state.targets.add(rendered.targets, of: page.lesson.name)
      if !rendered.slots.isEmpty {
        state.open[index] = OpenPage(name: rendered.name, path: page.lesson.source.path, slots: rendered.slots, notice: rendered.notice)
      }
      state.problem = state.problem ?? problem
    }
    return diagnostics
  }

  /// Writes the pages about the whole course, and puts the site into its place.
  ///
  /// - Throws: where files could not be written; the old site is untouched then.
  public func publish(_ outcome: CourseOutcome = CourseOutcome()) throws {
    link()
    let (summaries, problem) = state.withLock { state in (lessons.indices.map { state.summaries[$0] }, state.problem) }
    if let problem { throw problem }
    guard let folder else { return }
    if let missing = summaries.firstIndex(where: { $0 == nil }) {
      throw Diagnostic(
        .fileUnreadable, "the lesson was there when the build began, and is not any more", path: lessons[missing].path,
        help: "build again")
    }
    try writePages(summaries.compactMap(\.self).map(withUses), outcome, to: folder)
    try writeAssets(to: folder)
    try folder.publish()
  }

  /// The lessons, too, that have a label to which this one refers.
  private func withUses(_ summary: LessonSummary) -> LessonSummary {
    var summary = summary
    for label in summary.labelsElsewhere.sorted() {
      let reference = CrossReference(lesson: nil, label: label, range: SourcePosition(line: 1, column: 1)..<SourcePosition(line: 1, column: 1))
      guard case .one(let place) = state.withLock({ $0.targets.find(reference, from: summary.name) }) else { continue }
      let name = outlines.outline(place.lesson).name
      if name != summary.name { summary.uses.insert(name) }
    }
    return summary
  }

  private func writePages(_ lessons: [LessonSummary], _ outcome: CourseOutcome, to folder: StagedFolder) throws {
    func write(_ html: String, to file: String) throws { try folder.write(Data(html.utf8), to: file) }
    try write(FrontPage(course: course, lessons: lessons).html(), to: "index.html")
    for page in course.pages {
      let html = switch page {
      case .ledger: LedgerPage(course: course, lessons: lessons, changes: outcome.changes).html()
      case .statements: renderers.withRenderer { $0.statements(of: course, standings: outcome.standings, lessons: lessons) }
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

  /// What is wrong with the course's macros.
  ///
  /// Diagnostics: `math-invalid`.
  public func reviewMacros() -> [Diagnostic] {
    guard !writer.macros.isEmpty else { return [] }
    return renderers.withRenderer { $0.review(writer.macros) }
  }

  // MARK: References between lessons

  /// What references name that none of the lessons has which were added.
  public var unresolved: [CrossReference] {
    state.withLock { state in
      state.open.sorted { $0.key < $1.key }.flatMap { _, page in
        page.slots.map(\.reference).filter { reference in
          if reference.label == nil { return false }
          if case .none = state.targets.find(reference, from: page.name) { return true }
          return false
        }
      }
    }
  }

  /// Takes what references can lead to in a lesson that has no page here.
  public func addTargets(of page: Page) {
    let rendered = renderers.withRenderer { $0.render(page, in: outlines) }
    state.withLock { $0.targets.add(rendered.targets, of: page.lesson.name) }
  }

  /// Sets the references from one lesson to another, when all have been added.
  ///
  /// - Returns: references that lead nowhere, by the place of the lesson that they stand in
  @discardableResult
  public func link() -> [Int: [Diagnostic]] {
    let (open, targets) = state.withLock { state in
      defer { state.open = [:] }
      return (state.open, state.targets)
    }
    var findings: [Int: [Diagnostic]] = [:]
    for (index, page) in open.sorted(by: { $0.key < $1.key }) {
      let linker = PageLinker(page, targets)
      if !linker.diagnostics.isEmpty { findings[index] = linker.diagnostics }
      do {
        guard let folder, state.withLock({ $0.problem == nil }) else { continue }
        let html = try folder.read(page.name + ".html")
        try folder.write(Data(linker.linked(Array(html))), to: page.name + ".html")
      } catch {
        state.withLock { $0.problem = $0.problem ?? error }
      }
    }
    return findings
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
