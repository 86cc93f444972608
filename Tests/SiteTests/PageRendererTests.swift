import Execution
import Judgement
import Lessons
import Records
import Testing

@testable import Site

@Suite struct PageRendererTests {
  private static func text(_ text: String) -> Node { LessonSketch.text(text) }
  private static func node(_ kind: Node.Kind, _ children: Node...) -> Node { LessonSketch.node(kind, children) }

  @Test(arguments: [
    (node(.document, node(.paragraph, text("in a document"))), "<p>in a document</p>\n"),
    (node(.paragraph, text("a < b & c")), "<p>a &lt; b &amp; c</p>\n"),
    (node(.blockQuote, node(.paragraph, text("q"))), "<blockquote><p>q</p>\n</blockquote>\n"),
    (node(.list(ordered: false, start: 1, tight: true), node(.item, node(.paragraph, text("a")))), "<ul>\n<li>a\n</li>\n</ul>\n"),
    (node(.list(ordered: true, start: 3, tight: false), node(.item, node(.paragraph, text("a")))), "<ol start=\"3\">\n<li><p>a</p>\n</li>\n</ol>\n"),
    (node(.thematicBreak), "<hr>\n"),
    (node(.htmlBlock("<p title=\"x\">raw</p>")), "<p title=\"x\">raw</p>"),
    (node(.codeBlock(language: "python", text: "if a < b:\n")), "<pre class=\"code\" tabindex=\"0\"><code data-language=\"python\">if a &lt; b:</code></pre>\n"),
    (node(.codeBlock(language: "", text: "plain")), "<pre class=\"code\" tabindex=\"0\"><code>plain</code></pre>\n"),
    (node(.paragraph, text("a"), node(.softBreak), text("b"), node(.lineBreak), text("c")), "<p>a\nb<br>\nc</p>\n"),
    (node(.paragraph, node(.emphasis, node(.strong, text("x")))), "<p><em><strong>x</strong></em></p>\n"),
    (node(.paragraph, node(.code("a<b"))), "<p><code>a&lt;b</code></p>\n"),
    (node(.paragraph, node(.inlineHTML("<sub>")), text("x"), node(.inlineHTML("</sub>"))), "<p><sub>x</sub></p>\n"),
    (node(.paragraph, node(.inlineHTML("<sub>")), text("x")), "<p><sub>x</sub></p>\n"),
    (node(.paragraph, node(.link(destination: "a.md", title: "t"), text("x"))), "<p><a href=\"a.html\" title=\"t\">x</a></p>\n"),
    (node(.paragraph, node(.image(source: "pictures/a b.png", title: ""), text("A cat"))), "<p><img src=\"media/pictures/a%20b.png\" alt=\"A cat\" loading=\"lazy\" decoding=\"async\"></p>\n"),
    // Indices that lead nowhere show nothing, and do not trap.
    (node(.experiment(7)), ""),
    (node(.paragraph, node(.inlineValue(7)), node(.claimReference(7), text("s"))), "<p>s</p>\n"),
  ])
  func everyPlainKind(_ node: Node, _ html: String) throws {
    #expect(try render([node]).article == html)
  }

  @Test func formulas() throws {
    let rendered = try render([Self.node(.displayMath(latex: "x^2")), Self.node(.paragraph, Self.node(.inlineMath(latex: "y")))])
    #expect(rendered.article.hasPrefix("<span class=\"equation\"><span class=\"katex-display\">"))
    #expect(rendered.article.contains("<p><span class=\"katex\">"))
    #expect(rendered.html.contains("assets/katex/katex.css"))
    #expect(!(try render([Self.text("none")]).html.contains("katex")))
  }

  @Test func headingsMoveBelowThePagesTitleAndHaveAnchors() throws {
    let page = try render([
      Self.node(.heading(level: 1, anchor: "a"), Self.text("A")), Self.node(.heading(level: 2, anchor: "a"), Self.text("B")),
      Self.node(.heading(level: 6, anchor: "main"), Self.text("C")),
    ])
    #expect(page.article.contains("<h2 id=\"a\">A<a class=\"anchor\" href=\"#a\""))
    #expect(page.article.contains("<h3 id=\"a-2\">B"))
    #expect(page.article.contains("<h6 id=\"main-2\">C"))
    #expect(page.html.contains("<li class=\"level-3\"><a href=\"#a-2\">B</a></li>"))
    #expect(page.html.matches(of: #/<h1>/#).count == 1)
  }

  @Test(arguments: [
    (Verdict.holds, "holds", false), (.fails, "fails", true), (.undecided, "undecided", false), (.vacuous, "vacuous", true), (.broken, "broken", true),
  ])
  func aSentenceCarriesItsVerdictByShapeAndWord(_ verdict: Verdict, _ word: String, _ isLoud: Bool) throws {
    var lesson = LessonSketch()
    lesson.judge("c", .below(1), .always, verdict, claim: .sketch(.holds, [.number(0.5)], passes: 1, "1 of 1 replicates."), control: nil)
    lesson.paragraph(lesson.sentence("c", Self.text("It is so")), Self.text(", and so on."))
    let page = try render(lesson)
    #expect(page.article.contains("<span class=\"claim \(word)\" id=\"claim-c\">It is so</span>,"))
    #expect(page.article.contains("<svg class=\"mark \(word)\" aria-hidden=\"true\"><use href=\"#mark-\(word)\"></use></svg><span class=\"word\">\(word)</span>"))
    #expect(page.article.contains("<details class=\"evidence \(word)\" id=\"evidence-c\"\(isLoud ? " open" : "")>"))
    #expect(page.article.contains("1 of 1 replicates."))
    #expect(page.html.contains("class=\"notice\"") == isLoud)
    #expect(page.html.contains("<body class=\"lesson bad\">") == isLoud)
    #expect(TagBalance(page.html).problems == [])
  }

  @Test func aClaimThatWasNeverJudgedSaysSo() throws {
    var lesson = LessonSketch()
    lesson.paragraph(lesson.sentence("c", Self.text("It is so")))
    let page = try render(lesson)
    #expect(page.article.contains("<span class=\"word\">not judged</span>"))
    #expect(page.html.contains("This page is incomplete"))
  }

  @Test func aClaimWithoutASentenceIsInTheNoticeWhereItFails() throws {
    var lesson = LessonSketch()
    lesson.judge("alone", .above(1), .always, .fails, claim: .sketch(.fails, [.number(0)], passes: 0, ""), control: nil)
    #expect(try render(lesson).html.contains("alone, which no sentence states"))
  }

  @Test func evidenceStandsOutsideOfEmphasisAndOnceForTwoSentences() throws {
    var lesson = LessonSketch()
    lesson.judge("c", .below(1), claim: .sketch(.holds, [.number(0.5)], passes: 1, "e"), control: nil)
    lesson.paragraph(Self.node(.emphasis, lesson.sentence("c", Self.text("one"))), Self.text("; "), lesson.sentence("c", Self.text("two")))
    let article = try render(lesson).article
    #expect(article.contains("one</span></em>;\u{2060}<details"))
    #expect(article.matches(of: #/<details class="evidence/#).count == 1)
    #expect(article.contains("two\u{2060}<a class=\"verdict holds\" href=\"#evidence-c\">"))
  }

  @Test(arguments: [
    (LessonRun.Block.Status.notAsked, "Not run.", "a reason"), (.notReached, "Not reached.", "A block above"),
    (.failedAsExpected("went as said"), "Failed, as it should.", "went as said"), (.failed, "Failed.", "line 9, column 3: index out of range"),
  ])
  func blocksThatDidNotRunAreVisible(_ status: LessonRun.Block.Status, _ title: String, _ words: String) throws {
    var lesson = LessonSketch()
    lesson.experiment(BlockOptions(label: "b", reason: "a reason"), "let x = 1", status: status)
    let place = SourcePosition(line: 9, column: 3)
    lesson.diagnostics = [Diagnostic(.blockTrapped, "index out of range", range: place..<place)]
    let article = try render(lesson).article
    #expect(article.contains("<strong>\(title)</strong><span>\(words)"))
  }

  @Test func hiddenCodeIsFoldedAndHiddenOutputIsToo() throws {
    var lesson = LessonSketch()
    lesson.experiment(BlockOptions(hides: .code), "1", outputs: [.text("a")])
    lesson.experiment(BlockOptions(hides: .output), "2", outputs: [.text("b")])
    let article = try render(lesson).article
    #expect(article.matches(of: #/<details class="code">/#).count == 1)
    #expect(article.matches(of: #/<details class="code" open>/#).count == 1)
    #expect(article.contains("<details class=\"hidden-output\"><summary>output</summary>"))
  }

  @Test func aTableAlignsPointsAndSaysUnits() throws {
    var lesson = LessonSketch()
    let table = Table(columns: [
      .init(title: "name", cells: [.text("a"), .text("b")]),
      .init(title: "std", unit: "V", format: .significant(3), cells: [.double(12.5), .double(-3), .double(1e-9)]),
    ])
    lesson.experiment(BlockOptions(label: "t", caption: "A table of $x$ and `y`"), "x", outputs: [.table(table)])
    let article = try render(lesson).article
    #expect(article.contains("<figcaption><b>Table 1.</b> A table of <span class=\"katex\">"))
    #expect(article.contains("<th scope=\"col\" class=\"number\">std <span class=\"unit\">V</span></th>"))
    #expect(article.contains("<td class=\"number\">12<span class=\"tail\" style=\"width:5.4ch\">.5</span></td>"))
    #expect(article.contains("<td class=\"number\">−3<span class=\"tail\" style=\"width:5.4ch\"></span></td>"))
    #expect(article.contains("×\u{202F}10<sup>−9</sup>"))
    #expect(article.contains("<tr><td></td><td class=\"number\">1<span"))
  }

  @Test func aDerivationSaysReasonsAndWhatAssumptionsAreWorth() throws {
    var lesson = LessonSketch()
    lesson.experiment(BlockOptions(), "d", outputs: [.derivation(DerivationReport(
      id: "d", line: 1,
      steps: [
        .init(latex: "a", reason: nil, outcome: .start, assumptions: [], example: 1, line: 1),
        .init(latex: "= b", reason: "zero means", outcome: .holds, assumptions: [.init(latex: "E[w]=0", isIdle: false, breakSize: 0.34)], example: 1, line: 2),
        .init(latex: "= c", reason: nil, outcome: .broken(counterexample: "1 is not 2"), assumptions: [.init(latex: "z", isIdle: true, breakSize: 0)], example: 1, line: 3),
      ], errorBound: 1e-17))])
    let page = try render(lesson)
    #expect(page.html.contains("<h2>A derivation on this page is false</h2>"))
    #expect(page.html.contains("1 derivation false"))
    let article = page.article
    #expect(article.contains("zero means<span class=\"hidden\">: holds</span>"))
    #expect(article.contains("this step is off by 34\u{202F}%"))
    #expect(article.contains("This step is false.</strong><span class=\"counterexample\"> 1 is not 2"))
    #expect(article.contains("the step does not need "))
    #expect(article.contains("One step of this derivation is false."))
  }

  @Test func aGradientSaysWhatItWasComparedWith() throws {
    func article(_ outcome: DerivationReport.Step.Outcome, _ subject: DerivationReport.Subject) throws -> String {
      var step = DerivationReport.Step(
        latex: "g", reason: nil, outcome: outcome, assumptions: [.init(latex: "c", isIdle: false, breakSize: 0.34)], example: 1, line: 1)
      step.evidence = .numerical
      step.comparisons = [
        .init(method: .autodiff, value: 1, claimed: 1, difference: 0, tolerance: 1e-9),
        .init(method: .centralDifferences, value: 1, claimed: 1, difference: 3e-8, tolerance: 1e-4),
      ]
      let first = DerivationReport.Step(latex: "f", reason: nil, outcome: .start, assumptions: [], example: 1, line: 1)
      var lesson = LessonSketch()
      lesson.experiment(BlockOptions(), "d", outputs: [.derivation(DerivationReport(
        id: "d", subject: subject, line: 1, steps: subject == .gradient ? [step] : [first, step], errorBound: 0))])
      return try render(lesson).article
    }
    let right = try article(.holds, .gradient)
    #expect(right.contains("against the engine\u{2019}s autodiff: the same to the last bit"))
    #expect(right.contains("against central differences: within "))
    #expect(right.contains("the control is off by 34\u{202F}%"))
    #expect(right.contains("This formula was compared, number by number, with the engine"))
    let wrong = try article(.broken(counterexample: "at [0] of [3]: 1, not 2"), .gradient)
    #expect(wrong.contains("This gradient is false.</strong><span class=\"counterexample\"> at [0] of [3]: 1, not 2"))
    #expect(!wrong.contains("within "))
    let line = try article(.holds, .equations)
    #expect(line.contains("equal in doubles at every point tried, which is no proof"))
    #expect(line.contains("1 of 1 steps was compared in doubles; none evaluated exactly"))
  }

  @Test func aValueOpensToTheExactNumberAndItsBlock() throws {
    var lesson = LessonSketch()
    lesson.experiment(BlockOptions(label: "first"), "let last = 1.5")
    lesson.experiment(BlockOptions(label: "second"), "let other = 2")
    lesson.paragraph(lesson.value("last * 1e-7", ".2e", .double(1.234567e-7)), Self.text(" and "), lesson.value("gone", nil, nil))
    let page = try render(lesson)
    #expect(page.article.contains("<button class=\"value\" type=\"button\" popovertarget=\"value-1\">1.23\u{202F}×\u{202F}10<sup>−7</sup></button>"))
    #expect(page.html.contains("<code>1.234567e-07</code><span class=\"type\">Double</span>"))
    #expect(page.html.contains("from <a href=\"#first\">block first</a>"))
    #expect(page.article.contains("<span class=\"value missing\" title=\"this value was not computed\"><code>gone</code>"))
  }

  @Test func referencesWithoutWordsSayWhatTheyLeadTo() throws {
    var lesson = LessonSketch()
    lesson.paragraph(LessonSketch.reference("spread"))
    lesson.experiment(BlockOptions(label: "spread", caption: "c"), "x", outputs: [.figure(Figure())])
    #expect(try render(lesson).article.contains("<a class=\"reference\" href=\"#spread\">Figure 1</a>"))
  }

  @Test func aSoundPageHasNoNotice() throws {
    let page = try render(DemoCourse.initialization(false))
    #expect(!page.html.contains("class=\"notice\""))
    #expect(page.diagnostics == [])
  }
}
