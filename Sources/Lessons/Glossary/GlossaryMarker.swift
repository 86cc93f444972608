extension Glossary {
  /// The lesson with the first use of each term marked: a `glossaryTerm` around its words.
  ///
  /// What is looked at is the lesson's own prose: no headings, code, links, quotations of others. A plural in -s counts.
  public func marked(_ lesson: Lesson) -> Lesson {
    guard !terms.isEmpty else { return lesson }
    var marker = GlossaryMarker(self, source: lesson.source)
    var lesson = lesson
    lesson.root = marker.marked(lesson.root)
    return lesson
  }
}

/// Finds terms in runs of text that soft breaks alone interrupt.
struct GlossaryMarker {
  private struct Word {
    /// What stands between a word and the one before.
    enum Joint { case space, hyphen, other }

    var text: String
    var joint: Joint
    var bytes: Range<Int>
  }

  private typealias Spelling = (words: [Word], term: Int)

  private let terms: [Glossary.Term]
  private let source: SourceFile
  /// By the first word, the longest first.
  private var spellings: [String: [Spelling]] = [:]
  private var marked: Set<Int> = []

  init(_ glossary: Glossary, source: SourceFile) {
    terms = glossary.terms
    self.source = source
    for (index, term) in terms.enumerated() {
      for text in [term.term] + term.spellings {
        let words = Self.words(of: Array(text.utf8))
        guard let first = words.first else { continue }
        spellings[first.text, default: []].append((words, index))
      }
    }
    for key in spellings.keys { spellings[key]?.sort { ($1.words.count, $0.term) < ($0.words.count, $1.term) } }
  }

  mutating func marked(_ node: Node) -> Node {
    switch node.kind {
    case .heading, .blockQuote, .link, .image, .statementReference, .glossaryTerm: return node
    default: break
    }
    var result = node
    result.children = []
    var run: [Node] = []
    for child in node.children {
      switch child.kind {
      case .text, .softBreak: run.append(child)
      default:
        result.children += marked(run: run) + [marked(child)]
        run = []
      }
    }
    result.children += marked(run: run)
    return result
  }

  // MARK: Words

  private static func words(of bytes: [UInt8]) -> [Word] {
    var words: [Word] = []
    var index = 0
    var joint = Word.Joint.space
    while index < bytes.count {
      var end = index
      while bytes.at(end).isLetter || bytes.at(end).isDigit || bytes.at(end) >= 0x80 { end += 1 }
      if end > index {
        words.append(Word(text: String(decoding: bytes[index..<end], as: UTF8.self).lowercased(), joint: joint, bytes: index..<end))
        (index, joint) = (end, .space)
        continue
      }
      if bytes[index] == UInt8(ascii: "-"), joint == .space {
        joint = .hyphen
      } else if !bytes[index].isMarkdownSpace {
        joint = .other
      }
      index += 1
    }
    return words
  }

  /// A run's text. Where escapes stand in a node, its bytes are not where they are in the source, and dots stand for them.
  private func text(of nodes: [Node]) -> [UInt8] {
    nodes.flatMap { node -> [UInt8] in
      guard case .text(let text) = node.kind else { return [.newline] }
      let bytes = Array(text.utf8)
      return source.slice(node.range) == text ? bytes : Array(repeating: UInt8(ascii: "."), count: bytes.count)
    }
  }

  // MARK: Matching

  private mutating func marked(run nodes: [Node]) -> [Node] {
    guard !nodes.isEmpty else { return [] }
    let words = Self.words(of: text(of: nodes))
    var matches: [(term: Int, bytes: Range<Int>)] = []
    var index = 0
    while index < words.count {
      guard let spelling = spelling(at: index, of: words) else {
        index += 1
        continue
      }
      let last = index + spelling.words.count - 1
      if marked.insert(spelling.term).inserted {
        matches.append((spelling.term, words[index].bytes.lowerBound..<words[last].bytes.upperBound))
      }
      index = last + 1
    }
    return matches.isEmpty ? nodes : split(nodes, at: matches)
  }

  private func spelling(at index: Int, of words: [Word]) -> Spelling? {
    let first = words[index].text
    let candidates = (spellings[first] ?? []) + (first.hasSuffix("s") ? spellings[String(first.dropLast())] ?? [] : [])
    return candidates.first { spelling in
      let end = index + spelling.words.count
      // Not within a compound: a batch-wise mean is no batch.
      guard end <= words.count, words[index].joint != .hyphen, end == words.count || words[end].joint != .hyphen else { return false }
      return spelling.words.indices.allSatisfy { offset in
        let word = words[index + offset], wanted = spelling.words[offset]
        let isLast = offset == spelling.words.count - 1
        return (word.text == wanted.text || isLast && word.text == wanted.text + "s") && (offset == 0 || word.joint == wanted.joint)
      }
    }
  }

  // MARK: Splitting

  /// The nodes of a run, those of each match within a `glossaryTerm`.
  private func split(_ nodes: [Node], at matches: [(term: Int, bytes: Range<Int>)]) -> [Node] {
    var result: [Node] = []
    var behind = 0
    for (term, bytes) in matches {
      result += Self.part(of: nodes, behind..<bytes.lowerBound)
      let children = Self.part(of: nodes, bytes)
      guard let first = children.first, let last = children.last else { continue }
      let kind = Node.Kind.glossaryTerm(anchor: terms[term].anchor, definition: terms[term].plainDefinition)
      result.append(Node(kind, range: first.range.lowerBound..<last.range.upperBound, children: children))
      behind = bytes.upperBound
    }
    return result + Self.part(of: nodes, behind..<Int.max)
  }

  /// What stands at these bytes of the run.
  private static func part(of nodes: [Node], _ bytes: Range<Int>) -> [Node] {
    var start = 0
    return nodes.compactMap { node in
      guard case .text(let text) = node.kind else {
        defer { start += 1 }
        return bytes.contains(start) ? node : nil
      }
      let own = Array(text.utf8)
      defer { start += own.count }
      let wanted = bytes.clamped(to: start..<start + own.count)
      guard !wanted.isEmpty else { return nil }
      if wanted.count == own.count { return node }
      let place = node.range.lowerBound.advanced(by: -start)
      return Node(
        .text(String(decoding: own[wanted.lowerBound - start..<wanted.upperBound - start], as: UTF8.self)),
        range: place.advanced(by: wanted.lowerBound)..<place.advanced(by: wanted.upperBound))
    }
  }
}
