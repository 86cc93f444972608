import Lessons

/// Words without markup, as one reads or types them.
enum SearchText {
  static func text(of node: Node, in renderer: LessonRenderer) -> String {
    switch node.kind {
    case .text(let text), .code(let text): text
    case .inlineMath(let latex), .displayMath(let latex): readable(latex)
    case .softBreak, .lineBreak: " "
    case .inlineValue(let index): renderer.valueText(index) ?? "…"
    case .inlineHTML: ""
    case .crossReference(let reference) where node.children.isEmpty: renderer.plainWords(of: reference) ?? ""
    default: node.children.map { text(of: $0, in: renderer) }.joined()
    }
  }

  /// LaTeX as one would type it into a search: `\sigma^{2}` is "sigma^2".
  private static func readable(_ latex: String) -> String {
    var words = "", rest = latex[...]
    while let character = rest.popFirst() {
      guard character == "\\" else {
        if character != "{" && character != "}" { words.append(character) }
        continue
      }
      let command = rest.prefix(while: \.isLetter)
      rest = rest.dropFirst(max(1, command.count))
      words += Self.spaces.contains(command) ? " " : String(command)
    }
    return words
  }

  /// Commands that print nothing; one without letters is a space or a brace.
  private static let spaces: Set<Substring> = [
    "", "left", "right", "quad", "qquad", "displaystyle", "mathbb", "mathcal", "operatorname",
  ]
}
