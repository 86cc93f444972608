/// `&amp;`, `&#106;`, `&#x6a`: what raw HTML may spell characters with, read before anything is judged.
enum CharacterReference {
  private static let named: [Substring: Character] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "colon": ":", "Tab": "\t", "NewLine": "\n",
    "ndash": "–", "mdash": "—", "hellip": "…", "times": "×", "minus": "−", "plusmn": "±", "le": "≤", "ge": "≥", "ne": "≠",
    "larr": "←", "rarr": "→", "lpar": "(", "rpar": ")", "sol": "/", "num": "#", "shy": "\u{AD}", "thinsp": "\u{2009}",
  ]

  /// Unknown names stay as they stand; they are text then, and get escaped.
  static func decoded(_ text: Substring) -> String {
    guard text.contains("&") else { return String(text) }
    var result = "", rest = text
    while let start = rest.firstIndex(of: "&") {
      result += rest[..<start]
      rest = rest[start...].dropFirst()
      if let (character, after) = numeric(rest) ?? name(rest) {
        result.append(character)
        rest = after
      } else {
        result.append("&")
      }
    }
    return result + rest
  }

  private static func numeric(_ rest: Substring) -> (Character, Substring)? {
    guard rest.first == "#" else { return nil }
    var digits = rest.dropFirst(), radix = 10
    if digits.first == "x" || digits.first == "X" {
      digits = digits.dropFirst()
      radix = 16
    }
    let number = digits.prefix { $0.isASCII && ($0.isNumber || radix == 16 && $0.isHexDigit) }
    guard !number.isEmpty else { return nil }
    let scalar = UInt32(number, radix: radix).flatMap { $0 == 0 ? nil : Unicode.Scalar($0) } ?? "\u{FFFD}"
    let after = digits[number.endIndex...]
    return (Character(scalar), after.first == ";" ? after.dropFirst() : after)
  }

  private static func name(_ rest: Substring) -> (Character, Substring)? {
    let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
    guard let character = named[name], rest[name.endIndex...].first == ";" else { return nil }
    return (character, rest[name.endIndex...].dropFirst())
  }
}

extension HTML {
  /// Text of raw HTML: its character references count as the characters they name.
  static func decodedThenEscaped(_ text: Substring) -> String { escaped(CharacterReference.decoded(text)) }
}
