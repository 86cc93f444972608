import Lessons
import Testing

@testable import Judgement

@Suite struct ProseCoverageTests {
  // MARK: What binds

  @Test func anInlineValueIsBoundAndBindsNoOtherNumber() {
    let coverage = coverage("The loss is `{swift} loss | .2f` after 300 steps.")
    #expect(coverage.assertions.map(\.binding) == [.value, nil])
    #expect(coverage.unbound.map(\.text) == ["300"])
  }

  @Test func aClaimBindsItsSentenceAndNothingBeside() {
    let coverage = coverage("[It ends lower in 19 of 20 seeds](claim:ends), and faster.")
    #expect(coverage.assertions.map(\.binding) == [.claim("ends"), .claim("ends"), .claim("ends"), nil])
    #expect(coverage.unbound.map(\.text) == ["faster"])
  }

  @Test func aCitationBindsItsSentenceAndNotTheNext() {
    #expect(unbound("It is lower in 9 runs [@he2015]. It is faster in 8.") == ["faster", "8"])
    #expect(unbound("It is lower. [@he2015] It is faster.") == ["faster"])
    #expect(unbound("It is lower (He et al. found it, cf. Fig. 3) [@he2015].") == [])
  }

  @Test func aFootnoteIsProseOfItsOwn() {
    #expect(unbound("It is so[^n].\n\n[^n]: It is faster in 8 runs.") == ["faster", "8"])
    // A citation in the note binds the note.
    #expect(unbound("It is lower[^n].\n\n[^n]: It is faster [@he2015].") == ["lower"])
  }

  @Test func twoValuesBindAComparativeOneDoesNot() {
    #expect(unbound("It falls from `{swift} a` to `{swift} b`, which is lower.") == [])
    #expect(unbound("It is `{swift} a`, which is lower.") == ["lower"])
    #expect(unbound("Of `{swift} a` and `{swift} b` the lowest always wins.") == ["lowest", "always"])
  }

  @Test func reasonsBindNumbersInDigitsAndInWords() {
    let head = "given: {20: seeds, 0.5: the share, 1/3: the rest, 4096: width}\n"
    #expect(unbound("Over 20 or twenty seeds, half or 0.50 of them, a third, 4,096 and 21.", head: head) == ["21"])
  }

  @Test func reasonsForPhrasesBindThePhraseOnly() {
    let head = "given: {better than chance: a figure of speech, 300 steps: how long we train}\n"
    #expect(unbound("It is better than chance, and better after 300 steps than after 300.", head: head) == ["better", "300"])
  }

  @Test func aReasonThatNobodyNeedsIsReported() {
    let findings = coverage("Over 20 seeds.", head: "given:\n  20: seeds\n  30: more seeds\n").diagnostics(gate: nil)
    #expect(findings.map(\.code) == [.givenUnused])
    #expect(findings.first?.range?.lowerBound == SourcePosition(line: 5, column: 3))
  }

  @Test func aHeadingIsBoundByAClaimOfItsSection() {
    let body = "# Twice as deep\n\n## Better\n\n[It is so.](claim:a)\n\n## Worse\n\nNothing.\n"
    #expect(coverage(body).assertions.map(\.binding) == [.section("a"), .section("a"), nil])
  }

  @Test func aCaptionIsBoundByItsBlocksCode() {
    let body =
      "```swift\n//| caption: \"Medians over 8 seeds, 20 layers and `30` of $40$, lower.\"\nlet seeds = 8, layers = 20\n```\n"
    let coverage = coverage(body)
    #expect(coverage.assertions.map(\.text) == ["8", "20", "40", "lower"])
    #expect(coverage.assertions.map(\.binding) == [.block, .block, nil, nil])
    #expect(coverage.assertions.first?.range.lowerBound == SourcePosition(line: 5, column: 28))
  }

  // MARK: What does not count

  @Test func theWordsOfOthersDoNotCount() {
    let coverage = coverage(
      "> It is always better.\n\nThey say \"always better\", “twice the rate”, and [most of it](statement:C1). Lower.")
    #expect(coverage.assertions.map(\.text) == ["Lower"])
    #expect(coverage.quoted == 6)
  }

  @Test func anUnpairedQuotationMarkHidesNothing() {
    #expect(found("A 5\" disk is lower.") == ["5", "lower"])
  }

  @Test func codeFormulasAndAddressesDoNotCount() {
    #expect(found("`let x = 5`, $x = 5$, <https://a.b/c/5>, ![5 faster](5.png), <b title=\"5\">x</b>.") == [])
    #expect(
      found("A formula without a letter is a number: $0.99$, $\\pm 0.5\\,\\%$, $10^{-3}$.") == [
        "0.99", "\\pm 0.5\\,\\%", "10^{-3}",
      ])
  }

  @Test func listsAndQuotesKeepTheirPlaces() {
    let coverage = coverage("1. It is\n   *lower* in 5\n\n   \\* &amp; a \\[7\\], ü 8.\n")
    #expect(coverage.assertions.map(\.text) == ["lower", "5", "8"])
    #expect(coverage.assertions.map(\.range.lowerBound.description) == ["5:5", "5:15", "7:25"])
  }

  // MARK: The figure

  @Test func theShareAndItsGate() {
    let coverage = coverage("[Lower.](claim:a) Higher. `{swift} x`.")
    #expect(coverage.share == 2.0 / 3)
    #expect(coverage.summary == "2 of 3 numbers and comparisons are bound (66 %)")
    #expect(coverage.diagnostics(gate: nil) == [])
    #expect(coverage.diagnostics(gate: 2.0 / 3) == [])
    let findings = coverage.diagnostics(gate: 0.67)
    #expect(findings.map(\.code) == [.coverageBelowGate, .proseUnbound])
    #expect(findings.map(\.severity) == [.error, .note])
    #expect(findings.first?.code.consequence == .unchecked)
  }

  @Test func aLessonThatAssertsNothingIsCovered() {
    #expect(coverage("Words.").share == 1)
    #expect(coverage("Words.").diagnostics(gate: 1) == [])
  }

  /// Every word is looked at a few times, however long the text: rows of signs, quotation marks, headings and citations are where
  /// that could go wrong, and this would take minutes.
  @Test func longTextsAreFound() {
    let body = String(repeating: "It is lower than 5 \"they say\" (so [far] and no further). ", count: 5_000)
    #expect(coverage(body).assertions.count == 10_000)
    for sign in [".", "“", "\"", "(", "?", "1/", "[@a]", "[@a].", "one hundred ", "than ", "1,", "a "] {
      _ = coverage(String(repeating: sign, count: 100_000))
    }
    let headings = (0..<3_000).map { "\(String(repeating: "#", count: $0 % 6 + 1)) Better \($0)\n" }.joined(separator: "\n")
    #expect(coverage(headings).assertions.count { $0.kind == .comparative } == 3_000)
  }
}
