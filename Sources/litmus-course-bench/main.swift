import Foundation

// What authors wait for: `make bench-course`, or `litmus-course-bench --filter edited --rounds 9`.
//
// Beside litmus-bench and not in it, so that the engine's benchmark is built without the tool's half.
// - A row is the median of its rounds; each round does the whole work, compilers and processes included.
// - "beyond the experiments" takes off what the lesson's own process says that its blocks took, so that rows speak of Litmus and not of lessons.
// - Nothing fails for being slow: machines differ, and neighbours disturb. Counts (compilers started, blocks run) are checked, and a
//   wrong one ends the run with status 1.

let options = Options.parsed(Array(CommandLine.arguments.dropFirst()))
var isRight = true

/// At once, also into a file: rows take long.
func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

say("\(ProcessInfo.processInfo.activeProcessorCount) cores, \(options.rounds) rounds\n\n| work | measured | goal |\n|---|---|---|")
for row in rows where options.filters.isEmpty || options.filters.contains(where: row.name.contains) {
  do {
    let result = try await row.measure(options)
    say("| \(row.name) | \(result.text) | \(row.goal)\(result.isReached == false ? " **missed**" : "") |")
  } catch {
    isRight = false
    say("| \(row.name) | wrong: \(error) | \(row.goal) |")
  }
}
exit(isRight ? 0 : 1)
