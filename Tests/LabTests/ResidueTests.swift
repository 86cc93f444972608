import Testing

@testable import Lab

/// Arithmetic modulo p = 2⁶¹ − 1. The constants are those of judgement.md, section 11, and schoolbook identities.
struct ResidueTests {
  static let sample: [Residue] = {
    var stream = SeededStream("residues")
    let random = (0..<40).map { _ in Residue(from: &stream) }
    return [.zero, .one, Residue(-1), Residue(2), Residue(1 << 60), Residue(Int(Residue.modulus) - 2)] + random
  }()

  @Test func `The modulus is 3 modulo 4 and its square root of two is 2^31`() {
    #expect(Residue.modulus == 2_305_843_009_213_693_951)
    #expect(Residue.modulus % 4 == 3)
    #expect(Residue(1 << 31) * Residue(1 << 31) == Residue(2))
    #expect(Residue(2).squareRoot == Residue(2_147_483_648))
  }

  @Test func `Products agree with long multiplication by doubling`() {
    // The slow twin: a·b as a sum of doublings, which never leaves 62 bits.
    func slowProduct(_ left: Residue, _ right: Residue) -> Residue {
      var result = Residue.zero, doubled = left, bits = right.value
      while bits > 0 {
        if bits & 1 == 1 { result = result + doubled }
        doubled = doubled + doubled
        bits >>= 1
      }
      return result
    }
    for left in Self.sample {
      for right in Self.sample { #expect(left * right == slowProduct(left, right)) }
    }
  }

  @Test func `Sums, differences and products obey the laws of a field`() {
    for (index, first) in Self.sample.enumerated() {
      let second = Self.sample[(index + 7) % Self.sample.count], third = Self.sample[(index + 13) % Self.sample.count]
      #expect(first - second + second == first)
      #expect(first * (second + third) == first * second + first * third)
      #expect(first.value < Residue.modulus)
      if let inverse = first.inverse { #expect(first * inverse == .one) } else { #expect(first == .zero) }
    }
  }

  @Test func `Integers of either sign are reduced`() {
    #expect(Residue(Int(Residue.modulus)) == .zero)
    #expect(Residue(-Int(Residue.modulus)) == .zero)
    #expect(Residue(-1) + .one == .zero)
    #expect(Residue(Int.min).value == Residue.modulus - 4)
    #expect(Residue(Int.max) == Residue(3))
  }

  @Test func `Half of the residues have a root, and the others do not`() {
    var stream = SeededStream("roots")
    let roots = (0..<400).filter { _ in Residue(from: &stream).squareRoot != nil }.count
    #expect((150...250).contains(roots))
    #expect(Residue(-1).squareRoot == nil)
  }
}
