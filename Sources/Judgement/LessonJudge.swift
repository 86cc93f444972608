import Execution
import Lessons
import Records

/// Judges the claims of a lesson that ran: measures replicates side by side, until each verdict is certain or its budget is spent.
public struct LessonJudge: Sendable {
  /// A lesson's claims with their verdicts, and what there is to say about them.
  public struct Result: Sendable {
    public var claims: [JudgedClaim]
    public var diagnostics: [Diagnostic]
    /// Of these: what stands whatever the verdicts are, about sentences without claims and replicates that could not be measured.
    var standing: [Diagnostic]
    /// The claims of which it says enough.
    var explained: Set<Int> = []
  }

  /// The error rate of a verdict that counts: 1 %.
  public static let recordedErrorRate = 0.01

  /// How many replicates are measured at a time, over all lessons.
  let slots: JobSlots
  let batch: Int
  /// `--replicates`, which outweighs what lessons ask for.
  let replicates: Int?
  /// Undecided claims and claims without a control are errors.
  let isStrict: Bool
  /// The claims to judge; nil for all.
  public var only: Set<ClaimKey>?

  public init(jobs: Int, replicates: Int? = nil, isStrict: Bool = false) {
    slots = JobSlots(jobs)
    batch = max(1, jobs)
    self.replicates = replicates
    self.isStrict = isStrict
  }

  /// - Parameter freshSeeds: replicates get seeds that depend on this number as well, and claims that fail gather evidence to the end
  ///   of their budgets, for `corrected`
  public func judge(_ live: LiveLesson, courseSeed: Int, freshSeeds: UInt64? = nil) async -> Result {
    let isComplete = live.run.blocks.allSatisfy { $0.status != .failed && $0.status != .notReached }
    let binding = Binding(lesson: live.lesson, claims: live.claims, isComplete: isComplete).diagnostics
    var result = Result(claims: [], diagnostics: binding, standing: binding)
    for (index, declaration) in live.claims.enumerated()
    where only?.contains(ClaimKey(lesson: live.lesson.name, claim: declaration.id)) ?? true {
      var broken: [Diagnostic] = []
      let seed = live.lesson.frontMatter.seed ?? courseSeed
      let claim = await judge(live, Arm(claim: index), seed: seed, freshSeeds: freshSeeds, &broken)
      let control =
        declaration.hasControl ? await judge(live, Arm(claim: index, isControl: true), seed: seed, freshSeeds: freshSeeds, &broken) : nil
      let judged = JudgedClaim(
        declaration: declaration, verdict: verdict(claim: claim.outcome, control: control?.outcome), claim: claim,
        control: control)
      result.claims.append(judged)
      broken = broken.map { $0.about(declaration.id) }
      result.standing += broken
      if !broken.isEmpty { result.explained.insert(index) }
      result.diagnostics += broken + findings(judged, in: live.lesson, isExplained: !broken.isEmpty)
    }
    return result
  }

  /// What is measured: a claim's own arm, or its control.
  struct Arm: Sendable {
    var claim: Int
    var isControl = false
    /// What it is judged by, where that is not what the lesson says.
    var relation: Relation?
  }

  /// One arm. Replicates are measured in batches and looked at in the order of their seeds, so that the verdict does not depend on
  /// how many ran at once.
  func judge(
    _ live: LiveLesson, _ arm: Arm, seed: Int, freshSeeds: UInt64? = nil, _ broken: inout [Diagnostic]
  ) async -> Judgement {
    let declaration = live.claims[arm.claim]
    var judge = ClaimJudge(
      relation: arm.relation ?? declaration.relation, quantifier: declaration.quantifier, errorRate: Self.recordedErrorRate,
      budget: budget(of: live.lesson, arm), gathersAlarm: freshSeeds != nil && !arm.isControl)
    while judge.outcome == nil {
      // The first replicate of a control usually decides it; more at once would be for nothing.
      let count = arm.isControl && judge.count == 0 ? 1 : min(batch, judge.replicatesWanted)
      let first = judge.count
      let measured = await withTaskGroup(of: (Int, Swift.Result<Measure, Diagnostic>).self) { group in
        for replicate in first..<first + count {
          let replicateSeed = replicateSeed(
            course: seed, lesson: live.lesson.name, claim: declaration.id, replicate: replicate, fresh: freshSeeds)
          group.addTask {
            (replicate, await slots.withSlot { await live.measure(claim: arm.claim, control: arm.isControl, seed: replicateSeed) })
          }
        }
        var all: [Int: Swift.Result<Measure, Diagnostic>] = [:]
        for await (replicate, measure) in group { all[replicate] = measure }
        return all
      }
      for replicate in first..<first + count where judge.outcome == nil {
        switch measured[replicate] {
        case .success(let measure): judge.observe(measure)
        case .failure(var diagnostic):
          if replicate > 0 {
            diagnostic.notes.append(.init("this was replicate \(replicate + 1); \(replicateCount(replicate)) before it could be measured"))
          }
          broken.append(diagnostic)
          judge.stop(because: "replicate \(replicate + 1) could not be measured: \(diagnostic.message)")
        case nil: break
        }
      }
    }
    return judge.judgement
  }

  private func budget(of lesson: Lesson, _ arm: Arm) -> ReplicateBudget {
    let budget =
      replicates.map { ReplicateBudget($0, isFixedInAdvance: false) } ?? lesson.frontMatter.replicates.map { ReplicateBudget($0) }
      ?? ReplicateBudget()
    return arm.isControl ? budget.ofControl : budget
  }

  /// The claims of a course under fresh seeds, with the alarms that do not stand up to the number of claims taken back.
  ///
  /// A claim that fails by its own evidence alone is undecided; of those that go on failing, the expected share that is true stays
  /// within the error rate.
  public func corrected(_ results: [(lesson: Lesson, result: Result)], errorRate: Double) -> [Result] {
    let arms = results.flatMap { $0.result.claims.map(\.claim) }.filter { $0.outcome != .broken }
    var stands = DiscoveryCorrection(falseDiscoveryRate: errorRate).stands(arms.map(\.logEvidence.failing)).makeIterator()
    return results.map { lesson, result in
      var corrected = result
      corrected.diagnostics = result.standing
      for (index, claim) in result.claims.enumerated() {
        let doesStand = claim.claim.outcome != .broken && stands.next() == true
        if claim.claim.outcome == .fails, !doesStand {
          corrected.claims[index].claim.outcome = .undecided
          corrected.claims[index].claim.evidence += "; among \(arms.count) claims that is no proof"
          corrected.claims[index].verdict = verdict(claim: .undecided, control: claim.control?.outcome)
        }
        corrected.diagnostics += findings(corrected.claims[index], in: lesson, isExplained: result.explained.contains(index))
      }
      return corrected
    }
  }

  private func findings(_ claim: JudgedClaim, in lesson: Lesson, isExplained: Bool) -> [Diagnostic] {
    let declaration = claim.declaration
    let path = lesson.source.path
    let sentence = lesson.claimReferences.first { $0.id == declaration.id }
    let here = lesson.source.range(ofLine: declaration.line)
    let note = Diagnostic.Note("measured here, as \(declaration.relation.inWords)", path: path, range: here)
    func finding(_ code: DiagnosticCode, _ severity: Diagnostic.Severity?, _ message: String, _ help: String) -> Diagnostic {
      Diagnostic(
        code, severity: severity, message, path: path, range: sentence?.range ?? here, notes: sentence == nil ? [] : [note],
        help: help, subject: declaration.id)
    }
    let strictly: Diagnostic.Severity? = isStrict ? .error : nil
    switch claim.verdict {
    case .holds:
      var found: [Diagnostic] = []
      if claim.isUncontrolled {
        found.append(
          finding(
            .claimUncontrolled, strictly, "claim `\(declaration.id)` has no control, so nothing shows that its check can fail",
            "add one: control: { rng in … the same measurement with the cause taken away … }"))
      }
      if claim.claim.isDeterministic, declaration.quantifier != .always {
        found.append(
          finding(
            .claimSeedless, nil,
            "claim `\(declaration.id)` is made \(declaration.quantifier.inWords), and its measure does not depend on the seed",
            "draw from the stream that the measure is given, or claim it `.always`"))
      }
      return found
    case .fails:
      return [
        finding(
          .claimFails, nil, "claim `\(declaration.id)` fails: \(claim.claim.evidence)",
          "correct the sentence, or the experiment that it speaks of")
      ]
    case .vacuous:
      return [
        finding(
          .claimVacuous, nil,
          "claim `\(declaration.id)` is vacuous: its control holds too (\(claim.control?.evidence ?? "no evidence"))",
          "take the cause away in the control, or state a relation that tells the two apart")
      ]
    case .undecided:
      let message =
        claim.isUntested
        ? "claim `\(declaration.id)` is untested: it holds, and its control is undecided (\(claim.control?.evidence ?? "no evidence"))"
        : "claim `\(declaration.id)` is undecided: \(claim.claim.evidence)"
      let help =
        claim.isUntested
        ? "take more of the cause away in the control, or allow more replicates (--replicates)"
        : "allow more replicates (--replicates), or claim less"
      return [finding(.claimUndecided, strictly, message, help)]
    case .broken:
      guard !isExplained else { return [] }
      let reason = claim.claim.outcome == .broken ? claim.claim.evidence : claim.control?.evidence ?? ""
      return [
        finding(
          .claimBroken, nil, "claim `\(declaration.id)` could not be judged: \(reason)",
          "state a relation that can apply to what is measured, under every seed")
      ]
    }
  }
}
