/// Logarithms in Swift alone: the same bits on every machine and in WebAssembly, where no C library has to be asked.
enum Maths {
  /// Within 2·10⁻¹⁵ for positive finite numbers.
  static func log10(_ value: Double) -> Double {
    var mantissa = value.significand, exponent = Double(value.exponent)
    if mantissa > 1.4142135623730951 {
      mantissa /= 2
      exponent += 1
    }
    // ln m = 2 artanh s, s = (m − 1) / (m + 1), |s| ≤ 0.172
    let s = (mantissa - 1) / (mantissa + 1), square = s * s
    var power = s, sum = 0.0
    for odd in stride(from: 1.0, through: 23, by: 2) {
      sum += power / odd
      power *= square
    }
    return exponent * 0.30102999566398120 + 2 * sum * 0.43429448190325182
  }

  /// 10^exponent, exact where doubles are (|n| ≤ 22).
  static func power10(_ exponent: Int) -> Double {
    let size = min(exponent.magnitude, 300)
    var result = 1.0
    for _ in 0..<size { result *= 10 }
    return exponent < 0 ? 1 / result : result
  }

  static func exp10(_ exponent: Double) -> Double {
    let whole = min(max(exponent, -300), 300).rounded(.down)
    let rest = (min(max(exponent, -300), 300) - whole) * 2.302585092994046 / 16
    var term = 1.0, sum = 1.0
    for step in 1...12 {
      term *= rest / Double(step)
      sum += term
    }
    for _ in 0..<4 { sum *= sum }
    return sum * power10(Int(whole))
  }

  /// The exponent of the power of ten at or below a positive number.
  static func decade(_ value: Double) -> Int { Int((log10(value) + 1e-12).rounded(.down)) }
}

extension Maths {
  /// By their series, of an angle brought to within a quarter turn.
  static func sineCosine(degrees: Double) -> (sine: Double, cosine: Double) {
    let turns = degrees / 90, quarter = turns.rounded(), angle = (turns - quarter) * 1.5707963267948966
    var sine = angle, cosine = 1.0, sineTerm = angle, cosineTerm = 1.0
    for n in stride(from: 2.0, through: 18, by: 2) {
      cosineTerm *= -angle * angle / (n * (n - 1))
      sineTerm *= -angle * angle / (n * (n + 1))
      cosine += cosineTerm
      sine += sineTerm
    }
    switch (Int(quarter) % 4 + 4) % 4 {
    case 0: return (sine, cosine)
    case 1: return (cosine, -sine)
    case 2: return (-sine, -cosine)
    default: return (-cosine, sine)
    }
  }
}
