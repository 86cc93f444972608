import Foundation
import Testing

@Suite struct CommandTests {
  /// The lesson that the README has its readers write.
  private static func readmeLesson() throws -> String {
    let readme = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("README.md")
    let text = try String(contentsOf: readme, encoding: .utf8)
    let opening = try #require(text.range(of: "````markdown\n"))
    let closing = try #require(text.range(of: "````\n", range: opening.upperBound..<text.endIndex))
    return String(text[opening.upperBound..<closing.lowerBound])
  }

  private static func coin(_ change: (String, String)? = nil) throws -> [String: String] {
    var lesson = try readmeLesson()
    if let (old, new) = change {
      try #require(lesson.contains(old))
      lesson = lesson.replacingOccurrences(of: old, with: new)
    }
    return ["coin/course.yml": "title: Coins\n", "coin/coin.md": lesson]
  }

  @Test func theReadmesLessonHolds() throws {
    try withFolder(Self.coin()) { folder in
      let run = try LitmusProcess.run(["check", "coin", "--quiet"], in: folder)
      #expect(run.errors == "")
      #expect(run.output == "1 claim: 1 holds; 1 block ran\n")
      #expect(run.status == 0)
    }
  }

  @Test func theReadmesMistakeIsFound() throws {
    try withFolder(Self.coin(("0.43...0.57", "0.49...0.51"))) { folder in
      let run = try LitmusProcess.run(["check", "coin", "--quiet"], in: folder)
      #expect(run.errors.hasPrefix("coin/coin.md:22:44: error[claim-fails]: claim `fair` fails: replicate "))
      #expect(run.errors.contains("  22 | "))
      #expect(run.output == "1 claim: 0 hold, 1 fails; 1 block ran\n")
      #expect(run.status == 1)
    }
  }

  /// The same input gives the same bytes, whatever the number of jobs and the place of the folder: of lessons that hold, of one that
  /// fails, and of one that has a chart, a table, a derivation and a formula.
  @Test func sitesAreTheSameToTheByte() throws {
    let shown = #"""
      ---
      title: Shown
      ---

      With $x^2$ and `{swift} sum | .3f`, and [a sentence that is false](claim:false).

      ```swift
      var rng = RandomStream(seed: 3)
      let x = Tensor<Float>.normal([200, 200], using: &rng)
      let sum = matmul(x, x).variance()
      show(Chart { LineMark(x: [1, 2, 3], y: [Double(sum), 1, 2]) })
      show(Table([1, 2]) { Column("n", \.self) })
      print(x.mean())
      derivation("d") { d in
        let w = d.variable("w"), y = d.variable("y")
        d.line("E(wy)") { E(w * y) }
        d.line("= E(w)E(y)", by: "independent", needs: .independent(w, y)) { E(w) * E(y) }
      }
      claim("false", .below(0), holds: .usually(0.9, floor: 0.5)) { rng in
        matmul(x, Tensor<Float>.normal([200, 200], using: &rng)).variance()
      }
      ```
      """#
    let broken = "---\ntitle: Broken\n---\n\n```swift\nlet a = [1]\nprint(a[a.count])\n```\n\n```swift\nshow(a)\n```\n"
    var files = try Self.coin()
    files["coin/shown.md"] = shown
    files["coin/broken.md"] = broken
    func site(jobs: String, below inner: String) throws -> [String: Data] {
      try withFolder(Dictionary(uniqueKeysWithValues: files.map { ("\(inner)/\($0)", $1) })) { folder in
        let course = "\(folder.path)/\(inner)/coin"
        let run = try LitmusProcess.run(["build", course, "--quiet", "--jobs", jobs, "--output", "\(inner)/site"], in: folder)
        #expect(run.status == 1)
        let site = "\(folder.path)/\(inner)/site"
        let names = try FileManager.default.subpathsOfDirectory(atPath: site)
        return Dictionary(uniqueKeysWithValues: names.map { ($0, FileManager.default.contents(atPath: "\(site)/\($0)") ?? Data()) })
      }
    }
    let one = try site(jobs: "1", below: "a"), two = try site(jobs: "2", below: "another/place")
    #expect(["coin.html", "shown.html", "broken.html", "index.html"].allSatisfy { one[$0]?.isEmpty == false })
    #expect(Set(one.keys) == Set(two.keys))
    for (name, bytes) in one { #expect(two[name] == bytes, "\(name) is the same") }
  }

  @Test func strictnessRefusesClaimsWithoutControl() throws {
    let lesson = "---\ntitle: T\n---\n\n[Small.](claim:small)\n\n```swift\nclaim(\"small\", .below(1)) { rng in 0.5 }\n```\n"
    try withFolder(["course.yml": "title: C\n", "a.md": lesson]) { folder in
      #expect(try LitmusProcess.run(["check", ".", "--quiet"], in: folder).status == 0)
      let strict = try LitmusProcess.run(["check", ".", "--quiet", "--strict"], in: folder)
      #expect(strict.status == 2)
      #expect(strict.errors.hasPrefix("a.md:5:1: error[claim-uncontrolled]: "))
    }
  }

  @Test func replicatesCanBeFewer() throws {
    try withFolder(Self.coin()) { folder in
      let run = try LitmusProcess.run(["check", "coin", "--replicates", "5"], in: folder)
      #expect(run.output.contains("holds     fair: 5 of 5 replicates; a failure rate above 60.2 % is excluded at 99 %"))
    }
  }

  @Test(arguments: [
    (["check", "--replicates", "0"], "--replicates takes a number from 1 up."),
    (["check", "--memory", "little"], "--memory takes an amount of memory from 256MiB up: --memory 4GiB."),
    (["check", "--memory", "1MB"], "--memory takes an amount of memory from 256MiB up: --memory 4GiB."),
    (["check", "--lesson-memory", "3s"], "--lesson-memory takes an amount of memory from 256MiB up: --lesson-memory 8GiB."),
    (["check", "--checkpoint-memory", "-1"], "--checkpoint-memory"),
    (["check", "--checkpoint-memory", "all"], "--checkpoint-memory takes an amount of memory: --checkpoint-memory 2GiB."),
    (["check", "--scratch", "0"], "--scratch takes an amount of memory from 1MB up: --scratch 256MiB."),
    (["check", "--block-output", "10"], "--block-output takes an amount of memory from 1MB up: --block-output 64MiB."),
    (["check", "--processes", "2"], "--processes takes a number from 16 up."),
    (["build", "--compile-budget", "none"], "--compile-budget takes a time, an amount of memory from 256MiB up, or both"),
    (["build", "--jobs", "none"], "The value 'none' is invalid for '--jobs <n>'"),
    (["biuld"], "Unexpected argument 'biuld'"),
  ]) func wrongUsageIsSaid(_ arguments: [String], _ message: String) throws {
    try withFolder { folder in
      let run = try LitmusProcess.run(arguments, in: folder)
      #expect(run.status == 64)
      #expect(run.errors.contains(message))
    }
  }

  @Test func aFolderThatIsNoCourseIsSaid() throws {
    try withFolder { folder in
      let run = try LitmusProcess.run(["check", "."], in: folder)
      #expect(run.status == 2)
      #expect(run.errors.contains("error[course-invalid]: `.` is no course: it has no course.yml"))
    }
  }

  @Test func aSiteThatCannotBeWrittenIsSaid() throws {
    try withFolder(Self.coin().merging(["file": ""]) { $1 }) { folder in
      let run = try LitmusProcess.run(["build", "coin", "--quiet", "--output", "file/site"], in: folder)
      #expect(run.status == 2)
      #expect(run.errors.contains("the site could not be written to"))
    }
  }

  @Test func theDoctorFindsThisMachineWell() throws {
    try withFolder { folder in
      let run = try LitmusProcess.run(["doctor"], in: folder)
      #expect(run.status == 0)
      #expect(run.output.contains("ok       a block compiles and runs: 6 · 7 = 42"))
      #expect(run.output.contains("ok       sandbox: "))
    }
  }

  #if os(Linux)
    /// A tool that is killed takes every process of its lessons along.
    @Test func nothingOutlivesTheTool() throws {
      // A process's name has 15 characters at most.
      let marker = "orphan\(Int.random(in: 100_000_000...999_999_999))"
      let lesson = """
        ---
        title: T
        ---

        ```swift
        import Glibc
        @_silgen_name("prctl") func prctl(_ what: Int32, _ name: UnsafePointer<CChar>) -> Int32
        _ = prctl(15, "\(marker)")
        while true {}
        ```

        """
      func isThere() -> Bool {
        ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).contains { folder in
          folder.allSatisfy(\.isNumber)
            && (try? String(contentsOfFile: "/proc/\(folder)/comm", encoding: .utf8)) == marker + "\n"
        }
      }
      func wait(for condition: () -> Bool) -> Bool {
        for _ in 0..<600 {
          if condition() { return true }
          usleep(50_000)
        }
        return false
      }
      try withFolder(["course.yml": "title: C\n", "a.md": lesson]) { folder in
        let tool = Process()
        tool.executableURL = LitmusProcess.program
        tool.arguments = ["check", ".", "--quiet"]
        tool.currentDirectoryURL = folder
        try tool.run()
        #expect(wait { isThere() })
        kill(tool.processIdentifier, SIGKILL)
        tool.waitUntilExit()
        #expect(wait { !isThere() })
      }
    }

    /// A `bwrap` that can not make namespaces, as inside many containers.
    private static let brokenSandbox = "#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2\nexit 1\n"

    /// Neither a sandbox nor a scratch folder is needed where nothing has to be run.
    @Test func anUnchangedCourseStartsNothing() throws {
      try withFolder(Self.coin().merging(["bin/bwrap": Self.brokenSandbox]) { $1 }) { folder in
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path + "/bin/bwrap")
        let first = try LitmusProcess.run(["build", "coin", "--output", "first"], in: folder)
        try #require(first.status == 0)
        let environment = ["PATH": "\(folder.path)/bin:\(ProcessInfo.processInfo.environment["PATH"] ?? "")", "TMPDIR": "/nowhere"]
        let second = try LitmusProcess.run(["build", "coin", "--quiet", "--output", "second"], in: folder, environment: environment)
        #expect(second.status == 0 && second.errors == "")
        #expect(FileManager.default.contentsEqual(atPath: folder.path + "/first", andPath: folder.path + "/second"))
        // A replicate that was never measured needs a process.
        let third = try LitmusProcess.run(
          ["build", "coin", "--quiet", "--output", "second", "--replicates", "40"], in: folder, environment: environment)
        #expect(third.status == 2 && third.errors.hasPrefix("error[sandbox-unavailable]: "))
        #expect(FileManager.default.contentsEqual(atPath: folder.path + "/first", andPath: folder.path + "/second"), "the old site stands")
      }
    }

    @Test func withoutASandboxNothingRuns() throws {
      try withFolder(Self.coin().merging(["bin/bwrap": Self.brokenSandbox]) { $1 }) { folder in
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path + "/bin/bwrap")
        let path = "\(folder.path)/bin:\(ProcessInfo.processInfo.environment["PATH"] ?? "")"
        let refused = try LitmusProcess.run(["check", "coin", "--quiet"], in: folder, environment: ["PATH": path])
        #expect(refused.status == 2)
        #expect(
          refused.errors.hasPrefix(
            "error[sandbox-unavailable]: lessons run in a sandbox, and none can be made here: bwrap: No permissions to create new namespace\nhelp: "))
        #expect(refused.output == "")
        let trusted = try LitmusProcess.run(["check", "coin", "--quiet", "--unsandboxed"], in: folder, environment: ["PATH": path])
        #expect(trusted.errors == "")
        #expect(trusted.status == 0)
        let doctor = try LitmusProcess.run(["doctor"], in: folder, environment: ["PATH": path])
        #expect(doctor.status == 2)
        #expect(doctor.output.contains("missing  sandbox\n         lessons run in a sandbox, and none can be made here: bwrap: No "))
      }
    }
  #endif

  @Test func theDoctorNamesTheRemedy() throws {
    try withFolder { folder in
      let run = try LitmusProcess.run(["doctor"], in: folder, environment: ["SWIFT_TOOLCHAIN": folder.path])
      #expect(run.status == 2)
      #expect(run.output.contains("missing  ld.lld\n         it comes with the Swift toolchain: install that whole"))
    }
  }
}
