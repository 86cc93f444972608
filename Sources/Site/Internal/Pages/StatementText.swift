/// What statements and the reasons for stances are written in: text with `code`, $formulas$ and **emphasis**.
enum StatementText: Equatable {
  case text(String)
  case strong(String)
  case math(String)
  case code(String)

  /// A lecture's words. A line of LaTeX without dollars is what stood in a formula there, of several perhaps, aligned by `&=`.
  static func pieces(ofQuote quote: String) -> [StatementText] {
    guard !quote.contains("$"), !quote.contains("`"), quote.contains(#/\\[A-Za-z]{2}/#) else { return pieces(of: quote) }
    return [.math(quote.contains("\\begin") ? quote : quote.replacing("&=", with: "="))]
  }

  /// A dollar sign before a space, or without a second one, is a dollar sign; two stars that emphasise nothing are left out, as where a
  /// quotation begins within what was emphasised.
  static func pieces(of text: String) -> [StatementText] {
    var pieces: [StatementText] = [], plain = "", rest = text[...]
    func take(_ piece: StatementText, upTo end: Substring) {
      if !plain.isEmpty { pieces.append(.text(plain)) }
      plain = ""
      pieces.append(piece)
      rest = end
    }
    while let character = rest.first {
      let after = rest.dropFirst()
      if rest.hasPrefix("**") {
        let inside = rest.dropFirst(2)
        if let end = inside.firstRange(of: "**"), end.lowerBound > inside.startIndex, inside.first?.isWhitespace == false {
          take(.strong(String(inside[..<end.lowerBound])), upTo: inside[end.upperBound...])
        } else {
          rest = inside
        }
      } else if character == "$" || character == "`", let end = after.firstIndex(of: character), end > after.startIndex,
        character == "`" || after.first?.isWhitespace == false && !after[..<end].hasSuffix(" ")
      {
        let inside = String(after[..<end])
        take(character == "$" ? .math(inside) : .code(inside), upTo: after[after.index(after: end)...])
      } else {
        plain.append(character)
        rest = after
      }
    }
    return plain.isEmpty ? pieces : pieces + [.text(plain)]
  }

  /// The words alone, for the search.
  static func plain(_ pieces: [StatementText]) -> String {
    pieces.map { piece in
      switch piece {
      case .text(let text), .strong(let text), .math(let text), .code(let text): text
      }
    }.joined()
  }
}

extension HTML {
  /// - Parameter formulas: set, by their LaTeX; one that is not among them stays as it is written
  mutating func statement(_ pieces: [StatementText], formulas: [String: Markup] = [:]) {
    var quotes = QuoteSetter()
    for piece in pieces {
      switch piece {
      case .text(let text): self.text(quotes.set(text))
      case .strong(let text): element("strong", quotes.set(text))
      case .code(let code): element("code", code)
      case .math(let latex): if let set = formulas[latex] { markup(set) } else { element("code", latex) }
      }
      switch piece {
      case .code, .math: quotes.pass()
      case .text, .strong: break
      }
    }
  }
}
