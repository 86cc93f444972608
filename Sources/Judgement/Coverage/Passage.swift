import Lessons

/// A stretch of prose that reads on: a paragraph, a heading, a caption.
struct Passage {
  enum Kind: Equatable {
    case paragraph
    /// `claim` is one that its section asserts.
    case heading(level: Int, claim: String?)
    /// `code` are the numbers in its block's code.
    case caption(code: Set<Double>)
  }

  var kind: Kind
  var words: [Word]

  /// The words between full stops. A citation that follows a full stop belongs to the sentence before it.
  var sentences: [ArraySlice<Word>] {
    var sentences: [ArraySlice<Word>] = []
    var start = 0
    for index in words.indices where ends(at: index) {
      sentences.append(words[start...index])
      start = index + 1
    }
    if start < words.count { sentences.append(words[start...]) }
    return sentences
  }

  private func ends(at index: Int) -> Bool {
    if words[index].isCitation { return index + 1 < words.count && !words[index + 1].isCitation && followsStop(index) }
    guard words[index].kind == .punctuation, [".", "!", "?"].contains(words[index].text) else { return false }
    var next = index + 1
    // Quotes and brackets; a few, so that a row of dots costs no more than other text.
    while next < words.count, next - index < 5, words[next].kind == .punctuation, words[next].isJoined { next += 1 }
    guard next < words.count else { return false }
    guard !words[next].isCitation else { return false }
    guard next > index + 1 || !words[next].isJoined else { return false }
    guard !isAbbreviation(before: index) else { return false }
    return !words[next].isText || words[next].isCapitalised
  }

  /// Nothing but citations stands between a full stop and the citation.
  private func followsStop(_ index: Int) -> Bool {
    guard let before = words[..<index].lastIndex(where: { !$0.isCitation }) else { return false }
    return words[before].kind == .punctuation && [".", "!", "?"].contains(words[before].text) && !isAbbreviation(before: before)
  }

  private func isAbbreviation(before index: Int) -> Bool {
    guard words[index].text == ".", index > 0, words[index - 1].isText, words[index].isJoined else { return false }
    let word = words[index - 1]
    return Self.abbreviations.contains(word.lower) || word.text.count == 1 && word.isCapitalised
  }

  private static let abbreviations: Set<String> = [
    "e", "i", "g", "cf", "vs", "al", "etc", "fig", "figs", "eq", "eqs", "sec", "ch", "p", "pp", "no", "vol", "approx", "resp",
    "def", "dr", "mr",
    "mrs", "prof", "st", "ca", "viz",
  ]
}
