/// A source's lines as bytes, some stretches of them replaced, with the place in the source that each byte stands for.
///
/// libcmark reads the masked text: formulas are tokens there, and the front matter is empty lines, so that line numbers stay true.
struct MaskedSource {
  /// The columns of a line, from 0, and what stands there instead.
  typealias Replacement = (columns: Range<Int>, token: [UInt8])

  struct Line {
    var bytes: [UInt8]
    /// The source column (from 0) of each byte and of the line's end; nil where they are the same.
    var origins: [Int]?

    func origin(_ column: Int) -> Int { origins?[column] ?? column }

    /// Replaces columns, given from left to right.
    mutating func replace(_ replacements: [Replacement]) {
      let old = self
      (bytes, origins) = ([], nil)
      var newOrigins: [Int] = []
      var column = 0
      for (columns, token) in replacements {
        bytes += old.bytes[column..<columns.lowerBound] + token
        newOrigins += (column..<columns.lowerBound).map(old.origin)
        newOrigins += repeatElement(old.origin(columns.lowerBound), count: token.count)
        column = columns.upperBound
      }
      bytes += old.bytes[column...]
      newOrigins += (column...old.bytes.count).map(old.origin)
      origins = newOrigins
    }
  }

  private(set) var lines: [Line]

  /// The lines from `firstLine` on; those above are empty.
  init(_ source: SourceFile, firstLine: Int) {
    lines = source.lines.enumerated().map { index, text in
      index + 1 < firstLine ? Line(bytes: []) : Line(bytes: Array(text.utf8))
    }
    if firstLine == 1, lines[0].bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      lines[0].replace([(0..<3, [])])  // a byte order mark, which CommonMark does not see either
    }
    for index in lines.indices where lines[index].bytes.contains(0) {
      let nulls = lines[index].bytes.indices.filter { lines[index].bytes[$0] == 0 }
      lines[index].replace(nulls.map { ($0..<$0 + 1, [0xEF, 0xBF, 0xBD]) })  // CommonMark: U+0000 reads as U+FFFD
    }
  }

  var text: [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(lines.reduce(lines.count) { $0 + $1.bytes.count })
    for (index, line) in lines.enumerated() {
      if index > 0 { text.append(.newline) }
      text += line.bytes
    }
    return text
  }

  /// A line's bytes; lines count from 1, and behind the last one all are empty.
  func bytes(ofLine number: Int) -> [UInt8] { lines.indices.contains(number - 1) ? lines[number - 1].bytes : [] }

  /// The place in the source of a masked byte: line from 1, column from 0.
  func position(line: Int, column: Int) -> SourcePosition {
    guard lines.indices.contains(line - 1) else { return SourcePosition(line: line, column: column + 1) }
    let origin = lines[line - 1].origin(min(column, lines[line - 1].bytes.count))
    return SourcePosition(line: line, column: origin + 1)
  }

  /// Behind the line's last byte that is not a space.
  func end(ofLine number: Int) -> SourcePosition {
    let bytes = bytes(ofLine: number)
    let last = bytes.lastIndex { !$0.isSpaceOrTab }
    return position(line: number, column: last.map { $0 + 1 } ?? 0)
  }

  mutating func replace(line number: Int, _ replacements: [Replacement]) { lines[number - 1].replace(replacements) }
}
