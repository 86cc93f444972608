import Foundation
import Lessons

/// Finds where in its file a place in a formula is.
enum FormulaPosition {
  /// - offset: into the formula, in UTF-8 bytes
  /// - range: the formula's node, with or without its dollar signs
  ///
  /// Each of the formula's lines is looked for in the file's, so quote marks and list indents before it do no harm.
  static func position(of offset: Int, in latex: String, at range: SourceRange, of source: SourceFile) -> SourcePosition {
    var lineNumber = range.lowerBound.line, firstColumn = range.lowerBound.column
    var consumed = 0, last = range.lowerBound
    for line in latex.split(separator: "\n", omittingEmptySubsequences: false) {
      let length = line.utf8.count
      let leading = line.utf8.prefix { $0 == 0x20 || $0 == 0x09 }.count
      let text = Array(line.utf8.dropFirst(leading))
      if !text.isEmpty {
        while lineNumber <= range.upperBound.line {
          if let column = column(of: text, in: source.line(lineNumber), from: firstColumn) {
            last = SourcePosition(line: lineNumber, column: column + max(0, offset - consumed - leading))
            break
          }
          lineNumber += 1
          firstColumn = 1
        }
      }
      if offset <= consumed + length { return last }
      consumed += length + 1
      if !text.isEmpty {
        lineNumber += 1
        firstColumn = 1
      }
    }
    return last
  }

  /// Counted from 1, in bytes.
  private static func column(of text: [UInt8], in line: Substring?, from first: Int) -> Int? {
    guard let bytes = line.map({ Array($0.utf8) }), bytes.count >= text.count else { return nil }
    let start = max(first - 1, 0), end = bytes.count - text.count
    guard start <= end else { return nil }
    return (start...end).first { bytes[$0..<$0 + text.count].elementsEqual(text) }.map { $0 + 1 }
  }
}

extension FormulaPosition {
  /// The same for a formula in code, where it may stand in a plain string, with each backslash twice, and some lines on.
  static func position(of offset: Int, inCode latex: String, from line: Int, of source: SourceFile) -> SourcePosition {
    let escaped = latex.replacing("\\", with: "\\\\")
    for number in line..<line + 12 {
      guard let text = source.line(number) else { break }
      if let found = text.range(of: latex) {
        return SourcePosition(line: number, column: text.utf8.distance(from: text.startIndex, to: found.lowerBound) + 1 + offset)
      }
      if let found = text.range(of: escaped) {
        let backslashes = latex.utf8.prefix(offset).count { $0 == UInt8(ascii: "\\") }
        return SourcePosition(
          line: number, column: text.utf8.distance(from: text.startIndex, to: found.lowerBound) + 1 + offset + backslashes)
      }
    }
    return SourcePosition(line: line, column: 1)
  }
}
