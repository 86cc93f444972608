/// Colours code that is not Swift: comments, texts, numbers, keywords and keys, by a table and no more. What is not certain stays
/// plain: a quote that nothing closes in its line is an apostrophe, and languages that nobody knows are text.
///
/// ```swift
/// PlainHighlighter.markup("x = 1  # one", language: "python")   // x = <span class="n">1</span>  <span class="c"># one</span>
/// ```
struct PlainHighlighter {
  typealias TokenClass = SwiftHighlighter.TokenClass

  private let language: CodeLanguage
  private let text: [Character]
  private var index = 0
  private var plain = ""
  private var html = HTML()

  static func markup(_ code: String, language name: String) -> Markup {
    guard let language = CodeLanguage.named(name) else { return Markup(text: code) }
    // A carriage return and a line feed are one character, and read as the line's end.
    switch language.layout {
    case .plain: return coloured(code, language)
    case .console: return lines(of: code) { consoleLine($0, language) }
    case .diff: return lines(of: code, diffLine)
    }
  }

  private init(_ language: CodeLanguage, _ code: some StringProtocol) {
    self.language = language
    text = Array(code)
  }

  // MARK: Lines

  private static func lines(of code: String, _ markup: (Substring) -> Markup) -> Markup {
    HTML.fragment { html in
      for (index, line) in code.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        if index > 0 { html.newline() }
        html.markup(markup(line))
      }
    }
  }

  /// What a command printed is no code.
  private static func consoleLine(_ line: Substring, _ language: CodeLanguage) -> Markup {
    guard let prompt = ["$ ", "% ", "> ", ">>> "].first(where: { line.hasPrefix($0) }) else { return Markup(text: String(line)) }
    return HTML.fragment { html in
      html.element("span", [.class(TokenClass.comment.rawValue)], String(prompt.dropLast()))
      html.text(" ")
      html.markup(coloured(line.dropFirst(prompt.count), language))
    }
  }

  private static func diffLine(_ line: Substring) -> Markup {
    let isHead = ["@@", "diff ", "index ", "--- ", "+++ "].contains { line.hasPrefix($0) }
    let colour: TokenClass? = isHead ? .comment : line.hasPrefix("+") ? .type : line.hasPrefix("-") ? .string : nil
    guard let colour else { return Markup(text: String(line)) }
    return HTML.fragment { $0.element("span", [.class(colour.rawValue)], String(line)) }
  }

  // MARK: Tokens

  private static func coloured(_ code: some StringProtocol, _ language: CodeLanguage) -> Markup {
    var highlighter = Self(language, code)
    return highlighter.coloured()
  }

  private mutating func coloured() -> Markup {
    while index < text.count {
      if let end = endOfComment {
        take(to: end, .comment)
      } else if let end = endOfText(from: index) {
        take(to: end, isKey(behind: end) ? .type : .string)
      } else if Self.isWord(text[index]) {
        word()
      } else if let mark = language.attributeMark, text[index] == mark, isFirstOfLine, let end = endOfWord(from: index + 1) {
        take(to: end, mark == "@" ? .attribute : .macro)
      } else {
        take(to: index + 1, nil)
      }
    }
    flush()
    return html.markup
  }

  private mutating func take(to end: Int, _ colour: TokenClass?) {
    let piece = String(text[index..<end])
    index = end
    guard let colour else {
      plain += piece
      return
    }
    flush()
    html.element("span", [.class(colour.rawValue)], piece)
  }

  private mutating func flush() {
    html.text(plain)
    plain = ""
  }

  private mutating func word() {
    guard let end = endOfWord(from: index) else { return take(to: index + 1, nil) }
    let word = String(text[index..<end])
    if language.quotePrefixes.contains(word), let close = endOfText(from: end) { return take(to: close, .string) }
    if language.hasNumbers, let end = endOfNumber { return take(to: end, .number) }
    if let end = endOfKey { return take(to: end, .type) }
    let isMember = index > 0 && text[index - 1] == "."
    take(to: end, language.keywords.contains(word) && !isMember ? .keyword : nil)
  }

  private static func isWord(_ character: Character) -> Bool { character.isLetter || character.isNumber || character == "_" }

  private func endOfWord(from start: Int) -> Int? {
    let end = text[start...].firstIndex { !Self.isWord($0) } ?? text.count
    return end > start ? end : nil
  }

  private func holds(_ mark: String, at start: Int) -> Bool {
    start + mark.count <= text.count && text[start..<start + mark.count].elementsEqual(mark)
  }

  private func endOfLine(from start: Int) -> Int { text[start...].firstIndex(where: \.isNewline) ?? text.count }

  /// What stands before it in its line, backwards; of a line that no person wrote, a part.
  private var before: [Character] { Array(text[max(0, index - 200)..<index].reversed().prefix { !$0.isNewline }) }

  private var isFirstOfLine: Bool { before.allSatisfy(\.isWhitespace) }

  private var endOfComment: Int? {
    if let mark = language.lineComment, holds(mark, at: index),
      !language.isCommentAWord || index == 0 || text[index - 1].isWhitespace
    {
      return endOfLine(from: index)
    }
    guard let (open, close) = language.blockComment, holds(open, at: index) else { return nil }
    return (index + open.count..<text.count).first { holds(close, at: $0) }.map { $0 + close.count } ?? text.count
  }

  /// A text in quotes: in one line, but for those in three of them.
  private func endOfText(from start: Int) -> Int? {
    guard let quote = language.quotes.first(where: { holds($0, at: start) }) else { return nil }
    if quote.count == 1, start == index, index > 0, Self.isWord(text[index - 1]) { return nil }  // an apostrophe
    var end = start + quote.count
    while end < text.count {
      if holds(quote, at: end) { return end + quote.count }
      if quote.count == 1, quote != "`", text[end].isNewline { return nil }
      end += text[end] == "\\" ? 2 : 1
    }
    return nil
  }

  /// `0x1F`, `1_000`, `2.5e-3f`; not `5s`, `1.2.3` and `2026-01-31`.
  private var endOfNumber: Int? {
    guard text[index].isASCII, text[index].isNumber, index == 0 || text[index - 1] != "." else { return nil }
    var end = index
    while end < text.count, Self.isWord(text[end]) || text[end] == "." || "+-".contains(text[end]) && "eE".contains(text[end - 1]) {
      end += 1
    }
    while text[end - 1] == "." { end -= 1 }  // the end of a sentence
    func joins(_ place: Int, _ digit: Int) -> Bool {
      text.indices.contains(place) && text.indices.contains(digit) && "-:/".contains(text[place]) && text[digit].isNumber
    }
    // In a calculation these are operators; among data they make a date of it, or a time.
    let isPart = language.keyMark != nil && (joins(end, end + 1) || joins(index - 1, index - 2))
    let number = #/0[xX][0-9A-Fa-f_]+[uUlLn]*|0[bBoO][0-7_]+|[0-9][0-9_]*(\.[0-9_]*)?([eE][+\-]?[0-9]+)?[fFlLuUjn]*/#
    return !isPart && String(text[index..<end]).wholeMatch(of: number) != nil ? end : nil
  }

  // MARK: Keys

  /// A text is a key where the mark follows.
  private func isKey(behind end: Int) -> Bool {
    guard let mark = language.keyMark else { return false }
    return text[end...].first { !$0.isWhitespace } == mark
  }

  /// A key without quotes, at the beginning of a line or of a list's item: `also: [a, b]`, `x = 1`.
  private var endOfKey: Int? {
    guard let mark = language.keyMark, language.lineComment != nil else { return nil }
    let before = before
    let isFirst = before.allSatisfy { $0.isWhitespace || $0 == "-" }
    guard isFirst || "{,".contains(before.first { !$0.isWhitespace } ?? " ") else { return nil }
    var end = index
    while end < text.count, Self.isWord(text[end]) || "-. ".contains(text[end]) { end += 1 }
    guard end < text.count, text[end] == mark else { return nil }
    guard mark != ":" || end + 1 == text.count || text[end + 1].isWhitespace else { return nil }
    while text[end - 1] == " " { end -= 1 }
    return end
  }
}
