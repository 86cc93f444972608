import Testing

@testable import Lessons

/// Documents put together at random: what a node's range covers has to be what the node says.
@Suite struct MarkdownPropertyTests {
  private static let inlines = [
    "plain", "größer 日本", "*emph*", "**strong *in* it**", "_under_", "`code`", "``a ` b``", "`two\nlines`", "$x_1 * y*$", "$a\n+ b$",
    "$$c$$", "$5 and $10", "\\$3", "\\*", "&amp;", "&auml;", "a & b", "<b title=\"x\">", "<!-- c -->", "<http://a.b/c>",
    "[link *x*](/url \"title\")", "[over\nlines](</u r>\n'ti\ntle')", "![image](i.png)", "[ref]", "[text][ref]", "[text][]", "[no] (x)",
    "*over\nlines*", "**a\nb `c\nd`**", "end  \nhard", "end\\\nhard", "***", "**", "`", "[", "]", "![", "(", ")", "<", "$", "$$", "\t",
    "`{swift} a | .3g`", "a | b", "|", "\\|", "é", "x\u{301}", "\u{A0}", "\u{E000}", "#", "1.", "{swift}",
  ]
  private static let blocks = [
    "# Heading ", "## ", "- ", "1. ", "> ", ">", "   ", "  - ", "-\t", "10) ", "[ref]: /there 'x'\n", "    ", "```\n", "~~~ swift\n",
    "| a | b |\n|---|--:|\n| ", ": ", "> [!NOTE] ", "> [!ANSWER]\n> ",
    "<div>\n", "***\n", "===\n", "---\n", "$$\n", "", "", "",
  ]

  private static func document(_ random: inout TestGenerator) -> String {
    var text = ""
    var prefix = ""
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      if Bool.random(using: &random) { prefix = ["", "> ", "  ", "> > ", "\t", "   > "].randomElement(using: &random) ?? "" }
      let words = (0..<Int.random(in: 1...7, using: &random)).map { _ in inlines.randomElement(using: &random) ?? "" }
      let block = (blocks.randomElement(using: &random) ?? "") + words.joined(separator: [" ", "", "\n"].randomElement(using: &random) ?? "")
      text += block.split(separator: "\n", omittingEmptySubsequences: false).map { prefix + $0 }.joined(separator: "\n")
      text += ["\n", "\n\n", "\r\n", "\r\n\r\n"].randomElement(using: &random) ?? ""
    }
    return text + "\n\n[ref]: /somewhere\n"
  }

  @Test func rangesCoverWhatNodesSay() {
    var random = TestGenerator(state: 2026)
    var kinds: Set<String> = []
    for _ in 0..<8_000 {
      let source = SourceFile(path: "a.md", text: Self.document(&random))
      let document = MarkdownParser.parse(source)
      #expect(document.misalignedBlocks == 0, "\(source.text.debugDescription)")
      for node in document.root.all {
        kinds.insert(String("\(node.kind)".prefix { $0 != "(" }))
        guard let fault = fault(of: node, in: source) else { continue }
        Issue.record("\(fault) in \(source.text.debugDescription)\n\(node.dump())")
        return
      }
    }
    let expected = [
      "table", "tableCell", "tableCaption", "callout", "calloutTitle", "text", "code", "emphasis", "strong", "link", "image", "inlineMath",
      "displayMath", "inlineHTML", "lineBreak",
    ]
    #expect(kinds.isSuperset(of: expected))
  }

  @Test func mathematicsChangesNothingElse() {
    var random = TestGenerator(state: 7)
    for _ in 0..<3_000 {
      // One formula at the top, so that the text is masked.
      let source = SourceFile(path: "a.md", text: "$x$\n\n" + Self.document(&random).replacing(/[$|!]/, with: ""))
      let plain = MarkdownParser.parse(source, readsExtensions: false)
      let masked = MarkdownParser.parse(source)
      #expect(plain.misalignedBlocks == 0, "\(source.text.debugDescription)")
      let isSame = masked.root.children.dropFirst() == plain.root.children.dropFirst()
      #expect(isSame, "\(source.text.debugDescription)")
    }
  }

  private func fault(of node: Node, in source: SourceFile) -> String? {
    let text = source.slice(node.range)
    for (left, right) in zip(node.children, node.children.dropFirst()) where right.range.lowerBound < left.range.upperBound {
      return "siblings overlap"
    }
    if node.children.contains(where: { $0.range.lowerBound < node.range.lowerBound || $0.range.upperBound > node.range.upperBound }) {
      return "a child is outside"
    }
    switch node.kind {
    case .text(let literal):
      // Escapes and entities apart, a text is its source.
      return text == literal || text.contains("\\") || text.contains("&") ? nil : "text is \(text.debugDescription)"
    case .code(let literal):
      guard text.hasPrefix("`"), text.hasSuffix("`") else { return "code is \(text.debugDescription)" }
      // A stray backtick before a formula over several blocks makes code of it in the end.
      if literal.contains("$$") { return nil }
      return Self.isSame(text.drop { $0 == "`" }, literal) ? nil : "code is \(text.debugDescription)"
    case .inlineMath(let latex):
      guard text.hasPrefix("$"), text.hasSuffix("$") else { return "math is \(text.debugDescription)" }
      return fault(ofFormula: latex, node, in: source)
    case .displayMath(let latex):
      guard text.hasPrefix("$$"), text.hasSuffix("$$") else { return "math is \(text.debugDescription)" }
      return fault(ofFormula: latex, node, in: source)
    case .inlineHTML: return text.hasPrefix("<") && text.hasSuffix(">") ? nil : "HTML is \(text.debugDescription)"
    case .emphasis: return "*_".contains(text.first ?? " ") && text.first == text.last ? nil : "emphasis is \(text.debugDescription)"
    case .strong: return "*_".contains(text.first ?? " ") && text.prefix(2) == text.suffix(2) ? nil : "strong is \(text.debugDescription)"
    case .link: return "[<".contains(text.first ?? " ") && "])>".contains(text.last ?? " ") ? nil : "link is \(text.debugDescription)"
    case .image: return text.hasPrefix("![") && "])".contains(text.last ?? " ") ? nil : "image is \(text.debugDescription)"
    case .lineBreak, .softBreak: return text.contains("\n") ? nil : "break is \(text.debugDescription)"
    default: return nil
    }
  }

  /// Each byte of the LaTeX has to stand where it is said to.
  private func fault(ofFormula latex: String, _ node: Node, in source: SourceFile) -> String? {
    for (offset, byte) in latex.utf8.enumerated() where byte != .newline {
      guard let position = node.position(ofLaTeXOffset: offset, in: source),
        source.line(position.line)?.utf8.dropFirst(position.column - 1).first == byte
      else { return "byte \(offset) of \(latex.debugDescription) is elsewhere" }
    }
    return nil
  }

  /// Equal but for the prefixes of further lines, white space and backticks.
  private static func isSame(_ text: Substring, _ literal: String) -> Bool {
    let ignored: Set<Character> = [" ", "\n", "\t", ">", "`"]
    return text.filter { !ignored.contains($0) } == literal.filter { !ignored.contains($0) }
  }
}
