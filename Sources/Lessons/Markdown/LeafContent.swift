/// The text of a paragraph or heading without the prefixes of its lines, and the place of each of its bytes.
struct LeafContent {
  /// The lines without indentation, each with its line end.
  private(set) var bytes: [UInt8] = []
  /// Where the text proper begins: behind the link definitions that a paragraph may open with.
  private(set) var start = 0
  let firstLine: Int
  private(set) var lastLine: Int
  /// The underline of a setext heading.
  private(set) var underline: Int?
  /// A heading with `#` is one line, whatever follows.
  private var isOneLine = false
  let containers: Containers
  private var source: MaskedSource
  private var starts: [(offset: Int, line: Int, column: Int)] = []

  init(_ tree: CommonMark.Tree, in containers: Containers, of source: MaskedSource) {
    self.containers = containers
    self.source = source
    firstLine = tree.line
    lastLine = tree.line
    let first = source.bytes(ofLine: tree.line)
    var column = min(max(0, tree.column - 1), first.count)

    if case .heading(let level) = tree.kind {
      let text = first.endOfRun(of: UInt8(ascii: "#"), from: column)
      if text == column + level, text == first.count || first[text].isSpaceOrTab {
        column = text
        while first.at(column).isSpaceOrTab { column += 1 }
        append(first, line: tree.line, from: column)
        isOneLine = true
        return
      }
    }
    append(first, line: tree.line, from: column)
    readOn(tree)
    start = LinkScanner(bytes).endOfDefinitions
  }

  private mutating func readOn(_ tree: CommonMark.Tree) {
    let isHeading = tree.kind != .paragraph
    while lastLine < tree.endLine {
      let (cursor, isComplete) = containers.skip(lastLine + 1, of: source)
      if isHeading, isComplete, Self.isUnderline(cursor), LinkScanner(bytes).endOfDefinitions < bytes.count {
        underline = lastLine + 1
        return
      }
      appendLine(cursor)
    }
  }

  private static func isUnderline(_ cursor: LineCursor) -> Bool {
    let (columns, start) = cursor.indentation
    let mark = cursor.bytes.at(start)
    guard columns <= 3, mark == UInt8(ascii: "=") || mark == UInt8(ascii: "-") else { return false }
    return cursor.bytes[cursor.bytes.endOfRun(of: mark, from: start)...].allSatisfy(\.isSpaceOrTab)
  }

  private mutating func appendLine(_ cursor: LineCursor) {
    lastLine += 1
    append(cursor.bytes, line: lastLine, from: cursor.indentation.offset)
  }

  private mutating func append(_ line: [UInt8], line number: Int, from column: Int) {
    starts.append((bytes.count, number, column))
    bytes += line[column...]
    bytes.append(.newline)
  }

  /// Takes in the following source line, whatever block it was read as; not a blank one, nor one outside of the containers.
  mutating func extend() -> Bool {
    guard !isOneLine, lastLine < source.lines.count else { return false }
    let (cursor, isComplete) = containers.skip(lastLine + 1, of: source)
    guard isComplete, !cursor.isBlank else { return false }
    appendLine(cursor)
    return true
  }

  /// Where the text proper ends: before the white space at the end.
  var end: Int { (bytes.lastIndex { !$0.isMarkdownSpace } ?? -1) + 1 }

  /// The place in the source of the byte at `offset`, or of the end of the one before it.
  func position(_ offset: Int) -> SourcePosition {
    let (line, column) = place(offset)
    return source.position(line: line, column: column)
  }

  func range(_ offsets: Range<Int>) -> SourceRange { position(offsets.lowerBound)..<position(offsets.upperBound) }

  /// The line, from 1, and the column of the masked text, from 0.
  private func place(_ offset: Int) -> (line: Int, column: Int) {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle].offset <= offset { low = middle } else { high = middle }
    }
    return (starts[low].line, starts[low].column + offset - starts[low].offset)
  }

  /// Takes the rest of the text away.
  mutating func keep(_ range: Range<Int>) {
    let first = place(range.lowerBound)
    var offset = 0
    let lines = stretches(range).map { stretch in
      defer { offset += stretch.columns.count + 1 }
      return (offset, stretch.line, stretch.columns.lowerBound)
    }
    starts = lines.isEmpty ? [(0, first.line, first.column)] : lines
    bytes = Array(bytes[range])
    start = 0
    underline = nil
  }

  /// The stretches of the masked source's lines that `offsets` covers: line from 1, columns from 0.
  func stretches(_ offsets: Range<Int>) -> [(line: Int, columns: Range<Int>)] {
    var stretches: [(line: Int, columns: Range<Int>)] = []
    var from = offsets.lowerBound
    while from < offsets.upperBound {
      let to = bytes[from..<offsets.upperBound].firstIndex(of: .newline) ?? offsets.upperBound
      let (line, column) = place(from)
      stretches.append((line, column..<column + to - from))
      from = to + 1
    }
    return stretches
  }
}
