import ArgumentParser
import Audit
import Foundation
import Lessons

struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Changes the code that claims measure, bit by bit, and lists what no claim notices.",
    discussion:
      "Numbers, activations, initializers, regularizers, comparisons, arms and seeds are changed one at a time; then relations.")

  @OptionGroup var options: CourseOptions

  @Option(help: ArgumentHelp("At most so many mutants of each lesson.", valueName: "n"))
  var mutants: Int?

  @Option(help: ArgumentHelp("Only what this claim could notice, and no other claim; may stand several times.", valueName: "id"))
  var claim: [String] = []

  @Option(help: ArgumentHelp("Fail below this share of noticed mutants: 0.8.", valueName: "share"))
  var gate: Double?

  @Flag(help: "List every mutant and what came of it.")
  var all = false

  func validate() throws {
    if let mutants, mutants < 1 { throw ValidationError("--mutants takes a number from 1 up.") }
    if let gate, !(0...1 ~= gate) { throw ValidationError("--gate takes a share from 0 to 1.") }
  }

  func run() async throws {
    let session = try Session(options)
    var diagnostics: [Diagnostic] = []
    var audits: [LessonAudit] = []
    for course in try session.courses() {
      diagnostics += course.diagnostics
      for path in course.course.chosenPaths {
        let reading = LessonReader.read(path: path)
        diagnostics += reading.diagnostics
        guard let lesson = reading.lesson, !reading.diagnostics.contains(where: { $0.severity == .error }) else { continue }
        let audit = await session.audit(lesson, of: course, choosing: .init(count: mutants, claims: Set(claim)))
        diagnostics += audit.diagnostics + audit.survivors
        audits.append(audit)
      }
    }
    for claim in claim where !audits.contains(where: { $0.claims.contains { $0.judged.declaration.id == claim } }) {
      throw ValidationError("no claim `\(claim)` holds in what was audited.")
    }
    let report = AuditReport(audits)
    if let gate, let finding = report.finding(gate: gate) { diagnostics.append(finding) }
    session.print(diagnostics)
    if !options.quiet { print((report.claims + (all ? report.mutants : []) + report.operators).joined(separator: "\n")) }
    print(report.summary.joined(separator: "\n"))
    throw ExitStatus.of(diagnostics)
  }
}

extension Session {
  /// Runs the mutants of a lesson.
  fileprivate func audit(_ lesson: Lesson, of chosen: CourseRun.Chosen, choosing choice: Auditor.Choice) async -> LessonAudit {
    let auditor = Auditor(executor: executor, jobs: jobs, replicates: options.replicates, isStrict: options.strict)
    let progress = AuditProgress(lesson, isQuiet: options.quiet)
    defer {
      progress.end()
      store?.trim()
    }
    return await auditor.audit(lesson, courseSeed: chosen.course.seed, choosing: choice) { progress.ran($0, of: $1) }
  }
}
