import ArgumentParser
import Lessons

/// The command line.
@main
struct Litmus: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "litmus",
    abstract: "Builds a course whose every number was computed and whose every claim was put to a test.",
    discussion: """
      PATH is a lesson (a Markdown file) or a folder that is a course (it has a course.yml). Without one, it is lessons/.

      Exit status: 0 all that was asked holds; 1 something said is false; 2 something could not be checked; 64 wrong usage;
      130 interrupted.
      """,
    subcommands: [
      BuildCommand.self, CheckCommand.self, AcceptCommand.self, ExplainCommand.self, AuditCommand.self, TangleCommand.self,
      DoctorCommand.self,
    ])

  static func main() async {
    await main(FreshSeeds.completing(Array(CommandLine.arguments.dropFirst())))
  }
}

/// What `build`, `check` and `audit` have in common.
@dynamicMemberLookup
struct CourseOptions: ParsableArguments {
  @Argument(help: "A lesson or a course.", completion: .file())
  var paths: [String] = []

  @OptionGroup var run: RunOptions

  /// What a command that names its course otherwise works with.
  static func course(_ path: String, _ run: RunOptions) -> CourseOptions {
    // Within an initializer the assignments would make definitions of options, and not values.
    var options = CourseOptions()
    options.paths = [path]
    options.run = run
    return options
  }

  subscript<Value>(dynamicMember option: KeyPath<RunOptions, Value>) -> Value { run[keyPath: option] }
}

/// How lessons are run, for every command that does.
struct RunOptions: ParsableArguments {
  @Option(help: ArgumentHelp("How many lessons and replicates run side by side.", valueName: "n"))
  var jobs: Int?

  @Option(help: ArgumentHelp("The most replicates that a claim is judged by.", valueName: "n"))
  var replicates: Int?

  @Flag(help: "Refuse claims that are undecided or have no control.")
  var strict = false

  @Option(help: ArgumentHelp("Where results are kept for the next build.", valueName: "folder"))
  var cache: String?

  @Option(help: ArgumentHelp("The most megabytes that stay there.", valueName: "MB"))
  var cacheSize = 1024

  @Flag(help: "Run everything anew, and keep nothing.")
  var noCache = false

  @Flag(help: "Say of each block why it ran or did not.")
  var explainCache = false

  @Flag(help: "Print findings only.")
  var quiet = false

  @Flag(help: "Run lessons without a sandbox, as programs that you trust.")
  var unsandboxed = false

  @OptionGroup(title: "Limits")
  var limits: LimitOptions

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1 up.") }
    if cacheSize < 0 { throw ValidationError("--cache-size takes a number from 0 up.") }
    if noCache && (cache != nil || explainCache) {
      throw ValidationError("--no-cache keeps nothing: leave out \(cache != nil ? "--cache" : "--explain-cache").")
    }
    if let replicates, replicates < 1 { throw ValidationError("--replicates takes a number from 1 up.") }
  }
}
