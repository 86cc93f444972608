import Foundation
import Testing

/// Every folder of `Transcripts` is a course, and `commands.txt` in it what somebody does there, a shell's line at a time, with
/// `litmus` on the path. `expected.txt` has all that is seen: each line, what it printed, and its status.
@Suite struct TranscriptTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Transcripts")

  static let cases: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { !$0.hasPrefix(".") }.sorted()

  @Test func thereAreTranscripts() {
    #expect(Self.cases.count >= 4)
  }

  @Test(arguments: cases) func transcript(_ name: String) throws {
    let source = Self.folder.appendingPathComponent(name)
    let golden = source.appendingPathComponent("expected.txt")
    let commands = try String(contentsOf: source.appendingPathComponent("commands.txt"), encoding: .utf8).split(separator: "\n")
    let seen = try withFolder(copying: source) { folder in
      try commands.map { command in
        guard !command.hasPrefix("#") else { return "\(command)\n" }
        let (text, status) = try Self.run(String(command), in: folder)
        return "$ \(command)\n\(text)\(text.isEmpty || text.hasSuffix("\n") ? "" : "\n")\(status == 0 ? "" : "status \(status)\n")"
      }.joined(separator: "\n")
    }
    guard let expected = try? String(contentsOf: golden, encoding: .utf8) else {
      try Data(seen.utf8).write(to: golden)
      Issue.record("there was no \(golden.path); it was written: read it, and run the test again")
      return
    }
    #expect(seen == expected, "if the new text is right, delete \(golden.path) and run the test twice")
  }

  /// One line of a shell, its outputs as one text.
  private static func run(_ command: String, in folder: URL) throws -> (text: String, status: Int32) {
    let shell = Process(), output = Pipe()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", command]
    shell.currentDirectoryURL = folder
    let cache = folder.deletingLastPathComponent().appendingPathComponent(folder.lastPathComponent + "-cache")
    let path = "\(LitmusProcess.program.deletingLastPathComponent().path):\(ProcessInfo.processInfo.environment["PATH"] ?? "")"
    shell.environment = ProcessInfo.processInfo.environment.merging(["LITMUS_CACHE": cache.path, "PATH": path, "COLUMNS": "80"]) {
      $1
    }
    shell.standardOutput = output
    shell.standardError = output
    try shell.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    shell.waitUntilExit()
    return (text, shell.terminationStatus)
  }
}
