extension Lesson {
  /// A node's text without its markup, for reports, titles and anchors. Formulas are their LaTeX, inline values `{expression}`.
  public func plainText(of node: Node) -> String { node.plainText(inlineValues) }
}

extension Node {
  func plainText(_ values: [InlineValue]) -> String {
    switch kind {
    case .text(let text), .code(let text): text
    case .inlineMath(let latex), .displayMath(let latex): latex
    case .softBreak, .lineBreak: " "
    case .inlineHTML, .htmlBlock: ""
    case .recordedValue(let value): "{\(value.address)}"
    case .citation(let citations): "[" + citations.map { "@" + $0.key }.joined(separator: "; ") + "]"
    case .inlineValue(let index): values.indices.contains(index) ? "{\(values[index].expression)}" : ""
    default: children.map { $0.plainText(values) }.joined()
    }
  }
}
