/// A file's text with its lines, for positions and excerpts.
public struct SourceFile: Sendable {
  /// As diagnostics name it, relative to where the tool was started: `lessons/initialization.md`.
  public let path: String
  public let text: String
  /// The lines without their ends. Lines end where CommonMark says: at `\n`, `\r\n` or `\r`, nowhere else.
  public let lines: [Substring]

  public init(path: String, text: String) {
    self.path = path
    self.text = text
    lines = Self.lines(of: text)
  }

  /// The line's text, or nothing where the file has no such line. Lines count from 1.
  public func line(_ number: Int) -> Substring? {
    lines.indices.contains(number - 1) ? lines[number - 1] : nil
  }

  /// The bytes of a range as text, line ends as `\n`. A range over several lines holds their list and quote prefixes too.
  public func slice(_ range: SourceRange) -> String {
    var pieces: [String] = []
    for number in range.lowerBound.line...max(range.lowerBound.line, range.upperBound.line) {
      guard let line = line(number)?.utf8 else { break }
      let from = number == range.lowerBound.line ? range.lowerBound.column - 1 : 0
      let to = number == range.upperBound.line ? range.upperBound.column - 1 : line.count
      pieces.append(String(decoding: line.dropFirst(from).prefix(max(0, to - from)), as: UTF8.self))
    }
    return pieces.joined(separator: "\n")
  }

  private static func lines(of text: String) -> [Substring] {
    let bytes = text.utf8
    var lines: [Substring] = []
    var start = bytes.startIndex
    var index = start
    while index < bytes.endIndex {
      let byte = bytes[index]
      let next = bytes.index(after: index)
      guard byte == 0x0A || byte == 0x0D else {
        index = next
        continue
      }
      lines.append(text[start..<index])
      let endsWithPair = byte == 0x0D && next < bytes.endIndex && bytes[next] == 0x0A
      index = endsWithPair ? bytes.index(after: next) : next
      start = index
    }
    lines.append(text[start...])
    return lines
  }
}
