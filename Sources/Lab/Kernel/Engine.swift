internal import CKernels
import NN

/// A replicate has its core to itself: several run side by side, and the engine's numbers do not depend on the count.
func useOneThread() { setThreadCount(1) }

/// Whether the lesson is run again with other seeds, for what that makes of the values in its prose.
var isRepeated: Bool { RandomStream.repetition != 0 }

/// Seeds stand for other streams from here on. Repetitions run side by side, as replicates do.
func beginRepetition(_ repetition: UInt64) {
  guard repetition != 0 else { return }
  RandomStream.repetition = repetition
  useOneThread()
}

/// Where the engine leaves its last words before it stops.
func engineFailureMessage() -> UnsafePointer<CChar>? { ck_failure_text() }
