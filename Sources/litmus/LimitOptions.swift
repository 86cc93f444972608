import ArgumentParser
import Execution
import Lessons

/// What running lessons may take, where it is to be another amount than usual.
struct LimitOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The memory that one process of a lesson may take: 4GiB.", valueName: "size"))
  var memory: String?

  @Option(help: ArgumentHelp("The memory that all of them may take together: half of the machine's.", valueName: "size"))
  var lessonMemory: String?

  @Option(help: ArgumentHelp("The memory that checkpoints may cost, 0 to keep none: 2GiB.", valueName: "size"))
  var checkpointMemory: String?

  @Option(help: ArgumentHelp("What a lesson may keep in files: 256MiB.", valueName: "size"))
  var scratch: String?

  @Option(help: ArgumentHelp("What a block may show, print and record: 64MiB.", valueName: "size"))
  var blockOutput: String?

  @Option(help: ArgumentHelp("How many processes and threads a lesson may have: by its length, 256 at least.", valueName: "n"))
  var processes: Int?

  @Option(help: ArgumentHelp("How long, and with how much memory, a block may compile: 120s 8GiB.", valueName: "budget"))
  var compileBudget: String?

  func validate() throws { _ = try limits() }

  /// What was asked for, beside what is usual.
  func limits() throws -> Limits {
    var limits = Limits()
    let megabyte = 1_000_000
    limits.memory = try Self.size(memory, "--memory", from: Limits.leastMemory, "4GiB") ?? limits.memory
    limits.lessonMemory = try Self.size(lessonMemory, "--lesson-memory", from: Limits.leastMemory, "8GiB") ?? limits.lessonMemory
    limits.checkpointMemory = try Self.size(checkpointMemory, "--checkpoint-memory", from: 0, "2GiB") ?? limits.checkpointMemory
    limits.scratch = try Self.size(scratch, "--scratch", from: megabyte, "256MiB") ?? limits.scratch
    limits.output = try Self.size(blockOutput, "--block-output", from: megabyte, "64MiB") ?? limits.output
    if let processes {
      guard processes >= Limits.leastProcesses else {
        throw ValidationError("--processes takes a number from \(Limits.leastProcesses) up.")
      }
      limits.processes = processes
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

  private static func size(_ text: String?, _ option: String, from least: Int, _ example: String) throws -> Int? {
    guard let text else { return nil }
    if least == 0, text == "0" { return 0 }
    guard let bytes = Budget(text).flatMap({ $0.seconds == nil ? $0.bytes : nil }), bytes >= least else {
      let from = least == 0 ? "" : least == Limits.leastMemory ? " from 256MiB up" : " from 1MB up"
      throw ValidationError("\(option) takes an amount of memory\(from): \(option) \(example).")
    }
    return bytes
  }
}
