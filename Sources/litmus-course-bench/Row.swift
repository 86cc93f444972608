import Foundation

/// One thing that authors wait for.
struct Row: Sendable {
  let name: String
  let goal: String
  let measure: @Sendable (Options) async throws -> Result

  struct Result {
    var text: String
    /// nil: it is told, and has no goal.
    var isReached: Bool?
  }
}

/// A row whose work was not what it says.
struct WrongWork: Error, CustomStringConvertible {
  var description: String
}

func expect(_ condition: Bool, _ message: @autoclosure () -> String) throws {
  if !condition { throw WrongWork(description: message()) }
}

/// What the command line asks for.
struct Options: Sendable {
  var filters: [String] = []
  var rounds = 5
  var lessons = 1000
  var course = "lessons"
  var cache: String?

  static let usage = """
    usage: litmus-course-bench [options]
      --filter TEXT   only rows whose name holds the text; may stand several times
      --rounds N      how often each row's work is done (5)
      --lessons N     how many lessons the long course has (1000)
      --course DIR    the course that is built (lessons)
      --cache DIR     where pages' rows find the course's results; without it they run it anew

    """

  static func parsed(_ arguments: [String]) -> Options {
    var options = Options(), rest = arguments[...]
    while let argument = rest.popFirst() {
      let value = rest.popFirst()
      switch (argument, value, value.flatMap { Int($0) }) {
      case ("--filter", let text?, _): options.filters.append(text)
      case ("--course", let text?, _): options.course = text
      case ("--cache", let text?, _): options.cache = text
      case ("--rounds", _, let number?) where number > 0: options.rounds = number
      case ("--lessons", _, let number?) where number > 0: options.lessons = number
      default:
        FileHandle.standardError.write(Data("litmus-course-bench: \(argument) is no option, or lacks its value\n\(usage)".utf8))
        exit(argument == "--help" ? 0 : 2)
      }
    }
    return options
  }
}

/// Seconds of one piece of work.
func seconds(_ work: () async throws -> Void) async rethrows -> Double {
  let clock = ContinuousClock(), start = clock.now
  try await work()
  return (clock.now - start) / .seconds(1)
}

/// The same on the spot.
func seconds(_ work: () throws -> Void) rethrows -> Double {
  let clock = ContinuousClock(), start = clock.now
  try work()
  return (clock.now - start) / .seconds(1)
}

extension [Double] {
  var median: Double {
    let sorted = self.sorted(), middle = count / 2
    if isEmpty { return .nan }
    return count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}

extension Double {
  /// "0.12 s", "45 ms"
  var inSeconds: String { self < 0.1 ? String(format: "%.0f ms", self * 1000) : String(format: "%.2f s", self) }
  /// "0.47 ms", "0.0041 ms"
  var inMilliseconds: String { String(format: "%.2g ms", self * 1000) }
  var inPercent: String { String(format: "%.0f %%", self * 100) }
}

/// A folder that is there as long as the work takes.
func withTemporaryFolder<Result>(_ work: (URL) async throws -> Result) async throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("litmus-course-bench-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try await work(folder)
}
