import Foundation
import Synchronization

/// Looks at what each lesson's processes take together, some times a second, and ends a lesson that takes more than it may.
///
/// The limits that a process is under count that process alone, and a lesson may fork. Pages that forks share are counted once.
final class MemoryWatch: Sendable {
  static let shared = MemoryWatch()

  private struct Watched {
    weak var kernel: LessonKernel?
  }

  private let watched = Mutex<[Watched]>([])
  private let arrivals = DispatchSemaphore(value: 0)
  /// Seconds between two looks, where looking takes no time.
  private static let interval = 0.2
  /// The least pause, as a multiple of the time that a look took: looking costs a twentieth of a core at most.
  private static let rest = 20.0

  private init() {
    let thread = Thread { [self] in
      var pause = Self.interval
      while true {
        if watched.withLock(\.isEmpty) { arrivals.wait() }
        Thread.sleep(forTimeInterval: pause)
        let start = DispatchTime.now().uptimeNanoseconds
        look()
        pause = max(Self.interval, Self.rest * Double(DispatchTime.now().uptimeNanoseconds - start) * 1e-9)
      }
    }
    thread.name = "memory"
    thread.start()
  }

  func watch(_ kernel: LessonKernel) {
    watched.withLock { $0.append(Watched(kernel: kernel)) }
    arrivals.signal()
  }

  private func look() {
    let kernels = watched.withLock { list in
      list.removeAll { $0.kernel == nil }
      return list.compactMap(\.kernel)
    }
    guard !kernels.isEmpty else { return }
    let table = ProcessTable()
    for kernel in kernels {
      let processes = table.family(of: kernel.identifier)
      // The system's counters cost nothing, and count shared pages once for each process.
      guard processes.reduce(0, { $0 + ProcessMemory.estimate(of: $1) }) > kernel.memory else { continue }
      if processes.reduce(0, { $0 + ProcessMemory(of: $1).share }) > kernel.memory { kernel.endForItsMemory() }
    }
  }
}
