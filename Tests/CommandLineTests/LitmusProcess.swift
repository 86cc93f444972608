import Foundation
import Testing

/// The built program, run as its users run it.
struct LitmusProcess {
  /// A program did not do what it was run for.
  struct Failure: Error {
    var errors: String
  }

  var status: Int32
  var output: String
  var errors: String

  /// The program stands beside the test bundle.
  static let program = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
    .appendingPathComponent("litmus")

  /// Starts `litmus`, with a cache of the folder's own. Its words go nowhere unless a place is named.
  static func start(
    _ arguments: [String], program: URL = program, in folder: URL, environment: [String: String] = [:], output: Any? = nil,
    errors: Any? = nil
  ) throws -> Process {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    let cache = folder.deletingLastPathComponent().appendingPathComponent(folder.lastPathComponent + "-cache")
    process.environment = ProcessInfo.processInfo.environment.merging(["LITMUS_CACHE": cache.path]) { $1 }
      .merging(environment) { $1 }
    process.standardOutput = output ?? FileHandle.nullDevice
    process.standardError = errors ?? FileHandle.nullDevice
    try process.run()
    return process
  }

  /// Runs `litmus` with arguments in a folder.
  static func run(
    _ arguments: [String], program: URL = program, in folder: URL, environment: [String: String] = [:]
  ) throws -> LitmusProcess {
    let output = Pipe(), errors = Pipe()
    let process = try start(arguments, program: program, in: folder, environment: environment, output: output, errors: errors)
    // The texts are short: they fit into the pipes.
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    let complained = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return LitmusProcess(
      status: process.terminationStatus, output: String(decoding: printed, as: UTF8.self),
      errors: String(decoding: complained, as: UTF8.self))
  }
}

/// A folder of its own for a test, with what it is told to hold.
func withFolder<Result>(copying source: URL? = nil, _ files: [String: String] = [:], _ body: (URL) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("litmus-test-\(UUID().uuidString)")
  if let source {
    try FileManager.default.copyItem(at: source, to: folder)
  } else {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }
  defer {
    for name in [folder.lastPathComponent, folder.lastPathComponent + "-cache"] {
      try? FileManager.default.removeItem(at: folder.deletingLastPathComponent().appendingPathComponent(name))
    }
  }
  for (name, text) in files {
    let file = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }
  return try body(folder)
}
