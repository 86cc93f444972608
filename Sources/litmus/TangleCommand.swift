import ArgumentParser
import Execution
import Foundation
import Lessons

struct TangleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tangle", abstract: "Writes a lesson's code as a Swift package that runs by itself.",
    discussion: "In the package, `swift run -c release` prints the numbers of the lesson's page.")

  @Argument(help: "A lesson.", completion: .file(extensions: ["md"]))
  var lesson: String

  @Option(help: ArgumentHelp("Where the package goes; the lesson's name if not said.", valueName: "folder"))
  var output: String?

  @Option(help: ArgumentHelp("Where the package finds Litmus: a checkout, or a repository's address.", valueName: "place"))
  var litmus: String?

  @Flag(help: "Print findings only.")
  var quiet = false

  func run() throws {
    let (course, courseFindings) = Course.load(lesson)
    guard let course, let path = course.chosenPaths.first, course.chosenPaths.count == 1 else {
      let help = "name a lesson: a Markdown file in a course's folder"
      try end(course == nil ? courseFindings : [Diagnostic(.fileUnreadable, "`\(lesson)` is no lesson", path: lesson, help: help)])
    }
    let reading = LessonReader.read(path: path)
    guard let lesson = reading.lesson, !reading.diagnostics.contains(where: { $0.severity == .error }) else {
      try end(reading.diagnostics)
    }
    let folder = URL(fileURLWithPath: output ?? lesson.name, isDirectory: true)
    let package = TangledPackage(lesson, courseSeed: course.seed, engine: .init(try engine()))
    do {
      try package.write(to: folder)
    } catch let error as Diagnostic {
      try end([error])
    } catch {
      try end([Diagnostic(.fileUnreadable, "the package could not be written to \(folder.path): \(error.localizedDescription)")])
    }
    Terminal.print(reading.diagnostics)
    if !quiet { print("written to \(folder.relativePath); run it: swift run -c release --package-path \(folder.relativePath)") }
  }

  /// The checkout that this program was built in, unless another place is named.
  private func engine() throws -> String {
    if let litmus { return litmus.contains("://") || litmus.hasPrefix("git@") ? litmus : URL(fileURLWithPath: litmus).standardized.path }
    let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    if FileManager.default.fileExists(atPath: checkout.path + "/Package.swift") { return checkout.path }
    try end([
      Diagnostic(
        .toolMissing, "the checkout that litmus was built in is gone: \(checkout.path)",
        help: "say where the package finds Litmus: --litmus /path/to/litmus")
    ])
  }

  private func end(_ diagnostics: [Diagnostic]) throws -> Never {
    Terminal.print(diagnostics)
    throw ExitStatus.of(diagnostics)
  }
}
