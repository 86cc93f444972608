/// The reason of a stance, which may hold `$formulas$` and `code` in backticks.
enum ReasonText: Equatable {
  case text(String)
  case math(String)
  case code(String)

  /// A dollar sign before a space, or without a second one, is a dollar sign.
  static func pieces(of reason: String) -> [ReasonText] {
    var pieces: [ReasonText] = [], plain = "", rest = reason[...]
    while let character = rest.first {
      let after = rest.dropFirst()
      if character == "$" || character == "`", let end = after.firstIndex(of: character), end > after.startIndex,
        character == "`" || after.first?.isWhitespace == false && !after[..<end].hasSuffix(" ")
      {
        if !plain.isEmpty { pieces.append(.text(plain)) }
        plain = ""
        let inside = String(after[..<end])
        pieces.append(character == "$" ? .math(inside) : .code(inside))
        rest = after[after.index(after: end)...]
      } else {
        plain.append(character)
        rest = after
      }
    }
    return plain.isEmpty ? pieces : pieces + [.text(plain)]
  }
}
