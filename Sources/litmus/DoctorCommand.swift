import ArgumentParser
import Execution
import Foundation
import Lessons
import Records
import Site

struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Says what this machine lacks, and the command that mends it.")

  func run() async throws {
    var missing = 0
    for check in await Self.checks() {
      print("\(check.found == nil ? "missing" : "ok     ")  \(check.name)\(check.found.map { ": \($0)" } ?? "")")
      guard check.found == nil else { continue }
      missing += 1
      print("         \(check.remedy)")
    }
    guard missing == 0 else { throw ExitCode(2) }
  }

  struct Check {
    var name: String
    /// Where or what it is; nil where it is not there.
    var found: String?
    var remedy: String
  }

  static func checks() async -> [Check] {
    let toolchain = Toolchain.locate()
    let installation = KernelInstallation.besideThisProgram()
    var checks = [
      Check(
        name: "Swift toolchain", found: toolchain?.root.path,
        remedy: "install Swift 6.3 from https://www.swift.org/install and put its bin folder on PATH"),
      Check(
        name: "lesson kernel", found: installation.missing.isEmpty ? installation.kernel : nil,
        remedy: "run `make build`; it lacks \(installation.missing.joined(separator: ", "))"),
      Check(
        name: "KaTeX", found: (try? KaTeX.locate())?.folder.path,
        remedy: install(debian: "libjs-katex fonts-katex", homebrew: "katex")),
    ]
    for tool in ["ld.lld", "llvm-symbolizer", "swift-autolink-extract"] {
      let path = (toolchain?.root.path ?? "") + "/bin/" + tool
      checks.append(
        Check(
          name: tool, found: FileManager.default.isExecutableFile(atPath: path) ? path : nil,
          remedy: "it comes with the Swift toolchain: install that whole"))
    }
    if let toolchain, installation.missing.isEmpty {
      let sandbox = sandbox(installation, toolchain)
      checks.append(sandbox.check)
      let executor = LessonExecutor(
        toolchain: toolchain, installation: installation, sandbox: sandbox.found ?? .unsandboxed)
      checks.append(await probe(executor))
    }
    return checks
  }

  private static func sandbox(_ installation: KernelInstallation, _ toolchain: Toolchain) -> (found: Sandbox?, check: Check) {
    do {
      let sandbox = try Sandbox.locate(for: installation, toolchain: toolchain)
      return (sandbox, Check(name: "sandbox", found: sandbox.description, remedy: ""))
    } catch {
      return (nil, Check(name: "sandbox", found: nil, remedy: "\(error.message); \(error.help ?? "")"))
    }
  }

  /// Compiles and runs one block, as a lesson's would be.
  private static func probe(_ executor: LessonExecutor) async -> Check {
    let start = SourcePosition(line: 1, column: 1)
    let block = Experiment(
      options: BlockOptions(), code: [.init(text: "show(6 * 7)", position: start)], range: start..<start)
    let lesson = Lesson(
      source: SourceFile(path: "probe.md", text: "show(6 * 7)"), name: "probe", frontMatter: FrontMatter(title: "Probe"),
      root: Node(.document, range: start..<start), experiments: [block], inlineValues: [], claimReferences: [])
    let run = await executor.execute(lesson).run
    let worked = run.blocks.first?.outputs == [.value(.integer(42))]
    return Check(
      name: "a block compiles and runs", found: worked ? "6 · 7 = 42" : nil,
      remedy: run.diagnostics.first.map { "\($0.message); run `make build` anew" } ?? "run `make build` anew")
  }

  private static func install(debian: String, homebrew: String) -> String {
    #if os(macOS)
      "brew install \(homebrew)"
    #else
      "apt-get install \(debian)"
    #endif
  }
}
