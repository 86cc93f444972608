/// Plain text in columns, for terminals of 80 to 100 columns.
enum TextLayout {
  static let width = 96
  private static let label = 12

  /// A label and a text beside it that goes on below itself; without a label, the text alone in its column.
  static func entry(_ name: String, _ text: String) -> [String] {
    wrapped(text, width - label).enumerated().map { index, line in (index == 0 ? name : "").padded(to: label) + line }
  }

  /// Columns under their titles, to the right as numbers are, or to the left.
  static func table(_ columns: [(title: String, isLeft: Bool)], _ rows: [[String]]) -> [String] {
    let all = [columns.map(\.title)] + rows
    let widths = columns.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    return all.map { row in
      var line = columns.indices.map { column in
        columns[column].isLeft ? row[column].padded(to: widths[column]) : row[column].leftPadded(to: widths[column])
      }.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// Words that are longer than a line stay whole.
  private static func wrapped(_ text: String, _ width: Int) -> [String] {
    var lines: [String] = [""]
    // Two spaces within a line are a column's.
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      let last = lines[lines.count - 1]
      if last.isEmpty {
        lines[lines.count - 1] += word
      } else if last.count + 1 + word.count <= width {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}

extension String {
  func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
  func leftPadded(to width: Int, with character: Character = " ") -> String {
    String(repeating: character, count: max(0, width - count)) + self
  }
}
