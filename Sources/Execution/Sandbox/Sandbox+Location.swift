import Foundation
import Lessons

extension Sandbox {
  /// The sandbox of this machine, tried.
  ///
  /// - Throws: `sandbox-unavailable` with what is missing, or with what bubblewrap said
  public static func locate(for installation: KernelInstallation, toolchain: Toolchain) throws(Diagnostic) -> Sandbox {
    let sandbox = try find()
    if let failure = sandbox.tried(installation, toolchain) { throw failure }
    return sandbox
  }

  /// The sandbox of this machine. Whether one can be made is tried when a lesson's process is to be started first: a build that starts
  /// none need not wait for it.
  ///
  /// - Throws: `sandbox-unavailable` with what is missing
  public static func find(environment: [String: String] = ProcessInfo.processInfo.environment) throws(Diagnostic) -> Sandbox {
    #if os(macOS)
      let (name, package) = ("sandbox-exec", "it is a part of macOS")
    #else
      let (name, package) = ("bwrap", "apt-get install bubblewrap")
    #endif
    let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init) + ["/usr/bin"]
    let found = folders.lazy.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    guard let found else {
      throw Diagnostic(
        .sandboxUnavailable, "lessons run in a sandbox, and `\(name)`, which makes it, is not installed",
        help: "\(package); lessons that you trust like any program run without it: --unsandboxed")
    }
    #if os(macOS)
      return Sandbox(means: .seatbelt(program: found))
    #else
      return Sandbox(means: .bubblewrap(program: found))
    #endif
  }

  /// Tries it, once: a kernel is started in it and ends at once.
  ///
  /// - Returns: `sandbox-unavailable` with what bubblewrap said, where none can be made
  func tried(_ installation: KernelInstallation, _ toolchain: Toolchain) -> Diagnostic? {
    if case .none = means { return nil }
    return trial.failure {
      failure(installation, toolchain).map { reason in
        Diagnostic(
          .sandboxUnavailable, "lessons run in a sandbox, and none can be made here: \(reason)",
          help: "user namespaces have to be allowed (in a container, by its host); "
            + "lessons that you trust like any program run without: --unsandboxed")
      }
    }
  }

  /// Why lessons' processes could not be started; nil where they could, or none was.
  public var failure: Diagnostic? { trial.known }

  /// What the doctor says of it.
  public var description: String {
    switch means {
    case .none: "none"
    case .bubblewrap(let program), .seatbelt(let program): program
    }
  }

  /// Why a kernel can not be started in it; nil where it can.
  private func failure(_ installation: KernelInstallation, _ toolchain: Toolchain) -> String? {
    let start = SourcePosition(line: 1, column: 1)
    let nothing = Lesson(
      source: SourceFile(path: "", text: ""), name: "", frontMatter: FrontMatter(title: ""),
      root: Node(.document, range: start..<start), experiments: [], inlineValues: [], claimReferences: [])
    let trial = launch(installation, toolchain: toolchain, socket: -1, limits: Limits(), lesson: nothing, seconds: 1, readable: [])
    do {
      let run = try ToolRun.run(trial.program, trial.arguments, environment: trial.environment, seconds: 20)
      if run.succeeded { return nil }
      let said = run.output.split(whereSeparator: \.isNewline).first.map(String.init)
      return said ?? "\(trial.program) ended without a word (\(run.ending))"
    } catch {
      return "\(error.program): \(error.reason)"
    }
  }
}
