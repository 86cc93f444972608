/// A table in GitHub's notation, in the text of a paragraph: a head, a row of dashes and colons, rows.
///
/// A bar within a code span or a formula is theirs; any other bar of a cell is written `\|`. Lines above the head are a paragraph, or, from
/// `: ` on, the table's caption; a line that begins so below the rows is one too.
struct PipeTable {
  struct Row {
    /// Of the line, without white space at its ends.
    var bytes: Range<Int>
    /// As many as there are columns, each without white space at its ends.
    var cells: [Range<Int>]
    /// Cells beyond the last column.
    var excess: Range<Int>?
  }

  let alignments: [Node.Alignment]
  /// The head first.
  private(set) var rows: [Row] = []
  private(set) var paragraph: Range<Int>?
  private(set) var captionAbove: Range<Int>?
  private(set) var captionBelow: Range<Int>?

  init?(_ content: LeafContent) {
    let lines = Self.lines(of: content)
    guard lines.count > 1,
      let delimiter = lines.indices.dropFirst().first(where: { Self.isDelimiter(content.bytes[lines[$0]]) })
    else { return nil }
    let marks = Self.cells(of: lines[delimiter], in: content.bytes)
    let head = Self.cells(of: lines[delimiter - 1], in: content.bytes)
    guard head.count == marks.count else { return nil }
    alignments = marks.map { Self.alignment(content.bytes[$0]) }

    if delimiter > 1 {
      let above = lines[0].lowerBound..<lines[delimiter - 2].upperBound
      if Self.isCaption(lines[0], in: content.bytes) { captionAbove = above } else { paragraph = above }
    }
    let body = lines[(delimiter + 1)...]
    let end = captionAbove == nil ? body.firstIndex { Self.isCaption($0, in: content.bytes) } ?? lines.count : lines.count
    if end < lines.count, let last = lines.last { captionBelow = lines[end].lowerBound..<last.upperBound }
    for line in [lines[delimiter - 1]] + lines[delimiter + 1..<end] { append(line, in: content.bytes) }
  }

  private mutating func append(_ line: Range<Int>, in bytes: [UInt8]) {
    var cells = Self.cells(of: line, in: bytes)
    var excess: Range<Int>?
    if cells.count > alignments.count {
      excess = cells[alignments.count].lowerBound..<max(cells[alignments.count].upperBound, cells.last?.upperBound ?? 0)
      cells.removeLast(cells.count - alignments.count)
    }
    while cells.count < alignments.count { cells.append(line.upperBound..<line.upperBound) }
    rows.append(Row(bytes: line, cells: cells, excess: excess))
  }

  // MARK: Lines

  /// Without white space at their ends.
  private static func lines(of content: LeafContent) -> [Range<Int>] {
    guard content.start < content.end else { return [] }
    return content.bytes[content.start..<content.end].split(separator: .newline, omittingEmptySubsequences: false).map {
      trimmed($0.startIndex..<$0.endIndex, in: content.bytes)
    }
  }

  private static func trimmed(_ range: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
    guard let first = bytes[range].firstIndex(where: { !$0.isMarkdownSpace }),
      let last = bytes[range].lastIndex(where: { !$0.isMarkdownSpace })
    else { return range.lowerBound..<range.lowerBound }
    return first..<last + 1
  }

  private static func isCaption(_ line: Range<Int>, in bytes: [UInt8]) -> Bool {
    bytes.at(line.lowerBound) == UInt8(ascii: ":") && line.count > 2 && bytes.at(line.lowerBound + 1).isSpaceOrTab
  }

  // MARK: The row of dashes

  private static func isDelimiter(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.contains(UInt8(ascii: "|")), line.allSatisfy({ "|:- \t".utf8.contains($0) }) else { return false }
    let marks = cells(of: line.startIndex..<line.endIndex, in: Array(line), from: line.startIndex)
    return !marks.isEmpty && marks.allSatisfy { mark in
      let dashes = line[mark].drop { $0 == UInt8(ascii: ":") }.reversed().drop { $0 == UInt8(ascii: ":") }
      return mark.count - dashes.count <= 2 && !dashes.isEmpty && dashes.allSatisfy { $0 == UInt8(ascii: "-") }
    }
  }

  private static func alignment(_ mark: ArraySlice<UInt8>) -> Node.Alignment {
    switch (mark.first == UInt8(ascii: ":"), mark.last == UInt8(ascii: ":")) {
    case (true, true): .center
    case (true, false): .left
    case (false, true): .right
    case (false, false): .none
    }
  }

  // MARK: Cells

  private static func cells(of line: Range<Int>, in bytes: [UInt8]) -> [Range<Int>] {
    cells(of: line, in: Array(bytes[line]), from: line.lowerBound)
  }

  /// - Parameter row: the line's bytes alone
  private static func cells(of line: Range<Int>, in row: [UInt8], from start: Int) -> [Range<Int>] {
    var cells: [Range<Int>] = []
    var index = row.first == UInt8(ascii: "|") ? 1 : 0
    var begin = index
    let formulas = row.contains(.dollar) ? MathScanner(bytes: row, sentinel: []).findings(from: 0) : []
    func close(at end: Int) {
      let cell = trimmed(begin..<end, in: row)
      cells.append(cell.lowerBound + start..<cell.upperBound + start)
    }
    while index < row.count {
      switch row[index] {
      case .backslash: index += row.at(index + 1).isPunctuation ? 2 : 1
      case .backtick: index = endOfCode(from: index, in: row)
      case .dollar: index = formulas.lazy.compactMap { $0.end(from: index) }.first ?? index + 1
      case UInt8(ascii: "|"):
        close(at: index)
        index += 1
        begin = index
      default: index += 1
      }
    }
    if begin < row.count { close(at: row.count) }
    return cells
  }

  private static func endOfCode(from start: Int, in row: [UInt8]) -> Int {
    let open = row.endOfRun(of: .backtick, from: start)
    var index = open
    while index < row.count {
      guard row[index] == .backtick else {
        index += 1
        continue
      }
      let end = row.endOfRun(of: .backtick, from: index)
      if end - index == open - start { return end }
      index = end
    }
    return open
  }
}

extension MathScanner.Finding {
  /// Behind the formula that begins there.
  fileprivate func end(from start: Int) -> Int? {
    if case .formula(let range, _) = self, range.lowerBound == start { return range.upperBound }
    return nil
  }
}
