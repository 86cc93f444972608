import Foundation
import Lessons
import Records
import Testing

@testable import Execution

/// A session whose checkpoints may cost so many bytes.
private func session(checkpointMemory: Int) throws -> LessonSession {
  var executor = try executor()
  executor.limits.checkpointMemory = checkpointMemory
  return LessonSession(executor)
}

/// What readers see of a lesson, and what its claims measure.
private func told(_ live: LiveLesson) async -> String {
  var text = shown(live)
  for claim in live.claims.indices {
    for control in [false, true] { text += "\n\(await live.measure(claim: claim, control: control, seed: 5))" }
  }
  return text
}

@Suite struct CheckpointTests {
  /// Random edits: what an edited lesson shows, records and claims is what a fresh run of it does, whatever its checkpoints may cost.
  @Test func aSessionTellsWhatAFreshRunTells() async throws {
    // Every block writes to all of `a`, 16 MB: no checkpoint but the start, one or two of them, all of them.
    let sessions = try [0, 24_000_000, .max].map(session)
    var random = SplitMix(state: 11)
    var text = [
      "var a = [Int](repeating: 1, count: 2_000_000)\nvar b = 0\nfunc add(_ n: Int) {\n  for i in a.indices { a[i] += n }\n  b += n\n}",
      "add(1)\nshow(a[7])",
      "add(2)\nrecord(\"third\", a[9])\nclaim(\"ahead\", .above(0)) { rng in Double(a[1] + b) + rng.uniform() } control: { rng in 0.0 - Double(b) }",
      "add(3)\nshow(a[0] + b)\nclaim(\"behind\", .below(0)) { rng in\n  a[1] += 1\n  return Double(a[1])\n} control: { rng in Double(b) }",
    ]
    var notAlike = 0
    for edit in 0..<8 {
      let place = Int(random.next() % UInt64(text.count))
      switch random.next() % 4 {
      case 0: text[place] += "\nshow(\(edit) + a[3])"
      case 1: text.insert("add(\(edit))\nshow(b)", at: max(1, place))
      case 2 where text.count > 3 && place > 0: text.remove(at: place)
      default: text[place] += " "  // another text, the same meaning
      }
      let version = lesson(text)
      let fresh = await told(try executor().execute(version))
      for session in sessions {
        #expect(await told(session.update(to: version)) == fresh, "after edit \(edit): \(text)")
      }
      let counts = [await sessions[0].checkpointCounts.count, await sessions[1].checkpointCounts.count, await sessions[2].checkpointCounts.count]
      #expect(counts[0] == 2 && counts[2] == text.count + 1, "after edit \(edit): \(counts)")
      #if os(Linux)
        if counts[1] < counts[2] { notAlike += 1 }
      #endif
    }
    #if os(Linux)
      #expect(notAlike > 4, "the bound bound nothing")
    #endif
  }

  @Test func anEditGoesOnFromTheLastBlockThatStands() async throws {
    for (bound, blocksRun, counts) in [(Int.max, 8, Array(0...6)), (0, 6 + 6, [0, 6])] {
      let session = try session(checkpointMemory: bound)
      var text = (0..<6).map { "let x\($0) = \($0)\nshow(x\($0))" }
      _ = await session.update(to: lesson(text))
      #expect(await session.blocksRun == 6)
      text[4] += " "
      let live = await session.update(to: lesson(text))
      #expect(await session.blocksRun == blocksRun)
      #expect(await live.work.compilerStarts == 1, "blocks in between are run from what was compiled, and so are those below: they see the same interface")
      #expect(live.run.blocks.map(\.status) == Array(repeating: .ran, count: 6))
      #expect(await session.checkpointCounts == counts)
    }
  }

  /// A claim is measured behind its own block, also where that checkpoint was given up.
  @Test func claimsBringTheirCheckpointsBack() async throws {
    var executor = try executor()
    executor.limits.checkpointMemory = 0
    let live = await executor.execute(
      lesson(["var n = 1\nclaim(\"one\", .above(0)) { rng in Double(n) }", "n = 2\nclaim(\"two\", .above(0)) { rng in Double(n) }", "n = 3"]))
    #expect(await live.work.blocksRun == 3)
    for _ in 0..<3 { #expect(try await live.measure(claim: 0, control: false, seed: 1).get() == .number(1)) }
    for _ in 0..<3 { #expect(try await live.measure(claim: 1, control: false, seed: 1).get() == .number(2)) }
    #expect(await live.work.blocksRun == 5, "the first block again, and the second from there")
  }

  #if os(Linux)
    /// Memory that checkpoints share with the process that came last costs nothing.
    @Test func sharedMemoryIsNoReasonToGiveUpACheckpoint() async throws {
      let session = try session(checkpointMemory: 60_000_000)
      let live = await session.update(
        to: lesson(["var a = [Int](repeating: 1, count: 10_000_000)", "show(a[1])", "show(a[2])", "show(a[3])", "show(a[4])"]))
      #expect(live.run.findings == [])
      #expect(await session.checkpointCounts == Array(0...5))
    }

    /// The checkpoint behind the block that takes long stays longest.
    @Test func whatIsSoonMadeAgainGoesFirst() async throws {
      let session = try session(checkpointMemory: 120_000_000)
      let change = "for i in a.indices { a[i] += 1 }"
      let live = await session.update(
        to: lesson([
          "var a = [Int](repeating: 1, count: 10_000_000)", "import Glibc\nsleep(2)\n\(change)", change, change, "\(change)\nshow(a[0])",
        ]))
      #expect(live.run.findings == [])
      #expect(live.run.blocks.last?.outputs == [.value(.integer(5))])
      #expect(await session.checkpointCounts == [0, 2, 5])
    }
  #endif

  /// A version that was edited meanwhile does not measure in the new one's process.
  @Test func anOldVersionMeasuresNothingNew() async throws {
    let session = try session(checkpointMemory: .max)
    let old = await session.update(to: lesson(["claim(\"n\", .above(0)) { rng in 1.0 }"]))
    let new = await session.update(to: lesson(["claim(\"n\", .above(0)) { rng in 2.0 }"]))
    #expect(try await new.measure(claim: 0, control: false, seed: 1).get() == .number(2))
    guard case .failure(let diagnostic) = await old.measure(claim: 0, control: false, seed: 1) else {
      Issue.record("it measured")
      return
    }
    #expect(diagnostic.code == .claimBroken)
  }

  /// A block that took the lesson's process along is mended, and the lesson goes on.
  @Test func aSessionOutlivesItsProcess() async throws {
    let session = try session(checkpointMemory: .max)
    let above = "let x = 2\nclaim(\"two\", .above(0)) { rng in Double(x) }"
    let lost = await session.update(to: lesson([above, "import Glibc\nkill(-1, 9)\nsleep(5)"]))
    #expect(lost.run.findings.map { $0.prefix(11) } == ["kernel-lost"])
    #expect(try await lost.measure(claim: 0, control: false, seed: 1).get() == .number(2))
    let mended = await session.update(to: lesson([above, "show(x)"]))
    #expect(mended.run.findings == [])
    #expect(mended.run.blocks[1].outputs == [.value(.integer(2))])
  }

  /// A budget that is raised is put on: limits can not be raised in a process that runs.
  @Test func aBudgetThatChangesIsPutOn() async throws {
    var executor = try executor()
    executor.limits.memory = 300_000_000
    let session = LessonSession(executor)
    let block = "var list = [UInt8](repeating: 1, count: 400_000_000)\nshow(list[399_999_999] == 1)"
    let little = await session.update(to: lesson(["let x = 1", block]))
    #expect(little.run.findings == ["block-trapped 5:18 out of memory: the block may take 300 MB"])
    let enough = await session.update(to: lesson(["let x = 1", block], options: [1: BlockOptions(budget: Budget(bytes: 600_000_000))]))
    #expect(enough.run.findings == [])
  }
}

/// Steele, Lea & Flood's generator, enough to choose edits.
private struct SplitMix {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
