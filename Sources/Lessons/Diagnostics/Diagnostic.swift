/// One finding about a lesson, a course or the machine. Rendered in one place, `DiagnosticRenderer`.
public struct Diagnostic: Error, Equatable, Sendable {
  public enum Severity: Int, Comparable, Sendable {
    case note, warning, error
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  /// A further place that has to do with it: "first used here".
  public struct Note: Equatable, Sendable {
    public var message: String
    public var path: String?
    public var range: SourceRange?

    public init(_ message: String, path: String? = nil, range: SourceRange? = nil) {
      self.message = message
      self.path = path
      self.range = range
    }
  }

  public var code: DiagnosticCode
  public var severity: Severity
  public var message: String
  public var path: String?
  public var range: SourceRange?
  public var notes: [Note]
  /// What to do about it.
  public var help: String?
  /// The id of the claim or derivation that it is about, for reports that list those.
  public var subject: String?

  public init(
    _ code: DiagnosticCode, severity: Severity? = nil, _ message: String, path: String? = nil,
    range: SourceRange? = nil, notes: [Note] = [], help: String? = nil, subject: String? = nil
  ) {
    self.code = code
    self.severity = severity ?? code.severity
    self.message = message
    self.path = path
    self.range = range
    self.notes = notes
    self.help = help
    self.subject = subject
  }

  /// The same finding, said to be about a claim or derivation.
  public func about(_ subject: String) -> Diagnostic {
    var diagnostic = self
    diagnostic.subject = subject
    return diagnostic
  }
}
