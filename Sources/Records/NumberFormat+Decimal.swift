/// A finite number in decimal digits: ±d.ddd… × 10^exponent, without leading or trailing zeros; zero has no digits.
///
/// Rounding decimal digits once is what makes printing right: a product such as `value * 100` would round before it.
struct DecimalExpansion: Equatable {
  var isNegative: Bool
  /// Each 0…9.
  var digits: [UInt8]
  var exponent: Int

  var isZero: Bool { digits.isEmpty }

  /// All digits of a double: at most 767 of them.
  ///
  /// m · 2^−k = m · 5^k / 10^k, so that multiplying an integer is all it takes.
  init(exactly value: Double) {
    let fractionBits = 52
    let isNormal = value.exponentBitPattern != 0
    let mantissa = value.significandBitPattern | (isNormal ? 1 << fractionBits : 0)
    let power = Int(isNormal ? value.exponentBitPattern : 1) - 1023 - fractionBits
    var integer = DecimalInteger(mantissa)
    if power >= 0 { integer.multiply(by: 2, power: power) } else { integer.multiply(by: 5, power: -power) }
    self.init(isNegative: value.sign == .minus, integer: integer.digits, scale: min(power, 0))
  }

  /// integer × 10^scale
  init(isNegative: Bool, integer: [UInt8], scale: Int) {
    let significant = integer.drop { $0 == 0 }
    self.isNegative = isNegative
    digits = Array(significant)
    exponent = significant.count - 1 + scale
    dropTrailingZeros()
  }

  /// The digits of `-1.25e-07`, as the standard library describes numbers.
  init(description: String) {
    var integer: [UInt8] = [], scale = 0, exponent = 0
    var isNegative = false, isAfterPoint = false, isInExponent = false, exponentIsNegative = false
    for character in description.utf8 {
      switch character {
      case UInt8(ascii: "-"): if isInExponent { exponentIsNegative = true } else { isNegative = true }
      case UInt8(ascii: "."): isAfterPoint = true
      case UInt8(ascii: "e"): isInExponent = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let digit = character - UInt8(ascii: "0")
        if isInExponent {
          exponent = exponent * 10 + Int(digit)
        } else {
          integer.append(digit)
          if isAfterPoint { scale -= 1 }
        }
      default: break
      }
    }
    self.init(isNegative: isNegative, integer: integer, scale: scale + (exponentIsNegative ? -exponent : exponent))
  }

  /// At most `count` significant digits; an exact tie goes to the even digit.
  func rounded(significant count: Int) -> DecimalExpansion {
    guard count < digits.count else { return self }
    var result = self
    guard count >= 0 else {
      result.digits = []
      return result
    }
    result.digits.removeSubrange(count...)
    if roundsUp(at: count) { result.increment() }
    result.dropTrailingZeros()
    return result
  }

  /// At most `places` digits after the point.
  func rounded(places: Int) -> DecimalExpansion { rounded(significant: exponent + 1 + places) }

  /// × 10^power
  func shifted(by power: Int) -> DecimalExpansion {
    var result = self
    result.exponent += power
    return result
  }

  private func roundsUp(at index: Int) -> Bool {
    if digits[index] != 5 { return digits[index] > 5 }
    if index + 1 < digits.count { return true }
    return index > 0 && digits[index - 1] % 2 == 1
  }

  /// One more in the last kept digit.
  private mutating func increment() {
    while let last = digits.last {
      if last < 9 {
        digits[digits.count - 1] += 1
        return
      }
      digits.removeLast()
    }
    digits = [1]
    exponent += 1
  }

  private mutating func dropTrailingZeros() {
    while digits.last == 0 { digits.removeLast() }
  }
}

/// A natural number of any size that is multiplied and then printed: limbs of nine decimal digits, the lowest first.
struct DecimalInteger {
  private var limbs: [UInt32] = []
  private static let base: UInt64 = 1_000_000_000

  init(_ value: UInt64) {
    var rest = value
    while rest > 0 {
      limbs.append(UInt32(rest % Self.base))
      rest /= Self.base
    }
  }

  /// Multiplies by factor^power, `factor` being 2 or 5.
  mutating func multiply(by factor: UInt32, power: Int) {
    let step = 13  // 5^13 is the largest power that fits into 32 bits
    var remaining = power
    while remaining > 0 {
      let count = Swift.min(step, remaining)
      var product: UInt64 = 1
      for _ in 0..<count { product *= UInt64(factor) }
      multiply(by: product)
      remaining -= count
    }
  }

  private mutating func multiply(by factor: UInt64) {
    var carry: UInt64 = 0
    for index in limbs.indices {
      let product = UInt64(limbs[index]) * factor + carry
      limbs[index] = UInt32(product % Self.base)
      carry = product / Self.base
    }
    while carry > 0 {
      limbs.append(UInt32(carry % Self.base))
      carry /= Self.base
    }
  }

  var digits: [UInt8] {
    var result: [UInt8] = []
    for limb in limbs.reversed() {
      var divisor: UInt32 = 100_000_000
      while divisor > 0 {
        result.append(UInt8(limb / divisor % 10))
        divisor /= 10
      }
    }
    return result
  }
}
