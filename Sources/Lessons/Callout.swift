/// What a callout is for: GitHub's five, and what a course needs besides.
public enum Callout: String, CaseIterable, Sendable {
  case note, tip, important, warning, caution
  /// What the reader is asked to guess before going on.
  case predict
  case question
  /// Folded away until the reader asks for it.
  case answer
  /// What people believe and measurements refute. It holds a claim's sentence.
  case refuted

  /// As authors write it: `NOTE`.
  public var mark: String { rawValue.uppercased() }

  /// What stands at its head: "Note".
  public var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}
