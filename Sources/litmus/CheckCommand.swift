import ArgumentParser
import Foundation
import Lessons
import Reports

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Runs a course, judges every claim and reports; writes no site.",
    discussion: """
      Findings go to standard error and the report to standard output; with --format github the findings are the report.

        litmus check --report junit:litmus.xml --report sarif:litmus.sarif
      """)

  @OptionGroup var options: CourseOptions

  @Option(help: ArgumentHelp("How the report is written.", valueName: "format"))
  var format: ReportFormat = .text

  @Option(help: ArgumentHelp("Write the report to a file as well; may be repeated.", valueName: "format:file"))
  var report: [ReportFile] = []

  @Option(
    help: ArgumentHelp(
      "Judge under new seeds too, and say which verdicts change. Without =n the seeds are drawn and named.", valueName: "n"))
  var freshSeeds: FreshSeeds?

  @Flag(help: "List the numbers and comparisons of the prose that nothing backs.")
  var coverage = false

  func run() async throws {
    // One number for all courses of a run, so that one option repeats it.
    let seeds = freshSeeds?.number
    var courses: [CheckedCourse] = []
    var obstacles: [Diagnostic] = []
    do {
      let session = try Session(options) { obstacles += $0 }
      for chosen in try session.courses() {
        let run = try await session.check(chosen, freshSeeds: seeds)
        var course = run.checked
        // Other seeds give other values, which nobody recorded.
        if seeds == nil { course.ledger = run.comparedWithLedger(isUsualBudget: options.replicates == nil) }
        if coverage { course.diagnostics += course.unlistedProse }
        courses.append(course)
      }
    } catch is ExitCode {
      // What kept it from going on stands in the report.
    }
    let findings = obstacles + courses.flatMap(\.allDiagnostics)
    let report = CheckReport(courses: courses, diagnostics: obstacles, status: Int(ExitStatus.of(findings).rawValue))
    if format != .github { Terminal.print(findings) }
    print(text(of: report), terminator: "")
    try writeFiles(report)
    throw ExitStatus.of(findings)
  }

  private func text(of report: CheckReport) -> String {
    guard format == .text else { return format.text(of: report) }
    if options.quiet { return report.courses.flatMap { TextReport.summaries(of: $0, isBrief: true) }.map { $0 + "\n" }.joined() }
    return TextReport(report, usesColor: Terminal.usesColorForOutput).text
  }

  /// Writes every file that can be written; a falsehood that was found weighs more than one that cannot.
  private func writeFiles(_ checked: CheckReport) throws {
    var failures: [Diagnostic] = []
    for file in report {
      do {
        try Data(file.format.text(of: checked).utf8).write(to: URL(fileURLWithPath: file.path), options: .atomic)
      } catch {
        failures.append(
          Diagnostic(
            .fileUnreadable, "the report could not be written to \(file.path): \(error.localizedDescription)",
            help: "name a file in a folder that is there and may be written to"))
      }
    }
    guard failures.isEmpty else {
      Terminal.print(failures)
      throw ExitStatus.of(failures + checked.allDiagnostics)
    }
  }
}

extension ReportFormat: ExpressibleByArgument {}

/// `junit:litmus.xml`
struct ReportFile: ExpressibleByArgument {
  var format: ReportFormat
  var path: String

  init?(argument: String) {
    let parts = argument.split(separator: ":", maxSplits: 1)
    guard parts.count == 2, let format = ReportFormat(rawValue: String(parts[0])) else { return nil }
    self.format = format
    path = String(parts[1])
  }
}
