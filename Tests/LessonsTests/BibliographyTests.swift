import Testing

@testable import Lessons

@Suite struct BibliographyTests {
  private func read(_ text: String) -> (bibliography: Bibliography, text: String) {
    let source = SourceFile(path: "references.yml", text: text)
    let (bibliography, diagnostics) = BibliographyReader.read(source)
    return (bibliography, DiagnosticRenderer(source: { _ in source }).render(diagnostics))
  }

  @Test func anEntry() {
    let (bibliography, text) = read(
      """
      references:
        - id: glorot2010
          type: paper-conference
          title: Understanding the difficulty
          author:
            - {family: Glorot, given: Xavier}
            - family: Bengio
              given: Yoshua
          issued: {date-parts: [[2010, 5, 13]]}
          container-title: AISTATS
          volume: 9
          page: 249-256
          DOI: 10.1/2
          language: en
      """)
    #expect(text == "")
    let entry = bibliography.entry("glorot2010")
    #expect(entry?.title == "Understanding the difficulty")
    #expect(entry?.authors == [.init(family: "Glorot", given: "Xavier"), .init(family: "Bengio", given: "Yoshua")])
    #expect(entry?.issued == .init(year: 2010, month: 5, day: 13))
    #expect(entry?.fields == ["container-title": "AISTATS", "volume": "9", "page": "249-256", "DOI": "10.1/2"])
    #expect(entry?.range.lowerBound.description == "2:9")
  }

  @Test(
    arguments: [
      ("2010", .init(year: 2010)), ("2010-05", .init(year: 2010, month: 5)),
      ("{year: 2010, month: 5}", .init(year: 2010, month: 5)),
      ("[{year: 2010}]", .init(year: 2010)), ("[2010, 5, 13]", .init(year: 2010, month: 5, day: 13)),
      ("{raw: 2010-05-13}", .init(year: 2010, month: 5, day: 13)),
    ] as [(String, Bibliography.Date)]) func dates(_ text: String, _ date: Bibliography.Date)
  {
    #expect(read("- {id: a, title: T, issued: \(text)}").bibliography.entry("a")?.issued == date)
  }

  @Test func labelsTellWorksApart() {
    let people = ["A", "B", "C"].map { "{family: \($0)}" }
    let entries = [1, 2, 3, 1, 1].enumerated().map { index, count in
      "- {id: w\(index), title: T, issued: \(index == 4 ? 2011 : 2010), author: [\(people.prefix(count).joined(separator: ", "))]}"
    }
    let (bibliography, text) = read((entries + ["- {id: w5, title: One two three four five}"]).joined(separator: "\n"))
    #expect(text == "")
    let labels = (0...5).map { bibliography.label("w\($0)").map { "\($0.names) \($0.year)" } }
    #expect(labels == ["A 2010a", "A and B 2010", "A et al. 2010", "A 2010b", "A 2011", "One two three four n.d."])
  }

  @Test func whatIsWrong() {
    let (bibliography, text) = read(
      """
      - id: a
        title: T
        autor: [{family: A}]
      - title: U
      - id: a
        title: V
      - id: b
        issued: soon
        author: [{given: X}]
      - c
      """)
    #expect(bibliography.entries.map(\.id) == ["a", "b"])
    #expect(
      text == """
        references.yml:3:3: warning[references-invalid]: unknown key `autor`
          3 |   autor: [{family: A}]
            |   ^^^^^
        help: did you mean `author`?

        references.yml:4:3: error[references-invalid]: this entry has no `id`
          4 | - title: U
            |   ^^^^^
        help: add a line `id: …`, the key to cite it by

        references.yml:5:7: error[references-invalid]: two entries have the id `a`
          5 | - id: a
            |       ^
        references.yml:1:7: note: the first one is here
          1 | - id: a
            |       ^
        help: keep one, or give this one another id

        references.yml:7:7: error[references-invalid]: `b` has no `title`
          7 | - id: b
            |       ^
        help: add a line `title: …`

        references.yml:8:11: error[references-invalid]: this is no date
          8 |   issued: soon
            |           ^^^^
        help: write `issued: 2010`, or `issued: 2010-05-13`

        references.yml:9:12: error[references-invalid]: this is no name
          9 |   author: [{given: X}]
            |            ^^^^^^^^^^^
        help: write `{family: Glorot, given: Xavier}`, or `{literal: OpenAI}`

        references.yml:10:3: error[references-invalid]: keys and values are expected here, not `c`
          10 | - c
             |   ^
        help: write `title: …`
        """)
  }

  @Test func aListIsExpected() {
    #expect(
      read("title: T\n").text == """
        references.yml:1:1: error[references-invalid]: a list is expected here
          1 | title: T
            | ^^^^^^^^
        help: begin each entry with `- id: …`
        """)
    #expect(read("").text == "")
  }

  @Test func whatLessonsCite() {
    let (bibliography, _) = read("- {id: he2015, title: T}\n- {id: idle, title: U}\n")
    let (lesson, _) = lesson("So [@he2015; @hee2015], and [@unheard].")
    let findings = bibliography.review([lesson], isWholeCourse: true)
    #expect(findings.map(\.code) == [.referenceBroken, .referenceBroken, .referenceUncited])
    #expect(findings.map { $0.range?.lowerBound.description } == ["4:14", "4:30", "2:8"])
    #expect(findings.first?.help == "did you mean `@he2015`?")
    #expect(findings.map(\.severity) == [.error, .error, .warning])
    #expect(bibliography.review([lesson], isWholeCourse: false).count == 2)
  }
}
