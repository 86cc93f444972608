import Foundation
import Lessons

extension ProseCoverage {
  /// What is wrong: too little is bound, or a reason is given for what nobody says. Below the gate, everything unbound is listed.
  ///
  /// Diagnostics: `coverage-below-gate`, `prose-unbound`, `given-unused`.
  /// - Parameter gate: the share that has to be bound, if any
  public func diagnostics(gate: Double?) -> [Diagnostic] {
    var diagnostics = unusedGiven.map { key, range in
      Diagnostic(
        .givenUnused, "`given` has a reason for `\(key)`, which the prose does not say", path: path, range: range,
        help: "take it out, or write it as it stands in the prose")
    }
    guard let gate, !satisfies(gate) else { return diagnostics }
    diagnostics.append(
      Diagnostic(
        .coverageBelowGate, "\(summary); \(Self.percentage(gate)) are asked for", path: path,
        help: "bind what is listed, or ask for less: `coverage: \(Self.floor(share))`"))
    return diagnostics + listing
  }

  public func satisfies(_ gate: Double) -> Bool { Double(bound) >= gate * Double(assertions.count) }

  /// A note for each number and comparison that nothing backs.
  public var listing: [Diagnostic] {
    unbound.map { assertion in
      let help =
        switch assertion.kind {
        case .number: "compute it, `{swift} …`, assert it in a claim's sentence, cite its source, or give its reason under `given`"
        default: "put its sentence to a test, [the sentence](claim:id), or cite who found it: [@key]"
        }
      return Diagnostic(
        .proseUnbound, severity: .note, "nothing backs \(assertion.kind.words) \"\(assertion.text)\"", path: path,
        range: assertion.range,
        help: help)
    }
  }

  /// "61 of 64 numbers and comparisons are bound (95 %)"
  public var summary: String {
    guard !assertions.isEmpty else { return "no number and no comparison in the prose" }
    let nouns = assertions.count == 1 ? "number or comparison is bound" : "numbers and comparisons are bound"
    return "\(bound) of \(assertions.count) \(nouns) (\(Self.percentage(share)))"
  }

  /// Rounded down, so that nothing but all is 100 %.
  private static func percentage(_ share: Double) -> String { "\(Int((share * 100 + 1e-9).rounded(.down))) %" }

  private static func floor(_ share: Double) -> String { String(format: "%.2f", (share * 100 + 1e-9).rounded(.down) / 100) }
}

extension ProseCoverage.Kind {
  fileprivate var words: String {
    switch self {
    case .number: "the number"
    case .comparative: "the comparison"
    case .superlative: "the superlative"
    case .certainty: "the generalisation"
    }
  }
}
