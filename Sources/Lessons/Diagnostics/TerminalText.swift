/// A line of text as a terminal shows it: where each of its bytes comes to stand, tabs as spaces, control characters made visible.
struct TerminalText {
  private struct Cell {
    var text: String
    var width: Int
    /// Its bytes in the line.
    var bytes: Range<Int>
  }

  private var cells: [Cell] = []
  private static let tabWidth = 4

  init(_ line: some StringProtocol) {
    var byte = 0
    var column = 0
    for character in line {
      let bytes = byte..<byte + character.utf8.count
      let (text, width) = Self.shown(character, column: column)
      cells.append(Cell(text: text, width: width, bytes: bytes))
      byte = bytes.upperBound
      column += width
    }
  }

  private static func shown(_ character: Character, column: Int) -> (text: String, width: Int) {
    if character == "\t" {
      let width = tabWidth - column % tabWidth
      return (String(repeating: " ", count: width), width)
    }
    if character.isHazardous { return (visible(character), visible(character).count) }
    return (String(character), character.terminalWidth)
  }

  /// Text without characters that steer a terminal; line ends stay.
  static func safe(_ text: String) -> String {
    guard text.contains(where: { $0.isHazardous && $0 != "\n" && $0 != "\t" }) else { return text }
    return text.map { $0.isHazardous && $0 != "\n" && $0 != "\t" ? visible($0) : String($0) }.joined()
  }

  private static func visible(_ character: Character) -> String {
    character.unicodeScalars.map { scalar in
      if scalar.value < 0x20, let picture = Unicode.Scalar(scalar.value + 0x2400) { return String(picture) }
      return scalar.isHazardous ? "\u{FFFD}" : String(scalar)
    }.joined()
  }

  /// The text, and the columns under the bytes of `range` (from 0); a piece of it where it is too wide.
  func excerpt(_ range: Range<Int>, width: Int) -> (text: String, columns: Range<Int>) {
    let start = cells.firstIndex { $0.bytes.upperBound > range.lowerBound } ?? cells.count
    let end = max(start, (cells.lastIndex { $0.bytes.lowerBound < range.upperBound } ?? -1) + 1)
    let (from, to) = window(around: start, width: width)
    let lead = from > 0 ? "…" : ""
    let text = lead + cells[from..<to].map(\.text).joined() + (to < cells.count ? "…" : "")
    let left = lead.count + columns(from..<min(start, to))
    return (text, left..<left + columns(min(start, to)..<min(end, to)))
  }

  /// The cells that fit into `width`, with a third of it before `start` where the text has to be cut.
  private func window(around start: Int, width: Int) -> (from: Int, to: Int) {
    if columns(0..<cells.count) <= width { return (0, cells.count) }
    var from = start
    var lead = 0
    while from > 0, lead + cells[from - 1].width <= width / 3 {
      from -= 1
      lead += cells[from].width
    }
    var to = from
    var columns = 0
    while to < cells.count, columns + cells[to].width <= width {
      columns += cells[to].width
      to += 1
    }
    return (from, to)
  }

  private func columns(_ range: Range<Int>) -> Int { cells[range].reduce(0) { $0 + $1.width } }
}

extension Character {
  /// The columns that a terminal gives it.
  var terminalWidth: Int {
    var width = 0
    for scalar in unicodeScalars { width = max(width, scalar.value == 0xFE0F ? 2 : scalar.terminalWidth) }
    return width
  }

  fileprivate var isHazardous: Bool { unicodeScalars.contains(where: \.isHazardous) }
}

extension Unicode.Scalar {
  /// Steers a terminal, or the direction of the text around it.
  fileprivate var isHazardous: Bool {
    properties.generalCategory == .control || (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
  }

  fileprivate var terminalWidth: Int {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    if properties.isEmojiPresentation { return 2 }
    // East Asian Width W and F (Unicode 16), in its large ranges.
    let isWide =
      switch value {
      case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF, 0xA960...0xA97F,
        0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF,
        0x20000...0x3FFFD:
        true
      default: false
      }
    return isWide ? 2 : 1
  }
}
