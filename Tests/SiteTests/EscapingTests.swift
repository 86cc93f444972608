import Execution
import Foundation
import Judgement
import Lessons
import Records
import Testing

@testable import Site

/// Whatever a lesson says or prints, the page runs and loads nothing for it.
@Suite struct EscapingTests {
  /// The page has no script but its own, no handler, and no address that runs.
  private func expectHarmless(_ rendered: RenderedPage, _ attempt: Injection) {
    let balance = TagBalance(rendered.html)
    #expect(balance.problems == [], "\(attempt)")
    let body = balance.tags.firstIndex { $0.name == "body" } ?? 0
    let tags = PageTags(balance.tags[body...])
    #expect(tags.problems == [] && tags.scripts == [], "\(attempt)")
    let head = balance.tags[..<body].filter { !["html", "head", "title", "meta", "link"].contains($0.name) }
    #expect(head.map(\.source) == ["<script src=\"assets/page.js\">", "<script src=\"assets/figures.js\" defer>"], "\(attempt)")
    #expect(balance.tags.count { $0.name == "meta" } <= 5 && balance.tags.count { $0.name == "link" } <= 3, "\(attempt)")
  }

  let renderer: PageRenderer

  init() throws { renderer = PageRenderer(course: "Course", math: try MathTypesetter(katex: .locate())) }

  static func attempts(_ kind: String) -> [Injection] { Injection.all.filter { $0.kind == kind } }

  @Test func theCorpusIsThere() { #expect(Injection.all.count > 350 && Injection.kinds.count > 12) }

  @Test(arguments: Injection.kinds) func everyPlaceOfAText(_ kind: String) throws {
    for attempt in Self.attempts(kind) {
      let page = try #require(InjectedLesson(attempt: attempt.text).page, "\(attempt)")
      expectHarmless(renderer.render(page), attempt)
    }
  }

  @Test(arguments: Injection.kinds) func everyResultOfALesson(_ kind: String) {
    for attempt in Self.attempts(kind) {
      var lesson = Self.lesson(of: attempt.text)
      lesson.add(LessonSketch.node(.htmlBlock(attempt.text)))
      lesson.add(LessonSketch.node(.paragraph, [LessonSketch.node(.inlineHTML(attempt.text)), LessonSketch.text("after")]))
      let rendered = renderer.render(lesson.page)
      expectHarmless(rendered, attempt)
      let front = FrontPage(course: CourseDescription(title: attempt.text, summary: attempt.text), lessons: [rendered.summary]).html()
      #expect(TagBalance(front).problems == [], "\(attempt)")
      #expect(front.matches(of: #/<script/#).count == 1, "\(attempt)")
    }
  }

  /// A filter that changes its own output has read it otherwise than it wrote it.
  @Test func filteringTwiceIsFilteringOnce() {
    for attempt in Injection.all {
      for place in [RawHTMLFilter.Place.block, .inline] {
        func filtered(_ text: String) -> String {
          var filter = RawHTMLFilter(place)
          return filter.filter(text).description + filter.close().description
        }
        let once = filtered(attempt.text)
        #expect(filtered(once) == once, "\(attempt)")
      }
    }
  }

  @Test(arguments: [
    (
      "<svg viewBox='0 0 10 10'><rect x='1' fill=\"#123\" transform='translate(1 2) scale(2)'/><text y=\"9\">a &lt; b</text></svg>",
      "<svg viewbox=\"0 0 10 10\"><rect x=\"1\" fill=\"#123\" transform=\"translate(1 2) scale(2)\"></rect><text y=\"9\">a &lt; b</text></svg>",
      [String]()
    ),
    ("<svg><rect fill='url(#x)' onload='f()'/></svg>", "<svg><rect></rect></svg>", ["fill=\"url(#x)\"", "onload="]),
    ("<svg><rect transform='translate(1) url(x)'/></svg>", "<svg><rect></rect></svg>", ["transform=\"translate(1) url(x)\""]),
    ("<svg><image x='1'/></svg>", "<svg>&lt;image x=&#39;1&#39;/&gt;</svg>", ["<image>"]),
    ("<rect x='1'/>", "&lt;rect x=&#39;1&#39;/&gt;", ["<rect>"]),
    ("<b/>x", "<b>x</b>", []),
  ])
  func aDrawingOfShapesAndWordsPasses(_ html: String, _ filtered: String, _ refused: [String]) {
    var filter = RawHTMLFilter(.block)
    #expect(filter.filter(html).description + filter.close().description == filtered)
    #expect(filter.refused == refused)
  }

  @Test func aLessonsNameIsNoAddress() throws {
    for name in ["javascript:alert(1)", "data:x", "a?b", "a#b", "a%2Fb", "\" onmouseover=\"alert(1)"] {
      let neighbour = PageRenderer.Neighbour(name: name, title: name)
      let html = renderer.render(LessonSketch().page, previous: neighbour, next: neighbour).html
      #expect(PageTags(TagBalance(html).tags.drop { $0.name != "body" }).problems == [], "\(name)")
      let address = PageAddress.page(name)
      #expect(!address.contains { ":?#\" ".contains($0) } && address.removingPercentEncoding == name + ".html")
    }
  }

  /// The attack wherever a lesson or its results have text.
  static func lesson(of attack: String) -> LessonSketch {
    var lesson = LessonSketch()
    lesson.title = attack
    lesson.summary = attack
    lesson.heading(1, attack)
    lesson.add(LessonSketch.node(.codeBlock(language: attack, text: attack)))
    lesson.add(LessonSketch.node(.codeBlock(language: "swift", text: attack)))
    lesson.equation(attack)
    lesson.experiment(
      BlockOptions(label: attack, caption: attack, alternativeText: attack, reason: attack), attack,
      outputs: [
        .text(attack), .value(.text(attack)), .figure(Figure()),
        .table(Table(columns: [.init(title: attack, unit: attack, cells: [.text(attack)])])),
        .derivation(DerivationReport(
          id: attack, line: 1,
          steps: [
            .init(latex: attack, reason: attack, outcome: .start, assumptions: [], example: 1, line: 1),
            .init(
              latex: attack, reason: attack, outcome: .broken(counterexample: attack),
              assumptions: [.init(latex: attack, isIdle: false, breakSize: 1)], example: 1, line: 1),
          ], errorBound: 0)),
      ])
    lesson.experiment(BlockOptions(), attack, status: .failedAsExpected(attack))
    lesson.experiment(BlockOptions(runs: false, reason: attack), attack, status: .notAsked)
    lesson.experiment(BlockOptions(), attack, status: .failed)
    lesson.diagnostics = [Diagnostic(.blockTrapped, attack, range: LessonSketch.nowhere)]
    lesson.judge(
      attack, .below(1), .always, .fails, claim: .sketch(.fails, [.number(2)], passes: 0, attack),
      control: .sketch(.fails, [.number(.nan)], passes: 0, attack))
    let sentence = lesson.sentence(attack, LessonSketch.text(attack), LessonSketch.node(.code(attack)))
    let value = lesson.value(attack, attack, .text(attack)), missing = lesson.value(attack, nil, nil)
    lesson.paragraph(sentence, value, missing, LessonSketch.math(attack))
    return lesson
  }

  @Test(arguments: [
    "javascript:alert(1)", "JAVASCRIPT:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "java\tscript:alert(1)", "\u{1}javascript:alert(1)",
    "data:text/html,x", "vbscript:x", "file:///etc/passwd", "blob:x", "view-source:x", "javascript&colon;alert(1):x", "x:y", ":x", "about:blank",
    "//example.com/x", "\\\\example.com\\x", "/\\example.com",
  ])
  func linksThatRunGoNowhere(_ destination: String) throws {
    #expect(SafeLink.destination(destination) == nil)
    let rendered = try render([
      LessonSketch.node(.paragraph, [
        LessonSketch.node(.link(destination: destination, title: ""), [LessonSketch.text("here")]),
        LessonSketch.node(.image(source: destination, title: ""), [LessonSketch.text("there")]),
      ])
    ])
    #expect(rendered.article == "<p><span class=\"refused-link\" title=\"a link that was refused\">here</span><span class=\"refused-link\" title=\"an image that was refused\">there</span></p>\n")
    #expect(rendered.diagnostics.map(\.code) == [.htmlRefused, .htmlRefused])
  }

  @Test(arguments: [
    ("https://arxiv.org/abs/1502.01852", "https://arxiv.org/abs/1502.01852"), ("other.md", "other.html"), ("other.md#he", "other.html#he"),
    ("#here", "#here"), ("a/b:c", "a/b:c"), ("mailto:a@example.org", "mailto:a@example.org"),
  ])
  func goodLinksStay(_ destination: String, _ address: String) throws {
    let rendered = try render([
      LessonSketch.node(.paragraph, [LessonSketch.node(.link(destination: destination, title: "\"t\""), [LessonSketch.text("x")])])
    ])
    #expect(rendered.article.contains("<a href=\"\(address)\" title=\"&quot;t&quot;\""))
    #expect(rendered.diagnostics == [])
  }

  @Test(arguments: ["https://example.com/a.png", "//example.com/a.png", "/etc/passwd", "../a.png", "a/../../b.png", "a\\b.png", "a.png?x", "", "%2e%2e/a.png", "a.svg", "a.html", "png/a"])
  func imagesFromElsewhereAreRefused(_ source: String) { #expect(SafeLink.localPath(source) == nil) }

  @Test func allowedHTMLIsKeptAndBalanced() throws {
    let nodes = ["<details open>", "<summary>More</summary>", "<p>a <b>b", "</details>", "</div>", "<ul><li>x"].map { LessonSketch.node(.htmlBlock($0)) }
    #expect(try render(nodes).article == "<details open=\"\"><summary>More</summary><p>a <b>b</b></p></details><ul><li>x</li></ul>")
  }
}
