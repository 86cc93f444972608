extension NumberFormat {
  /// The number's text.
  ///
  /// Digits are rounded once, from the exact decimal expansion, exact ties to the even digit: what C's `printf` and Python's
  /// `format` do. Beside them:
  /// - `.significant` drops trailing zeros, and takes an exponent below 10⁻⁴ and from 10⁶ on (or where the digits asked for
  ///   reach further), so that 12 345 under `.3g` reads `12300` and not `1.23e+04`;
  /// - `.percent` moves the point of the decimal digits instead of multiplying;
  /// - what rounds to zero has no sign, but for `.automatic`, which reads back as the same value.
  public func string(for value: Double, typography: Typography = .plain) -> String {
    guard value.isFinite else { return Self.nonFinite(value, typography) }
    let digits = self == .automatic ? DecimalExpansion(description: value.description) : DecimalExpansion(exactly: value)
    return string(for: digits, typography)
  }

  /// The number's text. Where more digits are asked for than single precision has, they are its own shortest digits and
  /// zeros, not those of the double next to it: 0.1 stays `0.100000000000` under `.12f`.
  public func string(for value: Float, typography: Typography = .plain) -> String {
    guard value.isFinite else { return Self.nonFinite(Double(value), typography) }
    let shortest = DecimalExpansion(description: value.description)
    return string(for: keepsAllDigits(of: shortest) ? shortest : DecimalExpansion(exactly: Double(value)), typography)
  }

  /// Whole numbers are exact at any size.
  public func string(for value: Int, typography: Typography = .plain) -> String {
    let description = value.description
    if self == .automatic { return typography == .plain ? description : Self.withMinus(description) }
    return string(for: DecimalExpansion(description: description), typography)
  }

  /// The value's text; text and truth values are printed as they are.
  public func string(for value: Value, typography: Typography = .plain) -> String {
    switch value {
    case .float(let number): string(for: number, typography: typography)
    case .double(let number): string(for: number, typography: typography)
    case .integer(let number): string(for: number, typography: typography)
    case .boolean(let truth): truth.description
    case .text(let text): text
    }
  }

  private func keepsAllDigits(of number: DecimalExpansion) -> Bool {
    switch self {
    case .automatic: true
    case .significant(let count): Self.usable(count) >= number.digits.count
    case .fixed(let places): number.exponent + 1 + Self.usable(places) >= number.digits.count
    case .percent(let places): number.exponent + 3 + Self.usable(places) >= number.digits.count
    case .scientific(let places): Self.usable(places) + 1 >= number.digits.count
    }
  }

  /// What came over the wire may ask for any number of digits.
  private static func usable(_ digits: Int) -> Int { min(max(digits, 0), mostDigits) }

  private static func nonFinite(_ value: Double, _ typography: Typography) -> String {
    if value.isNaN { return typography == .plain ? "nan" : "NaN" }
    let text = typography == .plain ? "inf" : "∞"
    return value > 0 ? text : minus(typography) + text
  }

  static func minus(_ typography: Typography) -> String { typography == .plain ? "-" : "\u{2212}" }

  private static func withMinus(_ text: String) -> String {
    text.first == "-" ? minus(.typeset) + text.dropFirst() : text
  }
}

extension NumberFormat {
  private func string(for number: DecimalExpansion, _ typography: Typography) -> String {
    switch self {
    case .automatic:
      if number.isZero { return number.isNegative ? Self.minus(typography) + "0" : "0" }
      return (-5...15).contains(number.exponent)
        ? Self.positional(number, places: 0, typography) : Self.scientific(number, places: 0, typography)
    case .significant(let count):
      let count = max(Self.usable(count), 1), rounded = number.rounded(significant: count)
      return rounded.isZero || (-4..<max(count, 6)).contains(rounded.exponent)
        ? Self.positional(rounded, places: 0, typography) : Self.scientific(rounded, places: 0, typography)
    case .fixed(let places):
      let places = Self.usable(places)
      return Self.positional(number.rounded(places: places), places: places, typography)
    case .percent(let places):
      let places = Self.usable(places)
      return Self.positional(number.shifted(by: 2).rounded(places: places), places: places, typography) + "%"
    case .scientific(let places):
      let places = Self.usable(places)
      return Self.scientific(number.rounded(significant: places + 1), places: places, typography)
    }
  }

  /// `-0.012`, with at least `places` digits after the point.
  private static func positional(_ number: DecimalExpansion, places: Int, _ typography: Typography) -> String {
    var text = number.isNegative && !number.isZero ? minus(typography) : ""
    let exponent = number.isZero ? 0 : number.exponent
    func digit(at power: Int) -> String {
      let index = exponent - power
      return number.digits.indices.contains(index) ? number.digits[index].description : "0"
    }
    for power in stride(from: max(exponent, 0), through: 0, by: -1) { text += digit(at: power) }
    let decimals = max(places, number.digits.count - 1 - exponent)
    guard decimals > 0 else { return text }
    text += "."
    for place in 1...decimals { text += digit(at: -place) }
    return text
  }

  /// `-1.2e-05` or `−1.2×10⁻⁵`; a lone 1 before the power is left out where no digits were asked for: `10⁻⁵`.
  private static func scientific(_ number: DecimalExpansion, places: Int, _ typography: Typography) -> String {
    let exponent = number.isZero ? 0 : number.exponent
    var mantissa = number
    mantissa.exponent = 0
    let digits = positional(mantissa, places: places, typography)
    switch typography {
    case .plain:
      let size = abs(exponent)
      return digits + (exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + size.description
    case .typeset:
      let power = "10" + superscript(exponent)
      if places == 0, number.digits == [1] { return (number.isNegative ? minus(typography) : "") + power }
      return digits + "×" + power
    }
  }

  /// `⁻⁵`
  public static func superscript(_ number: Int) -> String {
    var text = number < 0 ? "⁻" : ""
    for character in number.magnitude.description.utf8 {
      switch character {
      case UInt8(ascii: "0"): text += "⁰"
      case UInt8(ascii: "1"): text += "¹"
      case UInt8(ascii: "2"): text += "²"
      case UInt8(ascii: "3"): text += "³"
      case UInt8(ascii: "4"): text += "⁴"
      case UInt8(ascii: "5"): text += "⁵"
      case UInt8(ascii: "6"): text += "⁶"
      case UInt8(ascii: "7"): text += "⁷"
      case UInt8(ascii: "8"): text += "⁸"
      default: text += "⁹"
      }
    }
    return text
  }
}
