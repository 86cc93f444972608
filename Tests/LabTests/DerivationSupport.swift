import Records
import Testing

@testable import Lab

extension DerivationReport {
  /// For each step after the first: whether it holds.
  var holding: [Bool] { steps.dropFirst().map { $0.outcome == .holds } }
}

/// Whether two formulas are equal for all distributions, by a derivation of two lines.
func isIdentity(_ name: String = #function, _ body: (Derivation) -> (Formula, Formula)) -> Bool {
  let derivation = Derivation(name)
  let (left, right) = body(derivation)
  derivation.line("left") { left }
  derivation.line("right") { right }
  return derivation.evaluate().holding == [true]
}
