/// A printed number as a book sets it: a real minus sign, and `2.1e-05` as 2.1 × 10⁻⁵. Other text stays as it is.
struct TypesetNumber {
  /// What stands before the point, sign included.
  var whole: String
  /// The point and what follows it.
  var fraction: String
  var exponent: String?
  /// A per cent sign with its space.
  var unit: String

  /// nil where the text is not a number.
  init?(_ text: String) {
    guard let match = text.wholeMatch(of: #/([+-]?)(\d+|∞|inf)(\.\d+)?(?:[eE]([+-]?)0*(\d+))?( ?%)?/#) else { return nil }
    whole = (match.1 == "-" ? "−" : "") + match.2
    fraction = match.3.map(String.init) ?? ""
    exponent = match.5.map { ((match.4 ?? "") == "-" && $0 != "0" ? "−" : "") + $0 }
    unit = match.6 == nil ? "" : "\u{202F}%"
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
