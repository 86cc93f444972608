extension MarkdownParser {
  /// Reads a text of one line as the inside of a paragraph, whatever it begins with: a caption.
  ///
  /// - Parameters:
  ///   - start: where the text begins in the file
  /// - Returns: a document whose root has the inlines as its children
  public static func parseInlines(_ text: String, at start: SourcePosition, path: String) -> MarkdownDocument {
    // A word at the front keeps the text from being a list, a heading or a quote.
    let prefix = "a "
    var document = parse(SourceFile(path: path, text: prefix + text))
    let lines = start.line - 1, columns = start.column - 1 - prefix.utf8.count
    var inlines = document.root.children.first?.children ?? []
    if case .displayMath? = document.root.children.first?.kind { inlines = document.root.children }
    if case .text(let first)? = inlines.first?.kind {
      inlines[0].kind = .text(String(first.dropFirst(prefix.count)))
      inlines[0].range = inlines[0].range.lowerBound.advanced(by: prefix.utf8.count)..<inlines[0].range.upperBound
      if first.utf8.count == prefix.utf8.count { inlines.removeFirst() }
    }
    document.root.children = inlines.map { $0.shifted(lines: lines, columns: columns) }
    document.root.range = document.root.range.shifted(lines, columns)
    document.codePositions = Dictionary(
      uniqueKeysWithValues: document.codePositions.map { place, places in
        (place.shifted(lines, columns), places.map { $0.shifted(lines, columns) })
      })
    for index in document.diagnostics.indices {
      document.diagnostics[index].range = document.diagnostics[index].range?.shifted(lines, columns)
    }
    return document
  }
}

extension Node {
  /// The same node as many lines and columns further on.
  fileprivate func shifted(lines: Int, columns: Int) -> Node {
    var node = self
    node.range = range.shifted(lines, columns)
    if case .citation(var citations) = kind {
      for index in citations.indices { citations[index].range = citations[index].range.shifted(lines, columns) }
      node.kind = .citation(citations)
    }
    node.children = children.map { $0.shifted(lines: lines, columns: columns) }
    return node
  }
}

extension SourceRange {
  fileprivate func shifted(_ lines: Int, _ columns: Int) -> SourceRange {
    lowerBound.shifted(lines, columns)..<upperBound.shifted(lines, columns)
  }
}

extension SourcePosition {
  fileprivate func shifted(_ lines: Int, _ columns: Int) -> SourcePosition {
    SourcePosition(line: line + lines, column: column + columns)
  }
}
