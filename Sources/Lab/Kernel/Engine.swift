internal import CKernels
import NN

/// A replicate has its core to itself: several run side by side, and the engine's numbers do not depend on the count.
func useOneThread() { setThreadCount(1) }

/// Where the engine leaves its last words before it stops.
func engineFailureMessage() -> UnsafePointer<CChar>? { ck_failure_text() }
