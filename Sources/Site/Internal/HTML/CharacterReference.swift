/// `&amp;`, `&#106;`, `&#x6a`: what raw HTML may spell characters with, read before anything is judged.
enum CharacterReference {
  private static let named: [String: Unicode.Scalar] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "colon": ":", "Tab": "\t", "NewLine": "\n",
    "ndash": "–", "mdash": "—", "hellip": "…", "times": "×", "minus": "−", "plusmn": "±", "le": "≤", "ge": "≥", "ne": "≠",
    "larr": "←", "rarr": "→", "lpar": "(", "rpar": ")", "sol": "/", "num": "#", "shy": "\u{AD}", "thinsp": "\u{2009}",
  ]

  /// Unknown names stay as they stand; they are text then, and get escaped. Read scalar by scalar, as browsers do: a mark that
  /// combines with the semicolon does not hide it.
  static func decoded(_ text: Substring) -> String {
    guard text.unicodeScalars.contains("&") else { return String(text) }
    var result = "".unicodeScalars, rest = text.unicodeScalars
    while let start = rest.firstIndex(of: "&") {
      result += rest[..<start]
      rest = rest[start...].dropFirst()
      if let (scalar, after) = numeric(rest) ?? name(rest) {
        result.append(scalar)
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

  private static func name(_ rest: Substring.UnicodeScalarView) -> (Unicode.Scalar, Substring.UnicodeScalarView)? {
    let name = rest.prefix { $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil) }
    guard let scalar = named[String(name)], rest[name.endIndex...].first == ";" else { return nil }
    return (scalar, rest[name.endIndex...].dropFirst())
  }
}

extension HTML {
  /// Text of raw HTML: its character references count as the characters they name.
  static func decodedThenEscaped(_ text: Substring) -> String { escaped(CharacterReference.decoded(text)) }
}
