import ArgumentParser
import Judgement
import Lessons

struct AcceptCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept", abstract: "Takes new values of claims into the course's ledger.",
    discussion: """
      Shows of each claim what is recorded and what it comes to now. A claim whose verdict has become another, while the sentence
      that it is bound to still says the same, is refused: status 1.
      """)

  @Argument(help: ArgumentHelp("Claims, as `lesson#id` or `id`; without any, all of the course.", valueName: "claim"))
  var claims: [String] = []

  @Option(help: ArgumentHelp("The course, or one of its lessons.", valueName: "path"), completion: .file())
  var course = "lessons"

  @Flag(help: "Replace a ledger that cannot be read; lines of it that can be are kept.")
  var replace = false

  @OptionGroup var options: RunOptions

  func run() async throws {
    let session = try Session(.course(course, options))
    guard let whole = try session.courses().first else { return }
    let file = LedgerFile(course: whole.course)
    // Nobody should wait for a run whose values cannot be written.
    let reading = file.read()
    guard reading.diagnostics.isEmpty || replace else { try end(session, reading.diagnostics) }
    var chosen = whole
    var keys: Set<ClaimKey>?
    if !claims.isEmpty {
      let choice = whole.choosing(claims, besides: reading.ledger?.entries.map(\.key) ?? [])
      guard choice.diagnostics.isEmpty else { try end(session, choice.diagnostics) }
      (keys, chosen) = (Set(choice.keys), choice.course)
    }
    let run = try await session.run(chosen, claims: keys)
    var acceptance: LedgerAcceptance?
    let problems = file.update(replacing: replace) { ledger in
      let made = LedgerAcceptance(ledger, run.comparedWithLedger(.init(ledger: ledger), claims: keys))
      acceptance = made
      return made.ledger.entries.isEmpty && reading.ledger == nil ? nil : made.ledger
    }
    if let acceptance, problems.isEmpty { print(AcceptReport(acceptance, path: file.path, isQuiet: options.quiet).text) }
    let unmeasured = run.checked.allDiagnostics.filter { $0.severity == .error && $0.code.consequence == .unchecked }
    try end(session, unmeasured + (acceptance?.refusals(course: whole.course.folder) ?? []) + problems)
  }

  private func end(_ session: Session, _ diagnostics: [Diagnostic]) throws -> Never {
    session.print(diagnostics)
    throw ExitStatus.of(diagnostics)
  }
}
