import Lessons

extension LessonRenderer {
  /// A pipe table. Its claims carry their marks in their cells; the evidence stands behind it.
  mutating func table(_ node: Node, columns alignments: [Node.Alignment], in html: inout HTML) {
    isInTable = true
    let rows = node.children.filter { $0.kind == .tableRow }
    let columns = alignments.enumerated().map { index, alignment in
      column(rows.map { index < $0.children.count ? $0.children[index] : nil }, alignment)
    }
    let caption = node.children.first { $0.kind == .tableCaption }
    let anchor = tablesSeen < anchors.tables.count ? anchors.tables[tablesSeen] : nil
    let number = tablesSeen < numbers.proseTables.count ? numbers.proseTables[tablesSeen] : nil
    tablesSeen += 1
    let renderer = TableRenderer(columns: columns)
    html.element("figure", [.class("table")] + (anchor.map { [.id($0)] } ?? [])) { html in
      if let caption {
        html.element("figcaption") { html in
          if let number { html.element("b", number + ".") }
          html.text(" ")
          children(of: caption, inline: true, in: &html)
        }
      }
      renderer.write(to: &html)
    }
    html.newline()
    isInTable = false
    let claims = claims(in: node)
    guard !claims.isEmpty else { return }
    html.element("div", [.class("table-evidence")]) { evidence(of: claims, in: &$0) }
    html.newline()
  }

  private mutating func column(_ cells: [Node?], _ alignment: Node.Alignment) -> TableRenderer.Column {
    var head = cells.first ?? nil
    let body = cells.dropFirst().map { cell($0) }
    let written = body.filter { !$0.isEmpty }
    let isNumeric =
      alignment != .left && alignment != .center && !written.isEmpty && written.allSatisfy { $0.number != nil }
    let unit = isNumeric ? takeUnit(of: &head) : nil
    let shown = isNumeric ? body : body.map { .text(markup(of: $0)) }
    return TableRenderer.Column(head: markup(head), unit: unit, alignment: alignment, isNumeric: isNumeric, cells: shown)
  }

  private mutating func markup(_ cell: Node?) -> Markup {
    guard let cell else { return .empty }
    return HTML.fragment { children(of: cell, inline: true, in: &$0) }
  }

  private func markup(of cell: TableRenderer.Cell) -> Markup {
    switch cell {
    case .text(let markup), .wrapped(let markup, _): markup
    case .number(let number): HTML.fragment { number.write(to: &$0) }
    }
  }

  private mutating func cell(_ node: Node?) -> TableRenderer.Cell {
    guard let node, let child = node.children.first, node.children.count == 1 else { return .text(markup(node)) }
    switch child.kind {
    case .text(let text): return TypesetNumber(text).map { .number($0) } ?? .text(markup(node))
    case .inlineValue(let index):
      let number = valueText(index).flatMap { TypesetNumber($0) }
      let markup = markup(node)
      return number.map { .wrapped(markup, $0) } ?? .text(markup)
    default: return .text(markup(node))
    }
  }

  /// `time [ms]`: what stands in brackets at the end of the head of a column of numbers.
  private func takeUnit(of head: inout Node?) -> String? {
    guard var node = head, let last = node.children.last, case .text(let text) = last.kind, text.hasSuffix("]"),
      let start = text.lastIndex(of: "["), text[start...].count > 2
    else { return nil }
    let name = text[..<start]
    node.children[node.children.count - 1].kind = .text(String(name.hasSuffix(" ") ? name.dropLast() : name))
    head = node
    return String(text[start...].dropFirst().dropLast())
  }
}
