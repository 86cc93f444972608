import Lessons
import Testing

@testable import Reports

@Suite struct WorkflowCommandTests {
  @Test func aFindingStandsAtItsPlace() {
    // 😀 is two UTF-16 units, a space one: the sentence begins at the fourth, and is 35 characters long.
    let place = "::error file=coin/größe.md,line=5,endLine=5,col=4,endColumn=38,title=claim-fails"
    #expect(
      WorkflowCommands(Sample.report()).text == """
        \(place)::claim `small` fails: 0.5%0Aseed 7%0Ahere (coin/größe.md:18)%0Amend it
        ::error file=coin/größe.md,line=18,endLine=20,title=block-trapped::Index out of range
        ::notice file=coin/größe.md,line=18,endLine=20,title=block-not-run::as a note
        2 claims: 1 holds, 1 fails, 1 without a control; 1 sentence not measured; 1 block ran, 1 failed, 1 not asked to run

        """)
  }

  /// Nothing that a lesson says ends a property, or begins a command of its own.
  @Test func everythingIsEscaped() {
    let start = SourcePosition(line: 1, column: 1)
    let hostile = Diagnostic(
      .blockTrapped, "100%\r\n::add-mask::a%0A", path: "a,b:c%\n.md", range: start..<start, help: "::stop-commands::x")
    let text = WorkflowCommands(Sample.report(diagnostics: [hostile])).text
    let place = "::error file=a%2Cb%3Ac%25%0A.md,line=1,endLine=1,col=1,endColumn=1,title=block-trapped"
    #expect(text.hasPrefix(place + "::100%25%0D%0A::add-mask::a%250A%0A::stop-commands::x\n"))
    #expect(text.split(separator: "\n").count { $0.hasPrefix("::") } == 1)
  }

  @Test func whatIsAboutNoFileHasNoPlace() {
    let missing = Diagnostic(.toolMissing, "no swift", help: "install it")
    let text = WorkflowCommands(Sample.report(diagnostics: [], machine: [missing])).text
    #expect(text.hasPrefix("::error title=tool-missing::no swift%0Ainstall it\n"))
  }
}
