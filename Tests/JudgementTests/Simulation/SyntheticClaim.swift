import Foundation
import Records

@testable import Judgement

/// A claim about random numbers whose truth is known.
struct SyntheticClaim: Sendable {
  /// As a lesson spells it.
  var quantifier: String
  /// What is measured, and where it stands.
  var measured: String
  var rule: Quantifier
  var relation: Relation
  /// Verdicts that would be wrong: both at the edge between them.
  var wrong: [Judgement.Outcome]
  var measure: @Sendable (inout TestStream) -> Measure

  init(
    _ quantifier: String, _ measured: String, _ rule: Quantifier, _ relation: Relation = .below(1), wrong: [Judgement.Outcome],
    _ measure: @escaping @Sendable (inout TestStream) -> Measure
  ) {
    self.quantifier = quantifier
    self.measured = measured
    self.rule = rule
    self.relation = relation
    self.wrong = wrong
    self.measure = measure
  }

  /// Passes `.below(1)` with a probability; no two values are the same.
  static func pass(_ rate: Double) -> @Sendable (inout TestStream) -> Measure {
    { .number(($0.unit() < rate ? 0 : 2) + 0.5 * $0.unit()) }
  }

  private static func number(_ draw: @escaping @Sendable (inout TestStream) -> Double) -> @Sendable (inout TestStream) -> Measure {
    { .number(draw(&$0)) }
  }

  private static func series(_ curve: [Double]) -> @Sendable (inout TestStream) -> Measure {
    { stream in .series(curve.map { $0 + stream.normal() }) }
  }

  private static let either: [Judgement.Outcome] = [.holds, .fails]

  static let all: [SyntheticClaim] = passRates + medians + means + geometricMeans + arms + curves

  private static let passRates: [SyntheticClaim] = {
    let zone = Quantifier.usually(rate: 0.95, floor: 0.8), zoneName = "`.usually(0.95, floor: 0.8)`"
    let literal = Quantifier.strictly(rate: 0.9), literalName = "`.strictly(0.9)`"
    return [
      SyntheticClaim(zoneName, "pass rate 60 %", zone, wrong: [.holds], pass(0.6)),
      SyntheticClaim(zoneName, "pass rate 80 %, the floor", zone, wrong: [.holds], pass(0.8)),
      SyntheticClaim(zoneName, "the same, all passes equal and all failures", zone, wrong: [.holds]) { .number($0.unit() < 0.8 ? 0 : 2) },
      SyntheticClaim(zoneName, "pass rate 95 %", zone, wrong: [.fails], pass(0.95)),
      SyntheticClaim(zoneName, "pass rate 99 %", zone, wrong: [.fails], pass(0.99)),
      SyntheticClaim(literalName, "pass rate 70 %", literal, wrong: [.holds], pass(0.7)),
      SyntheticClaim(literalName, "pass rate 90 %", literal, wrong: either, pass(0.9)),
      SyntheticClaim(literalName, "pass rate 99 %", literal, wrong: [.fails], pass(0.99)),
    ]
  }()

  private static let medians: [SyntheticClaim] = {
    let name = "`.typically`"
    return [
      SyntheticClaim(name, "normal, median 1 sd too high", .typically, wrong: [.holds], number { 2 + $0.normal() }),
      SyntheticClaim(name, "normal, median on the threshold", .typically, wrong: either, number { 1 + $0.normal() }),
      SyntheticClaim(name, "Cauchy, median on the threshold", .typically, wrong: either, number { 1 + $0.cauchy() }),
      SyntheticClaim(name, "Cauchy, median one quartile low", .typically, wrong: [.fails], number { $0.cauchy() }),
      SyntheticClaim(name + ", `.within`", "normal, median on one end", .typically, .within(-1...1), wrong: either, number { 1 + $0.normal() }),
    ]
  }()

  private static let means: [SyntheticClaim] = {
    let name = "`.onAverage`"
    return [
      SyntheticClaim(name, "normal, mean 1 sd too high", .onAverage, wrong: [.holds], number { 2 + $0.normal() }),
      SyntheticClaim(name, "normal, mean on the threshold", .onAverage, wrong: either, number { 1 + $0.normal() }),
      SyntheticClaim(name, "Student t, 3 degrees, mean on the threshold", .onAverage, wrong: either, number { 1 + $0.student3() }),
      SyntheticClaim(
        name, "log-normal, σ = 0.5, mean on the threshold", .onAverage, wrong: either,
        number { exp(0.5 * $0.normal() - 0.125) }),
      SyntheticClaim(name, "normal, mean 1 sd low", .onAverage, wrong: [.fails], number { $0.normal() }),
      SyntheticClaim(
        name + ", `.within`", "normal, mean on one end, range ±1 sd", .onAverage, .within(-1...1), wrong: either, number { 1 + $0.normal() }),
      SyntheticClaim(
        name + ", `.within`", "normal, mean in the middle, range ±2 sd", .onAverage, .within(-2...2), wrong: [.fails], number { $0.normal() }),
    ]
  }()

  private static let geometricMeans: [SyntheticClaim] = {
    let name = "`.onAverage(scale: .log)`"
    return [
      SyntheticClaim(
        name, "log-normal, σ = 1, geometric mean on the threshold", .onGeometricAverage, wrong: either, number { exp($0.normal()) }),
      SyntheticClaim(
        name, "log-normal, σ = 1, geometric mean 1/e of it", .onGeometricAverage, wrong: [.fails], number { exp($0.normal() - 1) }),
    ]
  }()

  private static let arms: [SyntheticClaim] = {
    func pair(_ difference: Double) -> @Sendable (inout TestStream) -> Measure {
      { stream in
        let common = 10 * stream.normal()
        return .pair(common + difference + stream.normal(), common)
      }
    }
    let name = "`.onAverage`, `.greaterThan`"
    return [
      SyntheticClaim(name, "arms with common noise of 10 sd, no difference", .onAverage, .greaterThan(factor: 1), wrong: either, pair(0)),
      SyntheticClaim(name, "the same, difference 1 sd", .onAverage, .greaterThan(factor: 1), wrong: [.fails], pair(1)),
    ]
  }()

  private static let curves: [SyntheticClaim] = {
    let name = "`.onAverage`, `.increasing`"
    return [
      SyntheticClaim(name, "steps 2, −2, 2 sd", .onAverage, .increasing, wrong: [.holds], series([0, 2, 0, 2])),
      SyntheticClaim(name, "steps 3, 0, 3 sd", .onAverage, .increasing, wrong: either, series([0, 3, 3, 6])),
      SyntheticClaim(name, "steps 0, 0, 0", .onAverage, .increasing, wrong: either, series([0, 0, 0, 0])),
      SyntheticClaim(name, "steps 2, 2, 2 sd", .onAverage, .increasing, wrong: [.fails], series([0, 2, 4, 6])),
      SyntheticClaim(
        "`.onAverage`, `.unimodal`", "steps 3, 0, −3 sd", .onAverage, .unimodal, wrong: either, series([0, 3, 3, 0])),
      SyntheticClaim(
        "`.onAverage`, `.crosses`", "from 2 sd below to the level", .onAverage, .crosses(1), wrong: either, series([-1, 0, 1])),
    ]
  }()
}

extension TestStream {
  /// Without a mean.
  mutating func cauchy() -> Double { tan(Double.pi * (unit() - 0.5)) }

  /// Student's t with three degrees of freedom: a mean and a variance, no third moment.
  mutating func student3() -> Double {
    let numerator = normal()
    var squares = 0.0
    for _ in 0..<3 {
      let z = normal()
      squares += z * z
    }
    return numerator / sqrt(squares / 3)
  }
}
