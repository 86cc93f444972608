/// Replaces the formulas of a source by tokens before it is read as Markdown.
struct MathMasker {
  private(set) var source: MaskedSource
  private(set) var table: FormulaTable
  private(set) var diagnostics: [Diagnostic] = []
  private let path: String

  /// Rounds of reading in which display formulas that looked like block markup are replaced; each replaces one at least.
  private static let roundLimit = 200

  init(_ source: MaskedSource, table: FormulaTable, path: String) {
    self.source = source
    self.table = table
    self.path = path
  }

  /// A display formula whose lines look like headings, lists or quotes ends the paragraph that it begins in. Such ones go first,
  /// and the text is read again; then all others.
  mutating func mask() {
    for _ in 0..<Self.roundLimit where !maskBrokenDisplays() { break }
    for content in LeafContents(of: source).contents { maskWhole(content) }
  }

  /// Returns whether there were any.
  private mutating func maskBrokenDisplays() -> Bool {
    var masks: [(LeafContent, Range<Int>)] = []
    var doneUpTo = 0
    for content in LeafContents(of: source).contents where content.firstLine > doneUpTo && !content.isTable {
      for case .unclosed(let start) in scanner(content).findings(from: content.start) {
        guard let (extended, end) = close(content, from: start) else { continue }
        masks.append((extended, start..<end))
        doneUpTo = extended.lastLine
        break
      }
    }
    for (content, range) in masks { mask([(range, true)], of: content) }
    return !masks.isEmpty
  }

  private func close(_ content: LeafContent, from start: Int) -> (LeafContent, end: Int)? {
    var content = content
    var searched = start + 2
    while true {
      switch scanner(content).closing(from: searched) {
      case .found(let close): return (content, close + 2)
      case .impossible: return nil
      case .missing: searched = content.bytes.count
      }
      guard content.extend() else { return nil }
    }
  }

  private mutating func maskWhole(_ content: LeafContent) {
    var masks: [(Range<Int>, isDisplay: Bool)] = []
    for finding in findings(in: content) {
      switch finding {
      case .formula(let range, let isDisplay): masks.append((range, isDisplay))
      case .unclosed(let start):
        diagnostics.append(
          Diagnostic(
            .mathInvalid, "nothing closes this `$$`", path: path, range: content.range(start..<start + 2),
            help: "close the formula with `$$` before the next blank line, or write `\\$\\$` for two dollars"))
      case .empty(let range):
        diagnostics.append(
          Diagnostic(
            .mathInvalid, "this formula is empty", path: path, range: content.range(range),
            help: "write LaTeX between the `$$`, or `\\$` for each dollar"))
      }
    }
    mask(masks, of: content)
  }

  /// Formulas of a table end with its rows.
  private func findings(in content: LeafContent) -> [MathScanner.Finding] {
    guard content.mayBeTable, let table = PipeTable(content) else { return scanner(content).findings(from: content.start) }
    let pieces = [table.paragraph, table.captionAbove, table.captionBelow].compactMap { $0 } + table.rows.map(\.bytes)
    return pieces.sorted { $0.lowerBound < $1.lowerBound }.flatMap { piece in
      MathScanner(bytes: Array(content.bytes[piece]), sentinel: self.table.sentinelBytes).findings(from: 0).map {
        $0.shifted(by: piece.lowerBound)
      }
    }
  }

  private mutating func mask(_ masks: [(Range<Int>, isDisplay: Bool)], of content: LeafContent) {
    var replacements: [Int: [MaskedSource.Replacement]] = [:]
    for (range, isDisplay) in masks {
      let dollars = isDisplay ? 2 : 1
      let latex = content.bytes[range.lowerBound + dollars..<range.upperBound - dollars]
      let token = table.token(.init(latex: String(decoding: latex, as: UTF8.self), isDisplay: isDisplay))
      for (index, stretch) in content.stretches(range).enumerated() {
        replacements[stretch.line, default: []].append((stretch.columns, index == 0 ? token : table.continuation))
      }
    }
    for (line, replacements) in replacements { source.replace(line: line, replacements) }
  }

  private func scanner(_ content: LeafContent) -> MathScanner {
    MathScanner(bytes: content.bytes, sentinel: table.sentinelBytes)
  }
}
