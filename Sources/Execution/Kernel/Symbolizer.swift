import Foundation
import Lessons

/// Turns a crash report into places in the lesson, with the toolchain's `llvm-symbolizer`. Started only after a crash.
struct Symbolizer: Sendable {
  struct Trace: Equatable, Sendable {
    /// "Index out of range", from the runtime's inlined failure function.
    var failure: String?
    /// Places in the lesson, the innermost first.
    var positions: [SourcePosition]
  }

  let toolchain: Toolchain
  /// Where the lesson's compiled blocks are. A report comes from the lesson, which may name any file in it; only these are opened.
  let folder: String

  /// Where the process was. A loop that the optimizer folded has no line of its own; then the nearest one before it counts.
  func trace(_ report: CrashReport, lesson: Lesson) -> Trace {
    let exact = trace(report, lesson: lesson, options: [])
    return exact.positions.isEmpty ? trace(report, lesson: lesson, options: ["--skip-line-zero"]) : exact
  }

  private func trace(_ report: CrashReport, lesson: Lesson, options: [String]) -> Trace {
    let addresses = report.frames.filter(isOfTheLesson).map { frame in
      "\"\(frame.library)\" 0x\(String(frame.offset &- 1, radix: 16))"
    }
    guard
      !addresses.isEmpty,
      let run = try? ToolRun.run(
        toolchain.symbolizer, ["--inlines", "--output-style=JSON"] + options, input: addresses.joined(separator: "\n") + "\n",
        seconds: 20)
    else { return Trace(failure: nil, positions: []) }
    let symbols = run.output.split(separator: "\n").flatMap { line in
      (try? JSONDecoder().decode(Answer.self, from: Data(line.utf8)))?.Symbol ?? []
    }
    let marker = "Swift runtime failure: "
    let failure = symbols.lazy.compactMap { symbol in
      symbol.FunctionName.hasPrefix(marker) ? String(symbol.FunctionName.dropFirst(marker.count)) : nil
    }.first
    var positions: [SourcePosition] = []
    for symbol in symbols where symbol.Line > 0 {
      let file = symbol.FileName.split(separator: "/").last.map(String.init) ?? ""
      guard let position = lesson.position(inCompiled: file, line: symbol.Line, column: max(1, symbol.Column)) else { continue }
      if positions.last != position { positions.append(position) }
    }
    return Trace(failure: failure, positions: positions)
  }

  private func isOfTheLesson(_ frame: CrashReport.Frame) -> Bool {
    frame.library.hasPrefix(folder + "/") && !frame.library.contains("/../")
      && frame.library.utf8.allSatisfy { $0 > 0x20 && $0 != UInt8(ascii: "\"") }
  }

  // The names are those of the symbolizer's JSON.
  private struct Answer: Decodable {
    struct Symbol: Decodable {
      var FunctionName: String
      var FileName: String
      var Line: Int
      var Column: Int
    }
    var Symbol: [Symbol]?
  }
}
