import Foundation
import NN

/// Where the times were taken.
struct Machine: Codable {
  var processor = "unknown processor"
  let cores: Int
  let threads: Int
  let system: String
  let swift: String
  let peers: PeerProcess.Versions

  init(peers: PeerProcess.Versions) {
    let information = ProcessInfo.processInfo
    cores = information.activeProcessorCount
    threads = threadCount
    system = information.operatingSystemVersionString
    swift = Machine.output(of: ["swift", "--version"]).map { String($0.prefix { $0 != "\n" }) } ?? "Swift of unknown version"
    self.peers = peers
    #if os(Linux)
      let lines = Machine.output(of: ["cat", "/proc/cpuinfo"])?.split(separator: "\n") ?? []
      let name = lines.first { $0.hasPrefix("model name") }?.split(separator: ":").last.map(String.init)
    #else
      let name = Machine.output(of: ["sysctl", "-n", "machdep.cpu.brand_string"])
    #endif
    if let name { processor = name.trimmingCharacters(in: .whitespacesAndNewlines) }
  }

  var description: String {
    let versions = [("Python", peers.python), ("torch", peers.torch), ("numpy", peers.numpy)].map { "\($0) \($1 ?? "absent")" }
    return "\(processor), \(cores) cores, \(threads) threads, \(system), \(swift), \(versions.joined(separator: ", "))"
  }

  private static func output(of command: [String]) -> String? {
    let process = Process(), pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }  // the line says "unknown" instead
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? String(decoding: data, as: UTF8.self) : nil
  }
}

/// How much of the processors' time went to other programs since it was made. Linux only.
struct ForeignLoad {
  private let peer: Int32?
  private let busyAtStart: Double?, ownAtStart: Double, start = Date()

  init(peer: Int32?) {
    self.peer = peer
    busyAtStart = ForeignLoad.busySeconds()
    ownAtStart = ForeignLoad.ownSeconds(peer)
  }

  func share() -> Double? {
    guard let busyAtStart, let busy = ForeignLoad.busySeconds() else { return nil }
    let available = Date().timeIntervalSince(start) * Double(ProcessInfo.processInfo.activeProcessorCount)
    return max(0, busy - busyAtStart - (ForeignLoad.ownSeconds(peer) - ownAtStart)) / available
  }

  private static let tick = 0.01

  /// User, nice, system, interrupts and what the hypervisor kept, of all processors.
  private static func busySeconds() -> Double? {
    guard let line = fields("/proc/stat"), line.count > 8 else { return nil }
    return ([1, 2, 3, 6, 7, 8].reduce(0) { $0 + (Double(line[$1]) ?? 0) }) * tick
  }

  private static func ownSeconds(_ peer: Int32?) -> Double {
    (["self"] + (peer.map { [String($0)] } ?? [])).reduce(0) { sum, process in
      // Behind the name in brackets, which may hold spaces, user and system time are the fields 11 and 12.
      guard let line = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
        let fields = line.split(separator: ")").last?.split(separator: " "), fields.count > 12
      else { return sum }
      return sum + ((Double(fields[11]) ?? 0) + (Double(fields[12]) ?? 0)) * tick
    }
  }

  private static func fields(_ path: String) -> [Substring]? {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
    return text.split(separator: "\n").first?.split(separator: " ")
  }
}
