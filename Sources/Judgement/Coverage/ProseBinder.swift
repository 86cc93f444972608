import Lessons

/// Binds the numbers and comparisons of passages.
struct ProseBinder {
  private(set) var assertions: [ProseCoverage.Assertion] = []
  private(set) var quoted = 0

  private let givenRanges: [String: SourceRange]
  /// Numbers with reasons, by their value and as they are written.
  private var givenValues: [Double: String] = [:]
  private var givenTexts: [String: String] = [:]
  /// Phrases with reasons, by their first word.
  private var givenPhrases: [String: [(key: String, words: [String])]] = [:]
  private var unused: Set<String>

  init(_ lesson: Lesson) {
    givenRanges = lesson.frontMatter.givenRanges
    unused = Set(lesson.frontMatter.given.keys)
    for key in lesson.frontMatter.given.keys.sorted() {
      let words = WordScanner.words(of: key) { SourcePosition(line: 1, column: $0 + 1) }
      let numbers = NumberFinder.findings(in: words)
      if words.count > 1, words.contains(where: { $0.isText && !["percent"].contains($0.lower) }) {
        givenPhrases[words[0].lower, default: []].append((key, words.map(\.lower)))
      } else {
        givenTexts[words.map(\.lower).joined()] = key
        if let value = numbers.first?.value { givenValues[value] = key }
      }
    }
  }

  var unusedGiven: [(key: String, range: SourceRange?)] {
    unused.sorted { (givenRanges[$0]?.lowerBound.line ?? 0, $0) < (givenRanges[$1]?.lowerBound.line ?? 0, $1) }.map {
      ($0, givenRanges[$0])
    }
  }

  mutating func read(_ passage: Passage) {
    for sentence in passage.sentences { read(Array(sentence), of: passage.kind) }
  }

  private mutating func read(_ words: [Word], of kind: Passage.Kind) {
    let phrases = phrases(in: words)
    let values = words.count { $0.kind == .inlineValue && !$0.isQuoted }
    let citation = words.lazy.compactMap { word in if case .citation(let key) = word.kind { key } else { nil } }.first
    for word in words where word.kind == .inlineValue && !word.isQuoted {
      assertions.append(.init(kind: .number, text: word.text, range: word.range, binding: .value))
    }
    for finding in NumberFinder.findings(in: words) + ComparisonFinder.findings(in: words) {
      guard !finding.words.contains(where: { words[$0].isQuoted }) else {
        quoted += 1
        continue
      }
      let range = words[finding.words.lowerBound].range.lowerBound..<words[finding.words.upperBound - 1].range.upperBound
      let given = finding.words.lazy.compactMap { phrases[$0] }.first ?? given(finding, words)
      var binding = words[finding.words.lowerBound].claim.map { ProseCoverage.Binding.claim($0) }
      binding = binding ?? given.map { .given($0) } ?? citation.map { .citation($0) } ?? place(finding, kind)
      if finding.kind == .comparative, values >= 2 { binding = binding ?? .value }
      assertions.append(.init(kind: finding.kind, text: words.text(finding.words), range: range, binding: binding))
    }
  }

  /// What its passage binds it to.
  private func place(_ finding: Finding, _ kind: Passage.Kind) -> ProseCoverage.Binding? {
    switch kind {
    case .paragraph: nil
    case .heading(_, let claim): claim.map { .section($0) }
    case .caption(let code): finding.kind == .number && finding.value.map(code.contains) == true ? .block : nil
    }
  }

  // MARK: Reasons

  private mutating func given(_ finding: Finding, _ words: [Word]) -> String? {
    guard finding.kind == .number else { return nil }
    let text = finding.words.map { words[$0].lower }.joined()
    let key = givenTexts[text] ?? finding.value.flatMap { givenValues[$0] }
    if let key { unused.remove(key) }
    return key
  }

  /// The words that stand in a phrase with a reason.
  private mutating func phrases(in words: [Word]) -> [Int: String] {
    guard !givenPhrases.isEmpty else { return [:] }
    var found: [Int: String] = [:]
    for index in words.indices {
      for (key, phrase) in givenPhrases[words[index].lower] ?? []
      where index + phrase.count <= words.count && zip(phrase, words[index...]).allSatisfy({ $0 == $1.lower }) {
        unused.remove(key)
        for covered in index..<index + phrase.count { found[covered] = key }
      }
    }
    return found
  }
}
