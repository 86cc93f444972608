import ArgumentParser
import Execution
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
    subcommands: [BuildCommand.self, CheckCommand.self, AuditCommand.self, TangleCommand.self, DoctorCommand.self])
}

/// What `build`, `check` and `audit` have in common.
struct CourseOptions: ParsableArguments {
  @Argument(help: "A lesson or a course.", completion: .file())
  var paths: [String] = []

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

  @Option(help: ArgumentHelp("The memory that a lesson's process may take: 4GiB.", valueName: "size"))
  var memory: String?

  @Option(help: ArgumentHelp("How long, and with how much memory, a block may compile: 120s 8GiB.", valueName: "budget"))
  var compileBudget: String?

  /// What was asked for, beside what is usual.
  func limits() throws -> Limits {
    var limits = Limits()
    if let memory {
      guard let bytes = Budget(memory).flatMap({ $0.seconds == nil ? $0.bytes : nil }), bytes >= Limits.leastMemory else {
        throw ValidationError("--memory takes an amount of memory from 256MiB up: --memory 4GiB.")
      }
      limits.memory = bytes
    }
    if let compileBudget {
      guard let budget = Budget(compileBudget), (budget.bytes ?? .max) >= Limits.leastMemory else {
        throw ValidationError("--compile-budget takes a time, an amount of memory from 256MiB up, or both: --compile-budget '60s 4GiB'.")
      }
      limits.compileSeconds = budget.seconds ?? limits.compileSeconds
      limits.compileMemory = budget.bytes ?? limits.compileMemory
    }
    return limits
  }

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1 up.") }
    _ = try limits()
    if cacheSize < 0 { throw ValidationError("--cache-size takes a number from 0 up.") }
    if noCache && (cache != nil || explainCache) {
      throw ValidationError("--no-cache keeps nothing: leave out \(cache != nil ? "--cache" : "--explain-cache").")
    }
    if let replicates, replicates < 1 { throw ValidationError("--replicates takes a number from 1 up.") }
  }
}
