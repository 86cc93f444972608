/// Gives the inlines of a paragraph or heading their places: libcmark says what they are, and this walks over the text beside them.
///
/// The tree says what comes next, so that each step is certain: an emphasis stands for one `*` or `_`, a text for its bytes with
/// escapes and entities resolved, a link for `[`, its text, `]` and its tail.
struct InlineAligner {
  /// The text does not read as the tree says: a fault of ours, or a libcmark that reads Markdown in another way.
  struct Misalignment: Error { var offset: Int }

  let content: LeafContent
  let table: FormulaTable?
  /// Whether there are citations and footnotes.
  private let readsExtensions: Bool
  private(set) var offset: Int
  /// The citation whose text is being walked over; it may go on behind a line's end.
  private var openCitation: (citations: [Citation], start: Int, end: Int)?
  /// The places of the bytes of code spans that begin with `{`, by the place of the span.
  private(set) var codePositions: [SourcePosition: [SourcePosition]] = [:]

  init(_ content: LeafContent, table: FormulaTable?, readsExtensions: Bool) {
    self.content = content
    self.table = table
    self.readsExtensions = readsExtensions
    offset = content.start
  }

  private var bytes: [UInt8] { content.bytes }

  mutating func nodes(_ trees: [CommonMark.Tree]) throws(Misalignment) -> [Node] {
    var nodes: [Node] = []
    for tree in trees {
      if case .text(let literal) = tree.kind {
        try appendText(Array(literal.utf8), to: &nodes)
      } else if openCitation != nil {
        guard tree.kind == .softBreak else { throw Misalignment(offset: offset) }
        try skipBreak()
      } else {
        nodes.append(try node(tree))
      }
    }
    if openCitation != nil { throw Misalignment(offset: offset) }
    return nodes
  }

  private mutating func node(_ tree: CommonMark.Tree) throws(Misalignment) -> Node {
    let start = offset
    var kind = Node.Kind.emphasis
    var children: [Node] = []
    switch tree.kind {
    case .softBreak, .lineBreak:
      kind = tree.kind == .softBreak ? .softBreak : .lineBreak
      try skipBreak()
    case .code(let literal):
      kind = .code(restore(literal))
      try skipCode(literal)
    case .inlineHTML(let literal):
      kind = .inlineHTML(restore(literal))
      try skipHTML(Array(literal.utf8))
    case .emphasis: children = try delimited(tree, width: 1)
    case .strong:
      kind = .strong
      children = try delimited(tree, width: 2)
    case .link(let destination, let title):
      kind = .link(destination: restore(destination), title: restore(title))
      children = bytes.at(offset) == UInt8(ascii: "<") ? try autolink(tree) : try bracketed(tree, opening: "[")
    case .image(let source, let title):
      kind = .image(source: restore(source), title: restore(title))
      children = try bracketed(tree, opening: "![")
    default: throw Misalignment(offset: offset)
    }
    return Node(kind, range: content.range(start..<offset), children: children)
  }

  private func restore(_ text: String) -> String { table?.restore(text) ?? text }

  private mutating func expect(_ condition: Bool, skip count: Int) throws(Misalignment) {
    guard condition, offset + count <= bytes.count else { throw Misalignment(offset: offset) }
    offset += count
  }

  // MARK: Spans

  private mutating func delimited(_ tree: CommonMark.Tree, width: Int) throws(Misalignment) -> [Node] {
    let mark = bytes.at(offset)
    let delimiter = Array(repeating: mark, count: width)
    try expect((mark == UInt8(ascii: "*") || mark == UInt8(ascii: "_")) && bytes.holds(delimiter, at: offset), skip: width)
    let children = try nodes(tree.children)
    try expect(bytes.holds(delimiter, at: offset), skip: width)
    return children
  }

  private mutating func bracketed(_ tree: CommonMark.Tree, opening: String) throws(Misalignment) -> [Node] {
    try expect(bytes.holds(Array(opening.utf8), at: offset), skip: opening.utf8.count)
    let children = try nodes(tree.children)
    try expect(bytes.at(offset) == UInt8(ascii: "]"), skip: 1)
    offset = LinkScanner(bytes).endOfTail(from: offset)
    return children
  }

  private mutating func autolink(_ tree: CommonMark.Tree) throws(Misalignment) -> [Node] {
    guard let close = bytes[offset...].firstIndex(of: UInt8(ascii: ">")), case .text(let literal)? = tree.children.first?.kind
    else { throw Misalignment(offset: offset) }
    let text = Node(.text(literal), range: content.range(offset + 1..<close))
    offset = close + 1
    return [text]
  }

  private mutating func skipBreak() throws(Misalignment) {
    if bytes.at(offset) == .backslash { offset += 1 }
    while bytes.at(offset).isMarkdownSpace, bytes.at(offset) != .newline { offset += 1 }
    try expect(bytes.at(offset) == .newline, skip: 1)
  }

  private mutating func skipCode(_ literal: String) throws(Misalignment) {
    let start = offset
    let open = bytes.endOfRun(of: .backtick, from: offset)
    let width = open - offset
    try expect(width > 0, skip: width)
    while offset < bytes.count {
      let end = bytes.endOfRun(of: .backtick, from: offset)
      if end - offset == width {
        record(literal, between: open..<offset, of: start)
        offset = end
        return
      }
      offset = max(end, offset + 1)
    }
    throw Misalignment(offset: start)
  }

  private mutating func record(_ literal: String, between ticks: Range<Int>, of start: Int) {
    guard literal.utf8.first == UInt8(ascii: "{"), let first = bytes[ticks].firstIndex(of: UInt8(ascii: "{")) else { return }
    codePositions[content.position(start)] = (0...literal.utf8.count).map { content.position(min(first + $0, ticks.upperBound)) }
  }

  /// The literal byte for byte; the indentation of its further lines may be missing here.
  private mutating func skipHTML(_ literal: [UInt8]) throws(Misalignment) {
    var index = 0
    while index < literal.count {
      try expect(bytes.at(offset) == literal[index], skip: 1)
      index += 1
      if literal[index - 1] == .newline {
        while literal.at(index).isSpaceOrTab { index += 1 }
      }
    }
  }

  // MARK: Text

  private mutating func appendText(_ literal: [UInt8], to nodes: inout [Node]) throws(Misalignment) {
    let sentinel = table?.sentinelBytes.first ?? 0  // which no text holds
    // libcmark keeps the indentation of a lazy line behind a `\` break or a link definition, which CommonMark strips.
    let isBehindDefinition = content.start > 0 && offset == content.start
    let indentation = isBehindDefinition || nodes.last?.kind == .lineBreak ? literal.prefix { $0.isSpaceOrTab }.count : 0
    var (start, textStart, index) = (offset, indentation, indentation)
    while index < literal.count {
      if openCitation != nil {
        index += try appendCitation(literal[index...], to: &nodes)
        (start, textStart) = (offset, index)
        continue
      }
      let byte = bytes.at(offset)
      if let table, byte == sentinel, bytes.holds(table.sentinelBytes, at: offset) {
        append(literal[textStart..<index], from: start, to: &nodes)
        let end = try appendFormula(table, to: &nodes)
        index += end - offset
        offset = end
        (start, textStart) = (end, index)
      } else if byte == .backslash || byte == UInt8(ascii: "&") {
        index += try skipEscape(of: literal, at: index)
      } else if readsExtensions, let label = footnote(at: offset, in: literal, at: index) {
        append(literal[textStart..<index], from: start, to: &nodes)
        let end = label.upperBound + 1
        let kind = Node.Kind.footnoteReference(label: String(decoding: bytes[label], as: UTF8.self))
        nodes.append(Node(kind, range: content.range(offset..<end)))
        index += end - offset
        offset = end
        (start, textStart) = (end, index)
      } else if readsExtensions, byte == UInt8(ascii: "["), let found = citation(at: offset) {
        append(literal[textStart..<index], from: start, to: &nodes)
        openCitation = found
      } else {
        try expect(byte == literal[index], skip: 1)
        index += 1
      }
    }
    append(literal[textStart..<index], from: start, to: &nodes)
  }

  /// The label of a footnote's mark, where it is text to libcmark too.
  private func footnote(at start: Int, in literal: [UInt8], at index: Int) -> Range<Int>? {
    guard let label = FootnoteScanner(bytes: bytes, sentinel: table?.sentinelBytes ?? []).label(from: start),
      literal.holds(Array(bytes[start...label.upperBound]), at: index)
    else { return nil }
    return label
  }

  private func citation(at start: Int) -> (citations: [Citation], start: Int, end: Int)? {
    let scanner = CitationScanner(bytes: bytes, sentinel: table?.sentinelBytes ?? [])
    guard let (items, end) = scanner.citation(from: start) else { return nil }
    let citations = items.map { item in
      Citation(
        key: scanner.text(item.key), range: content.range(item.key.lowerBound - 1..<item.key.upperBound),
        prefix: scanner.text(item.prefix), locator: scanner.text(item.locator), omitsAuthor: item.omitsAuthor)
    }
    return (citations, start, end)
  }

  /// Walks on over the open citation, which holds no escapes; returns how many of the literal's bytes belong to it.
  private mutating func appendCitation(_ literal: ArraySlice<UInt8>, to nodes: inout [Node]) throws(Misalignment) -> Int {
    guard let citation = openCitation else { return 0 }
    let part = literal.prefix(citation.end - offset)
    try expect(bytes.holds(Array(part), at: offset), skip: part.count)
    if offset == citation.end {
      nodes.append(Node(.citation(citation.citations), range: content.range(citation.start..<citation.end)))
      openCitation = nil
    }
    return part.count
  }

  private func append(_ text: ArraySlice<UInt8>, from start: Int, to nodes: inout [Node]) {
    guard !text.isEmpty else { return }
    nodes.append(Node(.text(String(decoding: text, as: UTF8.self)), range: content.range(start..<offset)))
  }

  /// Returns behind the token at `offset`.
  private func appendFormula(_ table: FormulaTable, to nodes: inout [Node]) throws(Misalignment) -> Int {
    if let (formula, end) = table.formula(at: offset, in: bytes) {
      let kind = formula.isDisplay ? Node.Kind.displayMath(latex: formula.latex) : .inlineMath(latex: formula.latex)
      nodes.append(Node(kind, range: content.range(offset..<end)))
      return end
    }
    // A further line of the formula before the line break.
    guard bytes.holds(table.continuation, at: offset), nodes.popLast()?.kind == .softBreak, let math = nodes.last else {
      throw Misalignment(offset: offset)
    }
    let end = offset + table.continuation.count
    nodes[nodes.count - 1].range = math.range.lowerBound..<content.position(end)
    return end
  }

  /// Steps over a backslash or `&` and what it escapes; returns the number of bytes that it stands for.
  private mutating func skipEscape(of literal: [UInt8], at index: Int) throws(Misalignment) -> Int {
    let byte = bytes.at(offset)
    if byte == .backslash, bytes.at(offset + 1).isPunctuation {
      try expect(bytes[offset + 1] == literal[index], skip: 2)
      return 1
    }
    if byte == UInt8(ascii: "&"), let end = endOfEntity, let decoded = CommonMark.entity(bytes[offset..<end]) {
      try expect(literal.holds(decoded, at: index), skip: end - offset)
      return decoded.count
    }
    try expect(byte == literal[index], skip: 1)
    return 1
  }

  private var endOfEntity: Int? {
    var end = offset + 1
    while bytes.at(end).isLetter || bytes.at(end).isDigit || bytes.at(end) == UInt8(ascii: "#") { end += 1 }
    return bytes.at(end) == UInt8(ascii: ";") && end - offset <= 34 ? end + 1 : nil
  }
}
