import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Readers see the old site or the new one, whatever happens to a build.
@Suite(.serialized) struct AtomicSiteTests {
  /// A course without experiments, so that most of a build's time is the writing of its site; `mark` tells two sites apart.
  private static func course(_ mark: String, pages: Int = 3) -> [String: String] {
    var files = ["course/course.yml": "title: Course \(mark)\n"]
    for page in 0..<pages {
      files["course/lesson\(page).md"] = "---\ntitle: Lesson \(page)\n---\n\nPage \(page) of \(mark): $x_{\(page)}^2$.\n"
    }
    return files
  }

  /// The course with one experiment, whose build takes ten times as long.
  private static func experimentalCourse(_ mark: String) -> [String: String] {
    course(mark).merging(["course/run.md": "---\ntitle: Run\n---\n\n```swift\nshow(6 * 7)\n```\n"]) { $1 }
  }

  private static func write(_ files: [String: String], in folder: URL) throws {
    for (name, text) in files {
      let file = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }

  /// Every file of the site with its bytes.
  private static func site(_ folder: URL) -> [String: Data] {
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return names.reduce(into: [:]) { $0[$1] = FileManager.default.contents(atPath: "\(folder.path)/\($1)") }
  }

  private static func build(
    in folder: URL, to output: String = "out/site", environment: [String: String] = [:]
  ) throws -> LitmusProcess {
    try LitmusProcess.run(["build", "course", "--quiet", "--output", output], in: folder, environment: environment)
  }

  /// What both courses' undisturbed builds look like.
  private static func references(
    _ folder: URL, _ course: (String) -> [String: String]
  ) throws -> (old: [String: Data], new: [String: Data]) {
    func reference(_ mark: String) throws -> [String: Data] {
      try write(course(mark), in: folder)
      try #require(try build(in: folder, to: "reference-\(mark)").status == 0)
      return site(folder.appendingPathComponent("reference-\(mark)"))
    }
    let old = try reference("old"), new = try reference("new")
    try #require(old["lesson0.html"] != nil && old["index.html"] != new["index.html"] && old["lesson1.html"] != new["lesson1.html"])
    return (old, new)
  }

  /// Kills builds of a new version over an old site, at moments spread over a whole build.
  @Test(arguments: [(180, false), (20, true)]) func killedBuildsLeaveAWholeSite(_ kills: Int, _ runsBlocks: Bool) throws {
    try withFolder { folder in
      let course = runsBlocks ? Self.experimentalCourse : { Self.course($0) }
      let (old, new) = try Self.references(folder, course)
      let output = folder.appendingPathComponent("out/site")
      try Self.write(course("new"), in: folder)
      try #require(try Self.build(in: folder).status == 0)
      let scratch = folder.appendingPathComponent("scratch")
      try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
      let environment = ["TMPDIR": scratch.path]

      // How long a build takes changes with what else the machine does, so it is followed: nine of ten builds are to be killed.
      var seconds = 0.2
      var random = SplitMix(state: 4)
      var killed = 0, seen = (old: 0, new: 0)
      while killed < kills {
        // By turns the build of a change and of what was before it: both have to be whole.
        try Self.write(course((killed + seen.old) % 2 == 0 ? "old" : "new"), in: folder)
        let process = try LitmusProcess.start(
          ["build", "course", "--quiet", "--output", "out/site"], in: folder, environment: environment)
        usleep(UInt32(seconds * random.nextShare() * 1_000_000))
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        let wasKilled = process.terminationReason == .uncaughtSignal
        killed += wasKilled ? 1 : 0
        seconds *= wasKilled ? 1.025 : 0.8
        let site = Self.site(output)
        #expect(site == old || site == new, "after \(killed) kills")
        if site == old { seen.old += 1 } else { seen.new += 1 }
      }
      // The moments were spread over whole builds: some came to their end.
      if !runsBlocks { #expect(seen.old > 0 && seen.new > 0, "\(seen)") }

      try Self.write(course("new"), in: folder)
      // Compilers of the last killed build may still write while this one tidies up.
      usleep(500_000)
      let last = try Self.build(in: folder, environment: environment)
      #expect(last.status == 0 && last.errors == "")
      #expect(Self.site(output) == new)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/out") == ["site"], "nothing is left of the killed ones")
      if runsBlocks { #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == []) }
    }
  }

  @Test func aFullDiskLeavesTheOldSite() throws {
    try withFolder { folder in
      let (old, new) = try Self.references(folder) { Self.course($0) }
      let disk = folder.appendingPathComponent("disk")
      try FileManager.default.createDirectory(at: disk, withIntermediateDirectories: true)
      let bytes = old.values.reduce(0) { $0 + ($1.count + 4095) / 4096 * 4096 }
      // Room for one site and a half.
      guard mount("tmpfs", disk.path, "tmpfs", 0, "size=\(bytes * 3 / 2)") == 0 else {
        print("not run: a full disk (no tmpfs can be mounted here: \(String(cString: strerror(errno))))")
        return
      }
      defer { umount2(disk.path, 0) }
      try Self.write(Self.course("old"), in: folder)
      #expect(try Self.build(in: folder, to: "disk/site").status == 0)
      try Self.write(Self.course("new"), in: folder)
      let full = try Self.build(in: folder, to: "disk/site")
      #expect(full.status == 2)
      #expect(full.errors.contains("No space left on device"), "\(full.errors)")
      #expect(Self.site(disk.appendingPathComponent("site")) == old)
      #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path) == ["site"])
      // With room again, the next build is right.
      try #require(mount("tmpfs", disk.path, "tmpfs", UInt(MS_REMOUNT), "size=\(bytes * 4)") == 0)
      #expect(try Self.build(in: folder, to: "disk/site").status == 0)
      #expect(Self.site(disk.appendingPathComponent("site")) == new)
    }
  }

  @Test func twoBuildsAtOnceLeaveOneOfTheirSites() throws {
    try withFolder { folder in
      let (old, new) = try Self.references(folder) { Self.course($0) }
      let other = folder.appendingPathComponent("other")
      try Self.write(Self.course("old"), in: other)
      try Self.write(Self.course("new"), in: folder)
      for round in 0..<8 {
        let output = folder.path + "/out/site"
        let processes = try [folder, other].map {
          try LitmusProcess.start(["build", "course", "--quiet", "--output", output], in: $0)
        }
        for process in processes {
          process.waitUntilExit()
          #expect(process.terminationStatus == 0, "round \(round)")
        }
        let site = Self.site(URL(fileURLWithPath: output))
        #expect(site == old || site == new, "round \(round)")
        if round % 3 == 2 { try FileManager.default.removeItem(atPath: output) }
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/out").filter { $0 != "site" } == [])
    }
  }

  /// What no site of Litmus is, and pages that this build would not write, are not removed.
  @Test func otherFilesAreNotRemoved() throws {
    try withFolder(Self.course("old").merging(["mine/letter.txt": "Dear"]) { $1 }) { folder in
      let letter = try Self.build(in: folder, to: "mine")
      #expect(letter.status == 2)
      #expect(letter.errors.contains("error[output-occupied]: "))
      #expect(FileManager.default.fileExists(atPath: folder.path + "/mine/letter.txt"))

      #expect(try Self.build(in: folder).status == 0)
      let site = Self.site(folder.appendingPathComponent("out/site"))
      let one = try LitmusProcess.run(["build", "course/lesson1.md", "--quiet", "--output", "out/site"], in: folder)
      #expect(one.status == 2)
      #expect(one.errors.contains("holds pages of other lessons (lesson0.html and 1 more)"))
      #expect(Self.site(folder.appendingPathComponent("out/site")) == site)
      #expect(try LitmusProcess.run(["build", "course/lesson1.md", "--quiet", "--output", "out/one"], in: folder).status == 0)
    }
  }

  /// A folder of another process is not taken for a leftover, and one whose process is gone is.
  @Test func onlyLeftoversAreRemoved() throws {
    try withFolder(Self.course("old")) { folder in
      let names = (0..<3).map { _ in ".site.litmus-\(UUID().uuidString)" } + [".site.litmus-notes", ".other.litmus-\(UUID().uuidString)"]
      for name in names {
        try FileManager.default.createDirectory(atPath: "\(folder.path)/out/\(name)/assets", withIntermediateDirectories: true)
      }
      let inUse = open("\(folder.path)/out/\(names[0])", O_RDONLY | O_DIRECTORY)
      defer { close(inUse) }
      try #require(flock(inUse, LOCK_EX) == 0)
      #expect(try Self.build(in: folder).status == 0)
      let left = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/out")
      #expect(left.sorted() == ["site", names[0], names[3], names[4]].sorted())
    }
  }
}

/// Steele, Lea & Flood's generator, so that the moments are the same in each run.
struct SplitMix {
  var state: UInt64

  /// Uniform in 0..<1.
  mutating func nextShare() -> Double {
    state &+= 0x9e37_79b9_7f4a_7c15
    var word = state
    word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
    return Double((word ^ (word >> 31)) >> 11) * 0x1p-53
  }
}
