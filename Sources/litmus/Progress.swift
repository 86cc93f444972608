import Execution
import Foundation
import Judgement
import Lessons
import Synchronization

/// What the author sees while lessons run, on standard error, which reports on standard output stay clear of.
///
/// On a terminal it is one line that is drawn anew and gone at the end: `3 of 12 lessons · 21 of 80 blocks · 0:42 · dropout`.
/// Elsewhere it is a line for each step, as they happen.
final class Progress: Sendable {
  private struct State {
    var lessons = 0
    var blocks = 0
    var doneLessons = 0
    var doneBlocks = 0
    var running: [String] = []
    var isShown = false
  }

  private let isQuiet: Bool
  private let start = ContinuousClock.now
  private let state = Mutex(State())
  private let ticks: Mutex<Task<Void, Never>?> = Mutex(nil)
  private var drawsLine: Bool { !isQuiet && Terminal.isInteractive }

  init(isQuiet: Bool) { self.isQuiet = isQuiet }

  /// Says what is to be done, before the first lesson begins.
  func expects(_ lessons: [LessonOutline]) {
    state.withLock { state in
      state.lessons += lessons.count
      state.blocks += lessons.reduce(0) { $0 + $1.blocks }
    }
    guard drawsLine else { return }
    let clock = Task { [weak self] in
      while !Task.isCancelled, let self {
        self.draw()
        try? await Task.sleep(for: .milliseconds(200))
      }
    }
    ticks.withLock { old in
      old?.cancel()
      old = clock
    }
  }

  /// A lesson that is not run after all.
  func drops(_ lesson: LessonOutline) {
    state.withLock { state in
      state.lessons -= 1
      state.blocks -= lesson.blocks
    }
  }

  func began(_ lesson: Lesson, expected: LessonOutline) {
    state.withLock { state in
      state.running.append(lesson.name)
      state.blocks += lesson.experiments.count - expected.blocks
    }
    say("\(lesson.source.path): \(count(lesson.experiments.count, "block"))")
  }

  func blockEnded() { state.withLock { $0.doneBlocks += 1 } }

  func executed(_ lesson: Lesson, _ run: LessonRun) {
    let seconds = run.blocks.reduce(0) { $0 + $1.seconds }
    say("\(lesson.source.path): ran \(run.blocks.count { $0.status == .ran }) in \(format(seconds)) s")
  }

  /// Asked for, so it is said also where progress is not.
  func explain(_ lesson: Lesson, _ explanation: CacheExplanation) {
    let lines = explanation.entries.map { "\(lesson.source.path):\($0.line): \($0.text)\n" }
    FileHandle.standardError.write(Data(lines.joined().utf8))
  }

  func judged(_ lesson: Lesson, _ claims: [JudgedClaim], seconds: Double) {
    state.withLock { state in
      state.doneLessons += 1
      if let index = state.running.firstIndex(of: lesson.name) { state.running.remove(at: index) }
    }
    let replicates = claims.reduce(0) { $0 + $1.claim.replicates.count + ($1.control?.replicates.count ?? 0) }
    say(
      "\(lesson.source.path): judged \(count(claims.count, "claim")) by \(count(replicates, "replicate")), \(format(seconds)) s in all")
  }

  /// Takes the line away.
  func end() {
    ticks.withLock { clock in
      clock?.cancel()
      clock = nil
    }
    state.withLock { state in
      if state.isShown { Terminal.write("\r\u{1B}[K") }
      state = State()
    }
  }

  private func draw() {
    state.withLock { state in
      guard state.lessons > 0 else { return }
      let line = Self.line(
        lessons: (state.doneLessons, state.lessons), blocks: (state.doneBlocks, state.blocks),
        seconds: Int((ContinuousClock.now - start) / .seconds(1)), running: state.running, width: Terminal.width)
      state.isShown = true
      Terminal.write("\r\u{1B}[K" + line)
    }
  }

  /// The line, as much of it as the terminal is wide; its last column stays free, where some terminals would break the line.
  static func line(lessons: (Int, Int), blocks: (Int, Int), seconds: Int, running: [String], width: Int) -> String {
    let time = "\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)"
    let parts = [
      "\(lessons.0) of \(lessons.1) lessons", "\(blocks.0) of \(blocks.1) blocks", time, running.joined(separator: ", "),
    ]
    let line = parts.filter { !$0.isEmpty }.joined(separator: " · ")
    return line.count < width ? line : String(line.prefix(max(0, width - 2))) + (width > 1 ? "…" : "")
  }

  private func say(_ line: String) {
    guard !isQuiet else { return }
    drawsLine ? draw() : Terminal.write(line + "\n")
  }

  private func format(_ seconds: Double) -> String { String(format: "%.1f", seconds) }

  private func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
