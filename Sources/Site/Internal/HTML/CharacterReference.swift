import Lessons

/// `&amp;`, `&copy;`, `&#106;`, `&#x6a`: what raw HTML may spell characters with, read before anything is judged.
enum CharacterReference {

  /// Unknown names stay as they stand; they are text then, and get escaped. Read scalar by scalar, as browsers do: a mark that
  /// combines with the semicolon does not hide it.
  static func decoded(_ text: Substring) -> String {
    guard text.unicodeScalars.contains("&") else { return String(text) }
    var result = "".unicodeScalars, rest = text.unicodeScalars
    while let start = rest.firstIndex(of: "&") {
      result += rest[..<start]
      rest = rest[start...].dropFirst()
      if let (scalar, after) = numeric(rest) {
        result.append(scalar)
        rest = after
      } else if let (text, after) = name(rest) {
        result += text.unicodeScalars
        rest = after
      } else {
        result.append("&")
      }
    }
    return String(result) + String(rest)
  }

  private static func numeric(_ rest: Substring.UnicodeScalarView) -> (Unicode.Scalar, Substring.UnicodeScalarView)? {
    guard rest.first == "#" else { return nil }
    var digits = rest.dropFirst(), radix = 10
    if digits.first == "x" || digits.first == "X" {
      digits = digits.dropFirst()
      radix = 16
    }
    let number = digits.prefix { scalar in
      scalar.properties.numericType == .decimal && scalar.isASCII || radix == 16 && scalar.isASCII && scalar.properties.isHexDigit
    }
    guard !number.isEmpty else { return nil }
    let scalar = UInt32(String(number), radix: radix).flatMap { $0 == 0 ? nil : Unicode.Scalar($0) } ?? "\u{FFFD}"
    let after = digits[number.endIndex...]
    return (scalar, after.first == ";" ? after.dropFirst() : after)
  }

  /// One of HTML's names, which CommonMark has too; the longest has 31 letters.
  private static func name(_ rest: Substring.UnicodeScalarView) -> (String, Substring.UnicodeScalarView)? {
    let name = rest.prefix(32).prefix { $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil) }
    let after = rest[name.endIndex...]
    guard !name.isEmpty, after.first == ";", let text = MarkdownParser.text(ofEntity: String(name)) else { return nil }
    return (text, after.dropFirst())
  }
}

extension HTML {
  /// Text of raw HTML: its character references count as the characters they name.
  static func decodedThenEscaped(_ text: Substring) -> String { escaped(CharacterReference.decoded(text)) }
}
