/// A number of the field of integers modulo the prime p = 2⁶¹ − 1, in which polynomial identities are tested exactly.
///
/// - Source: Schwartz 1980, Zippel 1979: two different polynomials of degree d agree at a random point with probability ≤ d/p
struct Residue: Hashable, Sendable {
  static let modulus: UInt64 = (1 << 61) - 1
  static let zero = Residue(0)
  static let one = Residue(1)

  /// 0 ..< p
  let value: UInt64

  /// - Precondition: value < p
  private init(canonical value: UInt64) { self.value = value }

  init(_ integer: Int) {
    let remainder = integer.magnitude % UInt(Self.modulus)
    let value = UInt64(remainder)
    self.init(canonical: integer < 0 && value > 0 ? Self.modulus - value : value)
  }

  /// Uniform over the field.
  init(from stream: inout SeededStream) {
    var bits = stream.next() >> 3
    while bits >= Self.modulus { bits = stream.next() >> 3 }
    self.init(canonical: bits)
  }

  static func + (left: Residue, right: Residue) -> Residue {
    let sum = left.value + right.value
    return Residue(canonical: sum >= modulus ? sum - modulus : sum)
  }

  static func - (left: Residue, right: Residue) -> Residue {
    Residue(canonical: left.value >= right.value ? left.value - right.value : left.value + modulus - right.value)
  }

  static func * (left: Residue, right: Residue) -> Residue {
    let product = left.value.multipliedFullWidth(by: right.value)
    // 2⁶¹ ≡ 1, so the bits above the 61st are added to those below.
    let folded = (product.low & modulus) + (product.high << 3 | product.low >> 61)
    return Residue(canonical: folded >= modulus ? folded - modulus : folded)
  }

  func power(_ exponent: UInt64) -> Residue {
    var result = Residue.one, square = self, remaining = exponent
    while remaining > 0 {
      if remaining & 1 == 1 { result = result * square }
      square = square * square
      remaining >>= 1
    }
    return result
  }

  /// nil for zero.
  var inverse: Residue? { value == 0 ? nil : power(Self.modulus - 2) }

  /// a^((p+1)/4), as p ≡ 3 mod 4; nil where no root exists.
  var squareRoot: Residue? {
    let root = power((Self.modulus + 1) / 4)
    return root * root == self ? root : nil
  }
}
