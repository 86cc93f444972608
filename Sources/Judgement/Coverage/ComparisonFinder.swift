/// Finds comparatives, superlatives and generalisations in a sentence.
struct ComparisonFinder {
  private let words: [Word]
  private var findings: [Finding] = []

  static func findings(in words: [Word]) -> [Finding] {
    var finder = Self(words: words)
    for index in words.indices where words[index].isText { finder.look(index) }
    return finder.findings
  }

  private init(words: [Word]) { self.words = words }

  private mutating func look(_ index: Int) {
    let word = words[index].lower
    switch word {
    case "more": if isMore(index) { add(.comparative, index, with: adjective(index + 1)) }
    case "less": if isLess(index) { add(.comparative, index, with: adjective(index + 1)) }
    case "most", "least": lookAtExtreme(index)
    case "than": lookBack(from: index)
    default:
      if isTerm(index) { return }
      if ComparisonWords.certainties.contains(word) {
        add(.certainty, index)
      } else if ComparisonWords.positions.contains(word) {
        if compares(index) { add(.comparative, index) }
      } else if ComparisonWords.comparatives.contains(word) || ComparisonWords.verbs.contains(word) {
        if word != "better" || words.lower(index - 1) != "had" { add(.comparative, index) }
      } else if ComparisonWords.superlatives.contains(word), words.lower(index - 1) != "at" {
        add(.superlative, index)
      }
    }
  }

  private mutating func add(_ kind: ProseCoverage.Kind, _ index: Int, with other: Int? = nil) {
    findings.append(Finding(kind: kind, words: index..<(other ?? index) + 1))
  }

  /// The name of a thing: "lower bound", "higher-order".
  private func isTerm(_ index: Int) -> Bool {
    guard let followers = ComparisonWords.terms[words[index].lower] else { return false }
    let next = words.sign(index + 1) == "-" ? index + 2 : index + 1
    return followers.contains(words.lower(next))
  }

  /// "later than"; and "further away".
  private func compares(_ index: Int) -> Bool {
    let next = words.lower(index + 1)
    if words[index].lower == "longer" { return !["no", "any"].contains(words.lower(index - 1)) || next == "than" }
    if ["further", "farther"].contains(words[index].lower), ["away", "apart", "from"].contains(next) { return true }
    return next == "than"
  }

  /// The word behind "more" or "most" that it makes a comparison of.
  private func adjective(_ index: Int) -> Int? {
    guard words.isText(index), !Self.notCompared.contains(words.lower(index)) else { return nil }
    return words.lower(index).count > 4 ? index : nil
  }

  private static let notCompared: Set<String> = ["than", "that", "about", "because", "where", "which", "while"]

  /// "once more", "two more", "read more": no comparison unless "than" follows.
  private func isMore(_ index: Int) -> Bool {
    if words.lower(index + 1) == "than" { return true }
    if words.lower(index + 1) == "or", words.lower(index + 2) == "less" { return false }
    if words.lower(index - 1) == "and", words.lower(index - 2) == "more" { return false }  // "more and more" is one
    if ["on", "about", "later", "information", "details"].contains(words.lower(index + 1)) { return false }
    if words.lower(index - 1) == "is", words.lower(index - 2) == "what" { return false }
    return !Self.beforeMore.contains(words.lower(index - 1))
  }

  private static let beforeMore: Set<String> = [
    "once", "one", "two", "three", "four", "five", "some", "read", "see", "learn", "say", "any",
  ]

  private func isLess(_ index: Int) -> Bool {
    if words.lower(index - 1) == "or", words.lower(index - 2) == "more" { return false }
    return !(words.lower(index - 1) == "the" && words.lower(index - 2) == "none")
  }

  /// "at most" and "at least" bound a number, which is found by itself.
  private mutating func lookAtExtreme(_ index: Int) {
    guard words.lower(index - 1) != "at", words.lower(index - 1) != "not" || words[index].lower == "most", !isTerm(index) else {
      return
    }
    guard words[index].lower == "most" else { return add(.superlative, index, with: adjective(index + 1)) }
    // "the most accurate", "is most accurate"; but "most of them", "most lessons"
    let isSuperlative = Self.beforeSuperlatives.contains(words.lower(index - 1)) && words.lower(index + 1) != "of"
    add(isSuperlative ? .superlative : .certainty, index, with: isSuperlative ? adjective(index + 1) : nil)
  }

  private static let beforeSuperlatives: Set<String> = [
    "the", "its", "their", "our", "is", "are", "was", "were", "be", "a", "matters",
  ]

  /// "than" belongs to a comparative, also to one that is on no list.
  private mutating func lookBack(from index: Int) {
    let start = max(0, index - 8)
    if let last = findings.last, last.words.upperBound > start { return }
    let word = words.lower(index - 1)
    guard word.hasSuffix("er"), word.count > 3, !ComparisonWords.otherThan.contains(word) else { return }
    add(.comparative, index - 1)
  }
}
