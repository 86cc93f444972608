extension MarkdownParser {
  /// The nodes of a paragraph that is a table: the paragraph above its head, if there is one, and the table.
  mutating func nodes(of table: PipeTable, in content: LeafContent) -> [Node] {
    var nodes: [Node] = []
    if let piece = table.paragraph { nodes.append(Node(.paragraph, range: content.range(piece), children: inlines(piece, of: content))) }
    var rows = table.rows.map { row in
      if let excess = row.excess { noteExcess(excess, columns: table.alignments.count, in: content) }
      let cells = row.cells.map { Node(.tableCell, range: content.range($0), children: cell($0, of: content)) }
      return Node(.tableRow, range: content.range(row.bytes), children: cells)
    }
    var label: Label?
    for (piece, isAbove) in [(table.captionAbove, true), (table.captionBelow, false)] {
      guard let piece else { continue }
      let paragraph = Node(.paragraph, range: content.range(piece), children: inlines(piece, of: content))
      let caption = caption(paragraph)
      label = caption.label
      rows.insert(caption.node, at: isAbove ? 0 : rows.count)
    }
    let range = (rows.first?.range ?? content.range(0..<0)).lowerBound..<(rows.last?.range ?? content.range(0..<0)).upperBound
    return nodes + [Node(.table(columns: table.alignments, label: label), range: range, children: rows)]
  }

  /// `\|` is a bar, in code too.
  private mutating func cell(_ piece: Range<Int>, of content: LeafContent) -> [Node] {
    inlines(piece, of: content).map { unescapingBars($0) }
  }

  private mutating func unescapingBars(_ node: Node) -> Node {
    var node = node
    node.children = node.children.map { unescapingBars($0) }
    guard case .code(let text) = node.kind, text.contains("\\|") else { return node }
    node.kind = .code(text.replacing("\\|", with: "|"))
    let bytes = Array(text.utf8)
    if let places = document.codePositions[node.range.lowerBound] {
      let isKept = { (index: Int) in bytes.at(index) != .backslash || bytes.at(index + 1) != UInt8(ascii: "|") }
      document.codePositions[node.range.lowerBound] = places.indices.filter(isKept).map { places[$0] }
    }
    return node
  }

  private mutating func noteExcess(_ excess: Range<Int>, columns: Int, in content: LeafContent) {
    document.diagnostics.append(
      Diagnostic(
        .tableInvalid, "this row has more cells than the table's head, which has \(columns)", path: path, range: content.range(excess),
        help: "write `\\|` for a bar inside a cell, or add a column to the head and to the row of dashes"))
  }

  // MARK: Captions

  /// Paragraphs that begin with `: ` directly below a table, or else directly above one, are its caption.
  mutating func withCaptions(_ blocks: [Node]) -> [Node] {
    var result: [Node] = []
    for block in blocks {
      guard let last = result.last else {
        result.append(block)
        continue
      }
      if isCaption(block), lacksCaption(last) {
        result[result.count - 1] = captioned(last, by: block, isAbove: false)
      } else if lacksCaption(block), isCaption(last) {
        result[result.count - 1] = captioned(block, by: last, isAbove: true)
      } else {
        result.append(block)
      }
    }
    return result
  }

  private func isCaption(_ node: Node) -> Bool {
    guard node.kind == .paragraph, case .text(let text)? = node.children.first?.kind, text.hasPrefix(": ") else { return false }
    return file.slice(node.range).hasPrefix(": ")
  }

  private func lacksCaption(_ node: Node) -> Bool {
    guard case .table = node.kind else { return false }
    return !node.children.contains { $0.kind == .tableCaption }
  }

  private mutating func captioned(_ table: Node, by paragraph: Node, isAbove: Bool) -> Node {
    guard case .table(let columns, _) = table.kind else { return table }
    let (caption, label) = caption(paragraph)
    var table = table
    table.kind = .table(columns: columns, label: label)
    table.children.insert(caption, at: isAbove ? 0 : table.children.count)
    table.range = min(table.range.lowerBound, caption.range.lowerBound)..<max(table.range.upperBound, caption.range.upperBound)
    return table
  }

  /// A paragraph without the `: ` at its front and the `{#label}` at its end.
  private mutating func caption(_ paragraph: Node) -> (node: Node, label: Label?) {
    var caption = paragraph
    caption.kind = .tableCaption
    if case .text(let text)? = caption.children.first?.kind {
      let count = 1 + text.dropFirst().prefix { $0 == " " || $0 == "\t" }.utf8.count
      let range = caption.children[0].range
      caption.children[0] = Node(
        .text(String(decoding: text.utf8.dropFirst(count), as: UTF8.self)), range: range.lowerBound.advanced(by: count)..<range.upperBound)
      if text.utf8.count == count { caption.children.removeFirst() }
    }
    let label = takeLabel(of: &caption)
    return (caption, label)
  }

  private mutating func takeLabel(of caption: inout Node) -> Label? {
    guard let last = caption.children.last, case .text(let text) = last.kind, text.hasSuffix("}"), let start = text.ranges(of: "{#").last,
      file.slice(last.range).hasSuffix(text[start.lowerBound...])
    else { return nil }
    let name = String(text[start.upperBound...].dropLast())
    let end = last.range.upperBound
    let place = SourcePosition(line: end.line, column: end.column - 1 - name.utf8.count)
    let label = Label(name: name, range: place..<place.advanced(by: name.utf8.count))
    guard Identifier.isValid(name) else {
      document.diagnostics.append(
        Diagnostic(
          .tableInvalid, "`\(name)` is no label", path: path, range: label.range,
          help: "labels are made of \(Identifier.rule): `{#tbl-widths}`"))
      return nil
    }
    let rest = text[..<start.lowerBound]
    let kept = rest.lastIndex { $0 != " " && $0 != "\t" }.map { String(rest[...$0]) } ?? ""
    let taken = text.utf8.count - kept.utf8.count
    caption.children[caption.children.count - 1] = Node(
      .text(kept), range: last.range.lowerBound..<SourcePosition(line: end.line, column: end.column - taken))
    if kept.isEmpty { caption.children.removeLast() }
    return label
  }
}
