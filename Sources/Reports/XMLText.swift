/// Text as XML 1.0 may hold it.
enum XMLText {
  /// Characters that XML cannot hold, escaped or not, become U+FFFD: most control characters, and the last two of the basic plane.
  static func permitted(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { isPermitted($0) ? $0 : "\u{FFFD}" }))
  }

  /// Between tags.
  static func content(_ text: String) -> String {
    permitted(text).unicodeScalars.map { scalar in
      switch scalar {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"  // also in `]]>`
      case "\r": "&#13;"
      default: String(scalar)
      }
    }.joined()
  }

  /// Between quotes; white space as references, since a parser makes spaces of it otherwise.
  static func attribute(_ text: String) -> String {
    content(text).unicodeScalars.map { scalar in
      switch scalar {
      case "\"": "&quot;"
      case "\n": "&#10;"
      case "\t": "&#9;"
      default: String(scalar)
      }
    }.joined()
  }

  /// - Source: Extensible Markup Language 1.0, fifth edition, production 2
  private static func isPermitted(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }
}
