import Foundation
import Lessons

/// A report as JSON: everything that was found, with exact values. The documentation's `check-report.schema.json` describes it.
///
/// Fields may be added within a version; whoever reads it passes over what he does not know. What changes or removes one raises
/// `version`. Keys stand in alphabetical order, numbers are the shortest that give the same double, and numbers that JSON has not
/// are the texts "NaN", "Infinity" and "-Infinity".
struct JSONReport {
  static let version = 1
  private let report: CheckReport

  init(_ report: CheckReport) { self.report = report }

  var text: String { Self.text(of: document) }

  /// Deterministic JSON, ending with a line's end.
  static func text(of document: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    do {
      return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
    } catch {
      // Reports are made of numbers, texts and lists of them, which JSON has all.
      preconditionFailure("a report cannot be encoded: \(error)")
    }
  }

  private var document: Document {
    let paths = ReportPaths(report)
    return Document(
      version: Self.version, status: report.status, summary: Summary(report),
      courses: report.courses.map { Course($0, paths) },
      diagnostics: report.allDiagnostics.map { Finding($0, paths) })
  }

  struct Document: Encodable {
    let format = "litmus-check-report"
    var version: Int
    var status: Int
    var summary: Summary
    var courses: [Course]
    var diagnostics: [Finding]
  }

  struct Course: Encodable {
    var title: String
    var folder: String
    var lessons: [Lesson]
    /// Absent where the course has none.
    var statements: Statements?
    /// Absent where nothing was compared.
    var ledger: Ledger?
    /// Absent where they were not asked for.
    var freshSeeds: FreshSeeds?

    init(_ checked: CheckedCourse, _ paths: ReportPaths) {
      title = checked.course.title
      folder = paths.relative(checked.course.folder)
      lessons = checked.lessons.map { Lesson($0, of: checked, paths) }
      statements = checked.statements.flatMap { Statements($0, paths) }
      ledger = checked.ledger.map(Ledger.init)
      freshSeeds = checked.freshSeeds.map(FreshSeeds.init)
    }
  }

  struct Lesson: Encodable {
    var name: String
    var title: String
    var path: String
    /// What the seeds of its replicates were derived from: its own, or the course's.
    var seed: Int
    var blocks: [Block]
    var claims: [Claim]
    var unmeasured: [Sentence]
    var derivations: [Derivation]
    /// Absent of a lesson that was misread.
    var coverage: Coverage?

    init(_ checked: CheckedLesson, of course: CheckedCourse, _ paths: ReportPaths) {
      name = checked.lesson.name
      title = checked.lesson.frontMatter.title
      path = paths.relative(checked.lesson.source.path)
      seed = checked.lesson.frontMatter.seed ?? course.course.seed
      blocks = checked.lesson.experiments.indices.map { Block($0, of: checked) }
      let seeds = ReplicateSeeds(base: seed, lesson: name, fresh: course.freshSeeds?.number)
      claims = checked.claims.map { Claim($0, of: checked, seeds) }
      unmeasured = checked.unmeasured.map { Sentence(id: $0.id, sentence: $0.sentence, range: Range($0.range)) }
      derivations = checked.derivations.map(Derivation.init)
      coverage = checked.coverage.map { Coverage($0, gate: checked.lesson.frontMatter.coverage ?? course.course.coverage) }
    }
  }

  /// From the first byte to behind the last one, columns in UTF-8 bytes, all from 1: as on the command line.
  struct Range: Encodable {
    struct Position: Encodable {
      var line: Int
      var column: Int
    }
    var start: Position
    var end: Position

    init(_ range: SourceRange) {
      start = Position(line: range.lowerBound.line, column: range.lowerBound.column)
      end = Position(line: range.upperBound.line, column: range.upperBound.column)
    }
  }

  struct Finding: Encodable {
    struct Note: Encodable {
      var message: String
      var path: String?
      var range: Range?
    }
    var code: String
    var severity: String
    var consequence: String
    var message: String
    var path: String?
    var range: Range?
    var notes: [Note]
    var help: String?
    var subject: String?

    init(_ diagnostic: Diagnostic, _ paths: ReportPaths) {
      code = diagnostic.code.rawValue
      severity = diagnostic.severity.name
      consequence = diagnostic.code.consequence.name
      message = diagnostic.message
      path = diagnostic.path.map(paths.relative)
      range = diagnostic.range.map(Range.init)
      notes = diagnostic.notes.map {
        Note(message: $0.message, path: $0.path.map(paths.relative), range: $0.range.map(Range.init))
      }
      help = diagnostic.help
      subject = diagnostic.subject
    }
  }
}

extension Diagnostic.Severity {
  var name: String {
    switch self {
    case .error: "error"
    case .warning: "warning"
    case .note: "note"
    }
  }
}

extension DiagnosticCode.Consequence {
  var name: String {
    switch self {
    case .none: "none"
    case .falsehood: "falsehood"
    case .unchecked: "unchecked"
    }
  }
}
