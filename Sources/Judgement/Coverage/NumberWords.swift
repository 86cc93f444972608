import Foundation

/// Numbers in words, where they state a measured thing: fractions (half, a third, six tenths), multiples (twice, doubled,
/// threefold, five times as many), shares (ten percent, one in ten), orders of magnitude, and counts above twelve.
///
/// Counts up to twelve, "zero" and "one" tell how something is built ("two arms", "six layers") far more often than what came of
/// it, and do not count by themselves; nor do ordinals and vague plurals ("dozens").
struct NumberWords {
  struct Number {
    var words: Range<Int>
    var value: Double?
    /// It states a measured thing.
    var counts: Bool
  }

  private let words: [Word]

  init(_ words: [Word]) { self.words = words }

  /// The number that begins with the word at `index`, if any.
  func number(at index: Int) -> Number? {
    multiple(at: index) ?? orderOfMagnitude(at: index) ?? fraction(at: index) ?? numeral(at: index)
  }

  // MARK: Multiples

  private func multiple(at index: Int) -> Number? {
    let word = words.lower(index)
    if let value = Self.folds[word] { return Number(words: index..<index + 1, value: value, counts: true) }
    if let value = Self.adverbs[word] { return Number(words: index..<index + 1, value: value, counts: compares(index + 1)) }
    guard let value = Self.verbs[word] else { return nil }
    let isNoun =
      Self.doubleThings.contains(words.lower(index + 1)) || words.sign(index + 1) == "-" && words.isJoined(index + 1)
      || Self.beforeNouns.contains(words.lower(index - 1)) && !word.hasSuffix("ed") && !word.hasSuffix("ing")
    return Number(words: index..<index + 1, value: value, counts: !isNoun)
  }

  /// "twice as wide", "twice the width", "twice wider", "five times $D$": behind the words that count.
  private func compares(_ index: Int) -> Bool {
    let next = words.lower(index)
    return Self.compared.contains(next) || ComparisonWords.comparatives.contains(next)
      || words.indices.contains(index) && words[index].kind == .other
  }

  private static let adverbs: [String: Double] = ["twice": 2, "thrice": 3]
  private static let compared: Set<String> = [
    "as", "the", "that", "those", "its", "their", "his", "her", "a", "an", "this", "what", "more", "less",
  ]
  private static let folds: [String: Double] = [
    "twofold": 2, "threefold": 3, "fourfold": 4, "fivefold": 5, "sixfold": 6, "tenfold": 10, "hundredfold": 100,
    "thousandfold": 1000,
  ]
  private static let verbs: [String: Double] = [
    "double": 2, "doubles": 2, "doubled": 2, "doubling": 2, "halve": 0.5, "halves": 0.5, "halved": 0.5, "halving": 0.5, "triple": 3,
    "triples": 3, "tripled": 3, "tripling": 3, "quadruple": 4, "quadruples": 4, "quadrupled": 4,
  ]
  private static let doubleThings: Set<String> = ["precision", "descent", "quotes", "quote", "bar", "dash", "sum", "backslash"]
  private static let beforeNouns: Set<String> = ["in", "a", "of", "both", "two", "the", "these", "its", "their", "as"]

  /// "an order of magnitude", "orders of magnitude"
  private func orderOfMagnitude(at index: Int) -> Number? {
    let noun = ["an", "one"].contains(words.lower(index)) ? index + 1 : index
    guard ["order", "orders"].contains(words.lower(noun)), words.lower(noun + 1) == "of", words.lower(noun + 2) == "magnitude"
    else {
      return nil
    }
    return Number(words: index..<noun + 3, value: words.lower(noun) == "order" ? 10 : nil, counts: true)
  }

  // MARK: Fractions

  /// "half", "a half", "a third", "a hundredth"; with a numeral before them they are the numeral's.
  private func fraction(at index: Int) -> Number? {
    let start = index
    let noun = ["a", "an"].contains(words.lower(index)) ? index + 1 : index
    if words.lower(noun) == "half" { return Number(words: start..<noun + 1, value: 0.5, counts: isHalf(noun)) }
    guard noun > index, let below = Self.parts[words.lower(noun)] else { return nil }
    let counts = below >= 100 || below == 4 && words.lower(noun) == "quarter" || isFraction(noun, article: index)
    return Number(words: start..<noun + 1, value: 1 / below, counts: counts)
  }

  private func isHalf(_ index: Int) -> Bool {
    let isCompound = words.sign(index + 1) == "-" && words.isJoined(index + 1)
    return !isCompound && !Self.halves.contains(words.lower(index - 1))
  }

  /// "falls to a third", "a third of all", "about a third": and not "a third layer".
  private func isFraction(_ noun: Int, article: Int) -> Bool {
    if Self.measures.contains(words.lower(article - 1)) { return true }
    let next = noun + 1
    return !words.isText(next) || Self.behindFractions.contains(words.lower(next))
  }

  private static let parts: [String: Double] = [
    "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
    "twentieth": 20,
    "hundredth": 100, "thousandth": 1000, "millionth": 1_000_000,
  ]
  private static let halves: Set<String> = [
    "first", "second", "other", "lower", "upper", "latter", "former", "left", "right", "top", "bottom", "each", "either",
  ]
  private static let measures: Set<String> = [
    "to", "by", "than", "about", "nearly", "almost", "over", "under", "roughly", "around", "exactly", "below", "above",
  ]
  private static let behindFractions: Set<String> = [
    "of", "as", "and", "or", "but", "in", "at", "to", "than", "with", "when", "for", "from", "is", "are", "was", "were", "at",
  ]

  // MARK: Numerals

  private func numeral(at index: Int) -> Number? {
    guard let (value, end) = NumeralParser.parse(words, at: index) else { return nil }
    if let (behind, value) = measured(value, from: end) { return Number(words: index..<behind, value: value, counts: true) }
    let isExact = value == 0 && ["exactly", "identically", "precisely"].contains(words.lower(index - 1))
    let isFactor = words.lower(index - 1) == "of" && words.lower(index - 2) == "factor"
    return Number(words: index..<end, value: value, counts: value > 12 || isExact || isFactor)
  }

  /// What makes a count of up to twelve a measured number, and behind it.
  private func measured(_ count: Double, from end: Int) -> (end: Int, value: Double?)? {
    switch words.lower(end) {
    case "percent": return (end + 1, count)
    case "per" where words.lower(end + 1) == "cent": return (end + 2, count)
    case "times" where compares(end + 1): return (end + 1, count)
    case "fold": return (end + 1, count)
    case "orders" where words.lower(end + 1) == "of" && words.lower(end + 2) == "magnitude":
      return (end + 3, Foundation.pow(10, count))
    case "and" where words.lower(end + 1) == "a" && words.lower(end + 2) == "half": return (end + 3, count + 0.5)
    case "in" where count == 1, "of": return share(count, from: end + 1)
    case "out" where words.lower(end + 1) == "of": return share(count, from: end + 2)
    default: break
    }
    if words.sign(end) == "%" { return (end + 1, count) }
    if words.sign(end) == "-", words.isJoined(end), words.lower(end + 1) == "fold" { return (end + 2, count) }
    if words.lower(end) == "half", count == 1 { return (end + 1, 0.5) }
    let part = words.lower(end)
    if part.hasSuffix("s"), let below = Self.parts[String(part.dropLast())] { return (end + 1, count / below) }
    if count == 1, let below = Self.parts[part] { return (end + 1, 1 / below) }
    return nil
  }

  /// "one in ten", "nine of ten"
  private func share(_ count: Double, from start: Int) -> (end: Int, value: Double?)? {
    guard let (all, end) = NumeralParser.parse(words, at: start), words.lower(start) != "one" else { return nil }
    return (end, count / all)
  }
}
