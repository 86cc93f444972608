import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Which file stands at a path, told without reading it: its place, number, size and times.
struct FileStamp: CustomStringConvertible, Sendable {
  let description: String
  /// The file is older than the clocks of file systems are coarse, so that another change of it will show.
  let isSettled: Bool

  init(_ path: String) {
    let real = realpath(path, nil)
    defer { free(real) }
    var status = stat()
    guard let real, stat(real, &status) == 0 else {
      (description, isSettled) = ("\(path) is not there", false)
      return
    }
    #if canImport(Darwin)
      let times = [status.st_mtimespec, status.st_ctimespec]
    #else
      let times = [status.st_mtim, status.st_ctim]
    #endif
    isSettled = times.allSatisfy { abs(time(nil) - $0.tv_sec) > 2 }
    let numbers = [Int(status.st_dev), Int(status.st_ino), Int(status.st_size)] + times.flatMap { [Int($0.tv_sec), Int($0.tv_nsec)] }
    description = String(cString: real) + numbers.map { " \($0)" }.joined()
  }
}
