/// SVG as it is being written.
struct Canvas {
  typealias Attributes = KeyValuePairs<String, String>

  private(set) var svg = ""
  /// Everything that is text, for who wants to know whether any overlaps.
  private(set) var labels: [Label] = []
  private var openElements: [String] = []

  mutating func open(_ name: String, _ attributes: Attributes = [:]) {
    write(name, attributes)
    svg += ">"
    openElements.append(name)
  }

  mutating func close() {
    guard let name = openElements.popLast() else { return }
    svg += "</" + name + ">"
  }

  mutating func element(_ name: String, _ attributes: Attributes, text: String? = nil) {
    write(name, attributes)
    if let text { svg += ">" + Self.escape(text) + "</" + name + ">" } else { svg += "/>" }
  }

  /// A line break between parts, so that figures can be compared with a line-wise diff.
  mutating func newline() { svg += "\n" }

  mutating func text(_ label: Label, _ attributes: Attributes = [:]) {
    guard !label.lines.isEmpty else { return }
    labels.append(label)
    for (index, line) in label.lines.enumerated() {
      let offset = Double(index) * Label.lineHeight * label.size
      let x = Self.number(label.isRotated ? label.x + offset : label.x)
      let y = Self.number(label.isRotated ? label.y : label.y + offset)
      write("text", attributes)
      if !label.isRotated { svg += " x=\"\(x)\" y=\"\(y)\"" }
      if label.anchor != .start { svg += " text-anchor=\"\(label.anchor.rawValue)\"" }
      if label.isBold { svg += " font-weight=\"600\"" }
      if label.isRotated { svg += " transform=\"translate(\(x) \(y))rotate(-90)\"" }
      svg += ">" + Self.content(line, size: label.size) + "</text>"
    }
  }

  private mutating func write(_ name: String, _ attributes: Attributes) {
    svg += "<" + name
    for (name, value) in attributes where !value.isEmpty { svg += " " + name + "=\"" + Self.escape(value) + "\"" }
  }
}

extension Canvas {
  /// At most two decimals, never an exponent: what a coordinate needs and the same bytes everywhere.
  static func number(_ value: Double) -> String {
    guard !value.isNaN else { return "0" }
    let hundredths = Int((min(max(value, -99_999), 99_999) * 100).rounded())
    let size = hundredths.magnitude
    var text = (hundredths < 0 ? "-" : "") + (size / 100).description
    let rest = size % 100
    if rest > 0 { text += rest % 10 == 0 ? ".\(rest / 10)" : rest < 10 ? ".0\(rest)" : ".\(rest)" }
    return text
  }

  static func escape(_ text: String) -> String {
    // Path data and numbers, most of what is written, are ASCII without anything to escape.
    let isPlain = text.utf8.allSatisfy { byte in
      (0x20...0x7E).contains(byte) && byte != 0x22 && byte != 0x26 && byte != 0x27 && byte != 0x3C && byte != 0x3E
    }
    if isPlain { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) ? " " : scalar)
      }
    }
    return result
  }

  /// Powers of ten get raised digits of the text's own face in place of the few superscript characters that fonts have.
  private static func content(_ line: String, size: Double) -> String {
    var result = "", plain = "", raised = ""
    func flush() {
      let rise = number(size * 0.36)
      result += escape(plain)
      if !raised.isEmpty {
        result += "<tspan dy=\"-\(rise)\" font-size=\"\(number(size * TextMetrics.superscriptSize))\">\(escape(raised))</tspan>"
      }
      plain = ""
      raised = ""
    }
    for character in line {
      if let digit = digit(superscript: character), !raised.isEmpty || plain.hasSuffix("10") {
        raised += digit
      } else {
        if !raised.isEmpty {
          flush()
          result += "<tspan dy=\"\(number(size * 0.36))\">\(escape(String(character)))</tspan>"
        } else {
          plain.append(character)
        }
      }
    }
    flush()
    return result
  }

  private static func digit(superscript character: Character) -> String? {
    switch character {
    case "⁻": "\u{2212}"
    case "⁰": "0"
    case "¹": "1"
    case "²": "2"
    case "³": "3"
    case "⁴": "4"
    case "⁵": "5"
    case "⁶": "6"
    case "⁷": "7"
    case "⁸": "8"
    case "⁹": "9"
    default: nil
    }
  }
}
