/// Walks over the prefixes of a line as CommonMark's block structure does, with tabs as stops of four columns.
struct LineCursor {
  let bytes: [UInt8]
  private(set) var offset = 0
  /// The virtual column; inside a tab it is ahead of `offset`.
  private var column = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The columns up to the first byte that is no space, and that byte's offset.
  var indentation: (columns: Int, offset: Int) {
    var end = offset
    var reached = column
    while end < bytes.count, bytes[end].isSpaceOrTab {
      reached += bytes[end] == 0x09 ? 4 - reached % 4 : 1
      end += 1
    }
    return (reached - column, end)
  }

  var isBlank: Bool { indentation.offset == bytes.count }

  mutating func skip(columns count: Int) {
    var left = count
    while left > 0, offset < bytes.count {
      let width = bytes[offset] == 0x09 ? 4 - column % 4 : 1
      column += min(width, left)
      if width <= left { offset += 1 }
      left -= width
    }
  }

  /// `>` and the space behind it, if it stands here.
  mutating func skipQuoteMarker() -> Bool {
    let (columns, start) = indentation
    guard columns <= 3, bytes.at(start) == UInt8(ascii: ">") else { return false }
    skip(columns: columns + 1)
    if bytes.at(offset).isSpaceOrTab { skip(columns: 1) }
    return true
  }

  /// A list item's marker and the space behind it; returns the columns that the item's further lines are indented by.
  mutating func skipItemMarker() -> Int {
    let (columns, start) = indentation
    var end = start
    while bytes.at(end).isDigit { end += 1 }
    let marker = end + 1 - start
    skip(columns: columns + marker)
    var probe = self
    while probe.column - column <= 5, bytes.at(probe.offset).isSpaceOrTab { probe.skip(columns: 1) }
    let padding = probe.column - column
    if padding >= 5 || padding < 1 || probe.offset == bytes.count {
      if padding > 0 { skip(columns: 1) }
      return columns + marker + 1
    }
    self = probe
    return columns + marker + padding
  }

  /// The indentation of a list item's further line.
  mutating func skipItemIndentation(_ width: Int) -> Bool {
    guard indentation.columns >= width else { return false }
    skip(columns: width)
    return true
  }
}
