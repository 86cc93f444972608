import Testing

@testable import Lessons

@Suite struct StatementReaderTests {
  private func read(_ text: String) -> (catalogue: StatementCatalogue, text: String) {
    let source = SourceFile(path: "statements.yml", text: text)
    let (catalogue, diagnostics) = StatementReader.read(source)
    return (catalogue, DiagnosticRenderer(source: { _ in source }).render(diagnostics))
  }

  @Test func aStatement() {
    let (catalogue, text) = read(
      """
      - id: C1
        source: '000:15'
        quote: 'It doesn''t matter.'
        check: try it
        stance: qualified
        reason: sometimes
        claims:
          start#moves: supports
          start#stays: refutes
      """)
    #expect(text == "")
    let statement = catalogue.statement("C1")
    #expect(statement?.quote == "It doesn't matter.")
    #expect(statement?.stance == .qualified)
    #expect(statement?.evidence.map(\.address) == ["start#moves", "start#stays"])
    #expect(statement?.evidence.map(\.bearing) == [.supports, .refutes])
    #expect(statement?.evidence.map(\.range.lowerBound.description) == ["8:5", "9:5"])
    #expect(statement?.stanceRange?.lowerBound.description == "5:11")
  }

  @Test func whatIsWrong() {
    let head = "source: '000:1'\n  quote: q\n"
    let (catalogue, text) = read(
      """
      - id: C1
        \(head)  stance: refutet
      - id: C1
        \(head)- id: C2
        \(head)  stance: holds
        claims: {a: supports, a#b: proves}
      - id: C3
        \(head)  stance: qualified
        reason: r
        claims: {a#b: supports}
      - id: C4
        \(head)  stance: definition
        claims: {a#b: supports}
      - id: C5
        \(head)  claims: {a#b: supports}
      - quote: q
        stanse: holds
      """)
    #expect(catalogue.statements.map(\.id) == ["C1", "C2", "C3", "C4", "C5"])
    #expect(
      text.split(separator: "\n").filter { $0.hasPrefix("statements.yml") || $0.hasPrefix("help") } == [
        "statements.yml:4:11: error[statements-invalid]: `refutet` is no stance", "help: did you mean `refuted`?",
        "statements.yml:5:7: error[statements-invalid]: two statements have the id `C1`",
        "statements.yml:1:7: note: the first one is here",
        "help: keep one, or give this one another id",
        "statements.yml:11:11: error[statements-invalid]: `C2` is said to be true, and no claim supports it",
        "help: name one: `claims: {lesson#claim: supports}`, or leave the stance out until there is one",
        "statements.yml:12:12: error[statements-invalid]: `a` names no claim",
        "help: write the lesson's name and the claim's id: initialization#he-keeps-signal",
        "statements.yml:12:30: error[statements-invalid]: a claim does not `proves` a statement",
        "help: known are `supports`, `refutes`",
        "statements.yml:16:11: error[statements-invalid]: `C3` is said to be true under conditions, and no claim refutes it",
        "help: name one: `claims: {lesson#claim: refutes}`, or leave the stance out until there is one",
        "statements.yml:22:11: error[statements-invalid]: `C4` is said to be a definition, and has claims",
        "help: what a claim bears on can be tested: say which way it came out, or take the claims out",
        "statements.yml:22:11: error[statements-invalid]: `definition` needs a reason", "help: add a line `reason: …`",
        "statements.yml:24:7: error[statements-invalid]: `C5` has claims and no stance",
        "help: say what they show: `stance: holds`, `stance: qualified`, `stance: refuted`",
        "statements.yml:28:3: error[statements-invalid]: this statement has no `id`", "help: add a line `id: …`",
        "statements.yml:28:3: error[statements-invalid]: this statement has no `source`", "help: add a line `source: …`",
        "statements.yml:29:3: error[statements-invalid]: unknown key `stanse`", "help: did you mean `stance`?",
      ])
  }

  @Test func aKeyThatStandsTwice() {
    #expect(
      read("- id: C1\n  quote: a\n- id: C2\n  quote: b\n  quote: c\n").text == """
        statements.yml:5:3: error[statements-invalid]: the key `quote` stands here twice
          5 |   quote: c
            |   ^^^^^
        help: keep one of them
        """)
  }
}
