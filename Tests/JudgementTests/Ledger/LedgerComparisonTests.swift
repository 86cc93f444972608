import Lessons
import Records
import Testing

@testable import Judgement

struct LedgerComparisonTests {
  typealias Claim = (id: String, sentence: String, verdict: Verdict, values: [Double])

  private static let steady: Claim = ("steady", "It stays small.", .holds, [0.25, 0.5, 0.125, 0.375])

  /// What was recorded of a lesson, and what is found of it now.
  private func compare(
    _ old: [Claim], _ new: [Claim], isComplete: Bool = true, isUsualBudget: Bool = true, relation: Relation = .below(1),
    keys: Set<ClaimKey>? = nil
  ) -> LedgerComparison {
    let before = LedgerSamples.lesson("one", old)
    let ledger = Ledger(before.claims.map { LedgerEntry($0, in: before.lesson, seed: before.seed) })
    return LedgerComparison(
      LedgerFile.Reading(ledger: ledger, diagnostics: []), of: LedgerSamples.course("one"),
      lessons: [LedgerSamples.lesson("one", new, relation: relation, isComplete: isComplete)], keys: keys,
      isUsualBudget: isUsualBudget)
  }

  private func codes(_ comparison: LedgerComparison) -> [String] {
    comparison.diagnostics.map { "\($0.severity) \($0.code.rawValue)" }
  }

  @Test func `What is the same is not spoken of`() {
    let comparison = compare([Self.steady], [Self.steady])
    #expect(comparison.diagnostics.isEmpty)
    #expect(comparison.summary == "ledger: 1 claim as recorded")
  }

  @Test func `Rounding is counted, and no finding`() {
    var moved = Self.steady
    moved.values[0] = moved.values[0].nextUp
    let comparison = compare([Self.steady], [moved])
    #expect(comparison.diagnostics.isEmpty)
    #expect(comparison.summary == "ledger: 0 claims as recorded, 1 the same but for rounding")
  }

  /// Four values with a spread of 0.161374…, each 0.25 up: by 1.549… spreads.
  @Test func `Drift is a warning at the sentence, with the remedy`() throws {
    var moved = Self.steady
    moved.values = moved.values.map { $0 + 0.25 }
    let comparison = compare([Self.steady], [moved])
    let finding = try #require(comparison.diagnostics.first)
    #expect(codes(comparison) == ["warning claim-drifted"])
    #expect(
      finding.message
        == "claim `steady` moved: mean 0.3125, now 0.5625: +1.5 of its spread (1.5 to 1.5 at 95 %); 4 of 4 replicates changed")
    #expect(finding.path == "course/one.md" && finding.range?.lowerBound.line == 5)
    #expect(finding.help == "if the change is meant, take the new values: litmus accept one#steady --course course")
    #expect(
      finding.notes.map(\.message) == [
        "code, data and seed are as they were recorded: the engine, the toolchain or the kind of processor is another"
      ])
  }

  @Test func `What moved within its tenth is a note`() {
    var moved = Self.steady
    moved.values[2] += 0.001
    #expect(codes(compare([Self.steady], [moved])) == ["note claim-drifted"])
  }

  private static let fallen: Claim = ("steady", "It stays small.", .fails, [0.25, 0.5, 0.125, 1.5])

  @Test func `A flipped verdict under an unchanged sentence is an error`() throws {
    let comparison = compare([Self.steady], [Self.fallen])
    #expect(codes(comparison) == ["error verdict-flipped"])
    let message = try #require(comparison.diagnostics.first).message
    #expect(
      message.hasPrefix(
        "the ledger has claim `steady` as *holds*, and now it is *fails*, and the sentence is still the same: "
          + "mean 0.3125, now 0.5938: +1.7 of its spread ("
      ))
    #expect(
      message.hasSuffix(
        "; 1 of 4 replicates changed (0.63 % to 81 % of all seeds, at 95 %); replicate 4 by more than 3 spreads; "
          + "replicate 4 passes no more"
      ))
    #expect(comparison.changes[0].isRefused)
  }

  @Test func `Under another sentence, and for the better, it is a warning`() {
    var restated = Self.fallen
    restated.sentence = "It does not stay small."
    #expect(codes(compare([Self.steady], [restated])) == ["warning claim-drifted"])
    #expect(codes(compare([Self.fallen], [Self.steady])) == ["warning claim-drifted"])
    #expect(!compare([Self.fallen], [Self.steady]).changes[0].isRefused)
  }

  /// Line ends and spaces are no change of a sentence.
  @Test func `A sentence that was only set otherwise is the same`() {
    var broken = Self.fallen
    broken.sentence = "It stays\nsmall."
    #expect(codes(compare([Self.steady], [broken])) == ["error verdict-flipped"])
  }

  /// Undecided with five replicates is no news of a claim that holds with twenty.
  @Test func `Fewer replicates than usual flip nothing by leaving it open`() {
    let open: Claim = ("steady", "It stays small.", .undecided, [0.25])
    #expect(codes(compare([Self.steady], [open])) == ["error verdict-flipped"])
    #expect(codes(compare([Self.steady], [open], isUsualBudget: false)).isEmpty)
    #expect(codes(compare([Self.steady], [Self.fallen], isUsualBudget: false)) == ["error verdict-flipped"])
  }

  @Test func `What could not be measured is said elsewhere`() {
    let broken: Claim = ("steady", "It stays small.", .broken, [])
    let comparison = compare([Self.steady], [broken])
    #expect(comparison.diagnostics.isEmpty)
    #expect(comparison.summary == "ledger: 0 claims as recorded, 1 not measured")
  }

  @Test func `New claims and those that are gone`() {
    let other: Claim = ("other", "So does this.", .holds, [0.5])
    #expect(codes(compare([Self.steady], [Self.steady, other])) == ["warning ledger-outdated"])
    let gone = compare([Self.steady, other], [Self.steady])
    #expect(codes(gone) == ["warning ledger-outdated"])
    #expect(gone.diagnostics[0].path == "course/ledger.json")
    #expect(gone.summary == "ledger: 1 claim as recorded, 1 gone")
    #expect(codes(compare([Self.steady, other], [Self.steady], isComplete: false)).isEmpty, "a block above failed")
    #expect(codes(compare([Self.steady, other], [Self.steady], keys: [ClaimKey(lesson: "one", claim: "steady")])).isEmpty)
  }

  @Test func `Lines of lessons that the course has no more, and of those that did not run`() {
    let ledger = Ledger([LedgerSamples.entry("gone", "a"), LedgerSamples.entry("two", "b")])
    let comparison = LedgerComparison(
      LedgerFile.Reading(ledger: ledger, diagnostics: []), of: LedgerSamples.course("one", "two"),
      lessons: [LedgerSamples.lesson("one", [])])
    #expect(comparison.changes.map(\.key.description) == ["gone#a"])
    #expect(comparison.changes.map(\.kind) == [.vanished])
  }

  @Test func `Another relation and another sentence`() {
    let relation = compare([Self.steady], [Self.steady], relation: .below(2))
    #expect(codes(relation) == ["warning ledger-outdated"])
    #expect(
      relation.diagnostics[0].message == "claim `steady` is stated otherwise than it was recorded: `.below(1.0)`, now `.below(2.0)`"
    )
    var restated = Self.steady
    restated.sentence = "It remains small."
    #expect(codes(compare([Self.steady], [restated])) == ["note ledger-outdated"])
  }

  @Test func `Without a ledger there is a hint and no finding`() {
    let comparison = LedgerComparison(
      LedgerFile.Reading(ledger: nil, diagnostics: []), of: LedgerSamples.course("one"),
      lessons: [LedgerSamples.lesson("one", [Self.steady])])
    #expect(comparison.diagnostics.isEmpty)
    #expect(comparison.summary == "no ledger yet: `litmus accept --course course` records these values in course/ledger.json")
  }

  @Test func `A claim whose line cannot be read is not called new`() {
    let finding = Diagnostic(.ledgerInvalid, "the ledger is empty", path: "course/ledger.json")
    let comparison = LedgerComparison(
      LedgerFile.Reading(ledger: Ledger(), diagnostics: [finding]), of: LedgerSamples.course("one"),
      lessons: [LedgerSamples.lesson("one", [Self.steady])])
    #expect(comparison.diagnostics == [finding])
  }

  @Test func `Accepting takes, refuses and takes away`() {
    let old: [Claim] = [
      Self.steady, ("moved", "A.", .holds, [0.5, 0.6]), ("gone", "B.", .holds, [0.5]), ("rounded", "C.", .holds, [0.5]),
    ]
    let new: [Claim] = [
      Self.fallen, ("moved", "A.", .holds, [0.7, 0.9]), ("new", "D.", .fails, [5]), ("rounded", "C.", .holds, [(0.5).nextUp]),
      ("broken", "E.", .broken, []),
    ]
    let before = LedgerSamples.lesson("one", old)
    let ledger = Ledger(before.claims.map { LedgerEntry($0, in: before.lesson, seed: 1) })
    let acceptance = LedgerAcceptance(ledger, compare(old, new))
    #expect(
      acceptance.decisions.map { "\($0.change.key.claim) \($0.decision)" }
        == ["broken unmeasured", "gone removed", "moved taken", "new taken", "rounded refreshed", "steady refused"])
    #expect(acceptance.ledger.entries.map(\.key.claim) == ["moved", "new", "rounded", "steady"])
    #expect(acceptance.ledger[ClaimKey(lesson: "one", claim: "steady")]?.verdict == .holds)
    #expect(acceptance.refusals(course: "course").map(\.code) == [.verdictFlipped])
    let again = LedgerAcceptance(acceptance.ledger, compare(new.dropLast(), new.dropLast()))
    #expect(again.decisions.allSatisfy { $0.decision == .kept })
  }

  @Test func `Names of claims`() {
    let known = ["a#one", "a#two", "b#two"].map { $0.split(separator: "#") }.map {
      ClaimKey(lesson: String($0[0]), claim: String($0[1]))
    }
    func choose(_ names: String...) -> (keys: [String], said: [String]) {
      let choice = ClaimKey.choose(names, among: known, in: "lessons")
      return (choice.keys.map(\.description), choice.diagnostics.map { "\($0.message); \($0.help ?? "")" })
    }
    #expect(choose("one", "b#two", "one").keys == ["a#one", "b#two"])
    #expect(choose("two").said == ["`two` is a claim of 2 lessons; say which: `a#two` or `b#two`"])
    #expect(choose("onne").said == ["no claim of `lessons` is called `onne`; did you mean `a#one`?"])
    #expect(choose("a#onne").said == ["no claim of `lessons` is called `a#onne`; did you mean `a#one`?"])
    #expect(
      choose("something-else").said == [
        "no claim of `lessons` is called `something-else`; its claims are called like `a#one`, and there are 2 more"
      ])
  }
}
