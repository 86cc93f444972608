import Foundation

/// What the command line asks for.
struct Options {
  var filters: [String] = []
  var rounds = 20
  /// For each side of a row.
  var seconds = 1.0
  var threads: Int?
  var json: String?
  var timesOperations = false

  static let usage = """
    usage: litmus-bench [options]
      --filter TEXT   only rows whose name holds the text; may stand several times
      --rounds N      how often the sides take turns (20)
      --seconds S     how long each side of a row is timed, about (1)
      --threads N     threads of every side (default: the engine's, which LITMUS_THREADS sets)
      --operations    the table of single operations instead, on 1 and on 262 144 numbers
      --json FILE     writes the results there as well

    """

  static func parsed(_ arguments: [String]) -> Options {
    var options = Options(), rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == "--operations" {
        options.timesOperations = true
        continue
      }
      if argument == "--help" { leave(usage, status: 0) }
      guard let value = rest.popFirst() else {
        leave("litmus-bench: \(argument) is no option, or lacks its value\n" + usage, status: 2)
      }
      switch argument {
      case "--filter": options.filters.append(value)
      case "--json": options.json = value
      case "--rounds": options.rounds = number(value, of: argument)
      case "--threads": options.threads = number(value, of: argument)
      case "--seconds": options.seconds = number(value, of: argument)
      default: leave("litmus-bench: \(argument) is no option\n" + usage, status: 2)
      }
    }
    return options
  }

  private static func number<Number>(_ text: String, of option: String) -> Number
  where Number: LosslessStringConvertible & Comparable & Numeric {
    guard let number = Number(text), number > 0 else {
      leave("litmus-bench: \(option) \(text): give a number above 0\n", status: 2)
    }
    return number
  }

  private static func leave(_ text: String, status: Int32) -> Never {
    (status == 0 ? FileHandle.standardOutput : .standardError).write(Data(text.utf8))
    exit(status)
  }
}
