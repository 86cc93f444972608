import Synchronization

/// The first of a lesson's processes, from which all others are forked. They end when nobody holds it any more.
final class LessonKernel: Sendable {
  private let process: ChildProcess
  /// Bytes that the lesson's processes may take together.
  let memory: Int
  private let isEnded = Mutex(false)
  private let tookTooMuch = Mutex(false)

  init(_ process: ChildProcess, memory: Int) {
    self.process = process
    self.memory = memory
    MemoryWatch.shared.watch(self)
  }

  deinit {
    process.end()
    _ = process.wait()
  }

  var identifier: Int32 { process.identifier }

  /// Whether it has ended, or is about to.
  var isOver: Bool { isEnded.withLock { $0 } || process.hasEnded }

  /// Whether it was ended because its processes together took more memory than they may.
  var wasEndedForItsMemory: Bool { tookTooMuch.withLock { $0 } }

  /// Ends the lesson's process with everything that it forked.
  func end() {
    isEnded.withLock { $0 = true }
    process.end()
  }

  func endForItsMemory() {
    tookTooMuch.withLock { $0 = true }
    end()
  }
}
