#if os(Linux)
  import Execution
  import Lessons
  import Records
  import Testing

  /// What a lesson meets when it reaches out of its sandbox. `ThreatModel.md` names these tests beside what they show.
  @Suite struct SandboxTests {
    /// Runs expressions that give a system call's result, one lesson for all of them.
    /// - Returns: for each "done", or the system's reason
    private func outcomes(of calls: [String]) async throws -> [String] {
      let said = """
        import Glibc
        @_silgen_name("syscall") func call(_ number: Int, _ a: Int, _ b: Int, _ c: Int, _ d: Int, _ e: Int) -> Int
        func said(_ result: Int) { print(result >= 0 ? "done" : String(cString: strerror(errno))) }
        """
      let live = try await executor().execute(lesson([([said] + calls.map { "said(\($0))" }).joined(separator: "\n")]))
      #expect(live.run.findings == [])
      guard case .text(let text) = live.run.blocks.first?.outputs.first else { return [] }
      return text.split(separator: "\n").map(String.init)
    }

    @Test func callsThatALessonHasNoUseForAreRefused() async throws {
      let refused = "Operation not permitted"
      let expected = [
        // Network: none, whatever the family. A pair of sockets between its own processes is no network.
        ("Int(socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0))", refused),
        ("Int(socket(AF_INET6, Int32(SOCK_DGRAM.rawValue), 0))", refused),
        ("Int(socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0))", refused),
        ("Int(socket(16, Int32(SOCK_RAW.rawValue), 0))", refused),
        ("{ var ends: [Int32] = [0, 0]; return Int(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends)) }()", "done"),
        // Doors into the kernel; 425 is io_uring_setup.
        ("call(\(Call.ptrace), 0, 0, 0, 0, 0)", refused), ("call(\(Call.bpf), 0, 0, 0, 0, 0)", refused),
        ("call(\(Call.perfEventOpen), 0, 0, 0, 0, 0)", refused), ("call(\(Call.userfaultfd), 0, 0, 0, 0, 0)", refused),
        ("call(\(Call.keyctl), 0, 0, 0, 0, 0)", refused), ("call(425, 1, 0, 0, 0, 0)", refused),
        // Namespaces, by either call, and by clone3, whose flags a filter can not see.
        ("call(\(Call.unshare), 0x1000_0000, 0, 0, 0, 0)", refused),
        ("call(\(Call.clone), 0x1000_0000 | 17, 0, 0, 0, 0)", refused),
        ("call(435, 0, 0, 0, 0, 0)", "Function not implemented"),
        // Memory that no limit counts: shared mappings, growing stacks (0x100), files without a name.
        ("call(\(Call.memfdCreate), 0, 0, 0, 0, 0)", refused),
        ("mapped(MAP_SHARED | MAP_ANONYMOUS)", refused), ("mapped(MAP_PRIVATE | MAP_ANONYMOUS | 0x100)", refused),
        ("mapped(MAP_PRIVATE | MAP_ANONYMOUS)", "done"),
        // Rights.
        ("Int(setuid(0))", refused), ("Int(chroot(\"/\"))", refused), ("raised()", refused),
      ]
      let helpers = """
        0)
        func mapped(_ flags: Int32) -> Int { mmap(nil, 4096, PROT_READ, flags, -1, 0) == MAP_FAILED ? -1 : 0 }
        func raised() -> Int {
          var most = rlimit(rlim_cur: 1 << 60, rlim_max: 1 << 60)
          return Int(setrlimit(__rlimit_resource_t(RLIMIT_DATA.rawValue), &most))
        }
        said(0
        """
      #expect(try await outcomes(of: [helpers] + expected.map(\.0)) == ["done", "done"] + expected.map(\.1))
    }

    @Test func filesAreTheSystemsAndScratch() async throws {
      let expected = [
        ("open(\"/etc/passwd\", O_RDONLY)", "No such file or directory"),
        ("open(\"/etc/hostname\", O_RDONLY)", "No such file or directory"),
        ("open(\"/root/.ssh\", O_RDONLY)", "No such file or directory"),
        ("open(\"/sys\", O_RDONLY)", "No such file or directory"),
        ("open(\"/usr/lib/new\", O_WRONLY | O_CREAT, 0o600)", "Read-only file system"),
        ("open(\"/new\", O_WRONLY | O_CREAT, 0o600)", "Read-only file system"),
        ("open(\"/dev/shm/new\", O_WRONLY | O_CREAT, 0o600)", "Read-only file system"),
        ("open(\"/proc/sys/kernel/core_pattern\", O_WRONLY)", "Permission denied"),
        ("open(\"new\", O_WRONLY | O_CREAT, 0o600)", "done"),
        ("open(\"/tmp/new\", O_WRONLY | O_CREAT, 0o600)", "done"),
        ("open(\"/dev/null\", O_WRONLY)", "done"),
      ]
      #expect(try await outcomes(of: expected.map { "Int(\($0.0))" }) == expected.map(\.1))
    }

    @Test func theEnvironmentNamesNobody() async throws {
      let live = try await executor().execute(
        lesson([
          """
          import Glibc
          for name in ["HOME", "TMPDIR", "USER", "LOGNAME", "SSH_AUTH_SOCK", "TZ"] {
            print(name, getenv(name).map { String(cString: $0) } ?? "-")
          }
          print(getuid() == 0 ? "root" : "nobody", getpid() < 20 ? "own processes" : "the machine's processes")
          """
        ]))
      #expect(
        live.run.blocks[0].outputs == [
          .text("HOME /tmp/work\nTMPDIR /tmp/work\nUSER -\nLOGNAME -\nSSH_AUTH_SOCK -\nTZ UTC\nnobody own processes\n")
        ])
    }

    @Test func processesAreCounted() async throws {
      let live = try await executor().execute(
        lesson([
          """
          import Glibc
          @_silgen_name("fork") func fork() -> Int32
          var count = 0
          while true {
            let child = fork()
            if child == 0 { while true { sleep(60) } }
            if child < 0 { break }
            count += 1
            if count > 5000 { break }
          }
          show(count < 5000)
          """
        ]))
      #expect(live.run.findings == [])
      #expect(live.run.blocks[0].outputs == [.value(.boolean(true))])
    }

    @Test func memoryCanBeAllowed() async throws {
      let block = "var list = [UInt8](repeating: 1, count: 700_000_000)\nshow(list[699_999_999] == 1)"
      let little = try await executor().execute(lesson([block], options: [0: BlockOptions(budget: Budget(bytes: 300_000_000))]))
      #expect(little.run.findings == ["block-trapped 2:18 out of memory: the block may take 300 MB"])
      let enough = try await executor().execute(lesson([block], options: [0: BlockOptions(budget: Budget(bytes: 900_000_000))]))
      #expect(enough.run.findings == [])
    }

    /// The last of a lesson's processes is gone soon after the lesson is.
    @Test func nothingOutlivesTheLesson() async throws {
      // A process's name has 15 characters at most.
      let marker = "stray\(UInt32.random(in: 1_000_000_000...UInt32.max))"
      do {
        let live = try await executor().execute(
          lesson([
            """
            import Glibc
            @_silgen_name("fork") func fork() -> Int32
            @_silgen_name("prctl") func prctl(_ what: Int32, _ name: UnsafePointer<CChar>) -> Int32
            if fork() == 0 {
              setsid()
              _ = prctl(15, "\(marker)")
              while true { sleep(60) }
            }
            usleep(100_000)
            """
          ]))
        #expect(live.run.findings == [])
        #expect(Processes.named(marker) >= 1)
      }
      for _ in 0..<100 where Processes.named(marker) > 0 { try await Task.sleep(for: .milliseconds(50)) }
      #expect(Processes.named(marker) == 0)
    }

    /// Without walls a lesson is a program like any other, and gives the same results.
    @Test func unsandboxedLessonsGiveTheSame() async throws {
      let blocks = ["var rng = RandomStream(seed: 1)\nshow(Double.random(in: 0...1, using: &rng))"]
      let inside = try await executor().execute(lesson(blocks)).run
      let outside = try await executor(sandbox: .unsandboxed).execute(lesson(blocks)).run
      #expect(inside.findings == [])
      #expect(inside.blocks.map(\.outputs) == outside.blocks.map(\.outputs))
    }
  }

  /// Numbers of system calls that the C library has no function for.
  private enum Call {
    #if arch(x86_64)
      static let ptrace = 101, bpf = 321, perfEventOpen = 298, userfaultfd = 323, keyctl = 250, unshare = 272, clone = 56
      static let memfdCreate = 319
    #else
      static let ptrace = 117, bpf = 280, perfEventOpen = 241, userfaultfd = 282, keyctl = 219, unshare = 97, clone = 220
      static let memfdCreate = 279
    #endif
  }
#endif
