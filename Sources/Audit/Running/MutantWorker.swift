import Execution
import Judgement
import Lessons
import Records

/// Runs one mutant after the other in a process that stands behind the blocks that they have in common.
actor MutantWorker {
  private let auditor: Auditor
  private let plan: AuditPlan
  private let seed: Int
  private let judge: LessonJudge
  private var session: LessonSession

  init(auditor: Auditor, plan: AuditPlan, seed: Int) {
    self.auditor = auditor
    self.plan = plan
    self.seed = seed
    // A replicate at a time: the first one that fails ends the mutant.
    judge = LessonJudge(jobs: 1, replicates: auditor.replicates)
    session = LessonSession(auditor.executor)
  }

  func run(_ task: AuditPlan.Task, _ slice: LessonSlice) async -> MutantOutcome {
    let reading = LessonReader.read(task.mutant.applied(to: plan.lesson.source))
    guard let lesson = reading.lesson, lesson.experiments.count == plan.lesson.experiments.count else {
      return .invalid("it is no such lesson any more")
    }
    var live = await session.update(to: lesson.keeping(slice))
    if live.run.diagnostics.contains(where: { $0.code == .kernelLost }) {
      // A mutant before this one may have taken the process with it.
      session = LessonSession(auditor.executor)
      live = await session.update(to: lesson.keeping(slice))
    }
    if let error = live.run.diagnostics.first(where: { $0.severity == .error }) {
      if error.code == .compileError { return .invalid(error.message) }
      return .noticed(.init(sign: .broken, claim: nil, evidence: error.message))
    }
    var comparisons: [MutantOutcome.Comparison] = []
    for claim in await inOrderOfPromise(task.claims, live) {
      let before = plan.claims[claim]
      let id = before.declaration.id
      guard let index = live.claims.firstIndex(where: { $0.id == id }) else {
        return .noticed(.init(sign: .broken, claim: id, evidence: "the claim is not declared any more"))
      }
      let now = await judge.judge(live, claim: index, courseSeed: seed)
      if let notice = notice(now, before: before) { return .noticed(notice) }
      comparisons.append(MutantOutcome.Comparison(now, before: before))
    }
    return comparisons.contains(where: \.isChanged) ? .survived(comparisons) : .equivalent
  }

  /// Claims whose first replicate already fails come first, then those where it has changed.
  private func inOrderOfPromise(_ claims: [Int], _ live: LiveLesson) async -> [Int] {
    var changed: [Int] = []
    var same: [Int] = []
    for claim in claims {
      let before = plan.claims[claim]
      let declaration = before.declaration
      guard let index = live.claims.firstIndex(where: { $0.id == declaration.id }) else { return [claim] }
      let replicateSeed = replicateSeed(
        course: live.lesson.frontMatter.seed ?? seed, lesson: live.lesson.name, claim: declaration.id, replicate: 0)
      guard case .success(let measure) = await live.measure(claim: index, control: false, seed: replicateSeed) else {
        return [claim]
      }
      if !live.claims[index].relation.isSatisfied(by: measure), declaration.quantifier.endsAtFirstFailure { return [claim] }
      if [measure].isIdentical(to: Array(before.claim.replicates.prefix(1))) { same.append(claim) } else { changed.append(claim) }
    }
    return changed + same
  }

  private func notice(_ now: JudgedClaim, before: JudgedClaim) -> MutantOutcome.Notice? {
    let sign: MutantOutcome.Notice.Sign
    switch now.verdict {
    case .holds:
      guard now.declaration.quantifier != .identity, now.claim.replicates.isSeedless, !before.claim.replicates.isSeedless else {
        return nil
      }
      sign = .seedless
    case .fails: sign = .fails
    case .vacuous: sign = .vacuous
    case .undecided: sign = .undecided
    case .broken: sign = .broken
    }
    let replicates = now.claim.replicates
    let evidence =
      switch now.control {
      case _ where sign == .seedless: "the same in \(replicates.count) replicates: \(replicates.summary)"
      case let control? where now.claim.outcome == .holds: "its control: \(control.evidence)"
      default: now.claim.evidence
      }
    return MutantOutcome.Notice(sign: sign, claim: now.declaration.id, evidence: evidence)
  }
}

extension Records.Quantifier {
  fileprivate var endsAtFirstFailure: Bool { self == .identity || self == .always }
}
