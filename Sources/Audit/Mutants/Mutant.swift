import Lessons

/// What kind of change makes a mutant. The order is that of reports.
public enum MutantOperator: String, CaseIterable, Sendable {
  case number, axis, activation, initializer, regularizer, comparison, arms, seed

  /// For reports: "a number scaled".
  public var inWords: String {
    switch self {
    case .number: "number scaled"
    case .axis: "other axis"
    case .activation: "activation exchanged"
    case .initializer: "initializer exchanged"
    case .regularizer: "regularizer exchanged"
    case .comparison: "comparison turned"
    case .arms: "arms swapped"
    case .seed: "seed fixed"
    }
  }
}

/// One small change of a lesson's code that its claims ought to notice.
public struct Mutant: Equatable, Sendable {
  /// Some bytes of one line, and what stands there instead.
  public struct Edit: Equatable, Sendable {
    public var range: SourceRange
    public var text: String
  }

  public var kind: MutantOperator
  /// In the order of their places, none over another.
  public var edits: [Edit]
  /// What the change is, as a reader sees it: "`0.05` → `0.1`".
  public var summary: String
  /// The item of the lesson's code that it changes.
  var item: Int

  /// What to point at.
  public var range: SourceRange { edits[0].range.lowerBound..<edits[edits.count - 1].range.upperBound }

  /// The lesson with the change made.
  public func applied(to source: SourceFile) -> SourceFile {
    var bytes = Array(source.text.utf8)
    // From the end, since an edit moves what stands behind it.
    for edit in edits.reversed() {
      guard let start = source.offset(of: edit.range.lowerBound), let end = source.offset(of: edit.range.upperBound) else { continue }
      bytes.replaceSubrange(start..<end, with: edit.text.utf8)
    }
    return SourceFile(path: source.path, text: String(decoding: bytes, as: UTF8.self))
  }
}

extension SourceFile {
  /// How many bytes stand before a place.
  fileprivate func offset(of place: SourcePosition) -> Int? {
    line(place.line).map { text.utf8.distance(from: text.startIndex, to: $0.startIndex) + place.column - 1 }
  }
}
