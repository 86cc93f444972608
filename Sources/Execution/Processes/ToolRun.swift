import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A helper program run to its end: a compiler, a linker, a symbolizer.
struct ToolRun: Sendable {
  var ending: Ending
  var output: String
  var timedOut: Bool

  var succeeded: Bool { ending == .exited(0) && !timedOut }

  static let outputLimit = 4 << 20

  /// Runs a program and returns what it printed, standard output and error together, at most `outputLimit` bytes of it.
  ///
  /// - Parameter memory: bytes that the program may write to
  static func run(
    _ program: String, _ arguments: [String], environment: [String: String] = ProcessInfo.processInfo.environment,
    input: String? = nil, seconds: Double = 120, memory: Int? = nil
  ) throws(ChildProcess.StartFailure) -> ToolRun {
    guard let output = DescriptorPair.pipe(), let feed = DescriptorPair.pipe() else {
      throw ChildProcess.StartFailure(program: program, reason: "no pipe: \(String(cString: strerror(errno)))")
    }
    let child: ChildProcess
    do {
      child = try ChildProcess.start(
        program, arguments, environment: environment, descriptors: [(feed.first, 0), (output.second, 1), (output.second, 2)])
    } catch {
      [output.first, output.second, feed.first, feed.second].forEach { close($0) }
      throw error
    }
    if let memory { child.limitMemory(memory) }
    close(output.second)
    close(feed.first)
    // Short texts only (addresses for the symbolizer), which fit into the pipe.
    if let input { _ = input.withCString { write(feed.second, $0, strlen($0)) } }
    close(feed.second)
    var collected: [UInt8] = []
    let timedOut = !drain(output.first, into: &collected, limit: outputLimit, until: Date().addingTimeInterval(seconds))
    if timedOut { child.end() }
    close(output.first)
    return ToolRun(ending: child.wait(), output: String(decoding: collected, as: UTF8.self), timedOut: timedOut)
  }

  private static func drain(_ descriptor: Int32, into bytes: inout [UInt8], limit: Int, until deadline: Date) -> Bool {
    var chunk = [UInt8](repeating: 0, count: 65536)
    while true {
      let left = deadline.timeIntervalSinceNow
      guard left > 0 else { return false }
      var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&watched, 1, Int32(min(left * 1000, 1000)) + 1) > 0 else { continue }
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return true }
      if bytes.count < limit { bytes.append(contentsOf: chunk[0..<count]) }
    }
  }
}
