/// The words that compare.
///
/// The adjectives that take -er and -est are a closed list: English has more nouns in -er (layer, number, optimizer, parameter)
/// than comparatives, and no rule tells them apart. A word in -er that is not on it counts where "than" follows.
enum ComparisonWords {
  private static let adjectives =
    """
    big large small great high low long short fast slow quick strong weak wide narrow deep shallow thick thin hard soft easy \
    simple cheap costly rich poor sharp smooth rough coarse fine steep flat noisy quiet clean dirty clear blurry bright dark \
    light heavy dense sparse tight loose close near new old young safe risky tall broad full empty warm cool hot cold dry \
    wet likely ugly pretty nice tiny strange wise true pure rare common gentle mild harsh fierce slight stiff firm tough \
    clever sturdy healthy happy busy lazy messy neat plain fair lean lengthy bulky bumpy wavy shaky tricky faint loud calm \
    slim dim brief fresh odd smart strict crude severe subtle bold stark slack unlikely grave keen swift scarce round blunt \
    dull handy wild
    """.split(separator: " ").map(String.init)

  static let comparatives = Set(adjectives.map { inflect($0, "er") }).union([
    "better", "worse", "lesser", "fewer", "superior", "inferior",
  ])
  static let superlatives = Set(adjectives.map { inflect($0, "est") }).union([
    "best", "worst", "fewest", "furthest", "farthest", "earliest",
  ])

  /// Verbs that are comparisons themselves.
  static let verbs: Set<String> = [
    "outperform", "outperforms", "outperformed", "outperforming", "surpass", "surpasses", "surpassed", "surpassing", "outweigh",
    "outweighs",
  ]

  /// How sure, or how often.
  static let certainties: Set<String> = [
    "always", "never", "invariably", "inevitably", "necessarily", "guarantee", "guarantees", "guaranteed", "impossible", "mostly",
    "usually",
    "typically", "often", "rarely", "seldom", "frequently",
  ]

  /// Comparatives of time and place, which mostly say where something stands: they compare before "than" only.
  static let positions: Set<String> = ["later", "earlier", "sooner", "further", "farther", "longer"]

  /// What makes a name of the word before it: lower bound, nearest neighbour, steepest descent.
  static let terms: [String: Set<String>] = [
    "lower": ["bound", "bounds", "case", "left", "right", "triangular", "limit", "half", "panel", "row", "end"],
    "higher": ["order", "orders", "education"],
    "greater": ["london"],
    "closer": ["look"],
    "nearest": ["neighbour", "neighbours", "neighbor", "neighbors", "integer", "multiple", "power"],
    "steepest": ["descent", "ascent"],
    "least": ["squares", "square"],
    "best": ["practice", "practices"],
    "better": ["known"],
    "finer": ["points"],
  ]

  /// Words in -er before "than" that do not compare.
  static let otherThan: Set<String> = ["other", "rather", "another", "either", "neither", "whether"]

  private static func inflect(_ adjective: String, _ ending: String) -> String {
    if adjective.hasSuffix("e") { return adjective + ending.dropFirst() }
    if adjective.hasSuffix("y"), let before = adjective.dropLast().last, !"aeiou".contains(before) {
      return adjective.dropLast() + "i" + ending
    }
    guard doubling.contains(adjective), let last = adjective.last else { return adjective + ending }
    return adjective + String(last) + ending
  }

  private static let doubling: Set<String> = ["big", "thin", "flat", "hot", "wet", "slim", "dim"]
}
