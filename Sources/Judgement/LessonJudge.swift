import Execution
import Lessons
import Records

/// Judges the claims of a lesson that ran: measures replicates side by side, until each verdict is certain or its budget is spent.
public struct LessonJudge: Sendable {
  /// A lesson's claims with their verdicts, and what there is to say about them.
  public struct Result: Sendable {
    public var claims: [JudgedClaim]
    public var diagnostics: [Diagnostic]
  }

  /// How many replicates are measured at a time, over all lessons.
  let slots: JobSlots
  let batch: Int
  /// `--replicates`, which outweighs what lessons ask for.
  let replicates: Int?
  /// Undecided claims and claims without a control are errors.
  let isStrict: Bool

  public init(jobs: Int, replicates: Int? = nil, isStrict: Bool = false) {
    slots = JobSlots(jobs)
    batch = max(1, jobs)
    self.replicates = replicates
    self.isStrict = isStrict
  }

  public func judge(_ live: LiveLesson, courseSeed: Int) async -> Result {
    let isComplete = live.run.blocks.allSatisfy { $0.status != .failed && $0.status != .notReached }
    var result = Result(
      claims: [], diagnostics: Binding(lesson: live.lesson, claims: live.claims, isComplete: isComplete).diagnostics)
    for (index, declaration) in live.claims.enumerated() {
      var broken: [Diagnostic] = []
      let seed = live.lesson.frontMatter.seed ?? courseSeed
      let claim = await judge(live, index, control: false, seed: seed, &broken)
      let control = declaration.hasControl ? await judge(live, index, control: true, seed: seed, &broken) : nil
      let judged = JudgedClaim(
        declaration: declaration, verdict: verdict(claim: claim.outcome, control: control?.outcome), claim: claim,
        control: control)
      result.claims.append(judged)
      let findings = broken + findings(judged, in: live.lesson, isExplained: !broken.isEmpty)
      result.diagnostics += findings.map { $0.about(declaration.id) }
    }
    return result
  }

  /// One arm. Replicates are measured in batches and looked at in the order of their seeds, so that the verdict does not depend on
  /// how many ran at once.
  func judge(
    _ live: LiveLesson, _ index: Int, control: Bool, seed: Int, as relation: Relation? = nil, _ broken: inout [Diagnostic]
  ) async -> Judgement {
    let declaration = live.claims[index]
    let asked = replicates ?? live.lesson.frontMatter.replicates
    var judge = ClaimJudge(
      relation: relation ?? declaration.relation, quantifier: declaration.quantifier,
      budget: asked.map { ReplicateBudget($0) } ?? ReplicateBudget())
    while judge.outcome == nil {
      // The first replicate of a control usually decides it; more at once would be for nothing.
      let count = control && judge.count == 0 ? 1 : min(batch, judge.replicatesWanted)
      let first = judge.count
      let measured = await withTaskGroup(of: (Int, Swift.Result<Measure, Diagnostic>).self) { group in
        for replicate in first..<first + count {
          let replicateSeed = replicateSeed(
            course: seed, lesson: live.lesson.name, claim: declaration.id, replicate: replicate)
          group.addTask {
            (replicate, await slots.withSlot { await live.measure(claim: index, control: control, seed: replicateSeed) })
          }
        }
        var all: [Int: Swift.Result<Measure, Diagnostic>] = [:]
        for await (replicate, measure) in group { all[replicate] = measure }
        return all
      }
      for replicate in first..<first + count where judge.outcome == nil {
        switch measured[replicate] {
        case .success(let measure): judge.observe(measure)
        case .failure(let diagnostic):
          broken.append(diagnostic)
          var judgement = judge.judgement
          judgement.outcome = .broken
          judgement.evidence = "replicate \(replicate + 1) could not be measured: \(diagnostic.message)"
          return judgement
        case nil: break
        }
      }
    }
    return judge.judgement
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
        help: help)
    }
    let strictly: Diagnostic.Severity? = isStrict ? .error : nil
    switch claim.verdict {
    case .holds where claim.isUncontrolled:
      return [
        finding(
          .claimUncontrolled, strictly, "claim `\(declaration.id)` has no control, so nothing shows that its check can fail",
          "add one: control: { rng in … the same measurement with the cause taken away … }")
      ]
    case .holds: return []
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
      let arm = claim.isUntested ? "its control is undecided: \(claim.control?.evidence ?? "")" : claim.claim.evidence
      return [
        finding(
          .claimUndecided, strictly, "claim `\(declaration.id)` is undecided: \(arm)",
          "allow more replicates (--replicates), or claim less")
      ]
    case .broken:
      guard !isExplained else { return [] }
      let reason = claim.claim.outcome == .broken ? claim.claim.evidence : claim.control?.evidence ?? ""
      return [
        finding(.claimBroken, nil, "claim `\(declaration.id)` could not be judged: \(reason)", "make the measure safe for every seed")
      ]
    }
  }
}
