/// How wide text is, without a browser to ask.
///
/// The widths are those of DejaVu Sans, the widest face that `sans-serif` commonly stands for: text in Helvetica, Inter, Segoe
/// or Roboto takes less, so what does not overlap here overlaps nowhere.
enum TextMetrics {
  /// Thousandths of the font's size, from U+0020 to U+007E. Read from DejaVuSans.ttf 2.37 (its `hmtx` table).
  private static let ascii: [UInt16] = [
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636, 636, 636, 636,
    636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787,
    603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352, 635,
    634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
  ]

  /// Superscript digits are drawn as raised digits of this share of the size.
  static let superscriptSize = 0.74

  static func width(_ text: some StringProtocol, size: Double, isBold: Bool = false) -> Double {
    var sum = 0
    for scalar in text.unicodeScalars { sum += thousandths(scalar) }
    return Double(sum) / 1000 * size * (isBold ? 1.13 : 1)
  }

  private static func thousandths(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x20...0x7E: Int(ascii[Int(scalar.value) - 0x20])
    case 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F: 0
    case 0xB7: 318
    case 0xB2, 0xB3, 0xB9, 0x2070, 0x2074...0x2079: 475  // raised digits
    case 0x207B: 625  // the raised minus
    case 0x2080...0x2089: 410
    case 0xA0...0x24F: 800
    case 0x391...0x3A9: 790
    case 0x3B1...0x3C8: 662
    case 0x3C9: 837
    case 0x2009, 0x200A, 0x202F: 250
    case 0x2018, 0x2019: 318
    case 0x2014, 0x2026: 1000
    case 0x1100...0x11FF, 0x2E80...0x9FFF, 0xAC00...0xD7AF, 0xF900...0xFAFF, 0xFF00...0xFFEF: 1050
    case 0x1F000...: 1400
    default: 850
    }
  }

  /// The text in lines no wider than `width`, broken at spaces, inside words where nothing else helps; at most `limit` lines,
  /// the last of which then ends in an ellipsis.
  static func wrap(_ text: String, size: Double, width: Double, isBold: Bool = false, limit: Int = 6) -> [String] {
    func fits(_ line: String) -> Bool { self.width(line, size: size, isBold: isBold) <= width }
    var lines: [String] = [], line = ""
    func isFull() -> Bool { lines.count > limit }
    for word in text.split(whereSeparator: { $0.isWhitespace }) where !isFull() {
      let longer = line.isEmpty ? String(word) : line + " " + word
      if fits(longer) {
        line = longer
        continue
      }
      if !line.isEmpty { lines.append(line) }
      line = ""
      for character in word where !isFull() {
        if !line.isEmpty, !fits(line + String(character)) {
          lines.append(line)
          line = ""
        }
        line.append(character)
      }
    }
    if !line.isEmpty { lines.append(line) }
    guard lines.count > limit else { return lines }
    lines.removeSubrange(limit...)
    var last = lines.removeLast()
    while !last.isEmpty, !fits(last + "…") { last.removeLast() }
    return lines + [last + "…"]
  }
}
