import NN

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Seconds of a clock that only runs forward.
enum Clock {
  static var seconds: Double {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) * 1e-9
  }
}

/// `fork`, which Swift hides because most programs must not use it. A kernel forks on its main thread, and the child goes on with
/// nothing but that thread; the engine starts its workers anew.
@_silgen_name("fork") func forkProcess() -> Int32
