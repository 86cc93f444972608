/// The formulas of a document, and the tokens that stand for them while libcmark reads it.
///
/// The token of formula 12 is `S12S`, where S is a private-use character that the source does not contain; each further line of a
/// formula is `SS`. A token is a letter to Markdown, so nothing in a formula can be markup and lines stay lines. Formulas that read
/// alike share a token. Link definitions keep their dollars, so a label with a formula in it needs `[text][name]`.
struct FormulaTable {
  struct Formula: Hashable {
    var latex: String
    var isDisplay: Bool

    /// As it stands in the source, without its lines' prefixes.
    var text: String { isDisplay ? "$$\(latex)$$" : "$\(latex)$" }
  }

  let sentinel: Character
  let sentinelBytes: [UInt8]
  private(set) var formulas: [Formula] = []
  private var indices: [Formula: Int] = [:]

  /// Nothing where the text uses up all private-use characters.
  init?(for text: String) {
    let used = Set(text.unicodeScalars.filter { (0xE000...0xF8FF).contains($0.value) })
    let free = (0xE000...0xF8FF).lazy.compactMap { Unicode.Scalar($0 as UInt32) }.first { !used.contains($0) }
    guard let free else { return nil }
    sentinel = Character(free)
    sentinelBytes = Array(String(free).utf8)
  }

  mutating func token(_ formula: Formula) -> [UInt8] {
    let index = indices[formula] ?? formulas.count
    if index == formulas.count {
      formulas.append(formula)
      indices[formula] = index
    }
    return sentinelBytes + Array("\(index)".utf8) + sentinelBytes
  }

  var continuation: [UInt8] { sentinelBytes + sentinelBytes }

  /// The formula whose token begins at `index`, and behind the token.
  func formula(at index: Int, in bytes: [UInt8]) -> (formula: Formula, end: Int)? {
    guard bytes.holds(sentinelBytes, at: index) else { return nil }
    var end = index + sentinelBytes.count
    var number = 0
    while bytes.at(end).isDigit, number < formulas.count {
      number = number * 10 + Int(bytes[end] - 0x30)
      end += 1
    }
    guard end > index + sentinelBytes.count, bytes.holds(sentinelBytes, at: end), formulas.indices.contains(number) else { return nil }
    return (formulas[number], end + sentinelBytes.count)
  }

  /// A text that is no prose (a link's target or title) with its formulas as the source has them.
  func restore(_ text: String) -> String {
    guard text.contains(sentinel) else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if let (formula, end) = formula(at: index, in: bytes) {
        result += formula.text.utf8
        index = end
      } else if bytes.holds([.newline] + continuation, at: index) {
        index += 1 + continuation.count
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
