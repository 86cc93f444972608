import Lessons
import Testing

@testable import Audit

/// Each operator finds these mutants and no others.
@Suite struct MutantFinderTests {
  /// A claim in line 5, whose measure begins in line 6.
  private func mutants(inMeasure code: String) throws -> [String] {
    let lesson = try AuditTests.lesson("claim(\"c\", .below(0.5)) { rng in\n\(code)\n} control: { rng in 7.5 * tanh(2) }")
    return changes(of: lesson, claimsAt: 5).filter { !$0.contains(" seed ") }
  }

  @Test(arguments: [
    ("f(0.05)", ["6:3 number `0.05` → `0.1`", "6:3 number `0.05` → `0.025`"]),
    ("f(0.0)", ["6:3 number `0.0` → `1.0`"]),
    ("f(300)", ["6:3 number `300` → `150`"]),
    ("f(1_000)", ["6:3 number `1_000` → `500`"]),
    ("f(0) + f(1)", ["6:3 number `0` → `1`", "6:10 number `1` → `2`"]),
    ("f(std: 1 / 64)", ["6:8 number `1` → `2`", "6:12 number `64` → `32`"]),
    ("f(3)", ["6:3 number `3` → `2`"]),
    ("f(-2)", ["6:4 number `2` → `1`"]),
    ("f([0.5])", ["6:4 number `0.5` → `1.0`", "6:4 number `0.5` → `0.25`"]),
    ("f([0.25, 1])", ["6:4 number `[0.25, 1]` → `[0.5, 2.0]`", "6:4 number `[0.25, 1]` → `[0.125, 0.5]`"]),
    ("f(1e-4)", ["6:3 number `1e-4` → `0.0002`", "6:3 number `1e-4` → `5e-05`"]),
  ])
  func numbers(_ code: String, _ expected: [String]) throws {
    #expect(try mutants(inMeasure: code).sorted() == expected.sorted())
  }

  /// What would only trap, or is shown and not measured.
  @Test(arguments: [
    "x[5]", "x[n - 1]", "x.0", "f([16, n])", "(0..<n).map { g($0) }", "(1...n).count", "n == 3 ? a : b", "f(seed: 7)", "\"\\(3)\"",
    "show(3)",
    "0x10", "x.reduce(0, +)", "x.histogram(bins: 40)",
  ])
  func leftAlone(_ code: String) throws {
    #expect(try mutants(inMeasure: code) == [])
  }

  @Test(arguments: [
    ("x.max(axis: 1)", ["6:13 axis `1` → `0`"]),
    ("x.max(axis: 2)", []),
    ("tanh(x)", ["6:1 activation `tanh` → `relu`"]),
    ("f(relu)", ["6:3 activation `relu` → `tanh`"]),
    ("tanh(x, y)", []),
    ("Activation(.sigmoid)", ["6:13 activation `sigmoid` → `tanh`"]),
    ("atan2(x, y) + x.tanh + leakyRelu(x, slope: s)", []),
    ("Dense(initializer: .he)", ["6:21 initializer `he` → `xavier`"]),
    ("Initializer.xavier", ["6:13 initializer `xavier` → `he`"]),
    ("Other.xavier", []),
    ("Dropout(p)", ["6:9 regularizer `p` → `0`"]),
    ("Dropout<Float>(p, dropsChannels: true)", ["6:16 regularizer `p` → `0`"]),
    ("f(decay: .l2(s))", ["6:10 regularizer `.l2(s)` → `.none`"]),
    ("l2Penalty(w, weight: s)", ["6:1 regularizer `l2Penalty` → `l1Penalty`", "6:22 regularizer `s` → `0`"]),
    ("a < b", ["6:3 comparison `<` → `>`"]),
    ("runs.min { $0 >= $1 }", ["6:15 comparison `>=` → `<=`"]),
    ("a == b", []),
  ])
  func exchanges(_ code: String, _ expected: [String]) throws {
    #expect(try mutants(inMeasure: code).sorted() == expected.sorted())
  }

  @Test func aFunctionOfTheLessonIsNoActivation() throws {
    let lesson = try AuditTests.lesson("func tanh(_ x: Double) -> Double { x }", "claim(\"c\", .below(1)) { rng in tanh(a) }")
    #expect(changes(of: lesson, claimsAt: 8) == ["8:32 seed `rng = RandomStream(seed: 1)` in every replicate"])
  }

  @Test func armsOfComparisonsAreSwapped() throws {
    let lesson = try AuditTests.lesson(
      "func ends() -> (Float, Float) { (f(a), g(b)) }\nfunc pair() -> (Tensor, Tensor) { (a, b) }",
      "claim(\"c\", .lessThan) { rng in\n  let p = pair()\n  return (p.0, h(\n    ends()))\n}",
      "claim(\"d\", .greaterThan(factor: r)) { rng in (a, ends()) }")
    #expect(
      changes(of: lesson, claimsAt: 9, 16).filter { $0.contains("arms") } == [
        "5:34 arms `(f(a), g(b))` → `(g(b), f(a))`", "16:47 arms `(a, ends())` → `(ends(), a)`",
      ], "a pair in which an arm takes several lines is left alone, and so is one that is no measure")
  }

  @Test func seedsAreFixedWhereTheClaimMeasures() throws {
    let lesson = try AuditTests.lesson(
      "claim(\"c\", .below(1)) { rng in f(&rng) } control: { rng in g(&rng) }",
      "claim(\"d\", .below(1)) { (stream: inout RandomStream) in\n  let x = f(\n    &stream)\n  return x\n}",
      "claim(\"e\", .below(1), measure)")
    let found = MutantFinder.mutants(of: lesson, LessonCode(lesson), in: 0..<3)
    #expect(
      found.map { $0.applied(to: lesson.source).lines[$0.range.lowerBound.line - 1] } == [
        "claim(\"c\", .below(1)) { rng in rng = RandomStream(seed: 1); return f(&rng) } control: { rng in g(&rng) }",
        "  stream = RandomStream(seed: 1); let x = f(",
      ])
  }

  /// Two edits in a line with letters of several bytes; and the rest of the lesson stays.
  @Test func editsAreMadeAtTheirBytes() throws {
    let lesson = try AuditTests.lesson("claim(\"c\", .lessThan) { rng in (\"é😀\" + a, bc) } // ü")
    let swap = try #require(MutantFinder.mutants(of: lesson, LessonCode(lesson), in: [0]).first { $0.kind == .arms })
    #expect(
      swap.applied(to: lesson.source).text
        == lesson.source.text.replacing("(\"é😀\" + a, bc)", with: "(bc, \"é😀\" + a)"))
  }

  @Test func placesAreThoseOfTheFileInsideAList() throws {
    let text = "---\ntitle: Probe\n---\n- Item\n\n  ```swift\n  //| label: b\n  claim(\"c\", .below(1)) { rng in f(0.5) }\n  ```\n"
    let lesson = try #require(LessonReader.read(SourceFile(path: "probe.md", text: text)).lesson)
    let number = try #require(MutantFinder.mutants(of: lesson, LessonCode(lesson), in: [0]).first { $0.kind == .number })
    #expect(number.range.lowerBound == SourcePosition(line: 8, column: 36))
    #expect(number.applied(to: lesson.source).lines[7] == "  claim(\"c\", .below(1)) { rng in f(1.0) }")
  }
}
