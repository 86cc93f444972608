import Foundation
import Lessons
import Testing

@testable import Site

@Suite struct SiteWriterTests {
  private func write(_ pages: [Page], to output: URL) throws -> [Diagnostic] {
    try SiteWriter(theme: .locate(), katex: .locate(), output: output).write(title: "Course", summary: "About it", pages: pages)
  }

  private func files(_ folder: URL) throws -> [String: Data] {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    return try paths.reduce(into: [:]) { files, path in
      let file = folder.appendingPathComponent(path)
      if try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true { files[path] = try Data(contentsOf: file) }
    }
  }

  @Test func theSamePagesAreTheSameBytes() throws {
    let first = TemporaryFolder.new(), second = TemporaryFolder.new()
    defer { for folder in [first, second] { TemporaryFolder.remove(folder) } }
    _ = try write(DemoCourse.pages, to: first)
    _ = try write(DemoCourse.pages, to: second)
    _ = try write(DemoCourse.pages, to: second)
    let files = try files(first)
    #expect(try self.files(second) == files)
    for name in [
      "index.html", "ledger.html", "reproduction.html", "404.html", "initialization.html", "dropout.html", "assets/style.css", "assets/page.js", "assets/figures.js",
       "assets/icon.svg", "assets/katex/katex.css",
      "assets/katex/fonts/KaTeX_Main-Bold.woff2", "assets/search.js", "assets/search/0.js",
      "initialization.receipt.json", "initialization.md", "initialization.zip", "initialization-broken.receipt.json",
    ] {
      #expect(files[name] != nil, "\(name)")
    }
    #expect(files["initialization-broken.zip"] == nil, "its blocks fail")
    #expect(try FileManager.default.contentsOfDirectory(atPath: second.deletingLastPathComponent().path) == ["site"])
  }

  /// Pages are added as lessons end, from several threads.
  @Test func theOrderOfPagesIsThatOfTheCourse() async throws {
    let first = TemporaryFolder.new(), second = TemporaryFolder.new()
    defer { for folder in [first, second] { TemporaryFolder.remove(folder) } }
    let pages = DemoCourse.pages
    let diagnostics = try write(pages, to: first)
    let site = try SiteWriter(theme: .locate(), katex: .locate(), output: second)
      .begin(CourseDescription(title: "Course", summary: "About it"), lessons: pages.map { LessonOutline($0.lesson) })
    let found = await withTaskGroup(of: (Int, [Diagnostic]).self) { group in
      for index in pages.indices.reversed() { group.addTask { (index, site.add(pages[index], at: index)) } }
      return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    #expect(!FileManager.default.fileExists(atPath: second.path), "nobody sees it before it is whole")
    #expect(pages.indices.flatMap { found[$0] ?? [] } == diagnostics)
    try site.publish()
    #expect(try files(first) == files(second))
  }

  @Test func aSiteThatIsGivenUpLeavesNothing() throws {
    let output = TemporaryFolder.new()
    defer { TemporaryFolder.remove(output) }
    do {
      let page = DemoCourse.small.page
      let site = try SiteWriter(theme: .locate(), katex: .locate(), output: output).begin(CourseDescription(title: "C"), lessons: [LessonOutline(page.lesson)])
      site.add(page, at: 0)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: output.deletingLastPathComponent().path) == [])
  }

  @Test func pagesAreWellFormedAndLoadNothingFromElsewhere() throws {
    let output = TemporaryFolder.new()
    defer { TemporaryFolder.remove(output) }
    _ = try write(DemoCourse.pages, to: output)
    let files = try files(output)
    for (name, bytes) in files {
      let text = String(decoding: bytes, as: UTF8.self)
      if name.hasSuffix(".html") {
        #expect(TagBalance(text).problems == [], "\(name)")
        for link in text.matches(of: #/<(?:link|script|img|use|source|iframe)[^>]*\s(?:src|href)="([^"]*)"/#) {
          let path = String(link.1)
          #expect(path.hasPrefix("#") || files[path] != nil, "\(name) loads \(path)")
        }
        for link in text.matches(of: #/<a [^>]*href="([^"#]*)(#[^"]*)?"/#) {
          #expect(link.1.isEmpty || files[String(link.1)] != nil, "\(name) links \(link.1)")
          let target = link.1.isEmpty ? text : String(decoding: files[String(link.1)] ?? Data(), as: UTF8.self)
          if let fragment = link.2?.dropFirst() { #expect(target.contains("id=\"\(fragment)\""), "\(name) links #\(fragment)") }
        }
      }
      if name.hasSuffix(".css") {
        #expect(!text.contains("@import"))
        for link in text.matches(of: #/url\(([^)]*)\)/#) where !link.1.hasPrefix("data:font/woff2;") { #expect(files["assets/katex/\(link.1)"] != nil, "\(name) loads \(link.1)") }
      }
      if name.hasSuffix(".js") { #expect(!text.contains("http"), "\(name)") }
    }
  }

  @Test func aFailureLeavesTheOldSite() throws {
    let output = TemporaryFolder.new()
    defer { TemporaryFolder.remove(output) }
    _ = try write([DemoCourse.small.page], to: output)
    let before = try files(output)
    var clash = DemoCourse.small
    for name in ["no/../../such", "index", "", "dropout", "ledger", "404"] {
      clash.name = name
      #expect(throws: Diagnostic.self) { try self.write([DemoCourse.small.page, clash.page], to: output) }
    }
    // A name that no file system takes: found while writing, after pages were staged.
    clash.name = String(repeating: "n", count: 300)
    #expect(throws: (any Error).self) { try self.write([DemoCourse.small.page, clash.page], to: output) }
    #expect(try files(output) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: output.deletingLastPathComponent().path) == ["site"])
  }

  @Test func imagesAreCopiedAndMissingOnesReported() throws {
    let output = TemporaryFolder.new()
    defer { TemporaryFolder.remove(output) }
    let lessons = output.deletingLastPathComponent().appendingPathComponent("lessons")
    try FileManager.default.createDirectory(at: lessons.appendingPathComponent("pictures"), withIntermediateDirectories: true)
    try Data("picture".utf8).write(to: lessons.appendingPathComponent("pictures/a.png"))
    var lesson = LessonSketch()
    for source in ["pictures/a.png", "gone.png"] {
      lesson.paragraph(LessonSketch.node(.image(source: source, title: ""), [LessonSketch.text("a")]))
    }
    var page = lesson.page
    page.lesson.source = SourceFile(path: lessons.appendingPathComponent("a.md").path, text: "")
    let diagnostics = try write([page], to: output)
    #expect(diagnostics.map(\.code) == [.referenceBroken])
    #expect(try files(output)["media/pictures/a.png"] == Data("picture".utf8))
  }
}
