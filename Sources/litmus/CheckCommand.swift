import ArgumentParser
import Foundation
import Lessons

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Runs a course, judges every claim and reports; writes no site.")

  @OptionGroup var options: CourseOptions

  @Option(
    help: ArgumentHelp(
      "Judge under new seeds too, and say which verdicts change. Without =n the seeds are drawn and named.", valueName: "n"))
  var freshSeeds: FreshSeeds?

  func run() async throws {
    // One number for all courses of a run, so that one option repeats it.
    let seeds = freshSeeds?.number
    let session = try Session(options)
    var diagnostics: [Diagnostic] = []
    var report: [String] = []
    for course in try session.courses() {
      let run = await session.run(course, freshSeeds: seeds)
      diagnostics += run.allDiagnostics + session.typesettingFindings(run)
      if !options.quiet { report += Report.claims(of: run) }
      report.append(Report.summary(of: run))
      report += Report.freshSeeds(of: run)
    }
    session.print(diagnostics)
    print(report.joined(separator: "\n"))
    throw ExitStatus.of(diagnostics)
  }
}
