import Foundation
import Synchronization

/// The thread that starts lessons' processes, and lives as long as the tool.
///
/// Linux ends a process that asked to die with its parent when the *thread* that started it ends (prctl(2), PR_SET_PDEATHSIG). The
/// threads that Swift's tasks and Dispatch run on come and go, and would take lessons along.
final class LaunchThread: Sendable {
  static let shared = LaunchThread()

  private let waiting = Mutex<[@Sendable () -> Void]>([])
  private let requests = DispatchSemaphore(value: 0)

  private init() {
    let thread = Thread { [self] in
      while true {
        requests.wait()
        waiting.withLock { $0.removeFirst() }()
      }
    }
    thread.name = "launch"
    thread.start()
  }

  /// Does a piece of work there and waits for what comes of it.
  func run<Result: Sendable>(_ work: @escaping @Sendable () -> Result) -> Result? {
    let result = Mutex<Result?>(nil)
    let done = DispatchSemaphore(value: 0)
    waiting.withLock { queue in
      queue.append {
        let value = work()
        result.withLock { $0 = value }
        done.signal()
      }
    }
    requests.signal()
    done.wait()
    return result.withLock { $0 }
  }
}
