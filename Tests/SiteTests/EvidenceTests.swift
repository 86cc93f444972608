import Judgement
import Records
import Testing

@testable import Site

@Suite struct EvidenceTests {
  private func claim(_ relation: Relation, _ replicates: [Measure], control: [Measure]? = nil) -> JudgedClaim {
    JudgedClaim(
      declaration: ClaimDeclaration(id: "c", relation: relation, quantifier: .always, hasControl: control != nil, line: 1), verdict: .holds,
      claim: .sketch(.holds, replicates, passes: replicates.count, ""), control: control.map { .sketch(.fails, $0, passes: 0, "") })
  }

  @Test func numbersStandAgainstTheirThreshold() throws {
    let plot = try #require(StripPlot(claim(.below(1), [.number(0.5), .number(.infinity)], control: [.number(2)])))
    #expect(plot.claim == [0.5, nil] && plot.control == [2])
    #expect(plot.thresholds == [1] && plot.region == -.infinity ... 1)
    let svg = HTML.fragment { plot.draw(in: &$0, description: "d") }.description
    #expect(svg.matches(of: #/class="replicate"/#).count == 1)
    #expect(svg.matches(of: #/class="control"/#).count == 1)
    #expect(svg.matches(of: #/class="divergent"/#).count == 1)
    #expect(TagBalance(svg).problems == [])
  }

  @Test func twoArmsAreARatioOrElseADifference() throws {
    let ratio = try #require(StripPlot(claim(.lessThan(factor: 0.5), [.pair(1, 4)])))
    #expect(ratio.claim == [0.25] && ratio.thresholds == [0.5] && ratio.axisTitle == "first ÷ second")
    let difference = try #require(StripPlot(claim(.greaterThan(factor: 1), [.pair(1, -4)])))
    #expect(difference.claim == [5] && difference.thresholds == [0] && difference.axisTitle == "first − second")
    let scaled = try #require(StripPlot(claim(.greaterThan(factor: 2), [.pair(1, -4)])))
    #expect(scaled.axisTitle == "first − 2\u{202F}×\u{202F}second")
  }

  @Test func seriesAreLines() throws {
    let series = claim(.decreasing, [.series([3, 2, 1]), .series([3, .nan, 1])], control: [.series([1, 1, 1])])
    #expect(StripPlot(series) == nil)
    let plot = try #require(SeriesPlot(series))
    let svg = HTML.fragment { plot.draw(in: &$0, description: "d") }.description
    #expect(svg.matches(of: #/replicate-line/#).count == 2 && svg.matches(of: #/control-line/#).count == 1)
  }

  @Test func nothingMeasuredIsNothingDrawn() {
    #expect(StripPlot(claim(.below(1), [])) == nil && SeriesPlot(claim(.increasing, [])) == nil)
  }

  /// Bounds stand at the axis as in the relation, and no end of the axis reads like one of them.
  @Test func labelsTellNumbersApart() {
    let plot = StripPlot(claim(.within(1.3999...1.4001), [1.39995, 1.40005, 1.39991].map { .number($0) }, control: [.number(2)]))
    let svg = HTML.fragment { plot?.draw(in: &$0, description: "d") }.description
    let labels = svg.matches(of: #/<text[^>]*>([^<]*)</#).map { String($0.output.1) }
    #expect(Set(labels).count == labels.count && labels.prefix(2) == ["1.3999", "1.4001"], "\(labels)")
    #expect(NumberText.texts([1.3998, 2], beside: [(1.3999, "1.3999")]) == ["1.3998", "2"])
    #expect(NumberText.texts([0.0612, 0.923], beside: [(0.5, "0.5")]) == ["0.0612", "0.923"])
    #expect(NumberText.texts([1 / 3, 1 / 3 + 1e-9], beside: []) == ["0.333", "0.333"])
  }

  @Test(arguments: [0, 1, -1, 1e-300, 1e300, .infinity, -.infinity, .nan, .leastNonzeroMagnitude])
  func anyMeasureCanBeDrawn(_ value: Double) {
    for relation in [Relation.below(0), .above(1e-9), .within(-1...1), .equal(to: 0, tolerance: 0), .below(.infinity)] {
      let plot = StripPlot(claim(relation, [.number(value), .number(1)], control: [.number(value)]))
      let svg = HTML.fragment { plot?.draw(in: &$0, description: "d") }.description
      #expect(!svg.contains("nan") && !svg.contains("inf"))
    }
  }

  @Test(arguments: [
    (Relation.below(1e-4), "below 0.0001"), (.above(2), "above 2"), (.within(0...1), "between 0 and 1"),
    (.within(1.3999...1.4001), "between 1.3999 and 1.4001"), (.within(0.1234567...0.12345678), "between 0.1234567 and 0.1234568"),
    (.within(1 / 3...2 / 3), "between 0.333 and 0.667"), (.within(2...2), "between 2 and 2"), (.below(0.12345), "below 0.12345"), (.above(-0.12345), "above −0.12345"),
    (.equal(to: 1, tolerance: 0.5), "equal to 1 within 0.5"), (.lessThan(factor: 1), "first less than second"),
    (.greaterThan(factor: 2), "first greater than 2\u{202F}×\u{202F}second"), (.increasing, "each value above the one before"),
    (.decreasing, "each value below the one before"), (.unimodal, "up to one peak, then down"), (.crosses(-1), "crosses −1"),
  ])
  func relationsInWords(_ relation: Relation, _ words: String) {
    #expect(HTML.fragment { ClaimText.relation(relation, in: &$0) }.description == words)
  }

  @Test(arguments: [
    (Quantifier.identity, "for any seed, to rounding"), (.always, "in every replicate"),
    (.usually(rate: 0.95, floor: 0.8), "in 95\u{202F}% of seeds, never fewer than 80\u{202F}%"), (.typically, "for the median seed"),
    (.onAverage, "on average over seeds"),
  ])
  func quantifiersInWords(_ quantifier: Quantifier, _ words: String) {
    #expect(HTML.fragment { ClaimText.quantifier(quantifier, in: &$0) }.description == words)
  }

  @Test(arguments: [
    ("0.0532", "0.0532"), ("-1.5", "−1.5"), ("1.2e-05", "1.2\u{202F}×\u{202F}10<sup>−5</sup>"), ("3e+20", "3\u{202F}×\u{202F}10<sup>20</sup>"),
    ("34 %", "34\u{202F}%"), ("34%", "34\u{202F}%"), ("-∞", "−∞"), ("NaN", "NaN"), ("a < b", "a &lt; b"), ("1e", "1e"), ("", ""),
  ])
  func numbersAreTypeset(_ text: String, _ html: String) {
    #expect(HTML.fragment { $0.number(text) }.description == html)
  }

  @Test(arguments: [(0.0, "0"), (1.005, "1"), (-0.254, "-0.25"), (12.3, "12.3"), (1.05, "1.05"), (-0.001, "0"), (.nan, "0")])
  func coordinatesAreShort(_ value: Double, _ text: String) { #expect(SVG.number(value) == text) }

  @Test func whatHoldsBesideAnUndecidedControlIsUntested() {
    var judged = claim(.below(1), [.number(0.5)], control: [.number(0.9)])
    judged.control?.outcome = .undecided
    judged.verdict = .undecided
    let untested: JudgedClaim? = judged
    #expect(untested.word == "untested" && untested.styleClass == "untested")
    judged.claim.outcome = .undecided
    let undecided: JudgedClaim? = judged
    #expect(undecided.word == "undecided" && undecided.styleClass == "undecided")
    let none: JudgedClaim? = nil
    #expect(none.word == "not judged" && none.styleClass == "unjudged")
  }

  /// The least margin and the interval are the claim's own, with the side that it leaves open.
  @Test func groundsAreTold() {
    var judged = claim(.below(1), [.number(0.5), .number(0.25), .number(0.75)])
    judged.claim.interval = Interval(.mean, -.infinity, 0.9, level: 0.99)
    let record = EvidenceRecord(seed: 7, code: "0123456789abcdef", change: nil, statements: [])
    let html = HTML.fragment { record.writeGrounds(of: judged, in: &$0) }.description
    #expect(html.contains("<dt>margin</dt><dd>0.25 at least, median 0.5</dd>"))
    #expect(html.contains("<dt>mean</dt><dd>below 0.9, at 99\u{202F}%</dd>"))
    #expect(html.contains("<dt>error rate</dt><dd>1\u{202F}% at most</dd>") && html.contains("from 7, a hash"))
    #expect(!html.contains("ledger"))
  }

  @Test func whatMovedAndWhatALectureSaysStandsInTheCard() throws {
    let page = try render(DemoCourse.initialization(false))
    #expect(page.html.matches(of: #/Since it was recorded: the mean moved by \+\d/#).count == 1)
    #expect(page.html.contains("<q>All activations tend to zero for the deeper network layers.</q>"))
    #expect(page.html.contains("on a statement of the lectures: true under conditions"))
    #expect(page.html.contains("as recorded, to the bit"))
    #expect(TagBalance(page.html).problems == [])
  }

  /// A number leads to the claims of its own paragraph, and to no others.
  @Test func aValueNamesTheClaimsOfItsParagraph() throws {
    var lesson = LessonSketch()
    lesson.judge("one", .below(1), claim: .sketch(.holds, [.number(0.5)], passes: 1, ""))
    let sentence = lesson.sentence("one", LessonSketch.text("It is"))
    lesson.paragraph(sentence, lesson.value("a", nil, .double(1)))
    lesson.paragraph(lesson.value("b", nil, .double(2)))
    let html = try render(lesson).html
    let cards = html.components(separatedBy: "class=\"provenance\"").dropFirst()
    #expect(cards.map { $0.contains("href=\"#evidence-one\"") } == [true, false])
  }

  @Test func spreadsAreSaidInTheNumbersFormat() {
    func said(_ values: [Value?], of value: Value, format: String? = ".2f") -> String {
      HTML.fragment { $0.spread(ValueSpread(values), of: value, format: format) }.description
    }
    #expect(said([.double(0.31), .double(-0.2), .double(0.5)], of: .double(0.3)) == "−0.20 to 0.50 in 3 runs under other seeds")
    #expect(said([.double(0.301), .double(0.299)], of: .double(0.3)) == "0.30 in 2 runs under other seeds")
    #expect(said([.integer(3), .integer(5)], of: .integer(4), format: nil) == "3 to 5 in 2 runs under other seeds")
    #expect(said([.double(0.3), .double(0.3)], of: .double(0.3)) == "the same in 2 runs under other seeds")
    #expect(said([.double(1), nil, nil], of: .double(0.3)) == "1.00 in one run under other seeds; 2 more did not come so far")
    #expect(said([nil, nil], of: .double(0.3)) == "one run; none of 2 under other seeds came so far")
    #expect(said([.text("<a>"), .text("b")], of: .text("b"), format: nil) == "another value in 1 of 2 runs under other seeds")
  }

  /// Marks of one path are in their order from the left, each once, and stand where they were put.
  @Test func marksAreDrawnOnce() throws {
    let svg = HTML.fragment { SVG.diamonds("control", [(9.5, 4), (2, 7), (9.5, 4)], radius: 1, in: &$0) }.description
    #expect(svg == #"<path class="control" d="M2 6l1 1l-1 1l-1-1zm7.5 -3l1 1l-1 1l-1-1z"></path>"#)
    #expect(HTML.fragment { SVG.circles("replicate", [], radius: 1, in: &$0) }.description.isEmpty)
  }
}
