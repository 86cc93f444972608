import Testing

@testable import Lessons

@Suite struct GlossaryTests {
  private func read(_ text: String) -> (glossary: Glossary, text: String) {
    let source = SourceFile(path: "glossary.yml", text: text)
    let (glossary, diagnostics) = GlossaryReader.read(source)
    return (glossary, DiagnosticRenderer(source: { _ in source }).render(diagnostics))
  }

  @Test func terms() throws {
    let (glossary, text) = read(
      """
      - term: batch normalization
        definition: Each channel to *mean 0* and $\\sigma = 1$.
        also: [batch norm, batchnorm]
        see: normalization#batch
      - {term: Logit, definition: "What goes into a `softmax`."}
      """)
    #expect(text == "")
    #expect(glossary.terms.map(\.anchor) == ["batch-normalization", "logit"])
    let first = try #require(glossary.terms.first)
    #expect(first.spellings == ["batch norm", "batchnorm"])
    #expect(first.see?.lesson == "normalization")
    #expect(first.see?.label == "batch")
    #expect(first.plainDefinition == "Each channel to mean 0 and \\sigma = 1.")
    let math = try #require(first.definition.first { if case .inlineMath = $0.kind { true } else { false } })
    #expect(math.range.lowerBound == SourcePosition(line: 2, column: 44))
    #expect(glossary.terms[1].definition.last?.range.upperBound == SourcePosition(line: 5, column: 57))
  }

  @Test func whatIsWrong() {
    let (glossary, text) = read("- term: a\n  definition: one\n- term: b\n  also: [A]\n- definition: x\n- term: c\n  definition: \"- x\"\n  se: d\n")
    #expect(glossary.terms.map(\.term) == ["a", "b", "c"])
    #expect(
      text == """
        glossary.yml:3:9: error[glossary-invalid]: nothing explains `b`
          3 | - term: b
            |         ^
        help: add a line `definition: …`

        glossary.yml:4:10: error[glossary-invalid]: `A` is explained twice
          4 |   also: [A]
            |          ^
        glossary.yml:1:9: note: first here
          1 | - term: a
            |         ^
        help: keep one of the two, or make one term's spelling an `also` of the other

        glossary.yml:5:3: error[glossary-invalid]: this entry has no `term`
          5 | - definition: x
            |   ^^^^^^^^^^
        help: add a line `term: …`, the word that it explains

        glossary.yml:7:15: error[glossary-invalid]: a definition is one paragraph
          7 |   definition: "- x"
            |               ^^^^^
        help: write it without lists, headings and blank lines; a lesson can say more: `see: …`

        glossary.yml:8:3: error[glossary-invalid]: unknown key `se`
          8 |   se: d
            |   ^^
        help: did you mean `see`?
        """)
  }

  @Test func lessonsThatAreNotThere() {
    let (glossary, _) = read("- {term: a, definition: x, see: two#b}\n- {term: b, definition: x, see: thre}\n- {term: c, definition: x, see: \"#d\"}\n")
    #expect(glossary.review(lessons: ["two", "three"]).map(\.help) == ["did you mean `three`?"])
  }

  /// The marked words of a lesson, with what they lead to and where they stand.
  private func marked(_ body: String) -> [String] {
    let (glossary, _) = read(
      "- {term: batch normalization, definition: x, also: [batch norm]}\n- {term: batch, definition: x}\n- {term: k-fold, definition: x}\n")
    let nodes = glossary.marked(lesson(body).lesson).root.all
    return nodes.compactMap { node in
      guard case .glossaryTerm(let anchor, _) = node.kind else { return nil }
      return "\(node.plainText([])) #\(anchor) \(node.range.lowerBound)-\(node.range.upperBound)"
    }
  }

  @Test(arguments: [
    ("A batch, and another batch.\n", ["batch #batch 4:3-4:8"]),
    ("Batch\nnormalization of batches or a Batch-norm.\n", ["Batch normalization #batch-normalization 4:1-5:14"]),
    ("Two batches, many batchs.\n", ["batchs #batch 4:19-4:25"]),
    ("# Batch\n\n[batch](u) `batch` > *a batch*\n", ["batch #batch 6:25-6:30"]),
    ("> batch\n\nK-fold, not k fold.\n", ["K-fold #k-fold 6:1-6:7"]),
    ("batch, normalization\n", ["batch #batch 4:1-4:6"]),
    ("rebatch &amp; batch\n\nbatch\n", ["batch #batch 6:1-6:6"]),
  ])
  func firstUses(_ body: String, _ expected: [String]) { #expect(marked(body) == expected) }
}
