import Execution
import Foundation
import Testing

@testable import Lessons
@testable import Site

/// Without our extensions, the renderer of lessons says what CommonMark's specification says, of every example.
@Suite struct CommonMarkTests {
  private func render(_ markdown: String, math: MathTypesetter) -> (html: String, misaligned: Int) {
    let source = SourceFile(path: "a.md", text: markdown)
    let document = MarkdownParser.parse(source, readsExtensions: false)
    var sketch = LessonSketch().page
    sketch.lesson.root = document.root
    var renderer = LessonRenderer(page: sketch, math: math, texts: TextBundle(of: [], in: nil), dialect: .commonMark)
    var html = HTML()
    renderer.document(in: &html)
    return (html.text, document.misalignedBlocks)
  }

  @Test func everyExampleOfTheSpecification() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let folder = root.appendingPathComponent(".build/validators")
    // The version that the machine's libcmark implements.
    let isOld = CommonMark.version.hasPrefix("0.30")
    let file = folder.appendingPathComponent(isOld ? "commonmark-0.30.json" : "commonmark-0.31.txt")
    guard FileManager.default.fileExists(atPath: file.path) else {
      print("not run: the examples of CommonMark's specification (make .build/validators fetches them)")
      return
    }
    let examples = try CommonMarkExample.all(in: file)
    #expect(examples.count == 652)
    let math = try MathTypesetter(katex: .locate())
    for example in examples {
      let (html, misaligned) = render(example.markdown, math: math)
      #expect(
        normalized(html) == normalized(example.html),
        "example \(example.example), \(example.section): \(example.markdown.debugDescription)")
      #expect(misaligned == 0, "example \(example.example): inlines without places")
    }
    print("CommonMark \(CommonMark.version): \(examples.count) examples of \(file.lastPathComponent)")
  }

  /// What is taken away before comparing makes no wrong page right.
  @Test(arguments: [
    ("<p>a</p>", "<p>b</p>"), ("<p>a</p>", "a"), ("<ul>\n<li>a</li>\n</ul>", "<ul>\n<li>\n<p>a</p>\n</li>\n</ul>"),
    ("<p>a\nb</p>", "<p>a b</p>"), ("<a href=\"a\">b</a>", "<a href=\"c\">b</a>"), ("<p>&lt;b&gt;</p>", "<p><b></p>"),
    ("<pre><code>a\n\nb\n</code></pre>", "<pre><code>a\nb\n</code></pre>"),
  ])
  func comparisonSees(_ first: String, _ second: String) { #expect(normalized(first) != normalized(second)) }
}
