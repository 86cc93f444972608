import Execution
import Foundation
import Judgement
import Lessons

/// What the author sees while lessons run: plain lines on standard error, which reports on standard output stay clear of.
struct Progress: Sendable {
  let isQuiet: Bool

  func began(_ lesson: Lesson) {
    say("\(lesson.source.path): \(count(lesson.experiments.count, "block"))")
  }

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
    let replicates = claims.reduce(0) { $0 + $1.claim.replicates.count + ($1.control?.replicates.count ?? 0) }
    say(
      "\(lesson.source.path): judged \(count(claims.count, "claim")) by \(count(replicates, "replicate")), \(format(seconds)) s in all")
  }

  private func say(_ line: String) {
    guard !isQuiet else { return }
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }

  private func format(_ seconds: Double) -> String { String(format: "%.1f", seconds) }

  private func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
