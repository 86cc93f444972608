import ArgumentParser
import Foundation
import Lessons

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Runs a course, judges every claim and reports; writes no site.")

  @OptionGroup var options: CourseOptions

  @Flag(help: "List the numbers and comparisons of the prose that nothing backs.")
  var coverage = false

  func run() async throws {
    let session = try Session(options)
    var diagnostics: [Diagnostic] = []
    var report: [String] = []
    for course in try session.courses() {
      let run = await session.run(course)
      diagnostics += run.allDiagnostics + session.typesettingFindings(run)
      if coverage { diagnostics += run.unlistedProse }
      if !options.quiet { report += Report.claims(of: run) + Report.coverage(of: run) }
      report.append(Report.summary(of: run))
    }
    session.print(diagnostics)
    print(report.joined(separator: "\n"))
    throw ExitStatus.of(diagnostics)
  }
}
