/// Markdown → nodes with exact ranges.
///
/// libcmark decides what the text is, so the tree is CommonMark's, exactly; formulas are tokens while it reads.
///
/// ```swift
/// let document = MarkdownParser.parse(SourceFile(path: "a.md", text: "Where $x$ is *small*."))
/// print(document.root.dump())
/// // document @1:1-1:22
/// // └─ paragraph @1:1-1:22
/// //    ├─ text @1:1-1:7 "Where "
/// //    ├─ inlineMath @1:7-1:10 "x"
/// //    …
/// ```
/// Diagnostics: `math-invalid`, `markdown-too-deep`.
public struct MarkdownParser {
  private let source: MaskedSource
  private let table: FormulaTable?
  private let readsExtensions: Bool
  private let path: String
  private var document: MarkdownDocument

  /// - Parameters:
  ///   - firstLine: lines above it are not Markdown, but count.
  ///   - readsExtensions: without it the text is CommonMark and no more: no formulas, no citations.
  public static func parse(_ file: SourceFile, firstLine: Int = 1, readsExtensions: Bool = true) -> MarkdownDocument {
    let source = MaskedSource(file, firstLine: firstLine)
    let mayHoldMathematics = readsExtensions && file.text.utf8.contains(.dollar)
    guard mayHoldMathematics, let table = FormulaTable(for: file.text) else {
      return Self(source: source, table: nil, readsExtensions: readsExtensions, path: file.path, diagnostics: []).parsed()
    }
    var masker = MathMasker(source, table: table, path: file.path)
    masker.mask()
    let parser = Self(
      source: masker.source, table: masker.table, readsExtensions: true, path: file.path, diagnostics: masker.diagnostics)
    return parser.parsed()
  }

  private func parsed() -> MarkdownDocument {
    var parser = self
    parser.document.root = parser.node(CommonMark.parse(source.text), in: Containers())
    return parser.document
  }

  private init(source: MaskedSource, table: FormulaTable?, readsExtensions: Bool, path: String, diagnostics: [Diagnostic]) {
    self.source = source
    self.table = table
    self.readsExtensions = readsExtensions
    self.path = path
    let nowhere = SourcePosition(line: 1, column: 1)
    document = MarkdownDocument(
      root: Node(.document, range: nowhere..<nowhere), codeBlocks: [], codePositions: [:], diagnostics: diagnostics)
  }

  // MARK: Blocks

  private mutating func node(_ tree: CommonMark.Tree, in containers: Containers) -> Node {
    if tree.isCut { reportCut(tree) }
    let start = source.position(line: tree.line, column: max(0, tree.column - 1))
    switch tree.kind {
    case .blockQuote: return container(.blockQuote, tree, in: containers.inQuote(), from: start)
    case .item: return container(.item, tree, in: containers.inItem(line: tree.line, of: source), from: start)
    case .list(let ordered, let first, let tight):
      return container(.list(ordered: ordered, start: first, tight: tight), tree, in: containers, from: start)
    case .paragraph, .heading: return leaf(tree, in: containers)
    case .codeBlock(let info, let text): return codeBlock(tree, info: info, text: text, in: containers, from: start)
    case .htmlBlock(let text):
      return Node(.htmlBlock(text), range: start..<end(ofLines: text, from: tree.line, atLeast: start))
    case .thematicBreak: return Node(.thematicBreak, range: start..<source.end(ofLine: tree.line))
    default:
      let children = tree.children.map { node($0, in: containers) }
      let lastLine = source.lines.count
      let end = source.position(line: lastLine, column: source.bytes(ofLine: lastLine).count)
      return Node(.document, range: SourcePosition(line: 1, column: 1)..<end, children: children)
    }
  }

  private mutating func container(
    _ kind: Node.Kind, _ tree: CommonMark.Tree, in containers: Containers, from start: SourcePosition
  ) -> Node {
    let children = tree.children.map { node($0, in: containers) }
    let end = children.last?.range.upperBound ?? source.end(ofLine: tree.line)
    return Node(kind, range: start..<max(start, end), children: children)
  }

  private mutating func leaf(_ tree: CommonMark.Tree, in containers: Containers) -> Node {
    let content = LeafContent(tree, in: containers, of: source)
    let range = range(of: content, tree)
    let children = inlines(tree, content, range)
    guard case .heading(let level) = tree.kind else {
      if children.count == 1, case .displayMath = children[0].kind { return children[0] }
      return Node(.paragraph, range: range, children: children)
    }
    return Node(.heading(level: level, anchor: ""), range: range, children: children)
  }

  private func range(of content: LeafContent, _ tree: CommonMark.Tree) -> SourceRange {
    guard case .heading = tree.kind else { return content.range(content.start..<max(content.start, content.end)) }
    let start = source.position(line: tree.line, column: tree.column - 1)
    let first = content.start > 0 ? content.position(content.start) : start
    return first..<source.end(ofLine: content.underline ?? tree.line)
  }

  private mutating func inlines(_ tree: CommonMark.Tree, _ content: LeafContent, _ range: SourceRange) -> [Node] {
    var aligner = InlineAligner(content, table: table, readsCitations: readsExtensions)
    do {
      let nodes = try aligner.nodes(tree.children)
      document.codePositions.merge(aligner.codePositions) { first, _ in first }
      return nodes
    } catch {
      if tree.holdsCut { reportCut(tree) } else { document.misalignedBlocks += 1 }
      return tree.children.map { unplaced($0, range) }
    }
  }

  /// What is left where the source does not read as libcmark says: the right text at a rough place.
  private func unplaced(_ tree: CommonMark.Tree, _ range: SourceRange) -> Node {
    let kind: Node.Kind =
      switch tree.kind {
      case .text(let literal): .text(table?.restore(literal) ?? literal)
      case .code(let literal): .code(table?.restore(literal) ?? literal)
      case .inlineHTML(let literal): .inlineHTML(table?.restore(literal) ?? literal)
      case .lineBreak: .lineBreak
      case .emphasis: .emphasis
      case .strong: .strong
      case .link(let destination, let title): .link(destination: destination, title: title)
      case .image(let source, let title): .image(source: source, title: title)
      default: .softBreak
      }
    return Node(kind, range: range, children: tree.children.map { unplaced($0, range) })
  }

  // MARK: Code and HTML

  private mutating func codeBlock(
    _ tree: CommonMark.Tree, info: String, text: String, in containers: Containers, from start: SourcePosition
  ) -> Node {
    let opening = source.bytes(ofLine: tree.line)
    let mark = opening.at(tree.column - 1)
    let fenceWidth = opening.endOfRun(of: mark, from: tree.column - 1) - (tree.column - 1)
    let isFenced = (mark == .backtick || mark == UInt8(ascii: "~")) && fenceWidth >= 3 && !isIndented(tree, in: containers)

    let texts = text.utf8.split(separator: .newline, omittingEmptySubsequences: false).dropLast().map { Substring($0) }
    let firstLine = isFenced ? tree.line + 1 : tree.line
    let lines = texts.enumerated().map { index, text in line(firstLine + index, ending: text) }

    var lastLine = firstLine + texts.count - 1
    if isFenced, closes(lastLine + 1, mark: mark, width: fenceWidth, in: containers) {
      lastLine += 1
    } else {  // open to the end of what it stands in, the empty lines of which are not counted
      lastLine -= texts.reversed().prefix { $0.utf8.allSatisfy(\.isSpaceOrTab) }.count
    }
    let range = start..<max(start, source.end(ofLine: lastLine))
    let info = table?.restore(info) ?? info
    document.codeBlocks.append(
      MarkdownDocument.CodeBlock(
        info: info, lines: lines, range: range, fence: isFenced ? start..<source.end(ofLine: tree.line) : nil))
    let language = info.split { $0.isWhitespace }.first.map(String.init) ?? ""
    return Node(.codeBlock(language: language, text: text), range: range)
  }

  private func isIndented(_ tree: CommonMark.Tree, in containers: Containers) -> Bool {
    containers.skip(tree.line, of: source).cursor.indentation.columns >= 4
  }

  private func closes(_ line: Int, mark: UInt8, width: Int, in containers: Containers) -> Bool {
    let (cursor, isComplete) = containers.skip(line, of: source)
    let (columns, start) = cursor.indentation
    let end = cursor.bytes.endOfRun(of: mark, from: start)
    return isComplete && columns <= 3 && end - start >= width && cursor.bytes[end...].allSatisfy(\.isSpaceOrTab)
  }

  /// The code's line is the end of the source's. Where a tab is prefix in part, libcmark puts spaces for the rest of it, and the
  /// first column may come out below 1, so that those behind the spaces are true.
  private func line(_ number: Int, ending text: Substring) -> Experiment.Line {
    let column = source.bytes(ofLine: number).count - text.utf8.count
    let position = column < 0 ? SourcePosition(line: number, column: column + 1) : source.position(line: number, column: column)
    return Experiment.Line(text: String(text), position: position)
  }

  private func end(ofLines text: String, from line: Int, atLeast start: SourcePosition) -> SourcePosition {
    let count = text.utf8.reversed().drop { $0 == .newline }.count { $0 == .newline } + 1
    return max(start, source.end(ofLine: line + count - 1))
  }

  // MARK: Depth

  private mutating func reportCut(_ tree: CommonMark.Tree) {
    let line = max(1, tree.line)
    let start = SourcePosition(line: line, column: max(1, tree.column))
    if document.diagnostics.contains(where: { $0.code == .markdownTooDeep }) { return }
    document.diagnostics.append(
      Diagnostic(
        .markdownTooDeep, "quotes, lists or emphasis nested more than \(CommonMark.depthLimit) deep", path: path, range: start..<start,
        help: "take some of the nesting away; what is inside of it was not read"))
  }
}
