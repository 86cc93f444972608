import Records
import Testing

@testable import Judgement

struct RelationTests {
  static let nan = Double.nan, infinity = Double.infinity

  @Test func `Relations compare exactly as written`() {
    let cases: [(Relation, Measure, Bool)] = [
      (.below(1), .number(0.999), true), (.below(1), .number(1), false), (.below(1), .number(-Self.infinity), true),
      (.above(1), .number(1.001), true), (.above(1), .number(1), false), (.above(1), .number(Self.infinity), true),
      (.within(0...1), .number(0), true), (.within(0...1), .number(1), true), (.within(0...1), .number(1.0000001), false),
      (.equal(to: 2, tolerance: 0.5), .number(2.5), true), (.equal(to: 2, tolerance: 0.5), .number(2.51), false),
      (.equal(to: 2, tolerance: 0), .number(2), true),
      (.lessThan(factor: 1), .pair(1, 2), true), (.lessThan(factor: 1), .pair(2, 2), false),
      (.lessThan(factor: 0.5), .pair(1, 2), false), (.lessThan(factor: 0.5), .pair(0.9, 2), true),
      (.greaterThan(factor: 1), .pair(3, 2), true), (.greaterThan(factor: 2), .pair(3, 2), false),
      (.greaterThan(factor: 1), .pair(Self.infinity, Self.infinity), false),
      (.increasing, .series([1, 2, 3]), true), (.increasing, .series([1, 2, 2]), false), (.increasing, .series([1, Self.infinity]), true),
      (.decreasing, .series([3, 2, 1]), true), (.decreasing, .series([3, 2, 2.5]), false),
      (.unimodal, .series([1, 3, 2]), true), (.unimodal, .series([1, 2, 3]), false), (.unimodal, .series([3, 2, 1]), false),
      (.unimodal, .series([1, 3, 2, 2.5]), false), (.unimodal, .series([1, 3, 3, 1]), false),
      (.crosses(0), .series([-1, 5, 1]), true), (.crosses(0), .series([1, 0, -1]), true), (.crosses(0), .series([-1, 5, -1]), false),
      (.crosses(0), .series([-1, 0]), false),
    ]
    for (relation, measure, satisfied) in cases {
      #expect(relation.isSatisfied(by: measure) == satisfied, "\(relation) of \(measure)")
      #expect(relation.mismatch(with: measure) == nil)
    }
  }

  @Test func `NaN never passes`() {
    let nan = Self.nan
    for relation in [Relation.below(1), .above(1), .within(0...1), .equal(to: nan, tolerance: 1), .equal(to: 0, tolerance: 1)] {
      #expect(!relation.isSatisfied(by: .number(nan)))
    }
    for relation in [Relation.lessThan(factor: 1), .greaterThan(factor: 1)] {
      #expect(!relation.isSatisfied(by: .pair(nan, 1)))
      #expect(!relation.isSatisfied(by: .pair(1, nan)))
      #expect(relation.margin(of: .pair(1, nan))?.isNaN == true)
    }
    for relation in [Relation.increasing, .decreasing, .unimodal] {
      for place in 0..<3 {
        var up = [1.0, 2, 3], down = [3.0, 2, 1], peak = [1.0, 3, 2]
        up[place] = nan
        down[place] = nan
        peak[place] = nan
        for series in [up, down, peak] {
          #expect(!relation.isSatisfied(by: .series(series)))
          #expect(relation.margin(of: .series(series))?.isNaN == true)
        }
      }
    }
    #expect(!Relation.crosses(0).isSatisfied(by: .series([-1, nan])))
  }

  @Test func `A relation that cannot apply says what it needs`() {
    let cases: [(Relation, Measure, String)] = [
      (.increasing, .number(1), "`.increasing` needs a series, and the measure is a number"),
      (.below(1), .pair(0, 0), "`.below` needs a number, and the measure is two arms"),
      (.greaterThan(factor: 1), .series([1, 2]), "`.greaterThan` needs two arms, and the measure is a series"),
      (.increasing, .series([1]), "`.increasing` needs a series of at least 2 points, and got 1"),
      (.unimodal, .series([1, 2]), "`.unimodal` needs a series of at least 3 points, and got 2"),
      (.crosses(0), .series([]), "`.crosses` needs a series of at least 2 points, and got 0"),
      (.below(Self.nan), .number(0), "`.below` has a threshold that is not a number"),
      (.equal(to: 0, tolerance: -1), .number(0), "`.equal` has a threshold that is not a number"),
    ]
    for (relation, measure, message) in cases {
      #expect(relation.mismatch(with: measure)?.message == message)
      #expect(!relation.isSatisfied(by: measure))
      #expect(relation.margin(of: measure) == nil)
    }
  }

  @Test func `Margins are positive where the relation is satisfied`() {
    let cases: [(Relation, Measure, Double)] = [
      (.below(1), .number(0.25), 0.75), (.above(1), .number(0.25), -0.75), (.within(0...4), .number(1), 1),
      (.within(0...4), .number(5), -1), (.equal(to: 2, tolerance: 0.5), .number(2.25), 0.25),
      (.greaterThan(factor: 2), .pair(5, 2), 1), (.lessThan(factor: 2), .pair(5, 2), -1),
      (.increasing, .series([1, 2, 2.5]), 0.5), (.decreasing, .series([1, 2, 2.5]), -1), (.unimodal, .series([0, 3, 1]), 2),
      (.unimodal, .series([0, 1, 2]), -1), (.crosses(1), .series([0, 9, 4]), 1), (.crosses(1), .series([0, 9, 0]), -1),
    ]
    for (relation, measure, margin) in cases {
      #expect(relation.margin(of: measure) == margin, "\(relation) of \(measure)")
      #expect(relation.isSatisfied(by: measure) == (margin > 0))
    }
  }

  @Test func `Relations and quantifiers in words`() {
    let relations: [(Relation, String)] = [
      (.below(0.0001), "below 0.0001"), (.above(3), "above 3"), (.within(0.9...1.1), "between 0.9 and 1.1"),
      (.equal(to: 2, tolerance: 0.01), "equal to 2 within 0.01"), (.greaterThan(factor: 1), "first arm greater than the second"),
      (.lessThan(factor: 1.5), "first arm less than 1.5 times the second"), (.crosses(0.5), "ending on the other side of 0.5"),
    ]
    for (relation, words) in relations { #expect(relation.inWords == words) }
    #expect(Quantifier.usually(rate: 0.95, floor: 0.8).inWords == "for at least 95 % of seeds (decided against 80 %)")
    #expect(Quantifier.always.inWords == "in every replicate")
  }
}
