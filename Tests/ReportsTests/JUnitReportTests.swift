import Execution
import Judgement
import Lessons
import Testing

@testable import Reports

@Suite struct JUnitReportTests {
  private func cases(_ report: CheckReport) -> [Substring] {
    JUnitReport(report).text.split(separator: "\n").filter { $0.contains("<test") || $0.hasPrefix("      <") }
  }

  @Test func eachPartIsACase() {
    let lines = cases(Sample.report())
    #expect(lines[0] == #"<testsuites name="litmus" tests="7" failures="1" errors="2">"#)
    #expect(lines[1] == #"  <testsuite name="coin/größe.md" tests="7" failures="1" errors="2" skipped="1">"#)
    #expect(lines[2] == #"    <testcase name="lesson" classname="coin.größe"/>"#)
    #expect(lines[3] == #"    <testcase name="block 1" classname="coin.größe"/>"#)
    #expect(lines[4] == #"    <testcase name="block 2" classname="coin.größe">"#)
    #expect(lines[5] == #"      <skipped type="run: false" message="it would take a week"/>"#)
    #expect(lines[6] == #"    <testcase name="block 3" classname="coin.größe">"#)
    #expect(lines[7].hasPrefix(#"      <error type="block-trapped" message="Index out of range">coin/größe.md:18:1: error[block-"#))
    #expect(lines.contains(#"    <testcase name="claim two" classname="coin.größe"/>"#))
    let failure = #"      <failure type="claim-fails" message="claim `small` fails: 0.5">coin/größe.md:5:6: error[claim-fails]"#
    #expect(lines.contains { $0.hasPrefix(failure) })
    #expect(lines.contains { $0.hasPrefix(#"      <error type="not-measured" message="not measured">coin/größe.md:5:"#) })
  }

  @Test func undecidedIsSkippedUnlessItIsRefused() {
    let undecided = Sample.claim("small", .below(1), .undecided, [])
    func finding(_ severity: Diagnostic.Severity) -> [Diagnostic] {
      [Diagnostic(.claimUndecided, severity: severity, "not decided", path: "coin/größe.md", subject: "small")]
    }
    let usual = cases(Sample.report(claims: [undecided], diagnostics: finding(.warning)))
    #expect(usual.contains { $0.hasPrefix(#"      <skipped type="claim-undecided" message="ev">"#) })
    let strict = cases(Sample.report(claims: [undecided], diagnostics: finding(.error)))
    #expect(strict.contains { $0.hasPrefix(#"      <error type="claim-undecided" message="not decided">"#) })
  }

  /// What XML cannot hold is replaced, and nothing ends the element or attribute that it stands in.
  @Test func hostileTextStaysText() {
    let hostile = Diagnostic(.mathInvalid, "a]]>b<c>&\"'\u{0}\u{1B}[2J\u{FFFE}\u{85}\r\n\t😀", path: "x\".md")
    let lines = JUnitReport(Sample.report(claims: [], diagnostics: [hostile])).text
    #expect(lines.contains("message=\"a]]&gt;b&lt;c&gt;&amp;&quot;'\u{FFFD}\u{FFFD}[2J\u{FFFD}\u{85}&#13;&#10;&#9;😀\""))
    #expect(!lines.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" })
    #expect(!lines.contains("]]>"))
  }

  @Test func whatBelongsToNoLessonIsACaseOfItsOwn() {
    let missing = Diagnostic(.toolMissing, "no swift")
    let text = JUnitReport(Sample.report(claims: [], diagnostics: [], machine: [missing], status: 2)).text
    #expect(text.contains(#"<testsuite name="litmus" tests="1" failures="0" errors="1" skipped="0">"#))
    #expect(text.contains(#"<error type="tool-missing" message="no swift">error[tool-missing]: no swift</error>"#))
  }
}
