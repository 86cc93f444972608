import ArgumentParser
import Foundation
import Lessons
import Site

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Runs a course, judges every claim and reports; writes no site.")

  @OptionGroup var options: CourseOptions

  func run() async throws {
    let session = try Session(options)
    var diagnostics: [Diagnostic] = []
    var report: [String] = []
    for chosen in try session.courses() {
      let lessons = chosen.course.chosenPaths.compactMap(LessonReader.outline)
      var site: StagedSite?
      do {
        site = try session.site(of: chosen.course, lessons, at: nil)
      } catch let error as Diagnostic {
        diagnostics.append(error)
      }
      let run = try await session.run(chosen, lessons, for: site)
      diagnostics += run.allDiagnostics + (try site?.publish() ?? [])
      if !options.quiet { report += run.report }
      report.append(run.summary)
    }
    session.print(diagnostics)
    print(report.joined(separator: "\n"))
    throw ExitStatus.of(diagnostics)
  }
}
