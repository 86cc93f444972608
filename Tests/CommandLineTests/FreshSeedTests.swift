import Foundation
import Testing

/// `check --fresh-seeds`: what a course's verdicts come to under other seeds.
@Suite struct FreshSeedTests {
  /// One claim that holds whatever the seeds, one that is false by far and one that nearly holds, so that its verdict hangs on them.
  static let lesson = """
    ---
    title: Chance
    ---

    [Below one.](claim:sure) [Never.](claim:false) [Nearly always.](claim:near)

    ```swift
    claim("sure", .below(1), holds: .usually(0.95, floor: 0.8)) { rng in
      Double.random(in: 0..<1, using: &rng)
    } control: { rng in
      2
    }
    claim("false", .above(0.5), holds: .usually(0.95, floor: 0.8)) { rng in
      Double.random(in: 0..<1, using: &rng)
    } control: { rng in
      0.25
    }
    claim("near", .above(0.035), holds: .always) { rng in
      Double.random(in: 0..<1, using: &rng)
    } control: { rng in
      0.03
    }
    ```
    """

  static func check(_ arguments: [String]) throws -> LitmusProcess {
    try withFolder(["chance/course.yml": "title: Chance\n", "chance/chance.md": lesson]) { folder in
      try LitmusProcess.run(["check", "--quiet"] + arguments, in: folder)
    }
  }

  static func lines(_ run: LitmusProcess) -> [Substring] { run.output.split(separator: "\n") }

  @Test func `A number repeats a run, and another number is another run`() throws {
    let first = try Self.check(["--fresh-seeds=7", "chance"])
    #expect(first.output == (try Self.check(["--fresh-seeds=7", "chance"])).output)
    #expect(Self.lines(first)[1].hasPrefix("fresh seeds 7: "))
    let outputs = try (8..<12).map { try Self.check(["--fresh-seeds=\($0)", "chance"]).output.replacingOccurrences(of: "\($0)", with: "7") }
    #expect(Set(outputs + [first.output]).count > 1)
  }

  @Test func `Verdicts that change are listed beside what they were`() throws {
    let own = try Self.check(["chance"])
    #expect(own.status == 1)
    var changed: [String] = []
    for number in 1...5 {
      let run = try Self.check(["--fresh-seeds=\(number)", "chance"])
      let lines = Self.lines(run).dropFirst()
      // What is false is false under any seeds, and what is sure holds: neither is ever listed.
      #expect(run.status == 1)
      #expect(run.errors.contains("error[claim-fails]: claim `false` fails: "))
      #expect(!run.errors.contains("claim `sure` fails"))
      #expect(lines.dropFirst().allSatisfy { $0.contains(": near: ") })
      changed += lines.dropFirst().map(String.init)
      #expect(
        lines.first
          == "fresh seeds \(number): \(lines.count - 1) of 3 verdicts \(lines.count == 2 ? "is another one" : "are others") than under the course's own seeds; --fresh-seeds=\(number) repeats this"
      )
    }
    #expect(!changed.isEmpty)
    #expect(changed.allSatisfy { $0.contains("holds → fails: replicate ") || $0.contains("fails → holds: 20 of 20 replicates") })
  }

  @Test func `Without a number one is drawn and named, and the path behind it stays a path`() throws {
    let run = try Self.check(["--fresh-seeds", "chance"])
    let line = try #require(Self.lines(run).first { $0.hasPrefix("fresh seeds ") })
    let number = try #require(line.split(separator: " ")[2].split(separator: ":").first.flatMap { UInt64($0) })
    let again = try Self.check(["--fresh-seeds=\(number)", "chance"])
    #expect(again.output == run.output)
  }

  @Test func `What is no number is refused`() throws {
    let run = try Self.check(["--fresh-seeds=-3", "chance"])
    #expect(run.status == 64)
    #expect(run.errors.contains("The value '-3' is invalid for '--fresh-seeds <n>'"))
  }
}
