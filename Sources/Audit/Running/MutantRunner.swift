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
        let task = plan.tasks[index], blocks = slices[task.blocks] ?? task.blocks
        group.addTask { (index, await worker.run(task, blocks: blocks), worker) }
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

  /// The blocks to run for each set of needed ones: these, if the claims measure with them alone what they measure in the whole lesson;
  /// else all.
  private func checkedSlices() async -> [Set<Int>: Set<Int>] {
    let session = LessonSession(auditor.executor)
    var slices: [Set<Int>: Set<Int>] = [:]
    for task in plan.tasks where slices[task.blocks] == nil {
      let live = await session.update(to: plan.lesson.keeping(task.blocks))
      let claims = Set(plan.tasks.filter { $0.blocks == task.blocks }.flatMap(\.claims))
      var isSame = true
      for claim in claims.sorted() where isSame { isSame = await measuresTheSame(live, plan.claims[claim]) }
      let all = Set(plan.lesson.experiments.indices.filter { plan.lesson.experiments[$0].options.runs })
      slices[task.blocks] = isSame ? task.blocks : all
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
  /// nil where both stand behind the same blocks.
  fileprivate func comesBefore(_ other: Self) -> Bool? {
    if experiment != other.experiment { return experiment > other.experiment }
    return blocks == other.blocks ? nil : blocks.sorted().lexicographicallyPrecedes(other.blocks.sorted())
  }
}
