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
/// Diagnostics: `math-invalid`, `markdown-too-deep`, `table-invalid`, `callout-invalid`.
public struct MarkdownParser {
  let file: SourceFile
  let path: String
  var document: MarkdownDocument
  private let source: MaskedSource
  private let formulas: FormulaTable?
  private let readsExtensions: Bool
  private var tables: TableInlines?

  /// - Parameters:
  ///   - firstLine: lines above it are not Markdown, but count.
  ///   - readsExtensions: without it the text is CommonMark and no more: no formulas, citations, tables and callouts.
  public static func parse(_ file: SourceFile, firstLine: Int = 1, readsExtensions: Bool = true) -> MarkdownDocument {
    let source = MaskedSource(file, firstLine: firstLine)
    let mayHoldMathematics = readsExtensions && file.text.utf8.contains(.dollar)
    guard mayHoldMathematics, let table = FormulaTable(for: file.text) else {
      return Self(file, source: source, formulas: nil, readsExtensions: readsExtensions, diagnostics: []).parsed()
    }
    var masker = MathMasker(source, table: table, path: file.path)
    masker.mask()
    return Self(file, source: masker.source, formulas: masker.table, readsExtensions: true, diagnostics: masker.diagnostics).parsed()
  }

  private func parsed() -> MarkdownDocument {
    var parser = self
    let tree = CommonMark.parse(source.text)
    if readsExtensions, file.text.utf8.contains(UInt8(ascii: "|")) { parser.tables = TableInlines(tree, of: source) }
    parser.document.root = parser.document(tree)
    return parser.document
  }

  private init(_ file: SourceFile, source: MaskedSource, formulas: FormulaTable?, readsExtensions: Bool, diagnostics: [Diagnostic]) {
    self.file = file
    path = file.path
    self.source = source
    self.formulas = formulas
    self.readsExtensions = readsExtensions
    let nowhere = SourcePosition(line: 1, column: 1)
    document = MarkdownDocument(
      root: Node(.document, range: nowhere..<nowhere), codeBlocks: [], codePositions: [:], diagnostics: diagnostics)
  }

  // MARK: Blocks

  private mutating func document(_ tree: CommonMark.Tree) -> Node {
    let children = blocks(tree.children, in: Containers())
    let lastLine = source.lines.count
    let end = source.position(line: lastLine, column: source.bytes(ofLine: lastLine).count)
    return Node(.document, range: SourcePosition(line: 1, column: 1)..<end, children: children)
  }

  private mutating func blocks(_ trees: [CommonMark.Tree], in containers: Containers) -> [Node] {
    let blocks = trees.flatMap { nodes($0, in: containers) }
    return tables == nil ? blocks : withCaptions(blocks)
  }

  private mutating func nodes(_ tree: CommonMark.Tree, in containers: Containers) -> [Node] {
    if tree.isCut { reportCut(tree) }
    let start = source.position(line: tree.line, column: max(0, tree.column - 1))
    switch tree.kind {
    case .blockQuote:
      let quote = container(.blockQuote, tree, in: containers.inQuote(), from: start)
      return [readsExtensions ? callout(quote) : quote]
    case .item: return [container(.item, tree, in: containers.inItem(line: tree.line, of: source), from: start)]
    case .list(let ordered, let first, let tight):
      return [container(.list(ordered: ordered, start: first, tight: tight), tree, in: containers, from: start)]
    case .paragraph, .heading: return leaf(tree, in: containers)
    case .codeBlock(let info, let text): return [codeBlock(tree, info: info, text: text, in: containers, from: start)]
    case .htmlBlock(let text):
      return [Node(.htmlBlock(text), range: start..<end(ofLines: text, from: tree.line, atLeast: start))]
    default: return [Node(.thematicBreak, range: start..<source.end(ofLine: tree.line))]
    }
  }

  private mutating func container(
    _ kind: Node.Kind, _ tree: CommonMark.Tree, in containers: Containers, from start: SourcePosition
  ) -> Node {
    let children = blocks(tree.children, in: containers)
    let end = children.last?.range.upperBound ?? source.end(ofLine: tree.line)
    return Node(kind, range: start..<max(start, end), children: children)
  }

  private mutating func leaf(_ tree: CommonMark.Tree, in containers: Containers) -> [Node] {
    let content = LeafContent(tree, in: containers, of: source)
    if tree.kind != .heading(level: 1), let table = tables?.table(content) {
      // A line of dashes below a table would make a heading of it.
      let rule = content.underline.map { Node(.thematicBreak, range: rangeOfLine($0, in: containers)) }
      return nodes(of: table, in: content) + (rule.map { [$0] } ?? [])
    }
    let range = range(of: content, tree)
    let children = inlines(tree.children, content, range)
    guard case .heading(let level) = tree.kind else {
      if children.count == 1, case .displayMath = children[0].kind { return children }
      return [Node(.paragraph, range: range, children: children)]
    }
    return [Node(.heading(level: level, anchor: ""), range: range, children: children)]
  }

  /// The inlines of a piece of a table's text.
  mutating func inlines(_ piece: Range<Int>, of content: LeafContent) -> [Node] {
    inlines(tables?.trees(content, at: piece) ?? [], content.part(piece), content.range(piece))
  }

  private func rangeOfLine(_ line: Int, in containers: Containers) -> SourceRange {
    let start = containers.skip(line, of: source).cursor.indentation.offset
    return source.position(line: line, column: start)..<source.end(ofLine: line)
  }

  private func range(of content: LeafContent, _ tree: CommonMark.Tree) -> SourceRange {
    guard case .heading = tree.kind else { return content.range(content.start..<max(content.start, content.end)) }
    let start = source.position(line: tree.line, column: tree.column - 1)
    let first = content.start > 0 ? content.position(content.start) : start
    return first..<source.end(ofLine: content.underline ?? tree.line)
  }

  private mutating func inlines(_ trees: [CommonMark.Tree], _ content: LeafContent, _ range: SourceRange) -> [Node] {
    var aligner = InlineAligner(content, table: formulas, readsCitations: readsExtensions)
    do {
      let nodes = try aligner.nodes(trees)
      document.codePositions.merge(aligner.codePositions) { first, _ in first }
      return nodes
    } catch {
      if let cut = trees.first(where: \.holdsCut) { reportCut(cut) } else { document.misalignedBlocks += 1 }
      return trees.map { unplaced($0, range) }
    }
  }

  /// What is left where the source does not read as libcmark says: the right text at a rough place.
  private func unplaced(_ tree: CommonMark.Tree, _ range: SourceRange) -> Node {
    let kind: Node.Kind =
      switch tree.kind {
      case .text(let literal): .text(formulas?.restore(literal) ?? literal)
      case .code(let literal): .code(formulas?.restore(literal) ?? literal)
      case .inlineHTML(let literal): .inlineHTML(formulas?.restore(literal) ?? literal)
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
    let info = formulas?.restore(info) ?? info
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
