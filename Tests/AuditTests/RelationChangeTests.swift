import Records
import Testing

@testable import Audit

@Suite struct RelationChangeTests {
  @Test(
    arguments: [
      (Relation.below(2), Relation.above(2), Relation.below(4), Relation.below(1)),
      (.below(-2), .above(-2), .below(-1), .below(-4)),
      (.below(0), .above(0), nil, nil),
      (.above(2), .below(2), .above(1), .above(4)),
      (.above(-2), .below(-2), .above(-4), .above(-1)),
      (.within(1...3), nil, .within(0...4), .within(1.5...2.5)),
      (.within(1.08...1.23), nil, .within(1.005...1.305), .within(1.1175...1.1925)),
      (.within(1...1), nil, nil, nil),
      (.equal(to: 3, tolerance: 1), nil, .equal(to: 3, tolerance: 2), .equal(to: 3, tolerance: 0.5)),
      (.equal(to: 3, tolerance: 0), nil, nil, nil),
      (.lessThan(factor: 1), .greaterThan(factor: 1), .lessThan(factor: 2), .lessThan(factor: 0.5)),
      (.greaterThan(factor: 1.5), .lessThan(factor: 1.5), .greaterThan(factor: 0.75), .greaterThan(factor: 3)),
      (.increasing, .decreasing, nil, nil), (.decreasing, .increasing, nil, nil), (.unimodal, nil, nil, nil),
      (.crosses(1), nil, nil, nil),
    ] as [(Relation, Relation?, Relation?, Relation?)])
  func changes(_ relation: Relation, _ turned: Relation?, _ loosened: Relation?, _ tightened: Relation?) {
    #expect(relation.changed(.turned) == turned)
    #expect(relation.changed(.loosened) == loosened)
    #expect(relation.changed(.tightened) == tightened)
  }
}
