internal import CKernels

/// How many threads the engine works with, the calling one included. Results do not depend on it, to the bit.
///
/// Default: the environment's LITMUS_THREADS, else the number of processors.
public var threadCount: Int { Int(ck_thread_count()) }

/// Sets the number of threads from the next operation on; nil goes back to the default.
public func setThreadCount(_ count: Int?) { ck_set_thread_count(Int32(truncatingIfNeeded: count ?? 0)) }
