import Lessons

/// How much of what a lesson's prose says is backed: every literal number and every comparison, and what it is bound to.
///
/// ```swift
/// let coverage = ProseCoverage(of: lesson)
/// coverage.share                            // 0.93
/// coverage.unbound.first?.text              // "faster"
/// ```
/// What counts, what binds, and why, is in the documentation: ProseCoverage. It costs one walk over the lesson's text.
public struct ProseCoverage: Equatable, Sendable {
  public enum Kind: String, Equatable, Sendable {
    /// Digits, or words that state a measured number: `4096`, `half`, `six tenths`, `twice`.
    case number
    /// `lower`, `more accurate`
    case comparative
    /// `lowest`, `the most accurate`
    case superlative
    /// `always`, `never`, `most of`
    case certainty
  }

  public enum Binding: Equatable, Sendable {
    /// It is an inline value, or a comparative beside two of them.
    case value
    /// It stands in the sentence of this claim.
    case claim(String)
    /// Its sentence cites this work.
    case citation(String)
    /// The front matter gives a reason for it.
    case given(String)
    /// It stands in a heading over this claim.
    case section(String)
    /// It stands in a caption, and in the code of the caption's block.
    case block
  }

  /// A number or a comparison in the prose.
  public struct Assertion: Equatable, Sendable {
    public var kind: Kind
    public var text: String
    public var range: SourceRange
    /// nil: nothing backs it.
    public var binding: Binding?
  }

  /// The lesson's file.
  public var path: String
  /// In the order of the text.
  public var assertions: [Assertion]
  /// Numbers and comparisons in the words of others, which are not the lesson's own and do not count.
  public var quoted: Int
  /// What the front matter gives and the prose nowhere says.
  public var unusedGiven: [(key: String, range: SourceRange?)]

  public init(of lesson: Lesson) {
    var binder = ProseBinder(lesson)
    for passage in PassageReader.passages(of: lesson) { binder.read(passage) }
    path = lesson.source.path
    assertions = binder.assertions.sorted { $0.range.lowerBound < $1.range.lowerBound }
    quoted = binder.quoted
    unusedGiven = binder.unusedGiven
  }

  public var bound: Int { assertions.count { $0.binding != nil } }
  public var unbound: [Assertion] { assertions.filter { $0.binding == nil } }
  /// Of a lesson that asserts nothing: 1.
  public var share: Double { assertions.isEmpty ? 1 : Double(bound) / Double(assertions.count) }

  public static func == (left: Self, right: Self) -> Bool {
    (left.path, left.assertions, left.quoted) == (right.path, right.assertions, right.quoted)
      && left.unusedGiven.map(\.key) == right.unusedGiven.map(\.key)
  }
}
