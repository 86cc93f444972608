import Records
import Testing

struct ClaimWireTests {
  @Test func `Relations, quantifiers and measures come back as they were sent`() throws {
    let relations: [Relation] = [
      .below(1), .above(-0.5), .within(0...2), .equal(to: 3, tolerance: 0.25), .lessThan(factor: 2), .greaterThan(factor: 0.5), .increasing,
      .decreasing, .unimodal, .crosses(0.125),
    ]
    let quantifiers: [Quantifier] = [
      .identity, .always, .usually(rate: 0.95, floor: 0.8), .strictly(rate: 0.9), .typically, .onAverage, .onGeometricAverage,
    ]
    for relation in relations {
      for quantifier in quantifiers {
        let claim = ClaimDeclaration(id: "a", relation: relation, quantifier: quantifier, hasControl: true, line: 12)
        #expect(try ClaimDeclaration(wireBytes: claim.wireBytes) == claim)
      }
    }
    for measure in [Measure.number(.infinity), .pair(1, -0.0), .series([]), .series([1, 2])] {
      #expect(try Measure(wireBytes: measure.wireBytes) == measure)
    }
  }
}
