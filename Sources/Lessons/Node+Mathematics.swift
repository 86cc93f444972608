extension Node {
  /// Where the byte at `offset` of a formula's LaTeX stands in the source, also over several lines and inside quotes and lists.
  ///
  /// Nothing for a node that is no formula. An offset behind the end gives the end.
  ///
  /// ```swift
  /// if case .inlineMath(let latex) = node.kind {
  ///   node.position(ofLaTeXOffset: latex.utf8.count, in: lesson.source)  // the closing `$`
  /// }
  /// ```
  public func position(ofLaTeXOffset offset: Int, in source: SourceFile) -> SourcePosition? {
    let latex: String
    let dollars: Int
    switch kind {
    case .inlineMath(let text): (latex, dollars) = (text, 1)
    case .displayMath(let text): (latex, dollars) = (text, 2)
    default: return nil
    }
    let bytes = Array(latex.utf8)
    let before = bytes.prefix(max(0, offset))
    let line = before.count { $0 == .newline }
    let inLine = before.reversed().prefix { $0 != .newline }.count
    return SourcePosition(line: range.lowerBound.line + line, column: column(ofLine: line, of: bytes, dollars, in: source) + inLine)
  }

  /// The LaTeX of a further line is the end of the source's line, but for the closing dollars of the last.
  private func column(ofLine line: Int, of latex: [UInt8], _ dollars: Int, in source: SourceFile) -> Int {
    if line == 0 { return range.lowerBound.column + dollars }
    let lines = latex.split(separator: .newline, omittingEmptySubsequences: false)
    let isLast = line == lines.count - 1
    let end = isLast ? range.upperBound.column - dollars : (source.line(range.lowerBound.line + line)?.utf8.count ?? 0) + 1
    return max(1, end - lines[line].count)
  }
}
