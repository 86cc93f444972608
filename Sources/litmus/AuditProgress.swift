import Lessons
import Synchronization

/// What the author sees while mutants run, on standard error: on a terminal one line that is drawn anew and gone at the end,
/// elsewhere a line for each tenth of them.
final class AuditProgress: Sendable {
  private let path: String
  private let isQuiet: Bool
  private let start = ContinuousClock.now
  private let isShown = Mutex(false)

  init(_ lesson: Lesson, isQuiet: Bool) {
    path = lesson.source.path
    self.isQuiet = isQuiet
  }

  func ran(_ done: Int, of total: Int) {
    guard !isQuiet else { return }
    if Terminal.isInteractive {
      let seconds = Int((ContinuousClock.now - start) / .seconds(1))
      isShown.withLock { isShown in
        isShown = true
        let time = "\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)"
        Terminal.write("\r\u{1B}[K" + String("\(done) of \(total) mutants · \(time) · \(path)".prefix(max(0, Terminal.width - 1))))
      }
    } else if done == total || done * 10 / total > (done - 1) * 10 / total {
      Terminal.write("\(path): \(done) of \(total) mutants\n")
    }
  }

  /// Takes the line away.
  func end() {
    isShown.withLock { isShown in
      if isShown { Terminal.write("\r\u{1B}[K") }
      isShown = false
    }
  }
}
