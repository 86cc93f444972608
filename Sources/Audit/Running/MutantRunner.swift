import Execution
import Judgement
import Lessons
import Records

/// Runs the mutants of a plan, several at a time, each worker in a lesson's process of its own.
struct MutantRunner: Sendable {
  let auditor: Auditor
  let plan: AuditPlan
  /// The course's.
  let seed: Int

  func run(_ report: @escaping Auditor.Report) async -> [LessonAudit.Entry] {
    let slices = await checkedSlices()
    // From the lowest block up, so that what stands above a change is standing already.
    let order = plan.tasks.indices.sorted { plan.tasks[$0].comesBefore(plan.tasks[$1]) ?? ($0 < $1) }
    let outcomes = await withTaskGroup(of: (Int, MutantOutcome, MutantWorker).self) { group in
      var outcomes: [Int: MutantOutcome] = [:]
      var waiting = order[...]
      func start(_ worker: MutantWorker) {
        guard let index = waiting.popFirst() else { return }
        let task = plan.tasks[index]
        let slice = slices[task.slice] ?? task.slice
        group.addTask { (index, await worker.run(task, slice), worker) }
      }
      for _ in 0..<auditor.jobs { start(MutantWorker(auditor: auditor, plan: plan, seed: seed)) }
      while let (index, outcome, worker) = await group.next() {
        outcomes[index] = outcome
        report(outcomes.count, order.count)
        start(worker)
      }
      return outcomes
    }
    return plan.tasks.indices.compactMap { index in
      outcomes[index].map { LessonAudit.Entry(mutant: plan.tasks[index].mutant, outcome: $0) }
    }
  }

  /// The code to run for each slice: the slice, if the claims measure with it what they measure in the whole lesson; else all.
  private func checkedSlices() async -> [LessonSlice: LessonSlice] {
    let session = LessonSession(auditor.executor)
    let all = LessonSlice(
      blocks: Set(plan.lesson.experiments.indices.filter { plan.lesson.experiments[$0].options.runs }), blankLines: [])
    var slices: [LessonSlice: LessonSlice] = [:]
    for task in plan.tasks where slices[task.slice] == nil {
      let live = await session.update(to: plan.lesson.keeping(task.slice))
      var isSame = true
      for claim in task.claims where isSame { isSame = await measuresTheSame(live, plan.claims[claim]) }
      slices[task.slice] = isSame ? task.slice : all
    }
    return slices
  }

  private func measuresTheSame(_ live: LiveLesson, _ claim: JudgedClaim) async -> Bool {
    guard let index = live.claims.firstIndex(where: { $0.id == claim.declaration.id }) else { return false }
    let seed = replicateSeed(
      course: live.lesson.frontMatter.seed ?? seed, lesson: live.lesson.name, claim: claim.declaration.id, replicate: 0)
    guard case .success(let measure) = await live.measure(claim: index, control: false, seed: seed) else { return false }
    return [measure].isIdentical(to: Array(claim.claim.replicates.prefix(1)))
  }
}

extension AuditPlan.Task {
  /// nil where both run the same code but for their changes.
  fileprivate func comesBefore(_ other: Self) -> Bool? {
    if experiment != other.experiment { return experiment > other.experiment }
    return slice == other.slice ? nil : claims.lexicographicallyPrecedes(other.claims)
  }
}
