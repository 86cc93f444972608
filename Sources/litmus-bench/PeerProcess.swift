import Foundation

/// The Python process in which PyTorch and NumPy do their part: peers.py, which answers each line of JSON with one.
final class PeerProcess {
  struct Versions: Codable {
    var python: String?
    var torch: String?
    var numpy: String?
  }

  struct Request: Codable {
    let row: String
    let peer: Peer
    /// How long to time it; 0 asks for the check alone.
    let seconds: Double
  }

  struct Answer: Codable {
    var check: [[Double]]?
    var times: [Double]?
    /// Why this peer does not do the row.
    var absent: String?
  }

  private(set) var versions = Versions()
  private let process = Process()
  private let input = Pipe(), output = Pipe()
  private var buffer = Data()
  /// Why nothing can be asked.
  private var failure: String?

  var processIdentifier: Int32? { failure == nil ? process.processIdentifier : nil }

  init(python: String, threads: Int) {
    signal(SIGPIPE, SIG_IGN)
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("peers.py").path
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [python, "-B", script, String(threads)]
    var settings = ["OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"].map { ($0, String(threads)) }
    // NumPy's threads would spin 2²⁶ cycles after their work, 26 ms into the next side's turn; 2²² are 2 ms.
    settings.append(("OPENBLAS_THREAD_TIMEOUT", "22"))
    process.environment = ProcessInfo.processInfo.environment.merging(settings) { $1 }
    process.standardInput = input
    process.standardOutput = output
    do {
      try process.run()
      versions = try JSONDecoder().decode(Versions.self, from: line())
    } catch { failure = "\(python) can not run peers.py" }
  }

  func ask(_ request: Request) -> Answer {
    if let failure { return Answer(absent: failure) }
    do {
      try input.fileHandleForWriting.write(contentsOf: JSONEncoder().encode(request) + Data("\n".utf8))
      return try JSONDecoder().decode(Answer.self, from: line())
    } catch {
      failure = "peers.py ended"
      return Answer(absent: failure)
    }
  }

  private struct Ended: Error {}

  private func line() throws -> Data {
    while true {
      if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
        defer { buffer = Data(buffer[(end + 1)...]) }
        return Data(buffer[..<end])
      }
      let more = output.fileHandleForReading.availableData
      if more.isEmpty { throw Ended() }
      buffer += more
    }
  }
}
