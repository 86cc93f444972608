/// A sentence of the source lectures, with what the course holds of it.
public struct Statement: Equatable, Sendable {
  /// What we hold of it.
  public enum Stance: String, CaseIterable, Sendable {
    case holds, qualified, refuted, definition
    case notTestable = "not-testable"
  }

  /// What it means for the statement if the claim holds.
  public enum Bearing: String, CaseIterable, Sendable { case supports, refutes }

  /// A claim of a lesson that bears on it.
  public struct Evidence: Equatable, Sendable {
    public var lesson: String
    public var claim: String
    public var bearing: Bearing
    /// Where `lesson#claim` stands.
    public var range: SourceRange

    public init(lesson: String, claim: String, bearing: Bearing, range: SourceRange) {
      self.lesson = lesson
      self.claim = claim
      self.bearing = bearing
      self.range = range
    }

    /// `initialization#zero-never-moves`
    public var address: String { "\(lesson)#\(claim)" }
  }

  public var id: String
  /// The lecture and its line: `000:15`.
  public var source: String
  /// The lecture's own words, its slips included.
  public var quote: String
  /// A way to test it.
  public var check: String?
  public var stance: Stance?
  public var reason: String?
  public var evidence: [Evidence]
  /// Where the id stands.
  public var range: SourceRange
  /// Where the stance stands.
  public var stanceRange: SourceRange?

  public init(
    id: String, source: String, quote: String, check: String? = nil, stance: Stance? = nil, reason: String? = nil,
    evidence: [Evidence] = [], range: SourceRange, stanceRange: SourceRange? = nil
  ) {
    self.id = id
    self.source = source
    self.quote = quote
    self.check = check
    self.stance = stance
    self.reason = reason
    self.evidence = evidence
    self.range = range
    self.stanceRange = stanceRange
  }
}

/// The statements that a course speaks to: `statements.yml`.
public struct StatementCatalogue: Equatable, Sendable {
  public var path: String
  public private(set) var statements: [Statement]
  private var indices: [String: Int]

  public init(path: String = "statements.yml", statements: [Statement] = []) {
    self.path = path
    self.statements = statements
    indices = Dictionary(statements.enumerated().map { ($1.id, $0) }) { first, _ in first }
  }

  public func statement(_ id: String) -> Statement? { indices[id].map { statements[$0] } }

  /// Reads the `statements.yml` of a course's folder; a course may have none.
  ///
  /// Diagnostics: `statements-invalid`, `file-unreadable`, `file-not-utf8`.
  public static func load(folder: String) -> (catalogue: StatementCatalogue, diagnostics: [Diagnostic]) {
    StatementReader.read(path: CoursePath.join(folder, "statements.yml"))
  }
}
