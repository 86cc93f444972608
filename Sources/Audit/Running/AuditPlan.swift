import Judgement
import Lessons
import Records

/// Which mutants are run, and for each the claims that could notice it and the code that these need.
struct AuditPlan: Sendable {
  struct Task: Sendable {
    var mutant: Mutant
    /// Places among the plan's claims, the nearest to the change first.
    var claims: [Int]
    var slice: LessonSlice
    /// The block that the mutant changes.
    var experiment: Int
  }

  let lesson: Lesson
  /// As the lesson stands.
  let claims: [JudgedClaim]
  let tasks: [Task]
  let found: Int
  private let relationRanges: [Int: SourceRange]

  init(_ lesson: Lesson, _ claims: [JudgedClaim], choosing choice: Auditor.Choice, courseSeed: Int) {
    self.lesson = lesson
    self.claims = claims
    let code = LessonCode(lesson)
    let reaches = claims.map { code.reach(ofClaimAtLine: $0.declaration.line) ?? [:] }
    let items = Set(reaches.flatMap(\.keys))
    var mutants = MutantFinder.mutants(of: lesson, code, in: items)
    found = mutants.count
    if let count = choice.count, count < mutants.count {
      let drawn = mutants.indices.map { index in
        (index, replicateSeed(course: courseSeed, lesson: lesson.name, claim: mutants[index].key, replicate: 0))
      }.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.prefix(count)
      mutants = drawn.map(\.0).sorted().map { mutants[$0] }
    }
    var slices: [Set<Int>: LessonSlice] = [:]
    tasks = mutants.map { mutant in
      let concerned = claims.indices.compactMap { claim in reaches[claim][mutant.item].map { (claim, $0) } }
      let nearest = concerned.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map(\.0)
      let key = Set(nearest)
      let slice = slices[key] ?? code.slice(forClaimsAt: nearest.map { claims[$0].declaration.line })
      slices[key] = slice
      return Task(mutant: mutant, claims: nearest, slice: slice, experiment: code.items[mutant.item].experiment)
    }
    relationRanges = code.relationRanges
  }

  func relationRange(ofClaimAtLine line: Int) -> SourceRange? { relationRanges[line] }
}

extension Mutant {
  /// What tells it from others of the lesson.
  fileprivate var key: String { "\(kind.rawValue) \(range.lowerBound) \(edits.map(\.text).joined(separator: "|"))" }
}

extension LessonCode {
  /// By the line of the claim.
  fileprivate var relationRanges: [Int: SourceRange] {
    var ranges: [Int: SourceRange] = [:]
    for item in items where item.kind == .claim {
      guard let relation = ClaimCall(item.node)?.relation, let range = blocks[item.experiment].range(of: relation) else { continue }
      ranges[item.lines.lowerBound] = range
    }
    return ranges
  }
}
