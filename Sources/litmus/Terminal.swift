import Foundation
import Lessons

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Standard error, as a person or a file has it.
enum Terminal {
  /// Whether lines can be redrawn.
  static let isInteractive = isatty(2) == 1 && hasCapabilities

  static let usesColor = isInteractive && wantsColor

  /// Whether standard output is a terminal that shows colours.
  static let usesColorForOutput = isatty(1) == 1 && hasCapabilities && wantsColor

  private static let hasCapabilities = ProcessInfo.processInfo.environment["TERM", default: "dumb"] != "dumb"
  private static let wantsColor = ProcessInfo.processInfo.environment["NO_COLOR", default: ""].isEmpty

  /// How many characters a line has.
  static var width: Int {
    var size = winsize()
    return ioctl(2, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
  }

  /// Findings, coloured for those who like it.
  static func print(_ diagnostics: [Diagnostic]) {
    guard !diagnostics.isEmpty else { return }
    write(DiagnosticRenderer(usesColor: usesColor).render(diagnostics) + "\n")
  }

  static func write(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }
}
