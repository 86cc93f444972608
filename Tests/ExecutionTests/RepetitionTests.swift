import Lessons
import Records
import Testing

@testable import Execution

@Suite struct RepetitionTests {
  private func values(_ expressions: [(below: Int, text: String)]) -> [InlineValue] {
    let place = SourcePosition(line: 1, column: 1)
    return expressions.map { InlineValue(expression: $1, format: nil, experimentsAbove: $0, position: place, range: place..<place) }
  }

  private func drawing() -> Lesson {
    lesson(
      ["var rng = RandomStream(seed: 1)\nlet first = rng.uniform()", "let second = rng.uniform(), again = RandomStream(seed: 1)\nprint(second)"],
      values: values([(1, "first"), (2, "second"), (2, "6 * 7"), (2, "{ var again = again; return again.uniform() == first }()")]))
  }

  /// Every seed is another stream, the same one wherever it stands; what no seed enters stays.
  @Test func seedsStandForOtherStreams() async throws {
    let live = try await executor().execute(drawing())
    var seen: [[Value?]] = [live.run.inlineValues]
    for number in 1...3 {
      let repetition = await live.repeated(UInt64(number))
      #expect(repetition.failure == nil)
      seen.append(repetition.values)
    }
    #expect(Set(seen.map { $0[0]?.number }).count == 4 && Set(seen.map { $0[1]?.number }).count == 4)
    #expect(seen.allSatisfy { $0[2] == .integer(42) && $0[3] == .boolean(true) })
    #expect(live.run.blocks[1].outputs.count == 1, "the lesson sees nothing of it")
    let other = try await executor().execute(drawing())
    #expect(await other.repeated(2).values == seen[2], "the same number gives the same values")
  }

  /// What an earlier build left is read; the compiler is started for nothing, and no block runs.
  @Test func repetitionsAreKept() async throws {
    let folder = ScratchFolder()
    folder.make()
    let executor = try executor().with(store: ResultStore(folder: folder.url))
    let first = await executor.execute(drawing()), values = await first.repeated(1).values
    let second = await executor.execute(drawing())
    #expect(await second.repeated(1).values == values)
    #expect(await second.work == (0, 0))
    // Another repetition runs the blocks from the modules that are there.
    #expect(await second.repeated(2).values != values)
    #expect(await second.work.compilerStarts == 0)
  }

  @Test func aRepetitionThatFailsSaysWhere() async throws {
    let known = try await executor().execute(drawing()).run.inlineValues[0]?.description ?? ""
    let live = try await executor().execute(
      lesson(
        ["var rng = RandomStream(seed: 1)", "precondition(rng.uniform() == \(known))"],
        values: values([(1, "6 * 7"), (2, "rng.uniform()")])))
    #expect(live.run.findings == [])
    let repetition = await live.repeated(1)
    #expect(repetition.values == [.integer(42), nil])
    #expect(repetition.failure?.code == .blockTrapped && repetition.failure?.range?.lowerBound.line == 5)
  }
}
