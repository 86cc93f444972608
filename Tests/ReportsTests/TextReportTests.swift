import Testing

@testable import Reports

@Suite struct TextReportTests {
  @Test func whatNeedsAttentionComesFirst() {
    #expect(
      TextReport(Sample.report()).text == """
        coin/größe.md:5: fails     small: ev; control failed, as it has to
        coin/größe.md:5: unknown   never: not measured
        coin/größe.md:5: holds     two: ev; no control
        coin/größe.md:12: not run   block 2: it would take a week
        2 claims: 1 holds, 1 fails, 1 without a control; 1 sentence not measured; 1 block ran, 1 failed, 1 not asked to run

        """)
  }

  @Test func colourOnlyWhenAsked() {
    let coloured = TextReport(Sample.report(), usesColor: true).text
    #expect(coloured.hasPrefix("coin/größe.md:5: \u{1B}[1;31mfails\u{1B}[0m     small: "))
    #expect(coloured.contains("\u{1B}[32mholds\u{1B}[0m     two: "))
  }

  @Test func nothingSteersTheTerminal() {
    var claim = Sample.claim("small", .below(1), .broken, [])
    claim.claim.evidence = "replicate 1: \u{1B}[2Jgone\nand more"
    let text = TextReport(Sample.report(claims: [claim])).text
    #expect(text.contains("small: replicate 1: ␛[2Jgone and more; no control\n"))
  }
}
