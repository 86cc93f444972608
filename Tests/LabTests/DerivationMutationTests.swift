import Records
import Testing

@testable import Lab

/// Every line of true derivations with every small error: those that change its value are found, at the line.
struct DerivationMutationTests {
  @Test(arguments: DerivationCatalogue.allCases)
  func `True derivations hold, and need what they assume`(_ entry: DerivationCatalogue) {
    let report = entry.derivation().evaluate()
    for step in report.steps.dropFirst() {
      #expect(step.outcome == .holds, "line \(step.line)")
      #expect(step.evidence == .exact, "line \(step.line)")
      for assumption in step.assumptions { #expect(!assumption.isIdle, "line \(step.line): \(assumption.latex)") }
    }
    #expect(report.errorBound < 1e-9)
  }

  @Test(arguments: DerivationCatalogue.allCases)
  func `A wrong line is found, with numbers to check`(_ entry: DerivationCatalogue) throws {
    var found = 0, equivalent = 0, refused = 0
    let original = entry.derivation()
    for index in original.lines.indices.dropFirst() {
      for (place, mutant) in original.lines[index].formula.node.mutants.enumerated() {
        let derivation = entry.derivation()
        derivation.lines = Array(derivation.lines[...index])
        for line in 1..<max(1, index) { derivation.lines[line].assumptions = original.lines[line].assumptions }
        derivation.lines[index].formula = Formula(mutant.node)
        let step = MutantJudgement(derivation, line: index)
        let what = "line \(index), mutant \(place): \(mutant.what)"
        if try step.isEquivalent(to: original) {
          equivalent += 1
          #expect(step.counterexample == nil, "\(what) changes nothing")
          continue
        }
        let counterexample = try #require(step.counterexample, "\(what) passed")
        // A formula that has no value is refused with the reason in place of numbers.
        if counterexample.hasPrefix("not evaluated: ") {
          refused += 1
          continue
        }
        found += 1
        let numbers = counterexample.split(separator: ": the line before is ").last?.split(separator: ", this line ") ?? []
        try #require(numbers.count == 2, "\(what): \(counterexample)")
        #expect(numbers[0] != numbers[1], "\(what): \(counterexample)")
      }
    }
    print("mutants of \(entry.rawValue): \(found) found, \(refused) refused, \(equivalent) equivalent")
    #expect(found > 10 * refused)
  }
}

/// The last line of a derivation, judged alone.
private struct MutantJudgement {
  let counterexample: String?
  private let derivation: Derivation
  private let line: Int

  init(_ derivation: Derivation, line: Int) {
    self.derivation = derivation
    self.line = line
    if case .broken(let text) = derivation.evaluate().steps[line].outcome { counterexample = text } else { counterexample = nil }
  }

  /// Whether the line's doubles are those of the true line, at eight points: no residue has a say.
  func isEquivalent(to original: Derivation) throws -> Bool {
    let check = DerivationCheck(derivation)
    let hypotheses = try check.hypotheses(at: line)
    let pair = [original.lines[line].formula.node, derivation.lines[line].formula.node]
    for point in 1...8 {
      guard let drawn = try? check.values(of: pair, hypotheses, .generic, firstSeed: 777_000 * point) else { return false }
      let values = drawn.values.map(\.real)
      if (values[0] - values[1]).magnitude > 1e-9 * max(1, values[0].magnitude) { return false }
    }
    return true
  }
}
