import Execution
import Lessons
import Records

extension LessonJudge {
  /// Judges one claim alone. Its control is not measured where the claim does not hold.
  ///
  /// - Parameter relation: another one than the claim states, to see what came of it
  public func judge(_ live: LiveLesson, claim index: Int, courseSeed: Int, as relation: Relation? = nil) async -> JudgedClaim {
    let seed = live.lesson.frontMatter.seed ?? courseSeed
    var declaration = live.claims[index]
    declaration.relation = relation ?? declaration.relation
    // What broke is said by the judgement's evidence.
    var broken: [Diagnostic] = []
    let claim = await judge(live, Arm(claim: index, relation: relation), seed: seed, &broken)
    let wantsControl = declaration.hasControl && claim.outcome == .holds
    let arm = Arm(claim: index, isControl: true, relation: relation)
    let control = wantsControl ? await judge(live, arm, seed: seed, &broken) : nil
    return JudgedClaim(
      declaration: declaration, verdict: verdict(claim: claim.outcome, control: control?.outcome), claim: claim, control: control)
  }
}
