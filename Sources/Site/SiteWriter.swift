import Execution
import Foundation
import Lessons

/// Writes a course as a site: a page for each lesson, a front page, and what they need to be read without a network.
///
/// ```swift
/// let writer = SiteWriter(theme: try .locate(), katex: try .locate(), output: URL(fileURLWithPath: "site/public"))
/// let diagnostics = try writer.write(title: "Training deep networks", summary: nil, pages: pages)
/// ```
/// The same pages give the same bytes. Readers see the old site or the new one: it is built beside the output and exchanged
/// with it in one step.
public struct SiteWriter {
  private let theme: Theme
  private let katex: KaTeX
  private let macros: [String: String]
  private let output: URL
  private let store: ResultStore?

  /// - store: where set formulas and coloured code are kept for the next build
  /// - macros: LaTeX commands of the course, `["\\Var": "\\operatorname{Var}"]`
  public init(theme: Theme, katex: KaTeX, macros: [String: String] = [:], store: ResultStore? = nil, output: URL) {
    self.theme = theme
    self.katex = katex
    self.macros = macros
    self.output = output
    self.store = store
  }

  /// - Returns: what pages could not show as it was written; they are written all the same, with a notice.
  /// - Throws: where files cannot be written, or two pages would have one name; the old site is untouched then.
  @discardableResult
  public func write(title: String, summary: String? = nil, pages: [Page]) throws -> [Diagnostic] {
    try checkNames(of: pages)
    let renderer = PageRenderer(
      course: title, math: try MathTypesetter(katex: katex, macros: macros, store: store), store: store)
    var diagnostics: [Diagnostic] = []
    let folder = try StagedFolder(for: output)
    defer { folder.discard() }

    for (index, page) in pages.enumerated() {
      let rendered = renderer.render(
        page, previous: neighbour(in: pages, index - 1), next: neighbour(in: pages, index + 1))
      diagnostics += rendered.diagnostics
      try folder.write(Data(rendered.html.utf8), to: rendered.name + ".html")
      diagnostics += try copyImages(of: page, rendered, to: folder)
    }
    try folder.write(Data(FrontPage(title: title, summary: summary, pages: pages).html().utf8), to: "index.html")
    try writeAssets(to: folder)
    try folder.publish()
    return diagnostics
  }

  /// Each page is a file of its own, beside `index.html`.
  private func checkNames(of pages: [Page]) throws(Diagnostic) {
    var seen: Set<String> = ["index", "assets", "media"]
    for page in pages where !seen.insert(page.lesson.name).inserted || page.lesson.name.contains("/") || page.lesson.name.isEmpty {
      throw Diagnostic(
        .courseInvalid, "no page can be named \(page.lesson.name).html", path: page.lesson.source.path,
        help: "rename the file: each lesson needs a name of its own, other than index, assets and media")
    }
  }

  private func neighbour(in pages: [Page], _ index: Int) -> PageRenderer.Neighbour? {
    guard pages.indices.contains(index) else { return nil }
    return .init(name: pages[index].lesson.name, title: pages[index].lesson.frontMatter.title)
  }

  private func writeAssets(to folder: StagedFolder) throws {
    for file in theme.contents { try folder.write(file.bytes, to: "assets/" + file.name) }
    try folder.write(Data(katex.webStyle.utf8), to: "assets/katex/katex.css")
    for font in try katex.fonts() { try folder.write(font.bytes, to: "assets/katex/" + font.path) }
  }

  /// Images stand beside the lesson that shows them; a missing one is a broken reference of that lesson.
  private func copyImages(of page: Page, _ rendered: RenderedPage, to folder: StagedFolder) throws -> [Diagnostic] {
    let path = page.lesson.source.path
    let home = URL(fileURLWithPath: path).deletingLastPathComponent().resolvingSymlinksInPath()
    return try rendered.images.compactMap { image in
      let file = home.appendingPathComponent(image).resolvingSymlinksInPath()
      guard file.path.hasPrefix(home.path + "/"), let bytes = FileManager.default.contents(atPath: file.path) else {
        return Diagnostic(
          .referenceBroken, "no image at \(image)", path: path, range: page.lesson.root.range(ofImage: image),
          help: "the path is read from the lesson's folder, \(home.path)")
      }
      try folder.write(bytes, to: "media/" + image)
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
