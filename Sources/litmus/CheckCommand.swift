import ArgumentParser
import Foundation
import Lessons

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Runs a course, judges every claim and reports; writes no site.")

  @OptionGroup var options: CourseOptions

  func run() async throws {
    let session = try Session(options)
    var diagnostics: [Diagnostic] = []
    var report: [String] = []
    for course in try session.courses() {
      let run = await session.run(course)
      let ledger = run.comparedWithLedger(isUsualBudget: options.replicates == nil)
      diagnostics += run.allDiagnostics + session.typesettingFindings(run) + ledger.diagnostics
      if !options.quiet { report += Report.claims(of: run) }
      report.append(Report.summary(of: run))
      if !options.quiet, let summary = ledger.summary { report.append(summary) }
    }
    session.print(diagnostics)
    print(report.joined(separator: "\n"))
    throw ExitStatus.of(diagnostics)
  }
}
