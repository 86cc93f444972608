/// The tables of a document with what libcmark reads in their cells and captions.
///
/// Each of these is a paragraph of its own to libcmark, above the document, whose link definitions count for it.
struct TableInlines {
  /// What stands before the text, so that it is a paragraph whatever it begins with; a space is what emphasis sees before it.
  private static let prefix = ", "

  private var tables: [Int: PipeTable] = [:]
  /// By the line that the paragraph begins in, and the first byte of the piece.
  private var trees: [Place: [CommonMark.Tree]] = [:]

  private struct Place: Hashable {
    var line: Int
    var start: Int
  }

  init(_ tree: CommonMark.Tree, of source: MaskedSource) {
    var places: [Place] = []
    var text: [UInt8] = []
    for content in LeafContents(tree, of: source).contents {
      guard content.mayBeTable, let table = PipeTable(content) else { continue }
      tables[content.firstLine] = table
      let whole = [table.paragraph, table.captionAbove, table.captionBelow].compactMap { $0 }
      for piece in whole + table.rows.flatMap(\.cells) where !piece.isEmpty {
        places.append(Place(line: content.firstLine, start: piece.lowerBound))
        text += Self.prefix.utf8
        for byte in content.bytes[piece] {
          text.append(byte)
          if byte == .newline { text += "    ".utf8 }  // a paragraph's further line, whatever it begins with
        }
        text += "\n\n".utf8
      }
    }
    guard !places.isEmpty else { return }
    for (place, tree) in zip(places, CommonMark.parse(text + source.text).children) { trees[place] = Self.withoutPrefix(tree.children) }
  }

  private static func withoutPrefix(_ trees: [CommonMark.Tree]) -> [CommonMark.Tree] {
    guard case .text(let text)? = trees.first?.kind else { return trees }
    var trees = trees
    trees[0].kind = .text(String(text.dropFirst(prefix.count)))
    return text.count == prefix.count ? Array(trees.dropFirst()) : trees
  }

  func table(_ content: LeafContent) -> PipeTable? { tables[content.firstLine] }

  func trees(_ content: LeafContent, at piece: Range<Int>) -> [CommonMark.Tree] {
    trees[Place(line: content.firstLine, start: piece.lowerBound)] ?? []
  }
}

extension LeafContent {
  /// Two lines at least, and a bar and a dash: enough of a look for most paragraphs.
  var mayBeTable: Bool {
    lastLine > firstLine && bytes.contains(UInt8(ascii: "|")) && bytes.contains(UInt8(ascii: "-"))
  }

  var isTable: Bool { mayBeTable && PipeTable(self) != nil }

  /// A stretch of the text by itself.
  func part(_ range: Range<Int>) -> LeafContent {
    var part = self
    part.keep(range)
    return part
  }
}
