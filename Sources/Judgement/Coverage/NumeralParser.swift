/// Reads cardinal numbers in words: "twenty-five", "a hundred", "two hundred and fifty thousand".
enum NumeralParser {
  /// The number that begins at `start`, and behind its last word.
  static func parse(_ words: [Word], at start: Int) -> (value: Double, end: Int)? {
    var total = 0.0
    /// What the next "thousand" multiplies.
    var group: Double?
    var index = start
    if ["a", "an"].contains(words.lower(start)) {
      guard scales[words.lower(start + 1)] != nil else { return nil }
      index += 1
      group = 1
    }
    while true {
      let next = behindHyphen(words, index, start: start, group: group)
      let word = words.lower(next)
      if let unit = units[word], accepts(unit, behind: group) {
        group = (group ?? 0) + unit
      } else if let scale = scales[word], word != "dozen" || group != nil, index > start || group == nil {
        let factor = group ?? 1
        if scale >= 1000 {
          total += factor * scale
          group = 0
        } else {
          group = factor * scale
        }
      } else if word == "and", let current = group, current >= 100 || total > 0, units[words.lower(next + 1)] != nil {
        index = next + 1
        continue
      } else {
        break
      }
      index = next + 1
    }
    guard index > start, let group else { return nil }
    return (total + group, index)
  }

  /// "twenty-five"
  private static func behindHyphen(_ words: [Word], _ index: Int, start: Int, group: Double?) -> Int {
    let isHyphen = words.sign(index) == "-" && words.isJoined(index) && words.isJoined(index + 1)
    guard index > start, isHyphen, let group, group.truncatingRemainder(dividingBy: 100) >= 20, units[words.lower(index + 1)] != nil
    else {
      return index
    }
    return index + 1
  }

  /// Units follow tens, and anything below a hundred follows hundreds.
  private static func accepts(_ unit: Double, behind group: Double?) -> Bool {
    guard let group else { return true }
    let rest = group.truncatingRemainder(dividingBy: 100)
    return rest == 0 || rest >= 20 && rest.truncatingRemainder(dividingBy: 10) == 0 && (1...9).contains(unit)
  }

  private static let units: [String: Double] = [
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
  ]
  private static let scales: [String: Double] = [
    "hundred": 100, "dozen": 12, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000,
  ]
}
