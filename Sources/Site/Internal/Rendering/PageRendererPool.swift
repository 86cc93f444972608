import Synchronization

/// Renderers for pages that are set side by side: each has a KaTeX of its own, which two threads may not use at once.
final class PageRendererPool: @unchecked Sendable {
  // Unchecked, because a renderer is no Sendable: it is taken out of the list while somebody uses it.
  private var idle: [PageRenderer] = []
  private let lock = Mutex(())
  private let make: () -> PageRenderer

  init(_ course: CourseDescription, _ writer: SiteWriter) {
    make = {
      PageRenderer(
        course: course.title, pages: course.pages, math: MathTypesetter(katex: writer.katex, macros: writer.macros.commands),
        store: writer.store)
    }
  }

  func withRenderer<Result>(_ work: (PageRenderer) -> Result) -> Result {
    let renderer = lock.withLock { _ in idle.popLast() } ?? make()
    defer { lock.withLock { _ in idle.append(renderer) } }
    return work(renderer)
  }
}
