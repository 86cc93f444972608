import Execution
import Judgement
import Lessons
import Records

/// Makes the mutants of a lesson, runs each, and says which of them no claim notices.
///
/// A mutant is judged under the same seeds as the lesson. It runs without the code that the claims in question do not need, on from
/// the last block above it, and ends with the first claim that loses its verdict.
public struct Auditor: Sendable {
  /// Which mutants are run.
  public struct Choice: Sendable {
    /// At most so many of a lesson, drawn by a hash of their places.
    public var count: Int?
    /// Those that these claims could notice, and no other claim is looked at; all where there are none.
    public var claims: Set<String>

    public init(count: Int? = nil, claims: Set<String> = []) {
      self.count = count
      self.claims = claims
    }
  }

  /// A mutant was run: how many are done of how many.
  public typealias Report = @Sendable (_ done: Int, _ total: Int) -> Void

  let executor: LessonExecutor
  let jobs: Int
  let replicates: Int?
  let isStrict: Bool

  public init(executor: LessonExecutor, jobs: Int, replicates: Int? = nil, isStrict: Bool = false) {
    self.executor = executor
    self.jobs = max(1, jobs)
    self.replicates = replicates
    self.isStrict = isStrict
  }

  public func audit(
    _ lesson: Lesson, courseSeed: Int, choosing choice: Choice = Choice(), report: @escaping Report = { _, _ in }
  ) async -> LessonAudit {
    let live = await executor.execute(lesson)
    let judge = LessonJudge(jobs: jobs, replicates: replicates, isStrict: isStrict)
    let judged = await judge.judge(live, courseSeed: courseSeed)
    let audited = judged.claims.enumerated().filter {
      $1.verdict == .holds && (choice.claims.isEmpty || choice.claims.contains($1.declaration.id))
    }
    let plan = AuditPlan(lesson, audited.map(\.element), choosing: choice, courseSeed: courseSeed)
    var claims: [LessonAudit.Claim] = []
    for (index, claim) in audited {
      claims.append(
        LessonAudit.Claim(
          judged: claim, range: plan.relationRange(ofClaimAtLine: claim.declaration.line),
          relations: await relations(of: claim, index, live, judge, courseSeed)))
    }
    let runner = MutantRunner(auditor: self, plan: plan, seed: courseSeed)
    return LessonAudit(
      lesson: lesson, claims: claims, entries: await runner.run(report), found: plan.found,
      diagnostics: live.run.diagnostics + judged.diagnostics)
  }

  /// A relation is data, so what was measured is judged again, and nothing is compiled.
  private func relations(
    of claim: JudgedClaim, _ index: Int, _ live: LiveLesson, _ judge: LessonJudge, _ courseSeed: Int
  ) async -> [RelationFinding] {
    var findings: [RelationFinding] = []
    for change in RelationChange.allCases where change != .loosened || claim.control != nil {
      guard let relation = claim.declaration.relation.changed(change) else { continue }
      let verdict = await judge.judge(live, claim: index, courseSeed: courseSeed, as: relation).verdict
      findings.append(RelationFinding(change: change, relation: relation, isNoticed: verdict != .holds, verdict: verdict))
    }
    return findings
  }
}
