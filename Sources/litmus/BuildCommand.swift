import ArgumentParser
import Foundation
import Judgement
import Lessons
import Reports
import Site

struct BuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Runs a course, judges its claims and writes its site.")

  @OptionGroup var options: CourseOptions

  @Option(help: ArgumentHelp("Where the site goes.", valueName: "folder"))
  var output = "site/public"

  @Option(help: ArgumentHelp("How often a lesson is run again under other seeds, for the spread of its numbers.", valueName: "n"))
  var repetitions = LessonJudge.usualRepetitions

  func validate() throws {
    if repetitions < 0 { throw ValidationError("--repetitions takes a number from 0 up.") }
  }

  func run() async throws {
    let session = try Session(options)
    var diagnostics: [Diagnostic] = []
    let destination = URL(fileURLWithPath: output, isDirectory: true)
    let courses = try session.courses()
    for chosen in courses {
      let folder = courses.count == 1 ? destination : destination.appendingPathComponent(chosen.name, isDirectory: true)
      do {
        let course = chosen.course
        try SiteFolder(folder).check(
          for: course.chosenPaths.map(LessonReader.name(ofPath:)), isWholeCourse: course.chosenPaths == course.lessonPaths)
        let lessons = course.chosenPaths.compactMap(LessonReader.outline)
        let site = try session.site(of: course, lessons, at: folder)
        let run = try await session.run(chosen, lessons, for: site, repetitions: repetitions)
        diagnostics += run.checked.allDiagnostics
        try site.publish(session.outcome(of: run))
        if !options.quiet { session.say("\(TextReport.summary(of: run.checked)); written to \(folder.relativePath)") }
      } catch let status as ExitCode {
        throw status
      } catch let error as Diagnostic {
        diagnostics.append(error)
      } catch {
        diagnostics.append(
          Diagnostic(
            .fileUnreadable, "the site could not be written to \(folder.path): \(error.localizedDescription)",
            help: "what stood there before is untouched; name another folder with --output"))
      }
    }
    session.print(diagnostics)
    throw ExitStatus.of(diagnostics)
  }
}
