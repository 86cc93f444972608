import Lessons
import Testing

@testable import Audit

/// A lesson whose first block begins in line 5.
func lesson(_ blocks: String...) throws -> Lesson {
  let text = "---\ntitle: Probe\n---\n" + blocks.map { "```swift\n\($0)\n```\n" }.joined()
  return try #require(LessonReader.read(SourceFile(path: "probe.md", text: text)).lesson)
}

/// The mutants of what the claims of a lesson reach: `line:column kind, summary`.
func changes(of lesson: Lesson, claimsAt lines: Int...) -> [String] {
  let code = LessonCode(lesson)
  let items = Set(lines.flatMap { code.reach(ofClaimAtLine: $0)?.keys.map { $0 } ?? [] })
  return MutantFinder.mutants(of: lesson, code, in: items).map { "\($0.range.lowerBound) \($0.kind.rawValue) \($0.summary)" }
}
