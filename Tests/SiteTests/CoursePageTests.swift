import Judgement
import Lessons
import Testing

@testable import Site

@Suite struct CoursePageTests {
  private func summaries(_ pages: [Page] = DemoCourse.pages) throws -> [LessonSummary] { try pages.map { try render($0).summary } }

  private func entries(_ html: String, _ style: String) -> Int { html.components(separatedBy: "<li class=\"entry \(style)").count - 1 }

  @Test func theFrontPageCountsVerdictsAndLeadsToThem() throws {
    let html = FrontPage(course: DemoCourse.description, lessons: try summaries()).html()
    #expect(html.contains("<a href=\"initialization.html\">How to start a network</a>"))
    #expect(html.contains("<a href=\"ledger.html\">14 claims</a>"))
    #expect(html.contains("<a class=\"count fails\" href=\"ledger.html#fails\">"))
    #expect(html.contains("9 statements of the lectures</a>") && html.contains("7 answered so far"))
    #expect(html.matches(of: #/<li class="bad">/#).count == 1)
    #expect(TagBalance(html).problems == [])
  }

  @Test func theFrontPageSaysWhatALessonBuildsOn() throws {
    var later = DemoCourse.small
    later.paragraph(LessonSketch.node(.crossReference(CrossReference(lesson: "initialization", label: "xavier-and-he", range: LessonSketch.nowhere))))
    let html = FrontPage(
      course: DemoCourse.description, lessons: try summaries([DemoCourse.initialization(false).page, later.page])
    ).html()
    #expect(html.contains("builds on <a href=\"initialization.html\">How to start a network</a>"))
    #expect(html.contains("<i class=\"begins\"") && html.contains("<i class=\"ends\""))
  }

  @Test func theLedgerHasEveryClaimWithItsVerdict() throws {
    let html = LedgerPage(course: DemoCourse.description, lessons: try summaries(), changes: DemoCourse.outcome.changes).html()
    #expect(TagBalance(html).problems == [])
    #expect([entries(html, "holds"), entries(html, "fails"), entries(html, "vacuous"), entries(html, "undecided")] == [8, 1, 1, 3])
    // A claim that was never judged, and one that is gone.
    #expect(html.contains("<li class=\"entry unjudged\">") && html.contains("<code>initialization#he-keeps-once</code>"))
    #expect(html.contains("<a id=\"holds\" href=\"#holds\" class=\"holds\">"))
    #expect(html.contains("<a href=\"initialization.html#claim-tanh-collapses\">After six layers next to nothing is left of the signal</a>"))
    #expect(html.contains("recorded as holds") && html.contains("not recorded yet") && html.contains("as recorded"))
    #expect(html.contains("moved: mean 0.0618, now 0.053"))
    // A formula in a sentence is set, and its page has the faces for it.
    #expect(html.contains("class=\"katex\"") && html.contains("assets/katex/katex.css"))
  }

  @Test func aCourseWithoutClaimsHasAnEmptyLedger() throws {
    let html = LedgerPage(course: CourseDescription(title: "C"), lessons: try summaries([DemoCourse.small.page]), changes: []).html()
    #expect(html.contains("No lesson makes a claim yet.") && !html.contains("class=\"filter\""))
  }

  @Test func statementsStandBesideWhatWasFound() throws {
    let html = StatementsPage(
      course: DemoCourse.description, standings: DemoCourse.outcome.standings, lessons: try summaries()
    ).html()
    #expect(TagBalance(html).problems == [])
    for (style, count) in [("holds", 3), ("qualified", 1), ("refuted", 1), ("definition", 1), ("not-testable", 1), ("open", 2)] {
      #expect(entries(html, "stance-\(style)") == count, "\(style)")
    }
    #expect(html.contains("<h2>Initialization and transfer learning</h2>"))
    #expect(html.contains("“In convex problems, initialisation does not play a role.”") && html.contains("· line 15"))
    // A derivation is evidence too; a lesson that is not there is no link.
    #expect(html.contains("<a href=\"initialization.html#variance-of-a-sum\"><code>variance-of-a-product</code></a>"))
    #expect(html.contains("<code>elsewhere#claim</code>"))
    #expect(html.contains("&lt;b&gt;Sometimes&lt;/b&gt;"))
    // What rests on a claim that fails, or on one that is undecided.
    #expect(html.contains("but our claims say otherwise") && html.contains("but not shown yet"))
    #expect(html.components(separatedBy: " troubled\"").count - 1 == 2)
  }

  @Test(arguments: [
    ("a **strong** word, `a_b`, $x^2$ and 3 $", [StatementText.text("a "), .strong("strong"), .text(" word, "), .code("a_b"), .text(", "), .math("x^2"), .text(" and 3 $")]),
    // Quotations that begin or end within what was emphasised.
    ("of functions** it **can", [.text("of functions it can")]),
    (#"\therefore a_{11} &= a_{12} = 0"#, [.math(#"\therefore a_{11} = a_{12} = 0"#)]),
    (#"\begin{cases} x & x > 0 \end{cases}"#, [.math(#"\begin{cases} x & x > 0 \end{cases}"#)]),
    (#"If $\text{Var}(w) = 1$ then"#, [.text("If "), .math(#"\text{Var}(w) = 1"#), .text(" then")]),
    ("`np.random.randn(a)/sqrt(b)`", [.code("np.random.randn(a)/sqrt(b)")]),
  ])
  func quotationsAreSetAsTheyStoodInTheLecture(_ quote: String, _ pieces: [StatementText]) {
    #expect(StatementText.pieces(ofQuote: quote) == pieces)
  }

  /// What is not LaTeX by itself stays as it is written.
  @Test func formulasOfQuotationsAreSet() throws {
    let start = SourcePosition(line: 1, column: 1)
    let statements = [#"\sqrt{2}"#, #"\sqrt{"#].enumerated().map { index, quote in
      Statement(id: "C00\(index)", source: "000:1", quote: quote, range: start..<start)
    }
    let course = CourseDescription(title: "C", statements: StatementCatalogue(statements: statements))
    var page = StatementsPage(course: course, standings: [], lessons: [])
    #expect(page.pieces == [.math(#"\sqrt{2}"#), .math(#"\sqrt{"#)])
    page.formulas = [#"\sqrt{2}"#: Markup(trusted: "<b>root</b>")]
    #expect(page.html().contains("“<b>root</b>”") && page.html().contains(#"“<code>\sqrt{</code>”"#))
    #expect(page.html().contains("katex.css"))
  }

  @Test func reproductionSaysWhatIsTheSameOnEveryMachine() throws {
    let lessons = try summaries()
    let html = ReproductionPage(course: DemoCourse.description, lessons: lessons, outcome: DemoCourse.outcome).html()
    #expect(TagBalance(html).problems == [])
    #expect(html.contains("<dd>Swift 6.3</dd>") && html.contains("digest 9f86d081884c7d65"))
    #expect(html.contains("<code>litmus check lessons</code>") && html.contains("litmus explain initialization#equal-weights"))
    #expect(lessons.allSatisfy { html.contains($0.digest) })
    let moved = CourseDescription(title: "C", folder: "/somewhere/else/lessons")
    #expect(!ReproductionPage(course: moved, lessons: lessons, outcome: CourseOutcome()).html().contains("somewhere"))
  }

  @Test func termsStandByTheAlphabetWithTheLessonsThatUseThem() throws {
    var lesson = DemoCourse.small
    lesson.paragraph(LessonSketch.node(.glossaryTerm(anchor: "dropout", definition: "…"), [LessonSketch.text("dropout")]))
    let lessons = try summaries([DemoCourse.initialization(false).page, lesson.page])
    let html = PageRenderer(course: "C", math: try MathTypesetter(katex: .locate())).glossary(of: DemoCourse.description, lessons: lessons)
    #expect(TagBalance(html).problems == [])
    let terms = html.matches(of: #/<dt id="([^"]*)">/#).map { String($0.1) }
    #expect(terms == ["dropout", "zero-mean"])
    #expect(html.contains("Leaving units out at <em>random</em>.") && html.contains("class=\"katex\""))
    #expect(html.contains("see <a href=\"initialization.html#why-not-zero\">How to start a network</a>; used in <a href=\"dropout.html\">Dropout</a>"))
  }

  @Test func theMissingPageLoadsNothing() throws {
    let html = MissingPage(course: "A & B", style: try Theme.locate().missingPageStyle).html()
    #expect(TagBalance(html).problems == [] && html.contains("A &amp; B"))
    #expect(html.matches(of: #/(?:src|href)="([^"]*)"/#).map { String($0.1) } == ["index.html"])
  }

  @Test func aPageThatACourseDoesNotHaveIsNoLink() throws {
    let plain = FrontPage(course: CourseDescription(title: "C"), lessons: try summaries()).html()
    #expect(!plain.contains("statements.html") && plain.contains("ledger.html"))
    #expect(FrontPage(course: DemoCourse.description, lessons: []).html().contains("statements.html"))
  }

  @Test func theSearchFindsStatements() {
    let found = SearchIndex.Lesson(.statements, of: DemoCourse.description)
    #expect(found.isCoursePage == true && found.page == "statements.html")
    #expect(found.entries.contains(.init(kind: .statement, anchor: "statement-C001", text: "In convex problems, initialisation does not play a role.")))
  }
}
