import Foundation
import Lessons

/// Takes a lesson's prose apart into passages. Code, HTML, alternative texts and block quotes are no prose of the lesson's own.
struct PassageReader {
  private let lesson: Lesson
  private var passages: [Passage] = []
  private var words: [Word] = []

  static func passages(of lesson: Lesson) -> [Passage] {
    var reader = Self(lesson: lesson)
    reader.read(lesson.root, isQuoted: false)
    reader.bindHeadings()
    return reader.passages
  }

  private init(lesson: Lesson) { self.lesson = lesson }

  // MARK: Blocks

  private mutating func read(_ node: Node, isQuoted: Bool) {
    switch node.kind {
    case .paragraph, .tableCell, .tableCaption, .calloutTitle: addPassage(.paragraph, node, isQuoted: isQuoted)
    case .heading(let level, _): addPassage(.heading(level: level, claim: nil), node, isQuoted: isQuoted)
    case .experiment(let index): readCaption(node, of: lesson.experiments[index])
    case .document, .list, .item, .table, .tableRow, .callout: for child in node.children { read(child, isQuoted: isQuoted) }
    case .blockQuote: for child in node.children { read(child, isQuoted: true) }
    default: break
    }
  }

  private mutating func addPassage(_ kind: Passage.Kind, _ node: Node, isQuoted: Bool) {
    words = []
    for child in node.children { readInline(child, claim: nil, isQuoted: isQuoted) }
    if !isQuoted { markQuotations() }
    passages.append(Passage(kind: kind, words: words))
  }

  /// A heading says in short what its section shows: one of the section's claims stands for it, or none does.
  private mutating func bindHeadings() {
    /// A claim between the heading of each level that comes next and where its section ends.
    var claims: [String?] = Array(repeating: nil, count: 7)
    for index in passages.indices.reversed() {
      if let claim = passages[index].words.lazy.compactMap(\.claim).first { claims = Array(repeating: claim, count: 7) }
      guard case .heading(let level, _) = passages[index].kind else { continue }
      passages[index].kind = .heading(level: level, claim: claims[level])
      for deeper in level...6 { claims[deeper] = nil }
    }
  }

  // MARK: Inlines

  private mutating func readInline(_ node: Node, claim: String?, isQuoted: Bool) {
    switch node.kind {
    case .text(let text):
      append(WordScanner.words(of: text, isJoined: isJoined(node), place: places(of: text, in: node)), claim, isQuoted)
    case .inlineMath(let latex), .displayMath(let latex):
      append([Self.formula(latex, range: node.range, isJoined: isJoined(node))], claim, isQuoted)
    case .inlineValue(let index):
      let text = lesson.inlineValues.indices.contains(index) ? lesson.inlineValues[index].expression : ""
      append([Word(.inlineValue, text, range: node.range, isJoined: isJoined(node))], claim, isQuoted)
    case .recordedValue(let value):
      append([Word(.inlineValue, value.address, range: node.range, isJoined: isJoined(node))], claim, isQuoted)
    case .citation(let citations):
      append(citations.map { Word(.citation($0.key), "", range: node.range, isJoined: false) }, claim, isQuoted)
    case .crossReference where node.children.isEmpty: append([Word(.other, "", range: node.range, isJoined: isJoined(node))], claim, isQuoted)
    case .code, .image, .inlineHTML: append([Word(.other, "", range: node.range, isJoined: isJoined(node))], claim, isQuoted)
    case .claimReference(let index):
      let id = lesson.claimReferences.indices.contains(index) ? lesson.claimReferences[index].id : nil
      for child in node.children { readInline(child, claim: id ?? claim, isQuoted: isQuoted) }
    case .statementReference: for child in node.children { readInline(child, claim: claim, isQuoted: true) }
    case .link(let destination, _) where node.isAutolink(to: destination):
      append([Word(.other, "", range: node.range, isJoined: isJoined(node))], claim, isQuoted)
    default: for child in node.children { readInline(child, claim: claim, isQuoted: isQuoted) }
    }
  }

  private mutating func append(_ new: [Word], _ claim: String?, _ isQuoted: Bool) {
    for var word in new {
      word.claim = claim
      word.isQuoted = isQuoted
      words.append(word)
    }
  }

  /// Nothing, not even markup, stands between the node and the word before it.
  private func isJoined(_ node: Node) -> Bool { words.last?.range.upperBound == node.range.lowerBound }

  /// A formula without a variable is a number: `$0.99$`, `$\pm 10^{-3}$`.
  private static func formula(_ latex: String, range: SourceRange, isJoined: Bool) -> Word {
    var rest = latex
    for command in ["\\pm", "\\approx", "\\sim", "\\cdot", "\\times", "\\leq", "\\geq", "\\le", "\\ge", "\\,", "\\%"] {
      rest = rest.replacing(command, with: " ")
    }
    let isNumber = rest.allSatisfy { $0.isASCII && ($0.isNumber || "., ^{}-+<>=".contains($0)) } && rest.contains(where: \.isNumber)
    guard isNumber else { return Word(.other, "", range: range, isJoined: isJoined) }
    let digits = rest.split { !$0.isNumber && $0 != "." }.first.flatMap { Double($0) }
    let value = rest.contains("^") ? nil : digits
    return Word(.number(value: value, suffix: ""), latex, range: range, isJoined: isJoined)
  }

  /// The words between a pair of quotation marks are somebody's.
  private mutating func markQuotations() {
    let isPaired = words.count { $0.kind == .punctuation && $0.text == "\"" } % 2 == 0
    let lastClosing = words.lastIndex { $0.kind == .punctuation && $0.text == "”" } ?? 0
    var isInside = false
    for index in words.indices {
      if words[index].kind == .punctuation {
        switch words[index].text {
        case "“": isInside = index < lastClosing
        case "”": isInside = false
        case "\"" where isPaired: isInside.toggle()
        default: break
        }
      }
      if isInside { words[index].isQuoted = true }
    }
  }

  // MARK: Captions

  private mutating func readCaption(_ node: Node, of experiment: Experiment) {
    guard !node.children.isEmpty else { return }
    addPassage(.caption(code: Self.numbers(in: experiment)), node, isQuoted: false)
  }

  private static func numbers(in experiment: Experiment) -> Set<Double> {
    var numbers: Set<Double> = []
    for line in experiment.code {
      for word in WordScanner.words(of: line.text, place: { line.position.advanced(by: $0) }) {
        if case .number(let value?, _) = word.kind { numbers.insert(value) }
      }
    }
    return numbers
  }

  // MARK: Places

  /// The places of a text's bytes: as many bytes further on, but for escapes and entities before them.
  private func places(of text: String, in node: Node) -> (Int) -> SourcePosition {
    let start = node.range.lowerBound
    let source = Array(lesson.source.slice(node.range).utf8)
    let bytes = Array(text.utf8)
    if source == bytes { return { start.advanced(by: $0) } }
    var offsets: [Int] = []
    var index = 0
    for (position, byte) in bytes.enumerated() {
      if index + 1 < source.count, source[index] == UInt8(ascii: "\\"), source[index + 1] == byte { index += 1 }
      offsets.append(min(index, source.count))
      guard index < source.count, byte & 0xC0 != 0x80 || source[index] == byte else { continue }
      if source[index] == byte, byte != UInt8(ascii: "&") {
        index += 1
      } else if source[index] == UInt8(ascii: "&") {
        let next = position + 1 < bytes.count ? bytes[position + 1] : 0
        let isPlain = byte == UInt8(ascii: "&") && index + 1 < source.count && source[index + 1] == next
        let end = source[index...].prefix(34).firstIndex(of: UInt8(ascii: ";"))
        index = isPlain ? index + 1 : (end ?? index) + 1
      }
    }
    offsets.append(source.count)
    return { start.advanced(by: offsets[min(max(0, $0), offsets.count - 1)]) }
  }
}

extension Node {
  fileprivate func isAutolink(to destination: String) -> Bool {
    guard children.count == 1, case .text(let text) = children[0].kind else { return false }
    return text == destination || "mailto:" + text == destination
  }
}
