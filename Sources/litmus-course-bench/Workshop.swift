import Execution
import Foundation
import Judgement
import Lessons
import Site

/// The parts of the tool, put together as its commands put them together.
struct Workshop {
  let executor: LessonExecutor
  let store: ResultStore
  let jobs = ProcessInfo.processInfo.activeProcessorCount

  init(cache: URL) throws {
    let installation = KernelInstallation.besideThisProgram()
    guard let toolchain = Toolchain.locate() else { throw WrongWork(description: "no Swift toolchain on the search path") }
    guard installation.missing.isEmpty else { throw WrongWork(description: "the kernel is not built: \(installation.missing)") }
    store = ResultStore(folder: cache)
    executor = LessonExecutor(
      toolchain: toolchain, installation: installation, sandbox: try .locate(for: installation, toolchain: toolchain), store: store)
  }

  func renderer() throws -> PageRenderer {
    PageRenderer(course: "Bench", math: MathTypesetter(katex: try .locate()), store: store)
  }

  /// A lesson that has no errors.
  static func lesson(_ text: String) throws -> Lesson {
    let (lesson, diagnostics) = LessonReader.read(path: "bench/edited.md", bytes: Array(text.utf8))
    guard let lesson, diagnostics.allSatisfy({ $0.severity != .error }) else { throw WrongWork(description: "\(diagnostics)") }
    return lesson
  }

  /// Runs `litmus build` as its users do; returns its seconds and the most memory that it took, in bytes.
  static func build(_ arguments: [String], status: Int32 = 0) async throws -> (seconds: Double, memory: Int) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
      .appendingPathComponent("litmus")
    process.arguments = ["build", "--quiet"] + arguments
    var memory = 0
    let time = try seconds {
      try process.run()
      // The peak is asked for while the process lives: nobody else keeps it.
      while process.isRunning {
        memory = max(memory, Self.peakMemory(of: process.processIdentifier))
        usleep(500)
      }
    }
    try expect(process.terminationStatus == status, "litmus build ended with status \(process.terminationStatus)")
    return (time, memory)
  }

  /// Linux only; 0 elsewhere.
  private static func peakMemory(of process: pid_t) -> Int {
    let text = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return (line?.split(whereSeparator: \.isWhitespace).dropFirst().first).flatMap { Int($0) }.map { $0 << 10 } ?? 0
  }
}
