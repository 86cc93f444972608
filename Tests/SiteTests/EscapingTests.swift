import Execution
import Foundation
import Judgement
import Lessons
import Records
import Testing

@testable import Site

/// Whatever a lesson says or prints, the page runs and loads nothing for it.
@Suite struct EscapingTests {
  static let attacks = [
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>", "\"><script>alert(1)</script>", "'><script>alert(1)</script>", "\" onmouseover=\"alert(1)",
    "' onfocus='alert(1)' autofocus='", "<iframe src=\"javascript:alert(1)\"></iframe>", "<object data=\"x\"></object>", "<embed src=x>",
    "<base href=\"https://example.com/\">", "<meta http-equiv=refresh content=\"0;url=https://example.com\">",
    "<link rel=stylesheet href=https://example.com/x.css>", "<style>body{display:none}</style>", "</style><script>alert(1)</script>",
    "<form action=https://example.com><button>go</button></form>", "<input autofocus onfocus=alert(1)>", "<video src=x onerror=alert(1)>",
    "<audio src=x onerror=alert(1)>", "<body onload=alert(1)>", "<details open ontoggle=alert(1)>", "<a href=\"javascript:alert(1)\">x</a>",
    "<a href=\"java\tscript:alert(1)\">x</a>", "<a href=\" javascript:alert(1)\">x</a>", "<a href=\"&#106;avascript:alert(1)\">x</a>",
    "<a href=\"&#x6A;avascript&colon;alert(1)\">x</a>", "<a href=\"JaVaScRiPt:alert(1)\">x</a>", "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
    "<a href=\"vbscript:msgbox(1)\">x</a>", "<div style=\"background:url(https://example.com/x)\">", "<p class=\"claim holds\">forged</p>",
    "<span id=\"main\">forged</span>", "<!--><script>alert(1)</script>-->", "<!-- --!><script>alert(1)</script>", "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?>", "<scr<script>ipt>alert(1)</script>", "<<script>alert(1)//<</script>", "<script\u{0}>alert(1)</script>",
    "<script/src=data:,alert(1)>", "<math><mtext><script>alert(1)</script></mtext></math>", "<template><script>alert(1)</script></template>",
    "<noscript><p title=\"</noscript><script>alert(1)</script>\">", "</article></main></body></html><script>alert(1)</script>", "<b onclick=alert(1)>x</b>",
    "<a href='x' href='javascript:alert(1)'>x</a>", "<plaintext>", "<xmp><script>alert(1)</script></xmp>", "<textarea><script>alert(1)</script>",
    "<select><script>alert(1)</script></select>", "<table><td><script>alert(1)</script></table>", "\u{2028}<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;",
  ]

  /// The page has no script but its own, no handler, and no address that runs.
  private func expectHarmless(_ rendered: RenderedPage, _ attack: String) {
    let html = rendered.html
    #expect(TagBalance(html).problems == [], "\(attack)")
    let tags = html.matches(of: #/<[a-zA-Z][^>]*>/#).map { String($0.output) }
    let scripts = tags.filter { $0.lowercased().hasPrefix("<script") }
    #expect(scripts == ["<script src=\"assets/page.js\">", "<script src=\"assets/figures.js\" defer>"], "\(attack)")
    let values = #/="[^"]*"/#, handler = #/\son[a-z]+/#, address = #/\s(?:href|src|data|action)="([^"]*)"/#
    for tag in Set(tags) {
      let bare = tag.replacing(values, with: "")
      #expect(bare.firstMatch(of: handler) == nil, "\(attack): \(tag)")
      for forbidden in ["<iframe", "<object", "<embed", "<base", "<form", "<style", "<input", "<video", "<audio", "<template", "<plaintext", "<textarea"] {
        #expect(!tag.lowercased().hasPrefix(forbidden), "\(attack): \(tag)")
      }
      for link in tag.matches(of: address) {
        let target = link.1.lowercased()
        #expect(!target.contains("script:") && !target.hasPrefix("data:"), "\(attack): \(tag)")
      }
    }
  }

  let renderer: PageRenderer

  init() throws { renderer = PageRenderer(course: "Course", math: try MathTypesetter(katex: .locate())) }

  @Test func rawHTML() {
    for attack in Self.attacks {
      var lesson = LessonSketch()
      lesson.add(LessonSketch.node(.htmlBlock(attack)))
      expectHarmless(renderer.render(lesson.page), attack)
      lesson.add(LessonSketch.node(.paragraph, [LessonSketch.node(.inlineHTML(attack)), LessonSketch.text("after")]))
      expectHarmless(renderer.render(lesson.page), attack)
    }
  }

  @Test func everyTextOfALesson() {
    for attack in Self.attacks {
      let lesson = Self.lesson(of: attack)
      expectHarmless(renderer.render(lesson.page), attack)
      let front = FrontPage(
        course: CourseDescription(title: attack, summary: attack), lessons: [renderer.render(lesson.page).summary]
      ).html()
      #expect(TagBalance(front).problems == [], "\(attack)")
      #expect(front.matches(of: #/<script/#).count == 1, "\(attack)")
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

  @Test(arguments: ["https://example.com/a.png", "//example.com/a.png", "/etc/passwd", "../a.png", "a/../../b.png", "a\\b.png", "a.png?x", "", "%2e%2e/a.png"])
  func imagesFromElsewhereAreRefused(_ source: String) { #expect(SafeLink.localPath(source) == nil) }

  @Test func allowedHTMLIsKeptAndBalanced() throws {
    let nodes = ["<details open>", "<summary>More</summary>", "<p>a <b>b", "</details>", "</div>", "<ul><li>x"].map { LessonSketch.node(.htmlBlock($0)) }
    #expect(try render(nodes).article == "<details open=\"\"><summary>More</summary><p>a <b>b</b></p></details><ul><li>x</li></ul>")
  }
}
