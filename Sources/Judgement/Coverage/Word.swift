import Lessons

/// A word of the prose, or what stands in place of one.
struct Word {
  enum Kind: Equatable {
    case text
    /// Digits. `suffix` are the letters joined to them: `th` of `16th`.
    case number(value: Double?, suffix: String)
    case punctuation
    case inlineValue
    case citation(String)
    /// A formula, code, an image or HTML: no words of the prose.
    case other
  }

  var kind: Kind
  var text: String
  /// In lower case.
  var lower: String
  var range: SourceRange
  /// Nothing stands between it and the word before.
  var isJoined: Bool
  /// The claim in whose sentence it stands.
  var claim: String?
  /// It is somebody else's.
  var isQuoted = false

  init(_ kind: Kind, _ text: String, range: SourceRange, isJoined: Bool, claim: String? = nil) {
    self.kind = kind
    self.text = text
    lower = text.lowercased()
    self.range = range
    self.isJoined = isJoined
    self.claim = claim
  }

  var isText: Bool { kind == .text }
  var isNumber: Bool { if case .number = kind { true } else { false } }
  var isCitation: Bool { if case .citation = kind { true } else { false } }
  var isCapitalised: Bool { kind == .text && text.first?.isUppercase == true }
}
