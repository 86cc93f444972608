/// Finds the numbers that a sentence asserts, in digits and in words.
///
/// What digits are not: years and dates, ordinals, labels (`ResNet-50`, `L2`, `layer 3`, `figures 3 and 4`), versions of three
/// parts, preprints, exponents ("to the power of 2"), references in brackets, widths in bits. What words are not: `NumberWords`
/// says.
struct NumberFinder {
  private let words: [Word]
  private var findings: [Finding] = []
  /// The last number that was a label, which others may follow: "figures 3 and 4".
  private var lastLabel: Int?

  static func findings(in words: [Word]) -> [Finding] {
    var finder = Self(words: words)
    var index = 0
    while index < words.count { index = finder.step(index) }
    return finder.findings
  }

  private init(words: [Word]) { self.words = words }

  /// Looks at a word; returns the index of the next one to look at.
  private mutating func step(_ index: Int) -> Int {
    if case .number(let value, let suffix) = words[index].kind { return digits(index, value, suffix) }
    guard words[index].isText, let found = NumberWords(words).number(at: index) else { return index + 1 }
    if found.counts { findings.append(Finding(kind: .number, words: found.words, value: found.value)) }
    return max(index + 1, found.words.upperBound)
  }

  // MARK: Digits

  private mutating func digits(_ index: Int, _ value: Double?, _ suffix: String) -> Int {
    if let end = endOfDate(index) { return end }
    guard !isLabel(index, value, suffix) else {
      lastLabel = index
      return index + 1
    }
    var (end, value) = (index + 1, value)
    if words.sign(end) == "/", words.isJoined(end), words.isJoined(end + 1), words.isNumber(end + 1),
      case .number(let below, _) = words[end + 1].kind
    {
      value = value.flatMap { above in below.map { above / $0 } }
      end += 2
    }
    if words.sign(end) == "%" || words.lower(end) == "percent" { end += 1 }
    findings.append(Finding(kind: .number, words: index..<end, value: value))
    return end
  }

  private func isLabel(_ index: Int, _ value: Double?, _ suffix: String) -> Bool {
    if Self.labelSuffixes.contains(suffix.lowercased()) || suffix == "s" && (value ?? 0) >= 1000 { return true }
    if words[index].text.count(where: { $0 == "." }) > 1 || isPreprint(words[index].text) { return true }
    if words.lower(index - 1) == "of", words.lower(index - 2) == "power" { return true }
    let before = words.sign(index - 1)
    if words.isJoined(index), !before.isEmpty {
      if before == "#" || before == "^" { return true }
      if "-–_/@.".contains(before), words.isJoined(index - 1), words.isText(index - 2) { return true }
    }
    if before == "[", words.sign(index + 1) == "]" { return true }
    if words.sign(index + 1) == "-", words.isJoined(index + 1), words.isJoined(index + 2) {
      if Self.widths.contains(words.lower(index + 2)) { return true }
      if words.lower(index + 2) == "fold", ["cross", "split", "splits", "validation"].contains(words.lower(index + 3)) {
        return true
      }
    }
    return isYear(index, value) || isNumberOfSomething(index) || continuesLabel(index)
  }

  /// arXiv's "1502.01852"
  private func isPreprint(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 2 && parts[0].count == 4 && (4...5).contains(parts[1].count)
  }

  private static let labelSuffixes: Set<String> = ["st", "nd", "rd", "th", "d"]
  private static let widths: Set<String> = ["bit", "bits", "d", "dimensional"]

  /// "layer 3", "fig. 3.2"
  private func isNumberOfSomething(_ index: Int) -> Bool {
    let noun = words.sign(index - 1) == "." ? index - 2 : index - 1
    return Self.numbered.contains(words.lower(noun))
  }

  private static let numbered: Set<String> = [
    "section", "sections", "chapter", "chapters", "figure", "figures", "fig", "figs", "table", "tables", "equation", "equations",
    "eq", "eqs",
    "algorithm", "algorithms", "theorem", "lemma", "definition", "proposition", "corollary", "appendix", "page", "pages", "p", "pp",
    "line",
    "lines", "slide", "slides", "lecture", "lectures", "lesson", "lessons", "part", "parts", "volume", "version", "versions",
    "footnote",
    "item", "items", "question", "exercise", "problem", "layer", "layers", "block", "seed", "row", "column", "type", "phase",
  ]

  /// "figures 3, 4 and 7", "sections 3–5"
  private func continuesLabel(_ index: Int) -> Bool {
    guard let lastLabel, index - lastLabel <= 3 else { return false }
    return ((lastLabel + 1)..<index).allSatisfy { between in
      [",", "-", "–", "&"].contains(words.sign(between)) || ["and", "or", "to"].contains(words.lower(between))
    }
  }

  // MARK: Years and dates

  private func isYear(_ index: Int, _ value: Double?) -> Bool {
    guard words[index].text.count == 4, let value, value == value.rounded(), (1900...2099).contains(value) else { return false }
    let follows = words.lower(index + 1)
    if ["since", "until"].contains(words.lower(index - 1)) { return true }
    guard !words.isText(index + 1) || words[index + 1].isCapitalised || Self.small.contains(follows) else { return false }
    let before = words.lower(index - 1)
    if words.sign(index - 1) == ",", words.lower(index - 3) == "al" { return true }  // "He et al., 2015"
    if words.sign(index - 1) == ",", words.isText(index - 2), words.sign(index + 1) != "," { return true }
    if words.sign(index - 1) == ".", ["al", "arxiv"].contains(words.lower(index - 2)) { return true }
    if words.sign(index - 1) == "(" { return [")", ",", ";", "–", "-"].contains(words.sign(index + 1)) }
    return Self.beforeYears.contains(before) || index > 1 && words[index - 1].isCapitalised
  }

  private static let beforeYears: Set<String> = [
    "in", "since", "until", "from", "by", "before", "after", "during", "of", "early", "late", "around",
  ]
  private static let small: Set<String> = [
    "the", "a", "an", "and", "or", "but", "to", "by", "when", "was", "is", "has", "had", "it", "they", "he", "she", "we", "with",
    "on", "for",
    "that", "which", "who",
  ]

  /// Behind "2024-05-17", "17 May 2024", or the day of "May 17".
  private func endOfDate(_ index: Int) -> Int? {
    let joinedBy: (Int) -> Bool = { ["-", "–"].contains(words.sign($0)) && words.isJoined($0) && words.isJoined($0 + 1) }
    if words[index].text.count == 4, joinedBy(index + 1), words.isNumber(index + 2), joinedBy(index + 3), words.isNumber(index + 4)
    {
      return index + 5
    }
    guard case .number(let day?, "") = words[index].kind, (1...31).contains(day), day == day.rounded() else { return nil }
    if isMonth(index + 1) { return words.isNumber(index + 2) ? index + 3 : index + 2 }
    guard isMonth(index - 1) else { return nil }
    return words.sign(index + 1) == "," && words.isNumber(index + 2) ? index + 3 : index + 1
  }

  private func isMonth(_ index: Int) -> Bool { words.isText(index) && Self.months.contains(words[index].text) }

  private static let months: Set<String> = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
  ]
}
