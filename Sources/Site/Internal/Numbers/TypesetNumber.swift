/// A printed number as a book sets it: a real minus sign, and `2.1e-05` as 2.1 × 10⁻⁵. Other text stays as it is.
struct TypesetNumber {
  /// What stands before the point, sign included.
  var whole: String
  /// The point and what follows it.
  var fraction: String
  var exponent: String?
  /// A per cent sign with its space.
  var unit: String

  /// nil where the text is not a number. Read by hand: tables have thousands of them.
  init?(_ text: String) {
    var rest = text[...]
    func take(_ accepted: (Character) -> Bool) -> Substring {
      let taken = rest.prefix(while: accepted)
      rest = rest[taken.endIndex...]
      return taken
    }
    func isDigit(_ character: Character) -> Bool { character.asciiValue.map { (0x30...0x39).contains($0) } ?? false }
    func sign() -> String {
      switch rest.first {
      case "-", "−":
        rest = rest.dropFirst()
        return "−"
      case "+":
        rest = rest.dropFirst()
        return ""
      default: return ""
      }
    }

    let minus = sign()
    if rest == "∞" || rest == "inf" {
      (whole, fraction, exponent, unit) = (minus + "∞", "", nil, "")
      return
    }
    let digits = take(isDigit)
    guard !digits.isEmpty else { return nil }
    whole = minus + digits
    fraction = ""
    if rest.first == "." {
      rest = rest.dropFirst()
      let decimals = take(isDigit)
      guard !decimals.isEmpty else { return nil }
      fraction = "." + decimals
    }
    exponent = nil
    if rest.first == "e" || rest.first == "E" {
      rest = rest.dropFirst()
      let minus = sign(), power = take(isDigit)
      guard !power.isEmpty else { return nil }
      let significant = power.drop { $0 == "0" }
      exponent = significant.isEmpty ? "0" : minus + significant
    }
    switch rest {
    case "": unit = ""
    case "%", " %": unit = "\u{202F}%"
    default: return nil
    }
  }

  func write(to html: inout HTML) {
    html.text(whole)
    writeTail(to: &html)
  }

  /// All that follows the whole part.
  func writeTail(to html: inout HTML) {
    html.text(fraction)
    if let exponent {
      html.text("\u{202F}×\u{202F}10")
      html.element("sup", exponent)
    }
    html.text(unit)
  }

  /// How wide the tail is, in digits.
  var tailWidth: Double {
    let fractionWidth = fraction.isEmpty ? 0 : Double(fraction.count) - 0.4
    let exponentWidth = exponent.map { 3.9 + Double($0.count) * 0.75 } ?? 0
    return fractionWidth + exponentWidth + (unit.isEmpty ? 0 : 1.8)
  }
}

extension HTML {
  /// A printed value: typeset where it is a number.
  mutating func number(_ text: String) {
    if let number = TypesetNumber(text) { number.write(to: &self) } else { self.text(text) }
  }
}
