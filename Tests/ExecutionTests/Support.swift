import Execution
import Foundation
import Lessons
import Testing

/// A lesson of code blocks alone: every string is a block, whose first line stands two lines below the block before it ends.
func lesson(_ blocks: [String], options: [Int: BlockOptions] = [:], values: [InlineValue] = []) -> Lesson {
  var text = ""
  var line = 1
  var experiments: [Experiment] = []
  for (index, block) in blocks.enumerated() {
    text += "```swift\n\(block)\n```\n"
    let lines = block.split(separator: "\n", omittingEmptySubsequences: false)
    let code = lines.enumerated().map { offset, line_ in
      Experiment.Line(text: String(line_), position: SourcePosition(line: line + 1 + offset, column: 1))
    }
    let end = line + lines.count + 1
    experiments.append(
      Experiment(
        options: options[index] ?? BlockOptions(), code: code,
        range: SourcePosition(line: line, column: 1)..<SourcePosition(line: end, column: 4)))
    line = end + 1
  }
  let source = SourceFile(path: "lessons/probe.md", text: text)
  let start = SourcePosition(line: 1, column: 1)
  return Lesson(
    source: source, name: "probe", frontMatter: FrontMatter(title: "Probe"),
    root: Node(.document, range: start..<start), experiments: experiments, inlineValues: values, claimReferences: [])
}

func executor(sandbox: Sandbox? = nil) throws -> LessonExecutor {
  let installation = KernelInstallation.besideThisProgram()
  try #require(installation.missing.isEmpty, "build the kernel first: swift build; missing \(installation.missing)")
  let toolchain = try #require(Toolchain.locate())
  return LessonExecutor(
    toolchain: toolchain, installation: installation,
    sandbox: try sandbox ?? Sandbox.locate(for: installation, toolchain: toolchain))
}

/// What readers see of a run; times are not part of it.
func shown(_ live: LiveLesson) -> String {
  let blocks = live.run.blocks.map { "\($0.status) \($0.outputs)" }
  return "\(blocks)\n\(live.run.inlineValues)\n\(live.run.named.sorted { $0.key < $1.key })\n\(live.run.diagnostics)\n\(live.claims)"
}

extension LessonRun {
  /// `code line:column message` of every finding.
  var findings: [String] {
    diagnostics.filter { $0.severity != .note }.map { finding in
      "\(finding.code.rawValue) \(finding.range?.lowerBound.description ?? "-") \(finding.message)"
    }
  }
}

/// The machine's processes, for tests that look for one that should be gone.
enum Processes {
  static func named(_ name: String) -> Int {
    let folders = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return folders.count { folder in
      folder.allSatisfy(\.isNumber)
        && (try? String(contentsOfFile: "/proc/\(folder)/comm", encoding: .utf8)) == name + "\n"
    }
  }
}
