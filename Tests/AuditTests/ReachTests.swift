import Lessons
import Testing

@testable import Audit

/// Which code a claim's measure can reach, and which blocks that takes.
@Suite struct ReachTests {
  /// The lines of the items that the claim at a line reaches, and the blocks that it needs.
  private func reach(_ lesson: Lesson, _ line: Int) throws -> (lines: [Int], blocks: [Int]) {
    let code = LessonCode(lesson)
    let items = try #require(code.reach(ofClaimAtLine: line))
    return (items.keys.map { code.items[$0].lines.lowerBound }.sorted(), code.slice(forClaimsAt: [line]).blocks.sorted())
  }

  @Test func whatTheMeasureNamesAndWhatThatNames() throws {
    let lesson = try AuditTests.lesson(
      "let width = 4, depth = 6\nlet unused = 3\nfunc layer() -> Int { width }\nfunc other() -> Int { depth }", "show(other())",
      "claim(\"c\", .below(1)) { rng in layer() } control: { rng in other() }")
    let found = try reach(lesson, 14)
    #expect(found.lines == [5, 7, 14], "`depth` and `other` are the control's; `unused` is nobody's")
    #expect(found.blocks == [0, 2])
    let slice = LessonCode(lesson).slice(forClaimsAt: [14])
    #expect(slice.blankLines == [6], "the control has to be there")
    #expect(lesson.keeping(slice).experiments.map(\.options.runs) == [true, false, true])
    #expect(
      lesson.keeping(slice).experiments[0].text
        == "let width = 4, depth = 6\n\nfunc layer() -> Int { width }\nfunc other() -> Int { depth }")
  }

  @Test func aBoundNameIsNotTheOneAbove() throws {
    let lesson = try AuditTests.lesson(
      "var rng = RandomStream(seed: 1)\nlet drawn = draw(&rng)\nlet x = 3\nfunc f(x: Int) -> Int { x }\n"
        + "func g() -> Int { let y = x; let x = y; return x }",
      "claim(\"c\", .below(1)) { rng in f(&rng) }\nclaim(\"d\", .below(1)) { rng in g() }")
    #expect(try reach(lesson, 12).lines == [8, 12])
    #expect(try reach(lesson, 13).lines == [7, 9, 13], "the first `x` is the one above")
  }

  @Test func whateverMayChangeAVariable() throws {
    let lesson = try AuditTests.lesson(
      "var total = 0\nfunc add() { total += 1 }\nlet done: Void = add()", "add()",
      "print(3)\nclaim(\"c\", .below(1)) { rng in total }")
    let found = try reach(lesson, 14)
    #expect(found.lines == [5, 6, 7, 10, 14])
    #expect(found.blocks == [0, 1, 2])
  }

  @Test func aConstantMayReferToAnObject() throws {
    let code = "final class Box { var value = 0 }\nlet box = Box()\nbox.value = 3\nlet count = 2\nprint(count)"
    #expect(try reach(try lesson(code, "claim(\"c\", .below(1)) { rng in box.value }"), 12).lines == [5, 6, 7, 12])
  }

  @Test func anExtensionMayChangeAnything() throws {
    let lesson = try AuditTests.lesson(
      "extension Int { var half: Int { self / two } }\nlet two = 2", "claim(\"c\", .below(1)) { rng in 3.half }")
    #expect(try reach(lesson, 9).lines == [5, 6, 9])
  }

  @Test func whatSharesALineStays() throws {
    let lesson = try AuditTests.lesson(
      "let a = 1", "let b = 2", "func f() {}; let c = b\nlet d = 3",
      "claim(\"c\", .below(1)) { rng in f() }\nclaim(\"d\", .below(1)) { rng in a }")
    #expect(try reach(lesson, 15).lines == [11, 15])
    #expect(LessonCode(lesson).slice(forClaimsAt: [15]) == LessonSlice(blocks: [1, 2, 3], blankLines: [12, 16]))
    #expect(LessonCode(lesson).slice(forClaimsAt: [16]) == LessonSlice(blocks: [0, 3], blankLines: [15]))
    #expect(LessonCode(lesson).slice(forClaimsAt: [15, 16]) == LessonSlice(blocks: [0, 1, 2, 3], blankLines: [12]))
  }

  @Test func blocksThatLeaveNothingAreNotSeen() throws {
    let text =
      "---\ntitle: Probe\n---\n```swift\n//| expect: trap\nlet a = 1\n```\n"
      + "```swift\nlet a = 2\nclaim(\"c\", .below(1)) { rng in a }\n```\n"
    let lesson = try #require(LessonReader.read(SourceFile(path: "probe.md", text: text)).lesson)
    let found = try reach(lesson, 10)
    #expect(found.lines == [9, 10])
    #expect(found.blocks == [1])
  }

  @Test func aFunctionThatMakesTheClaimHidesWhatItIsGiven() throws {
    let lesson = try AuditTests.lesson(
      "let a = 1", "func make(_ x: Double) {\n  claim(\"c\", .below(1)) { rng in x }\n}\nmake(0.5)")
    #expect(try reach(lesson, 9).lines == [5, 8, 11])
  }
}
