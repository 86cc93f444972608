import Judgement
import Lessons
import Records

/// What an audit of one lesson has found.
public struct LessonAudit: Sendable {
  /// A claim, and what came of changing its relation. Only claims that hold are audited.
  public struct Claim: Sendable {
    public var judged: JudgedClaim
    /// Where its relation stands; nil where no call of `claim` was found at its line.
    public var range: SourceRange?
    public var relations: [RelationFinding]

    /// Its control is the mutant that takes the cause away, and fails.
    public var fallsWithItsCause: Bool { judged.control?.outcome == .fails }
  }

  public struct Entry: Sendable {
    public var mutant: Mutant
    public var outcome: MutantOutcome
  }

  public var lesson: Lesson
  public var claims: [Claim]
  /// In reading order.
  public var entries: [Entry]
  /// How many mutants there would have been without `--mutants`.
  public var found: Int
  /// What `check` finds in the lesson as it stands.
  public var diagnostics: [Diagnostic]

  public var score: AuditScore { AuditScore(entries) }
}

extension AuditScore {
  /// What changes nothing, or does not compile, is not counted.
  public init(_ entries: some Sequence<LessonAudit.Entry>) {
    self.init(noticed: 0, counted: 0)
    for entry in entries {
      switch entry.outcome {
      case .noticed:
        noticed += 1
        counted += 1
      case .survived: counted += 1
      case .equivalent, .invalid: break
      }
    }
  }
}

extension LessonAudit {
  /// The mutants that survived, as findings at their places.
  public var survivors: [Diagnostic] {
    entries.compactMap { entry in
      guard case .survived(let comparisons) = entry.outcome else { return nil }
      let changed = comparisons.filter(\.isChanged)
      let same = comparisons.filter { !$0.isChanged }.map { "`\($0.claim)`" }
      var notes = changed.map { Diagnostic.Note("`\($0.claim)` holds: it measured \($0.before), and measures \($0.now)") }
      if !same.isEmpty { notes.append(.init("\(same.joined(separator: ", ")): the same to the bit")) }
      return Diagnostic(
        .mutantSurvived, "no claim notices the mutant \(entry.mutant.summary) (\(entry.mutant.kind.inWords))",
        path: lesson.source.path,
        range: entry.mutant.range, notes: notes,
        help: "state a relation that the change breaks, or let it be if the sentences do not speak of it")
    }
  }
}
