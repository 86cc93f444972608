import Foundation
import Lessons
import Records
import Testing

@testable import Execution

@Suite struct RunTests {
  @Test func blocksSeeWhatStandsAboveThem() async throws {
    let live = try await executor().execute(
      lesson([
        "var total = 1\nfunc twice(_ x: Int) -> Int { 2 * x }",
        "total += twice(20)\nshow(total)",
        "print(\"total\", total)\nprint(\"and on\")\nrecord(\"total\", total)",
      ]))
    #expect(live.run.findings == [])
    #expect(live.run.blocks.map(\.outputs) == [[], [.value(.integer(41))], [.text("total 41\nand on\n")]])
    #expect(live.run.named == ["total": .integer(41)])
  }

  /// The later of two declarations is meant below both; overloads stand beside each other.
  @Test func aNameThatIsDeclaredAgainMeansTheLaterOne() async throws {
    let live = try await executor().execute(
      lesson([
        "let x = 1\nfunc f() -> Int { 1 }\nfunc g(_ a: Int) -> Int { a }\nstruct Box {\nvar y = 1\n}",
        "var x = 20\nfunc f() -> Int { 2 }\nfunc g(_ a: String) -> Int { a.count }\nstruct Box {\nvar y = 2\n}\nshow(x)",
        "x += 1\nshow(x + f())\nshow(g(7) + g(\"three\"))\nshow(Box().y)",
      ]))
    #expect(live.run.findings == [])
    #expect(live.run.blocks[1].outputs == [.value(.integer(20))])
    #expect(live.run.blocks[2].outputs == [.value(.integer(23)), .value(.integer(12)), .value(.integer(2))])
  }

  @Test func inlineValuesSeeTheirPlaceInTheLesson() async throws {
    let place = SourcePosition(line: 4, column: 9)
    let values = (0...2).map {
      InlineValue(expression: "x", format: nil, experimentsAbove: $0, position: place, range: place..<place)
    }
    let live = try await executor().execute(lesson(["var x = 1", "x = 2"], values: values))
    // Above the first block there is no x.
    #expect(live.run.findings == ["compile-error 4:9 cannot find 'x' in scope"])
    #expect(live.run.inlineValues == [nil, .integer(1), .integer(2)])
  }

  @Test func valuesAreExact() async throws {
    let live = try await executor().execute(lesson(["show(Float(0.1)); show(0.1); show(true); show(\"text\")\nshow([1, 2])"]))
    #expect(
      live.run.blocks[0].outputs == [
        .value(.float(0.1)), .value(.double(0.1)), .value(.boolean(true)), .text("text\n[1, 2]\n"),
      ])
  }

  @Test func aBlockThatIsNotAskedForDoesNotRun() async throws {
    let live = try await executor().execute(
      lesson(["show(1)", "does not compile", "show(2)"], options: [1: BlockOptions(runs: false, reason: "a sketch")]))
    #expect(live.run.findings == [])
    #expect(live.run.blocks.map(\.status) == [.ran, .notAsked, .ran])
  }

  @Test func expectedFailuresLeaveTheLessonAsItWas() async throws {
    let live = try await executor().execute(
      lesson(
        ["var list = [1]", "list.append(2); _ = list[5]", "let text: String = 1", "show(list.count)"],
        options: [1: BlockOptions(expects: .trap), 2: BlockOptions(expects: .error)]))
    #expect(live.run.findings == [])
    #expect(
      live.run.blocks.map(\.status) == [
        .ran, .failedAsExpected("Fatal error: Index out of range"),
        .failedAsExpected("cannot convert value of type 'Int' to specified type 'String'"), .ran,
      ])
    #expect(live.run.blocks[3].outputs == [.value(.integer(1))])
  }

  /// A limit is not the trap that a text speaks of.
  @Test func aLimitIsNoExpectedTrap() async throws {
    let live = try await executor().execute(
      lesson(
        ["import Glibc\nsleep(30)", "show(1)"], options: [0: BlockOptions(expects: .trap, budget: Budget(seconds: 1))]))
    #expect(live.run.blocks.map(\.status) == [.failed, .notReached])
    #expect(live.run.diagnostics.map(\.code) == [.blockTimedOut, .blockNotRun])
  }

  @Test func anExpectedFailureThatDoesNotComeIsAFinding() async throws {
    let live = try await executor().execute(lesson(["show(1)"], options: [0: BlockOptions(expects: .trap)]))
    #expect(live.run.findings == ["expectation-not-met 1:1 the block was expected to trap and ran to its end"])
  }
}

@Suite struct FaultTests {
  private func findings(_ blocks: [String], options: [Int: BlockOptions] = [:]) async throws -> [String] {
    try await executor().execute(lesson(blocks, options: options)).run.findings
  }

  @Test func compilerErrorsNameTheirPlace() async throws {
    #expect(
      try await findings(["let a = 1", "let b = a +\n  \"text\""]) == [
        "compile-error 5:11 binary operator '+' cannot be applied to operands of type 'Int' and 'String'"
      ])
  }

  @Test func warningsNameTheirPlace() async throws {
    #expect(
      try await findings(["func f() {\n  var a = 1\n}\nf()"]) == [
        "compile-warning 3:7 initialization of variable 'a' was never used; consider replacing with assignment to '_' or removing it"
      ])
  }

  @Test func trapsNameTheirPlace() async throws {
    #expect(
      try await findings(["let list = [1]\nfunc pick(_ i: Int) -> Int {\n  list[i]\n}", "let y = pick(7)"]) == [
        "block-trapped 4:7 Fatal error: Index out of range"
      ])
    #expect(try await findings(["let none: Int? = nil", "show(none!)"]) == ["block-trapped 5:10 Fatal error: Unexpectedly found nil while unwrapping an Optional value"])
    #expect(try await findings(["var big = Int.max\nbig += 1"]) == ["block-trapped 3:5 Fatal error: arithmetic overflow"])
    #expect(try await findings(["fatalError(\"said so\")"]) == ["block-trapped 2:1 Fatal error: said so"])
  }

  @Test func anEndlessLoopIsStoppedWhereItIs() async throws {
    let found = try await findings(
      ["var n = 0\nwhile true {\n  n &+= 1\n}"], options: [0: BlockOptions(budget: Budget(seconds: 1))])
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("block-timed-out ") == true)
    #expect(found.first?.hasSuffix("still running after 1 s; this is where it was") == true)
  }

  @Test func leavingEarlyIsAFinding() async throws {
    #expect(try await findings(["import Glibc\nexit(0)"]) == ["block-exited 3:1 the block called exit()"])
    #expect(
      try await findings(["import Glibc\nkill(getpid(), 9)"]) == [
        "block-exited 1:1 the block's process was killed by signal 9 (Killed)"
      ])
  }

  @Test func whatStandsBelowAFailureIsListedAsNotRun() async throws {
    let run = try await executor().execute(lesson(["let a = [1][3]", "show(1)"])).run
    #expect(run.blocks.map(\.status) == [.failed, .notReached])
    #expect(run.diagnostics.map(\.code) == [.blockTrapped, .blockNotRun])
  }
}

#if os(Linux)
  /// What a block starts and does not wait for.
  @Suite struct LeftThreadTests {
    private let thread = "import Foundation\nfinal class Turns: @unchecked Sendable { var count = 0 }\nlet turns = Turns()\n"

    @Test func aThreadEndsWithItsBlock() async throws {
      let live = try await executor().execute(
        lesson([
          "let x = 1", thread + "for _ in 0..<3 { Thread { while true { turns.count += 1 } }.start() }\nThread { sleep(1000) }.start()",
          "import Foundation\nlet before = turns.count\nusleep(200_000)\nshow(turns.count == before)",
        ]))
      #expect(
        live.run.findings == ["threads-left 4:1 block 2 came to its end and left 4 threads running, which ended with it"])
      #expect(live.run.blocks[2].outputs == [.value(.boolean(true))])
    }

    /// The same finding comes out of the store.
    @Test func theWarningIsKept() async throws {
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent("litmus-store-\(UUID().uuidString)")
      defer { try? FileManager.default.removeItem(at: folder) }
      let executor = try executor().with(store: ResultStore(folder: folder, mostBytes: 1 << 30))
      let text = [thread + "Thread { while true { turns.count += 1 } }.start()"]
      let first = await executor.execute(lesson(text)), second = await executor.execute(lesson(text))
      #expect(first.run.findings.count == 1)
      #expect(second.run.findings == first.run.findings)
      #expect(await second.work.blocksRun == 0)
    }

    /// Threads that are waited for, the engine's own and Dispatch's idle ones are nobody's fault.
    @Test func nobodyIsBlamedForThreadsThatAreDone() async throws {
      let live = try await executor().execute(
        lesson([
          """
          import Foundation
          var rng = RandomStream(seed: 1)
          let drawn = Tensor<Float>.normal([400, 400], using: &rng)
          let product = matmul(drawn, drawn)
          DispatchQueue.concurrentPerform(iterations: 8) { _ in usleep(1000) }
          let done = DispatchSemaphore(value: 0)
          Thread { done.signal() }.start()
          Task { done.signal() }
          done.wait()
          done.wait()
          """, "show(1)",
        ]))
      #expect(live.run.findings == [])
    }
  }
#endif

@Suite struct ReplicateTests {
  @Test func replicatesDependOnTheirSeedAlone() async throws {
    let live = try await executor().execute(
      lesson([
        "var calls = 0",
        """
        claim("between", .within(0...1)) { rng in
          calls += 1
          return Double.random(in: 0...1, using: &rng) + Double(calls - 1)
        } control: { rng in
          2.0
        }
        """,
        "claim(\"later\", .above(0)) { rng in Float(calls) }\ncalls = 40",
      ]))
    #expect(live.run.findings == [])
    #expect(
      live.claims == [
        ClaimDeclaration(id: "between", relation: .within(0...1), quantifier: .always, hasControl: true, line: 5),
        ClaimDeclaration(id: "later", relation: .above(0), quantifier: .always, hasControl: false, line: 13),
      ])
    let first = try await live.measure(claim: 0, control: false, seed: 1).get()
    let again = try await live.measure(claim: 0, control: false, seed: 1).get()
    let other = try await live.measure(claim: 0, control: false, seed: 2).get()
    #expect(first == again)
    #expect(first != other)
    #expect(try await live.measure(claim: 0, control: true, seed: 1).get() == .number(2))
    #expect(try await live.measure(claim: 1, control: false, seed: 1).get() == .number(40))
  }

  @Test func aReplicateThatTrapsSaysWhere() async throws {
    let live = try await executor().execute(
      lesson(["claim(\"traps\", .below(1)) { rng in\n  let list = [1.0]\n  return list[Int.random(in: 3...4, using: &rng)]\n}"]))
    let result = await live.measure(claim: 0, control: false, seed: 1)
    guard case .failure(let diagnostic) = result else {
      Issue.record("it measured")
      return
    }
    #expect(diagnostic.code == .claimBroken)
    #expect(diagnostic.message == "claim `traps` could not be measured: Fatal error: Index out of range")
    #expect(diagnostic.range?.lowerBound == SourcePosition(line: 4, column: 14))
  }

  @Test func aMeasureThatThrowsSaysWhat() async throws {
    let live = try await executor().execute(
      lesson(["struct Off: Error {}\nclaim(\"throws\", .below(1)) { rng -> Double in throw Off() }"]))
    guard case .failure(let diagnostic) = await live.measure(claim: 0, control: false, seed: 1) else {
      Issue.record("it measured")
      return
    }
    #expect(diagnostic.message == "claim `throws` threw: Off()")
  }

  #if os(Linux)
    /// All of a lesson's processes together: each of these takes a sixth of what it may.
    @Test func aReplicateThatForksTooMuchIsEnded() async throws {
      var executor = try executor()
      executor.limits.lessonMemory = 300_000_000
      let live = await executor.execute(
        lesson([
          """
          import Glibc
          @_silgen_name("fork") func fork() -> Int32
          claim("small", .below(1)) { rng in
            for _ in 0..<20 {
              if fork() == 0 {
                let kept = [UInt8](repeating: 1, count: 50_000_000)
                while kept[0] == 1 { sleep(60) }
              }
              usleep(100_000)
            }
            sleep(30)
            return 0.0
          }
          claim("other", .below(1)) { rng in 0.0 }
          """
        ]))
      #expect(live.run.findings == [])
      guard case .failure(let diagnostic) = await live.measure(claim: 0, control: false, seed: 1) else {
        Issue.record("it measured")
        return
      }
      #expect(
        diagnostic.message == "claim `small` could not be measured: the lesson's processes took more than 300 MB together, and were ended")
      #expect(try await live.measure(claim: 1, control: false, seed: 1).get() == .number(0), "the lesson is started again")
    }
  #endif
}
