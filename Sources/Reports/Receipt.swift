import Execution
import Foundation
import Judgement
import Lessons
import Records

/// Everything that one lesson's page says, exactly: values, replicates with their seeds, verdicts, and digests of what they follow from.
///
/// ```swift
/// let receipt = Receipt(of: lesson, run: run, claims: judged, spreads: spreads, context: context)
/// receipt.text       // {"format" : "litmus-receipt", …
/// ```
/// The documentation's `receipt.schema.json` describes it; what it has in common with a check report is spelled as there. The same page
/// gives the same bytes: no times, no host, no paths of the machine.
public struct Receipt: Sendable {
  /// What a page's claims stand in besides their lesson.
  public struct Context: Sendable {
    /// What random streams of the course begin from.
    public var courseSeed: Int
    /// What results depend on besides the lesson: names and digests.
    public var dependencies: [(name: String, digest: String)]
    /// What became of the lesson's claims since they were recorded; empty where there is no ledger.
    public var changes: [LedgerChange]
    /// The lectures' statements, of which some may rest on the lesson's claims.
    public var statements: StatementCatalogue

    public init(
      courseSeed: Int = Course.defaultSeed, dependencies: [(name: String, digest: String)] = [], changes: [LedgerChange] = [],
      statements: StatementCatalogue = StatementCatalogue()
    ) {
      self.courseSeed = courseSeed
      self.dependencies = dependencies
      self.changes = changes
      self.statements = statements
    }

    /// What the replicates' seeds of a lesson were derived from: its own seed, or the course's.
    public func seed(of lesson: Lesson) -> Int { lesson.frontMatter.seed ?? courseSeed }

    public func change(of claim: String) -> LedgerChange? { changes.first { $0.key.claim == claim } }

    /// The statements that a lesson's claim bears on, and how.
    public func statements(for claim: ClaimKey) -> [(statement: Statement, bearing: Statement.Bearing)] {
      statements.statements.compactMap { statement in
        statement.evidence.first { $0.lesson == claim.lesson && $0.claim == claim.claim }.map { (statement, $0.bearing) }
      }
    }
  }

  /// Counts up when a field is changed or removed.
  static let version = 1
  private let lesson: Lesson
  private let run: LessonRun
  private let claims: [JudgedClaim]
  private let spreads: [ValueSpread]
  private let context: Context

  /// - Parameter spreads: one for each of the lesson's inline values; none where it was not repeated
  public init(of lesson: Lesson, run: LessonRun, claims: [JudgedClaim], spreads: [ValueSpread] = [], context: Context) {
    self.lesson = lesson
    self.run = run
    self.claims = claims
    self.spreads = spreads
    self.context = context
  }

  public var text: String { JSONReport.text(of: document) }

  private var document: Document {
    let checked = CheckedLesson(lesson: lesson, run: run, claims: claims, diagnostics: [])
    let seed = context.seed(of: lesson)
    let seeds = JSONReport.ReplicateSeeds(base: seed, lesson: lesson.name)
    return Document(
      version: Self.version,
      lesson: .init(name: lesson.name, title: lesson.frontMatter.title, text: Fingerprint.digest(of: lesson.source.text)), seed: seed,
      dependencies: context.dependencies.map { .init(name: $0.name, digest: $0.digest) },
      blocks: lesson.experiments.indices.map { block($0, of: checked) },
      values: lesson.inlineValues.indices.map(value),
      recorded: run.named.sorted { $0.key < $1.key }.map { .init(name: $0.key, value: .init($0.value)) },
      claims: claims.map { claim($0, of: checked, seeds) },
      unmeasured: checked.unmeasured.map { .init(id: $0.id, sentence: $0.sentence, range: .init($0.range)) },
      derivations: checked.derivations.map(JSONReport.Derivation.init))
  }

  private func block(_ index: Int, of checked: CheckedLesson) -> Block {
    let outputs = run.blocks.indices.contains(index) ? run.blocks[index].outputs : []
    return Block(
      block: JSONReport.Block(index, of: checked), code: Fingerprint.code(of: lesson, above: index + 1),
      output: outputs.isEmpty ? nil : Fingerprint.digest(of: outputs.map(TextBundle.name).joined(separator: " ")))
  }

  private func value(_ index: Int) -> InlineValueEntry {
    let inline = lesson.inlineValues[index]
    let value = run.inlineValues.indices.contains(index) ? run.inlineValues[index] : nil
    let format = inline.format.flatMap(NumberFormat.init) ?? .automatic
    return InlineValueEntry(
      expression: inline.expression, format: inline.format, range: .init(inline.range), value: value.map(ExactValue.init),
      printed: value.map { format.string(for: $0) }, code: Fingerprint.code(of: lesson, above: inline.experimentsAbove),
      repetitions: spreads.indices.contains(index) ? spreads[index].values.map { $0.map(ExactValue.init) } : nil)
  }

  private func claim(_ claim: JudgedClaim, of checked: CheckedLesson, _ seeds: JSONReport.ReplicateSeeds) -> Claim {
    let id = claim.declaration.id
    let fingerprint = Fingerprint(lesson, claimAtLine: claim.declaration.line)
    return Claim(
      judged: JSONReport.Claim(claim, of: checked, seeds), code: fingerprint.code,
      data: fingerprint.data.isEmpty ? nil : fingerprint.data, ledger: context.change(of: id).map(JSONReport.Ledger.Change.init),
      statements: context.statements(for: ClaimKey(lesson: lesson.name, claim: id)).map { statement, bearing in
        .init(
          id: statement.id, source: statement.source, quote: statement.quote, stance: statement.stance?.rawValue,
          bearing: bearing.rawValue)
      })
  }
}
