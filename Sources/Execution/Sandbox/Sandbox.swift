import Foundation
import Lessons

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a lesson's processes are shut into: a lesson is a program of somebody, and runs on the machine of somebody else.
///
/// `ThreatModel.md` says what that keeps a lesson from and what not. The tool asks for one with `find`, and tries it before it runs anything;
/// `unsandboxed` is for those who trust a lesson as they trust a program that they start.
public struct Sandbox: Sendable {
  enum Means: Sendable {
    /// No walls; limits on memory, files and processor time stand all the same.
    case none
    /// Linux: bubblewrap makes the namespaces, the kernel's process puts the limits and the filter of calls on.
    case bubblewrap(program: String)
    /// macOS: a profile for `sandbox-exec`.
    case seatbelt(program: String)
  }

  /// What to start, and in which environment.
  struct Launch: Sendable {
    var program: String
    var arguments: [String]
    var environment: [String: String]
  }

  let means: Means
  let trial = SandboxTrial()

  public static let unsandboxed = Sandbox(means: .none)

  /// Which kind it is, for the names of results.
  var digest: Digest {
    switch means {
    case .none: Digest.of(parts: ["none"])
    case .bubblewrap: Digest.of(parts: ["bubblewrap"])
    case .seatbelt: Digest.of(parts: ["seatbelt"])
    }
  }

  /// How a lesson's kernel is started.
  ///
  /// - Parameters:
  ///   - socket: the number of its channel's descriptor
  ///   - readable: files and folders that it may read besides the system: its compiled blocks
  func launch(
    _ installation: KernelInstallation, toolchain: Toolchain, socket: Int32 = 3, limits: Limits, lesson: Lesson, seconds: Double,
    readable: [String]
  ) -> Launch {
    let kernel =
      [installation.kernel, installation.library, String(socket)] + limits.kernelArguments(for: lesson, seconds: seconds)
    let files = [installation.kernel, installation.library, toolchain.runtimeLibraries] + readable
    let data = Self.dataFiles(lesson)
    switch means {
    case .none:
      return Launch(
        program: kernel[0], arguments: Array(kernel.dropFirst()), environment: ProcessInfo.processInfo.environment)
    case .bubblewrap(let program):
      let walls = Bubblewrap(scratch: limits.scratch, processes: limits.processes(for: lesson))
      return Launch(
        program: program, arguments: walls.arguments(readable: files, data: data) + ["--"] + kernel + walls.kernelArguments,
        // bubblewrap itself needs nothing; the lesson's environment is set by its arguments.
        environment: [:])
    case .seatbelt(let program):
      let profile = SeatbeltProfile(readable: files + data.map(\.path), scratch: FileManager.default.temporaryDirectory.path)
      return Launch(
        program: program, arguments: ["-p", profile.text] + kernel,
        environment: Self.lessonEnvironment(scratch: FileManager.default.temporaryDirectory.path))
    }
  }

  /// The data files that a lesson may see: those in its own folder. A lesson writes their names, and would name its reader's keys.
  static func dataFiles(_ lesson: Lesson) -> [(name: String, path: String)] {
    let folder = URL(fileURLWithPath: lesson.source.path).resolvingSymlinksInPath().deletingLastPathComponent().path
    return lesson.dataPaths.compactMap { file in
      let path = URL(fileURLWithPath: file.path).resolvingSymlinksInPath().path
      return path.hasPrefix(folder + "/") ? (file.name, path) : nil
    }
  }

  /// All that a lesson sees of the environment: nothing that names its user, and what chooses the engine's kernels and threads.
  static func lessonEnvironment(
    scratch: String, from environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> [String: String] {
    let chosen = environment.filter { name, _ in name.hasPrefix("LITMUS_") || name.hasPrefix("OPENBLAS_") }
    return chosen.merging([
      "PATH": "/usr/bin:/bin", "HOME": scratch, "TMPDIR": scratch, "LANG": "C.UTF-8", "TZ": "UTC", "SWIFT_BACKTRACE": "enable=no",
    ]) { $1 }
  }
}
