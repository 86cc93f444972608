import Execution
import Lessons
import Records

/// Whether what the course holds of the lectures' statements agrees with how its claims came out.
///
/// ```swift
/// let review = StatementReview(of: catalogue, lessons: judged, allLessons: names)
/// review.summary        // "34 of 280 statements have a claim"
/// ```
/// Diagnostics: `stance-contradicted`, `stance-open`, `statement-claim-unknown`, `statement-unknown`.
public struct StatementReview: Sendable {
  /// A lesson with its verdicts, by the ids of claims and derivations: a derivation holds if none of its lines is broken.
  public struct JudgedLesson: Sendable {
    public var lesson: Lesson
    public var verdicts: [String: Verdict]
    /// Every block ran, so that what has no verdict is not there.
    public var isComplete: Bool

    public init(lesson: Lesson, run: LessonRun, claims: [JudgedClaim]) {
      self.lesson = lesson
      isComplete = run.blocks.allSatisfy { $0.status != .failed && $0.status != .notReached }
      verdicts = Dictionary(claims.map { ($0.declaration.id, $0.verdict) }) { first, _ in first }
      for case .derivation(let report) in run.blocks.flatMap(\.outputs) where verdicts[report.id] == nil {
        verdicts[report.id] = report.steps.contains { if case .broken = $0.outcome { true } else { false } } ? .fails : .holds
      }
    }
  }

  /// How a statement's claims came out.
  public enum Standing: String, Equatable, Sendable {
    /// Nobody has said what to hold of it.
    case unread
    /// It needs no claims.
    case untested
    /// The verdicts agree with the stance.
    case agrees
    case contradicted
    /// Some claim of it is not decided, or was not judged this time.
    case open
  }

  public let catalogue: StatementCatalogue
  /// One for each statement.
  public private(set) var standings: [Standing] = []
  public private(set) var diagnostics: [Diagnostic] = []
  private let lessons: [String: JudgedLesson]
  private let allLessons: [String]

  /// - Parameters:
  ///   - lessons: those that were judged
  ///   - allLessons: the names of all lessons of the course; of those that were not judged no verdict is known
  public init(of catalogue: StatementCatalogue, lessons: [JudgedLesson], allLessons: [String]) {
    self.catalogue = catalogue
    self.lessons = Dictionary(lessons.map { ($0.lesson.name, $0) }) { first, _ in first }
    self.allLessons = allLessons
    for statement in catalogue.statements { standings.append(review(statement)) }
    for lesson in lessons { reviewReferences(of: lesson.lesson) }
    diagnostics = diagnostics.inReadingOrder()
  }

  public var claimed: Int { catalogue.statements.count { !$0.evidence.isEmpty } }

  /// "34 of 280 statements have a claim"; nothing for a course without statements.
  public var summary: String? {
    guard !catalogue.statements.isEmpty else { return nil }
    let count = catalogue.statements.count
    var text = "\(claimed) of \(count) statement\(count == 1 ? "" : "s") \(claimed == 1 || count == 1 ? "has" : "have") a claim"
    let needless = catalogue.statements.count { $0.stance?.needs.isEmpty == true }
    if needless > 0 { text += ", \(needless) \(needless == 1 ? "needs" : "need") none" }
    let contradicted = standings.count { $0 == .contradicted }
    if contradicted > 0 { text += ", \(contradicted) \(contradicted == 1 ? "is" : "are") contradicted" }
    return text
  }

  // MARK: Stances

  private mutating func review(_ statement: Statement) -> Standing {
    let known = statement.evidence.filter { exists($0) }
    guard let stance = statement.stance else { return .unread }
    guard !stance.needs.isEmpty else { return .untested }
    let failing = known.filter { verdict($0) == .fails }
    if !failing.isEmpty {
      for evidence in failing { noteFailing(evidence, statement, stance) }
      return .contradicted
    }
    let against = known.filter { verdict($0) == .holds && !stance.needs.contains($0.bearing) }
    if !against.isEmpty {
      for evidence in against { noteAgainst(evidence, statement, stance) }
      return .contradicted
    }
    let open = known.filter { verdict($0) != .holds }
    for evidence in open { noteOpen(evidence, statement, stance) }
    return open.isEmpty && known.count == statement.evidence.count ? .agrees : .open
  }

  private func verdict(_ evidence: Statement.Evidence) -> Verdict? { lessons[evidence.lesson]?.verdicts[evidence.claim] }

  private mutating func noteFailing(_ evidence: Statement.Evidence, _ statement: Statement, _ stance: Statement.Stance) {
    note(
      .stanceContradicted,
      said(statement, stance, "but the claim `\(evidence.address)`, which \(evidence.bearing.rawValue) it, fails"),
      at: statement.stanceRange, claim: evidence, help: "mend the claim, or change the stance and its reason")
  }

  private func said(_ statement: Statement, _ stance: Statement.Stance, _ but: String) -> String {
    "`\(statement.id)` is said to be \(stance.words), \(but)"
  }

  private mutating func noteAgainst(_ evidence: Statement.Evidence, _ statement: Statement, _ stance: Statement.Stance) {
    note(
      .stanceContradicted,
      said(statement, stance, "but the claim `\(evidence.address)` holds, which \(evidence.bearing.rawValue) it"),
      at: statement.stanceRange, claim: evidence,
      help: "change the stance to `qualified` with its conditions as the reason, or mend the claim")
  }

  /// A claim that was not judged at all has its own findings, or was not asked for.
  private mutating func noteOpen(_ evidence: Statement.Evidence, _ statement: Statement, _ stance: Statement.Stance) {
    guard let verdict = verdict(evidence) else { return }
    note(
      .stanceOpen,
      "nothing shows yet that `\(statement.id)` is \(stance.words): the claim `\(evidence.address)` \(verdict.standing)",
      at: statement.stanceRange, claim: evidence, help: "mend the claim, or leave the stance out until it holds")
  }

  private mutating func note(
    _ code: DiagnosticCode, _ message: String, at range: SourceRange?, claim: Statement.Evidence, help: String
  ) {
    let lesson = lessons[claim.lesson]?.lesson
    let sentence = lesson?.claimReferences.first { $0.id == claim.claim }
    let notes = sentence.map { [Diagnostic.Note("the claim's sentence", path: lesson?.source.path, range: $0.range)] } ?? []
    diagnostics.append(Diagnostic(code, message, path: catalogue.path, range: range, notes: notes, help: help))
  }

  // MARK: Names

  /// Whether there is such a claim, as far as it can be told: of a lesson that was not read everything is believed.
  private mutating func exists(_ evidence: Statement.Evidence) -> Bool {
    guard allLessons.contains(evidence.lesson) else {
      noteUnknown(
        "there is no lesson `\(evidence.lesson)`", evidence, nearest: Suggestion.nearest(to: evidence.lesson, among: allLessons))
      return false
    }
    guard let lesson = lessons[evidence.lesson] else { return true }
    let claims = Set(lesson.lesson.claimReferences.map(\.id)).union(lesson.verdicts.keys)
    if claims.contains(evidence.claim) || !lesson.isComplete { return true }
    let near = Suggestion.nearest(to: evidence.claim, among: claims.sorted())
    noteUnknown(
      "the lesson `\(evidence.lesson)` has no claim `\(evidence.claim)`", evidence, nearest: near.map { "\(evidence.lesson)#\($0)" }
    )
    return false
  }

  private mutating func noteUnknown(_ message: String, _ evidence: Statement.Evidence, nearest: String?) {
    diagnostics.append(
      Diagnostic(
        .statementClaimUnknown, message, path: catalogue.path, range: evidence.range,
        help: nearest.map { "did you mean `\($0)`?" } ?? "name a lesson and the id of a claim in it, or take the line out"))
  }

  private mutating func reviewReferences(of lesson: Lesson) {
    for (id, range) in lesson.root.statementReferences where catalogue.statement(id) == nil {
      diagnostics.append(
        Diagnostic(
          .statementUnknown, "\(catalogue.path) has no statement `\(id)`", path: lesson.source.path, range: range,
          help: Suggestion.nearest(to: id, among: catalogue.statements.map(\.id)).map { "did you mean `\($0)`?" }
            ?? "add it there, with its source and quote"))
    }
  }
}

extension Verdict {
  /// As a sentence goes on behind the claim's name.
  fileprivate var standing: String {
    switch self {
    case .holds: "holds"
    case .fails: "fails"
    case .undecided: "is undecided"
    case .vacuous: "is vacuous"
    case .broken: "could not be judged"
    }
  }
}
