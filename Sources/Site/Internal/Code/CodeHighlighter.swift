import Execution

/// What a page needs to know of code, remembered from build to build: parsing it anew would take most of an unchanged course's build.
final class CodeHighlighter {
  private let texts: TextBundle
  /// Code that was parsed for this page, so that its colours and its names cost one parse.
  private var parsed: [String: SwiftCode] = [:]

  init(texts: TextBundle) { self.texts = texts }

  func markup(_ code: String) -> Markup {
    Markup(trusted: texts.text(madeOf: ["highlight", code]) { SwiftHighlighter.markup(parsed(code)).description })
  }

  /// Code of any language: Swift as its parser reads it, others plainly.
  func markup(_ code: String, language: String) -> Markup {
    if language == "swift" { return markup(code) }
    guard CodeLanguage.named(language) != nil else { return Markup(text: code) }
    return Markup(trusted: texts.text(madeOf: ["highlight", language, code]) {
      PlainHighlighter.markup(code, language: language).description
    })
  }

  /// The names that a block declares at its top.
  func declared(in code: String) -> Set<String> { names(["declared", code]) { SwiftNames.declared(in: parsed(code)) } }

  /// The names that an expression uses.
  func names(in expression: String) -> Set<String> { names(["names", expression]) { SwiftNames.names(in: parsed(expression)) } }

  private func names(_ name: [String], _ make: () -> Set<String>) -> Set<String> {
    Set(texts.text(madeOf: name) { make().sorted().joined(separator: "\n") }.split(separator: "\n").map(String.init))
  }

  private func parsed(_ code: String) -> SwiftCode {
    if let known = parsed[code] { return known }
    let made = SwiftCode(code)
    parsed[code] = made
    return made
  }
}
