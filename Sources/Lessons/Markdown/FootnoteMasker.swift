/// Makes list items of the definitions of footnotes, `[^label]: text`, before libcmark reads them.
///
/// What belongs to a definition is what would belong to a list item whose text is indented by four columns: lines that go on, and
/// paragraphs that are indented. So `[^label]: ` is replaced by a bullet that the text does not use, and the items that come of
/// it are definitions. Lines in code and HTML stay what they are.
struct FootnoteMasker {
  struct Definition {
    /// Where the item begins in the masked line, from 0.
    var column: Int
    var label: Label
  }

  private(set) var source: MaskedSource
  /// By line.
  private(set) var definitions: [Int: Definition] = [:]

  private struct Candidate {
    var line: Int
    var columns: Range<Int>
    var token: [UInt8]
    var label: Label
  }

  /// Rounds in which lines that did not become items are taken back.
  private static let roundLimit = 8

  init(_ source: MaskedSource) {
    self.source = source
    var candidates = Self.candidates(in: source)
    for _ in 0..<Self.roundLimit where !candidates.isEmpty {
      var masked = source
      for candidate in candidates { masked.replace(line: candidate.line, [(candidate.columns, candidate.token)]) }
      let items = Self.items(in: CommonMark.parse(masked.text))
      let found = candidates.filter { items.contains([$0.line, $0.columns.lowerBound + 1]) }
      guard found.count == candidates.count else {
        candidates = found
        continue
      }
      self.source = masked
      for candidate in candidates {
        definitions[candidate.line] = Definition(column: candidate.columns.lowerBound, label: candidate.label)
      }
      return
    }
  }

  // MARK: Candidates

  private static func candidates(in source: MaskedSource) -> [Candidate] {
    let open = Array("[^".utf8)
    let lines = (1...max(1, source.lines.count)).filter { number in
      let bytes = source.bytes(ofLine: number)
      return bytes.holds(open, at: indentation(of: bytes).end)
    }
    guard !lines.isEmpty else { return [] }
    let literal = literalLines(in: CommonMark.parse(source.text))
    let bullet = freeBullet(in: source)
    return lines.filter { !literal.contains($0) }.compactMap { candidate(inLine: $0, of: source, bullet: bullet) }
  }

  private static func candidate(inLine number: Int, of source: MaskedSource, bullet: UInt8) -> Candidate? {
    let bytes = source.bytes(ofLine: number)
    let (start, spaces) = indentation(of: bytes)
    guard let label = FootnoteScanner(bytes: bytes).label(from: start), bytes.at(label.upperBound + 1) == UInt8(ascii: ":")
    else { return nil }
    var end = label.upperBound + 2
    while bytes.at(end).isSpaceOrTab { end += 1 }
    // The text begins in the fifth column, so that further paragraphs are indented by four.
    let gap = end < bytes.count ? max(1, 3 - spaces) : 0
    let range = source.position(line: number, column: label.lowerBound)..<source.position(line: number, column: label.upperBound)
    return Candidate(
      line: number, columns: start..<end, token: [bullet] + Array(repeating: 0x20, count: gap),
      label: Label(name: String(decoding: bytes[label], as: UTF8.self), range: range))
  }

  /// Behind quotes' marks and white space, and how many spaces stand behind the last mark and its own space.
  private static func indentation(of bytes: [UInt8]) -> (end: Int, spaces: Int) {
    let end = bytes.firstIndex { !$0.isSpaceOrTab && $0 != UInt8(ascii: ">") } ?? bytes.count
    guard let mark = bytes[..<end].lastIndex(of: UInt8(ascii: ">")) else { return (end, end) }
    return (end, max(0, end - mark - 2))
  }

  /// A bullet with which no line begins, so that no list goes on in a definition.
  private static func freeBullet(in source: MaskedSource) -> UInt8 {
    let bullets = Array("+*-".utf8)
    let used = Set(source.lines.map { $0.bytes.at(indentation(of: $0.bytes).end) })
    return bullets.first { !used.contains($0) } ?? bullets[0]
  }

  // MARK: Trees

  /// Lines and columns of the items.
  private static func items(in tree: CommonMark.Tree) -> Set<[Int]> {
    tree.children.reduce(tree.kind == .item ? [[tree.line, tree.column]] : []) { $0.union(items(in: $1)) }
  }

  /// The lines of code and HTML.
  private static func literalLines(in tree: CommonMark.Tree) -> Set<Int> {
    switch tree.kind {
    case .codeBlock(_, let text), .htmlBlock(let text):
      let count = text.utf8.count { $0 == .newline }
      return Set(tree.line...max(tree.line, tree.endLine, tree.line + count - 1))
    default: return tree.children.reduce(into: []) { $0.formUnion(literalLines(in: $1)) }
    }
  }
}
