import Lessons
import Testing

@testable import Site

/// One typesetter per test run would be shared state; each test makes the one it needs.
func render(_ page: Page) throws -> RenderedPage {
  PageRenderer(course: "Course", math: try MathTypesetter(katex: .locate())).render(page)
}

func render(_ sketch: LessonSketch) throws -> RenderedPage { try render(sketch.page) }

/// A page with these nodes alone.
func render(_ nodes: [Node]) throws -> RenderedPage {
  var sketch = LessonSketch()
  for node in nodes { sketch.add(node) }
  return try render(sketch)
}

extension RenderedPage {
  /// What stands between `<article>` and `</article>`.
  var article: String {
    guard let start = html.range(of: "<article>\n"), let end = html.range(of: "</article>") else { return "" }
    return String(html[start.upperBound..<end.lowerBound])
  }
}
