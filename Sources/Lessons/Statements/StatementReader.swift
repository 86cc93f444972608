import Foundation

/// Reads `statements.yml`: a list of statements, by itself or under `statements`.
///
/// ```yaml
/// - id: C009
///   source: '000:29'
///   quote: it would be especially bad to initialize them with zeros because then the gradient is zero
///   stance: qualified
///   reason: two zeros in a row are fatal, one is not
///   claims:
///     initialization#zero-never-moves: supports
///     initialization#zero-is-fine-without-hidden-layer: refutes
/// ```
/// Diagnostics: `statements-invalid`.
struct StatementReader {
  private let path: String
  private var diagnostics: [Diagnostic] = []
  private var statements: [Statement] = []
  private var seen: [String: SourceRange] = [:]

  static func read(path: String) -> (catalogue: StatementCatalogue, diagnostics: [Diagnostic]) {
    guard FileManager.default.fileExists(atPath: path) else { return (StatementCatalogue(path: path), []) }
    do {
      return read(try SourceFile.read(path: path))
    } catch {
      return (StatementCatalogue(path: path), [error])
    }
  }

  static func read(_ source: SourceFile) -> (catalogue: StatementCatalogue, diagnostics: [Diagnostic]) {
    var reader = Self(path: source.path)
    let list = Settings.list(source, under: "statements", codes: .init(invalid: .statementsInvalid, unknownKey: .statementsInvalid))
    reader.diagnostics = list.diagnostics
    for settings in list.entries { reader.read(settings) }
    return (StatementCatalogue(path: source.path, statements: reader.statements), reader.diagnostics.inReadingOrder())
  }

  private init(path: String) { self.path = path }

  private mutating func read(_ settings: Settings) {
    var settings = settings
    defer { diagnostics += settings.diagnostics }
    guard settings.isReadable else { return }
    for key in ["id", "source", "quote"] where settings.entry(key) == nil {
      settings.note("this statement has no `\(key)`", at: settings.start, help: "add a line `\(key): …`")
    }
    let id = settings.placedText("id")
    var statement = Statement(
      id: id?.text ?? "", source: settings.text("source") ?? "", quote: settings.text("quote") ?? "",
      range: id?.range ?? settings.start)
    if settings.entry("check") != nil { statement.check = settings.text("check") }
    readStance(&statement, &settings)
    statement.evidence = evidence(&settings)
    settings.reportUnknownKeys()
    guard id != nil else { return }
    if let first = seen[statement.id] {
      return settings.note(
        "two statements have the id `\(statement.id)`", at: statement.range,
        notes: [.init("the first one is here", path: path, range: first)], help: "keep one, or give this one another id")
    }
    seen[statement.id] = statement.range
    checkStance(statement, &settings)
    statements.append(statement)
  }

  private func readStance(_ statement: inout Statement, _ settings: inout Settings) {
    statement.reason = settings.text("reason")
    guard let (text, range) = settings.placedText("stance") else { return }
    statement.stanceRange = range
    statement.stance = Statement.Stance(rawValue: text)
    if statement.stance == nil {
      settings.note(
        "`\(text)` is no stance", at: range, help: Suggestion.help(for: text, among: Statement.Stance.allCases.map(\.rawValue)))
    }
  }

  private func evidence(_ settings: inout Settings) -> [Statement.Evidence] {
    var evidence: [Statement.Evidence] = []
    for (address, range, word, wordRange) in settings.placedPairs("claims") {
      let parts = address.split(separator: "#", omittingEmptySubsequences: false)
      if parts.count != 2 || parts.contains("") {
        settings.note(
          "`\(address)` names no claim", at: range,
          help: "write the lesson's name and the claim's id: initialization#he-keeps-signal")
      } else if let bearing = Statement.Bearing(rawValue: word) {
        evidence.append(.init(lesson: String(parts[0]), claim: String(parts[1]), bearing: bearing, range: range))
      } else {
        settings.note(
          "a claim does not `\(word)` a statement", at: wordRange,
          help: Suggestion.help(for: word, among: Statement.Bearing.allCases.map(\.rawValue)))
      }
    }
    return evidence
  }

  // MARK: What a stance needs

  private func checkStance(_ statement: Statement, _ settings: inout Settings) {
    guard let range = statement.stanceRange else {
      if settings.entry("claims") != nil {
        settings.note(
          "`\(statement.id)` has claims and no stance", at: statement.range,
          help:
            "say what they show: `stance: \(Statement.Stance.allCases.prefix(3).map(\.rawValue).joined(separator: "`, `stance: "))`"
        )
      }
      return
    }
    guard let stance = statement.stance else { return }
    if stance != .holds, statement.reason == nil, settings.entry("reason") == nil {
      settings.note("`\(stance.rawValue)` needs a reason", at: range, help: "add a line `reason: …`")
    }
    let missing = stance.needs.filter { bearing in !statement.evidence.contains { $0.bearing == bearing } }
    if !missing.isEmpty {
      settings.note(
        "`\(statement.id)` is said to be \(stance.words), and no claim \(missing.map(\.rawValue).joined(separator: ", none ")) it",
        at: range,
        help: "name one: `claims: {lesson#claim: \(missing[0].rawValue)}`, or leave the stance out until there is one")
    } else if stance.needs.isEmpty, !statement.evidence.isEmpty {
      settings.note(
        "`\(statement.id)` is said to be \(stance.words), and has claims", at: range,
        help: "what a claim bears on can be tested: say which way it came out, or take the claims out")
    }
  }
}

extension Statement.Stance {
  /// What its claims have to do: one of each at least.
  public var needs: [Statement.Bearing] {
    switch self {
    case .holds: [.supports]
    case .refuted: [.refutes]
    case .qualified: [.supports, .refutes]
    case .definition, .notTestable: []
    }
  }

  /// As a sentence goes on behind "is said to be".
  public var words: String {
    switch self {
    case .holds: "true"
    case .qualified: "true under conditions"
    case .refuted: "false"
    case .definition: "a definition"
    case .notTestable: "beyond testing"
    }
  }
}
