import Execution
import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Ctrl-C, a terminal that hangs up and `kill`: everything that was started ends at once, and what is half done is removed.
final class Interruption {
  private let sources: [any DispatchSourceSignal]

  /// From now on, for as long as the value lives. The status is 128 and the signal's number, as shells have it.
  init(progress: Progress) {
    // A queue of its own: the shared one's threads may all be waiting for compilers and replicates.
    let queue = DispatchQueue(label: "interruption", qos: .userInteractive)
    sources = [SIGINT, SIGTERM, SIGHUP].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        LiveThings.endAll()
        progress.end()
        _exit(128 + number)
      }
      source.activate()
      return source
    }
  }

  deinit {
    sources.forEach { $0.cancel() }
  }
}
