import Execution
import Judgement
import Lessons
import Records

@testable import Reports

/// A report made by hand: one lesson with a false claim, one that holds, a block that is not asked to run, and one that failed.
enum Sample {
  static let text = """
    ---
    title: Größe
    ---

    😀 [Die Größe ist klein.](claim:small) [Two.](claim:two) [Never.](claim:never)

    ```swift
    claim("small", .below(0.1)) { rng in 0.5 }
    claim("two", .lessThan) { rng in (1, 2) }
    ```

    ```swift
    //| run: false
    //| because: it would take a week
    claim("never", .below(1)) { rng in 0 }
    ```

    ```swift
    print([1][1])
    ```
    """

  static func lesson(_ text: String = text, path: String = "coin/größe.md") -> Lesson {
    let reading = LessonReader.read(SourceFile(path: path, text: text))
    guard let lesson = reading.lesson else { preconditionFailure("\(reading.diagnostics)") }
    return lesson
  }

  static func claim(
    _ id: String, _ relation: Relation, _ verdict: Verdict, _ replicates: [Measure], control: [Measure]? = nil
  ) -> JudgedClaim {
    func judgement(_ replicates: [Measure], _ outcome: Judgement.Outcome) -> Judgement {
      Judgement(outcome: outcome, replicates: replicates, passes: replicates.count { relation.isSatisfied(by: $0) }, evidence: "ev")
    }
    let outcome: Judgement.Outcome = verdict == .holds ? .holds : verdict == .undecided ? .undecided : .fails
    return JudgedClaim(
      declaration: ClaimDeclaration(id: id, relation: relation, quantifier: .always, hasControl: control != nil, line: 8),
      verdict: verdict, claim: judgement(replicates, outcome), control: control.map { judgement($0, .fails) })
  }

  static func report(
    _ text: String = text, path: String = "coin/größe.md", folder: String = "coin", claims: [JudgedClaim]? = nil,
    diagnostics: [Diagnostic]? = nil, machine: [Diagnostic] = [], status: Int = 1
  ) -> CheckReport {
    let lesson = lesson(text, path: path)
    let blocks: [LessonRun.Block] = [.init(status: .ran), .init(status: .notAsked), .init(status: .failed)]
    let sentence = lesson.claimReferences.first { $0.id == "small" }?.range
    let failing = lesson.experiments.last?.range
    let found = [
      Diagnostic(
        .claimFails, "claim `small` fails: 0.5", path: path, range: sentence,
        notes: [.init("seed 7"), .init("here", path: path, range: failing)], help: "mend it", subject: "small"),
      Diagnostic(.blockTrapped, "Index out of range", path: path, range: failing),
      Diagnostic(.blockNotRun, severity: .note, "as a note", path: path, range: failing),
    ]
    let checked = CheckedLesson(
      lesson: lesson, run: LessonRun(blocks: blocks, inlineValues: [], named: [:], diagnostics: []),
      claims: claims ?? [
        claim("small", .below(0.1), .fails, [.number(0.5)], control: [.number(.nan), .number(.infinity)]),
        claim("two", .lessThan(factor: 1), .holds, [.pair(1, 2), .pair(0.1, 1e300)]),
      ], diagnostics: diagnostics ?? found)
    let course = Course(folder: folder, title: "Coins", lessonPaths: [path])
    return CheckReport(
      courses: [CheckedCourse(course: course, lessons: [checked], diagnostics: [], unreadLessons: 0)], diagnostics: machine,
      status: status)
  }
}
