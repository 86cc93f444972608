private import SwiftIDEUtils
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
  }

  /// The code, escaped, with a `span` for each coloured token. Code that does not compile is coloured as far as it parses.
  public static func html(_ code: String) -> String { markup(SwiftCode(code)).description }

  static func markup(_ code: SwiftCode) -> Markup {
    let bytes = Array(code.text.utf8)
    let colours = colours(of: bytes, in: code.tree)
    return HTML.fragment { html in
      var start = 0
      while start < bytes.count {
        var end = start + 1
        while end < bytes.count, colours[end] == colours[start] { end += 1 }
        let text = String(decoding: bytes[start..<end], as: UTF8.self)
        if let colour = colours[start] { html.element("span", [.class(colour.rawValue)], text) } else { html.text(text) }
        start = end
      }
    }
  }

  /// Each byte's class: the parser's classification, and over it what the tree knows better.
  private static func colours(of bytes: [UInt8], in tree: SourceFileSyntax) -> [TokenClass?] {
    var colours = [TokenClass?](repeating: nil, count: bytes.count)
    func paint(_ range: Range<AbsolutePosition>, _ colour: TokenClass?) {
      for offset in range.lowerBound.utf8Offset..<range.upperBound.utf8Offset where colours.indices.contains(offset) {
        colours[offset] = colour
      }
    }
    for piece in tree.classifications {
      if let colour = TokenClass(piece.kind) { paint(piece.range, colour) }
    }
    for token in tree.tokens(viewMode: .sourceAccurate) {
      let range = token.positionAfterSkippingLeadingTrivia..<token.endPositionBeforeTrailingTrivia
      if let colour = TokenClass(token) { paint(range, colour) } else if TokenClass.isPlain(token) { paint(range, nil) }
    }
    return colours
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
    default: return nil
    }
  }

  /// What the classification leaves plain: the `#` of raw strings, macro names, types that are called, `#available`,
  /// `private(set)`.
  fileprivate init?(_ token: TokenSyntax) {
    switch token.tokenKind {
    case .shebang: self = .comment
    case .poundAvailable, .poundUnavailable: self = .keyword
    case .identifier where token.parent?.is(DeclModifierDetailSyntax.self) == true: self = .keyword
    case .identifier where Self.isCondition(token): return nil
    case .rawStringPoundDelimiter where token.parent?.is(ExpressionSegmentSyntax.self) == true: return nil
    case .rawStringPoundDelimiter, .stringQuote, .multilineStringQuote: self = .string
    case .regexPoundDelimiter, .regexSlash, .regexLiteralPattern: self = .regex
    case .pound where token.parent.map(Self.isMacro) == true: self = .macro
    case .identifier where token.parent.map(Self.isMacro) == true: self = .macro
    case .identifier(let name) where token.parent?.is(DeclReferenceExprSyntax.self) == true && name.first?.isUppercase == true:
      self = .type
    default: return nil
    }
  }

  /// What the classification colours and should not: names of conditions, labels of `#sourceLocation`.
  fileprivate static func isPlain(_ token: TokenSyntax) -> Bool {
    isCondition(token) || token.parent?.is(PoundSourceLocationArgumentsSyntax.self) == true && token.tokenKind.isWord
      || token.parent?.is(ExpressionSegmentSyntax.self) == true
  }

  /// `os(Linux) && DEBUG` behind `#if`: flags, no types.
  private static func isCondition(_ token: TokenSyntax) -> Bool {
    guard token.tokenKind.isWord, var node = token.parent else { return false }
    while let parent = node.parent {
      if let clause = parent.as(IfConfigClauseSyntax.self) { return clause.condition?.id == node.id }
      node = parent
    }
    return false
  }

  private static func isMacro(_ node: Syntax) -> Bool {
    node.is(MacroExpansionExprSyntax.self) || node.is(MacroExpansionDeclSyntax.self)
  }
}

extension TokenKind {
  fileprivate var isWord: Bool {
    switch self {
    case .identifier, .keyword: true
    default: false
    }
  }
}
