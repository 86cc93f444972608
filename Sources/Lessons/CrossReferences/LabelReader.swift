/// Reads `{#name}` behind a formula or a heading.
struct LabelReader {
  let source: SourceFile

  /// What stands in braces.
  struct Finding {
    var label: Label
    var isValid: Bool
    /// How many bytes of the text are no text.
    var length: Int
  }

  /// A label that the text begins with, behind spaces: `$$x$$ {#eq-x}`.
  func label(before text: String, of node: Node) -> Finding? {
    let spaces = text.prefix { $0 == " " || $0 == "\t" }
    guard text.dropFirst(spaces.count).hasPrefix("{#"), let end = text.firstIndex(of: "}") else { return nil }
    let piece = text[...end]
    guard source.slice(node.range).hasPrefix(piece) else { return nil }
    let start = node.range.lowerBound.advanced(by: spaces.utf8.count + 2)
    return finding(piece.dropFirst(spaces.count + 2).dropLast(), at: start, length: piece.utf8.count)
  }

  /// A label that the text ends with, behind a space: `## Six layers {#layers}`.
  func label(behind text: String, of node: Node) -> Finding? {
    guard text.last == "}", let start = text.ranges(of: "{#").last else { return nil }
    let piece = text[start.lowerBound...]
    let written = source.slice(node.range)
    guard written.hasSuffix(piece), !written.dropLast(piece.count).hasSuffix("\\") else { return nil }
    let before = text[..<start.lowerBound]
    let spaces = before.reversed().prefix { $0 == " " || $0 == "\t" }.count
    guard spaces > 0 || before.isEmpty else { return nil }
    let place = SourcePosition(
      line: node.range.upperBound.line, column: node.range.upperBound.column - piece.utf8.count + 2)
    return finding(piece.dropFirst(2).dropLast(), at: place, length: piece.utf8.count + spaces)
  }

  private func finding(_ name: Substring, at start: SourcePosition, length: Int) -> Finding {
    let label = Label(name: String(name), range: start..<start.advanced(by: name.utf8.count))
    return Finding(label: label, isValid: Identifier.isValid(label.name), length: length)
  }
}
