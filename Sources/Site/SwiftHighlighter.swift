private import SwiftIDEUtils
private import SwiftParser
private import SwiftSyntax

/// Colours Swift with the compiler's own parser, so that raw strings, regular expressions and numbers come out right.
///
/// ```swift
/// SwiftHighlighter.html("let x = 1_000e-3")      // <span class="k">let</span> x = <span class="n">1_000e-3</span>
/// ```
public enum SwiftHighlighter {
  /// The class that a token's `span` carries.
  enum TokenClass: String, CaseIterable, Sendable {
    case keyword = "k"
    case string = "s"
    case number = "n"
    case comment = "c"
    case type = "t"
    case attribute = "a"
    case regex = "r"
    case macro = "m"
    case label = "l"
  }

  /// The code, escaped, with a `span` for each coloured token. Code that does not compile is coloured as far as it parses.
  public static func html(_ code: String) -> String { markup(code).description }

  static func markup(_ code: String) -> Markup {
    let tree = Parser.parse(source: code)
    let overrides = TokenOverrides(in: tree)
    let bytes = Array(code.utf8)
    return HTML.fragment { html in
      var position = 0
      func text(to end: Int) -> String {
        defer { position = end }
        return String(decoding: bytes[position..<end], as: UTF8.self)
      }
      for (range, tokenClass) in spans(of: tree, overrides: overrides) {
        guard range.lowerBound >= position, range.upperBound <= bytes.count else { continue }
        html.text(text(to: range.lowerBound))
        html.element("span", [.class(tokenClass.rawValue)], text(to: range.upperBound))
      }
      html.text(text(to: bytes.count))
    }
  }

  /// Neighbours of one class are one span: a raw string with its delimiters, say.
  private static func spans(of tree: SourceFileSyntax, overrides: TokenOverrides) -> [(Range<Int>, TokenClass)] {
    var spans: [(Range<Int>, TokenClass)] = []
    for piece in tree.classifications {
      let range = piece.range.lowerBound.utf8Offset..<piece.range.upperBound.utf8Offset
      guard let tokenClass = overrides[range.lowerBound] ?? TokenClass(piece.kind) else { continue }
      if let last = spans.last, last.1 == tokenClass, last.0.upperBound == range.lowerBound {
        spans[spans.count - 1].0 = last.0.lowerBound..<range.upperBound
      } else {
        spans.append((range, tokenClass))
      }
    }
    return spans
  }
}

extension SwiftHighlighter.TokenClass {
  fileprivate init?(_ classification: SyntaxClassification) {
    switch classification {
    case .keyword, .ifConfigDirective: self = .keyword
    case .stringLiteral: self = .string
    case .integerLiteral, .floatLiteral: self = .number
    case .lineComment, .blockComment, .docLineComment, .docBlockComment: self = .comment
    case .type: self = .type
    case .attribute: self = .attribute
    case .regexLiteral: self = .regex
    case .argumentLabel: self = .label
    default: return nil
    }
  }
}

/// What the classification leaves plain and the tree knows better: the `#` of raw strings, macro names, types that are called.
private struct TokenOverrides {
  private var classes: [Int: SwiftHighlighter.TokenClass] = [:]

  init(in tree: SourceFileSyntax) {
    for token in tree.tokens(viewMode: .sourceAccurate) {
      if let tokenClass = Self.tokenClass(of: token) {
        classes[token.positionAfterSkippingLeadingTrivia.utf8Offset] = tokenClass
      }
    }
  }

  subscript(offset: Int) -> SwiftHighlighter.TokenClass? { classes[offset] }

  private static func tokenClass(of token: TokenSyntax) -> SwiftHighlighter.TokenClass? {
    switch token.tokenKind {
    case .rawStringPoundDelimiter, .stringQuote, .multilineStringQuote: .string
    case .regexPoundDelimiter, .regexSlash, .regexLiteralPattern: .regex
    case .pound: token.parent.map(isMacro) == true ? .macro : nil
    case .identifier(let name):
      if token.parent.map(isMacro) == true {
        .macro
      } else if token.parent?.is(DeclReferenceExprSyntax.self) == true, name.first?.isUppercase == true {
        .type
      } else {
        nil
      }
    default: nil
    }
  }

  private static func isMacro(_ node: Syntax) -> Bool {
    node.is(MacroExpansionExprSyntax.self) || node.is(MacroExpansionDeclSyntax.self)
  }
}
