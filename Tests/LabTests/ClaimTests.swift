import NN
import Testing

@testable import Lab
import struct Records.ClaimDeclaration
import enum Records.Measure
import enum Records.Record

/// What a lesson declares, and what a process answers when it is asked for a replicate.
@Suite struct ClaimTests {
  struct Unlucky: Error {}

  static func registered(
    control: ((inout RandomStream) throws -> Measure)? = nil, _ arm: @escaping (inout RandomStream) throws -> Measure
  ) -> RegisteredClaim {
    RegisteredClaim(
      declaration: ClaimDeclaration(id: "a", relation: .below(1), quantifier: .always, hasControl: control != nil, line: 1),
      arm: arm, control: control)
  }

  /// Common random numbers: what differs between claim and control is their cause, never their luck.
  @Test func `A claim and its control draw the same numbers under the same seed`() throws {
    let draw = { (rng: inout RandomStream) in Measure.series((0..<8).map { _ in Double.random(in: 0..<1, using: &rng) }) }
    let claim = Self.registered(control: draw, draw)
    for seed in [UInt64(0), 1, 0x9e37_79b9_7f4a_7c15] {
      let measured = claim.measure(control: false, seed: seed)
      #expect(measured == claim.measure(control: true, seed: seed))
      #expect(measured == claim.measure(control: false, seed: seed), "a replicate can be repeated")
      #expect(measured != claim.measure(control: false, seed: seed &+ 2))
    }
  }

  @Test func `An error is told in its own words, and a control that is not there too`() {
    let claim = Self.registered { _ in throw Unlucky() }
    #expect(claim.measure(control: false, seed: 1) == .threw("Unlucky()"))
    #expect(claim.measure(control: true, seed: 1) == .threw("the claim has no control"))
  }

  @Test func `What a lesson writes is kept as data`() {
    #expect(Relation<Double>.below(1).description == .below(1))
    #expect(Relation<Float>.equal(to: 2, tolerance: 0.5).description == .equal(to: 2, tolerance: 0.5))
    #expect(Relation<(Double, Double)>.greaterThan.description == .greaterThan(factor: 1))
    #expect(Relation<(Float, Float)>.lessThan(factor: 2).convert((1.5, 2)) == .pair(1.5, 2))
    #expect(Relation<[Float]>.unimodal.convert([1, 2]) == .series([1, 2]))
    #expect(Quantifier.usually(0.9, floor: 0.5).description == .usually(rate: 0.9, floor: 0.5))
    #expect(Quantifier.strictly(0.9).description == .strictly(rate: 0.9))
    #expect(Quantifier.onAverage.description == .onAverage)
    #expect(Quantifier.onAverage(scale: .linear).description == .onAverage)
    #expect(Quantifier.onAverage(scale: .log).description == .onGeometricAverage)
  }
}
