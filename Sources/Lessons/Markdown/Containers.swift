/// The block quotes and list items around a block, which say what of each line is prefix.
struct Containers {
  private enum Container {
    case quote
    case item(line: Int, width: Int)
  }

  private var stack: [Container] = []

  func inQuote() -> Containers {
    var copy = self
    copy.stack.append(.quote)
    return copy
  }

  /// With the list item whose marker stands in `line`.
  func inItem(line: Int, of source: MaskedSource) -> Containers {
    var cursor = skip(line, of: source).cursor
    var copy = self
    copy.stack.append(.item(line: line, width: cursor.skipItemMarker()))
    return copy
  }

  /// A cursor behind the line's prefixes, as far as they are there: where one is missing, a paragraph goes on lazily.
  func skip(_ line: Int, of source: MaskedSource) -> (cursor: LineCursor, isComplete: Bool) {
    var cursor = LineCursor(source.bytes(ofLine: line))
    for container in stack {
      let isThere: Bool
      switch container {
      case .quote: isThere = cursor.skipQuoteMarker()
      case .item(line, _):
        _ = cursor.skipItemMarker()
        isThere = true
      case .item(_, let width): isThere = cursor.skipItemIndentation(width)
      }
      if !isThere { return (cursor, false) }
    }
    return (cursor, true)
  }
}
