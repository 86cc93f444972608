import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Ctrl-C ends everything at once, and a terminal shows one line.
@Suite(.serialized) struct InterruptionTests {
  private static let endless = [
    "course.yml": "title: C\n",
    "a.md": "---\ntitle: A\n---\n\n```swift\nvar n = 0\nwhile true { n &+= 1 }\n```\n",
  ]

  /// The numbers of the processes that have a file of the folder open, mapped or in their arguments.
  private static func processes(using folder: URL) -> [Int32] {
    let numbers = ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap { Int32($0) }
    return numbers.filter { number in
      ["cmdline", "maps", "environ"].contains { file in
        guard number != getpid(), let bytes = FileManager.default.contents(atPath: "/proc/\(number)/\(file)") else { return false }
        return bytes.range(of: Data(folder.path.utf8)) != nil
      }
    }
  }

  private static func wait(_ seconds: Double, until condition: () -> Bool) -> Bool {
    let end = Date().addingTimeInterval(seconds)
    while !condition() {
      guard Date() < end else { return false }
      usleep(20_000)
    }
    return true
  }

  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)]) func asksEverythingToEnd(_ signal: Int32, _ status: Int) throws {
    try withFolder(Self.endless) { folder in
      let temporary = folder.appendingPathComponent("tmp")
      try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
      try FileManager.default.createDirectory(atPath: folder.path + "/site/assets", withIntermediateDirectories: true)
      for file in ["index.html", "assets/page.js"] { try Data("old".utf8).write(to: folder.appendingPathComponent("site/" + file)) }
      let process = try LitmusProcess.start(
        ["build", ".", "--quiet", "--output", "site"], in: folder, environment: ["TMPDIR": temporary.path])
      // The block is running once the kernel has loaded it from the scratch folder.
      let isRunning = Self.wait(60) {
        !(FileManager.default.subpaths(atPath: temporary.path) ?? []).filter { $0.hasSuffix("libBlock1.so") }.isEmpty
      }
      #expect(isRunning)
      usleep(300_000)
      kill(process.processIdentifier, signal)
      #expect(Self.wait(10) { !process.isRunning }, "it ends within moments")
      process.waitUntilExit()
      #expect(Int(process.terminationStatus) == status)
      #expect(process.terminationReason == .exit)
      #expect(Self.wait(5) { Self.processes(using: temporary).isEmpty }, "no kernel and no compiler is left")
      #expect(try FileManager.default.contentsOfDirectory(atPath: temporary.path) == [])
      #expect(try String(contentsOf: folder.appendingPathComponent("site/index.html"), encoding: .utf8) == "old")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasPrefix(".site") } == [])
    }
  }

  private static let short = [
    "course.yml": "title: C\n",
    "a.md": "---\ntitle: A\n---\n\n```swift\nshow(6 * 7)\n```\n",
    "b.md": "---\ntitle: B\n---\n\nNothing to run.\n",
  ]

  /// What `litmus build` writes to a terminal of a given width.
  private static func transcript(
    _ environment: [String: String], columns: UInt16, _ course: [String: String] = short
  ) throws -> String {
    try withFolder(course) { folder in
      var leader: Int32 = -1, follower: Int32 = -1
      var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
      try #require(openpty(&leader, &follower, nil, nil, &size) == 0)
      let terminal = FileHandle(fileDescriptor: follower, closeOnDealloc: false)
      let process = try LitmusProcess.start(
        ["build", ".", "--output", "site"], in: folder, environment: environment, errors: terminal)
      close(follower)
      var text: [UInt8] = []
      var chunk = [UInt8](repeating: 0, count: 4096)
      // On Linux, the end of a terminal whose other side is closed is an error.
      while case let count = read(leader, &chunk, chunk.count), count > 0 { text += chunk[..<count] }
      process.waitUntilExit()
      close(leader)
      #expect(process.terminationStatus == 0)
      return String(decoding: text, as: UTF8.self)
    }
  }

  @Test func aTerminalShowsOneLineThatIsGoneInTheEnd() throws {
    let text = try Self.transcript(["TERM": "xterm"], columns: 40)
    #expect(text.hasSuffix("\r\u{1B}[K"))
    #expect(!text.contains("\n"), "one line: \(text.debugDescription)")
    let lines = text.components(separatedBy: "\r\u{1B}[K").filter { !$0.isEmpty }
    #expect(lines.contains { $0.hasPrefix("0 of 2 lessons · 0 of 1 blocks · 0:0") }, "\(lines)")
    #expect(lines.contains { $0.hasPrefix("1 of 2 lessons") })
    #expect(lines.allSatisfy { $0.count < 40 }, "\(lines)")
    #expect(!text.contains("\u{1B}[3"), "no colours in it")
  }

  @Test func blocksAreCountedAsTheyEnd() throws {
    let blocks = ["show(1)", "import Foundation\nsleep(3)"].map { "```swift\n\($0)\n```\n" }.joined(separator: "\n")
    let text = try Self.transcript(
      ["TERM": "xterm"], columns: 80, ["course.yml": "title: C\n", "a.md": "---\ntitle: A\n---\n\n" + blocks])
    let lines = text.components(separatedBy: "\r\u{1B}[K")
    for ended in 0...2 { #expect(lines.contains { $0.hasPrefix("0 of 1 lessons · \(ended) of 2 blocks") }, "\(ended): \(lines)") }
  }

  @Test func aDumbTerminalGetsLines() throws {
    let text = try Self.transcript(["TERM": "dumb"], columns: 80)
    #expect(!text.contains("\u{1B}"))
    #expect(text.contains("a.md: 1 block\r\n"))
    #expect(text.contains("b.md: judged 0 claims by 0 replicates"))
  }
}
