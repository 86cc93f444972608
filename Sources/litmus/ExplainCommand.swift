import ArgumentParser
import Judgement
import Lessons

struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Runs one claim and shows everything that its verdict rests on.")

  @Argument(help: ArgumentHelp("The claim, as `lesson#id` or `id`.", valueName: "claim"))
  var claim: String

  @Option(help: ArgumentHelp("The course, or one of its lessons.", valueName: "path"), completion: .file())
  var course = "lessons"

  @OptionGroup var options: RunOptions

  func run() async throws {
    let session = try Session(.course(course, options))
    guard let whole = try session.courses().first else { return }
    let choice = whole.choosing([claim])
    guard let key = choice.keys.first, choice.diagnostics.isEmpty else { try end(session, choice.diagnostics) }
    let run = try await session.run(choice.course, claims: [key])
    let comparison = run.comparedWithLedger(claims: [key], isUsualBudget: options.replicates == nil)
    let (catalogue, statementFindings) = StatementCatalogue.load(folder: whole.course.folder)
    if let checked = run.outcomes.first?.lesson, let judged = checked.claims.first {
      let explanation = ClaimExplanation(
        key: key, judged: judged, lesson: checked.lesson, seed: checked.lesson.frontMatter.seed ?? whole.course.seed,
        replicates: options.replicates, change: comparison.changes.first { $0.key == key }, isRecorded: comparison.isRecorded,
        statements: catalogue, dependencies: session.dependencies, course: whole.course.folder)
      print(explanation.text)
    }
    try end(session, run.checked.allDiagnostics + comparison.diagnostics + statementFindings)
  }

  private func end(_ session: Session, _ diagnostics: [Diagnostic]) throws -> Never {
    session.print(diagnostics)
    throw ExitStatus.of(diagnostics)
  }
}
