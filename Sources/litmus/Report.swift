import Execution
import Judgement
import Lessons
import Site

/// What `check` and `build` say of a course, for people.
enum Report {
  /// A line for each claim: where its sentence stands, its verdict, and what the replicates say.
  static func claims(of run: CourseRun) -> [String] {
    run.outcomes.flatMap { outcome in
      outcome.page.claims.map { claim in
        let lesson = outcome.page.lesson
        let line = lesson.claimReferences.first { $0.id == claim.declaration.id }?.range.lowerBound.line ?? claim.declaration.line
        let verdict = claim.verdict.rawValue.padding(to: 9)
        return "\(lesson.source.path):\(line): \(verdict) \(claim.declaration.id): \(claim.claim.evidence)\(control(claim))"
      }
    }
  }

  /// A line for each lesson: how much of its prose is backed.
  static func coverage(of run: CourseRun) -> [String] {
    run.outcomes.compactMap { outcome in outcome.coverage.map { "\($0.path): \($0.summary)" } }
  }

  /// "12 claims: 11 hold, 1 fails; 9 blocks ran"
  static func summary(of run: CourseRun) -> String {
    let claims = run.outcomes.flatMap(\.page.claims)
    let blocks = run.outcomes.flatMap(\.page.run.blocks)
    var parts: [String] = []
    for (verdict, words) in [
      (Verdict.holds, ("holds", "hold")), (.fails, ("fails", "fail")), (.vacuous, ("is vacuous", "are vacuous")),
      (.undecided, ("is undecided", "are undecided")), (.broken, ("is broken", "are broken")),
    ] {
      let count = claims.count { $0.verdict == verdict }
      if count > 0 || verdict == .holds { parts.append("\(count) \(count == 1 ? words.0 : words.1)") }
    }
    let uncontrolled = claims.count(where: \.isUncontrolled)
    if uncontrolled > 0 { parts.append("\(uncontrolled) without a control") }
    var text = "\(count(claims.count, "claim")): \(parts.joined(separator: ", "))"
    text += "; \(count(blocks.count { $0.status == .ran }, "block")) ran"
    for (words, number) in [
      ("failed", blocks.count { $0.status == .failed }), ("not reached", blocks.count { $0.status == .notReached }),
      ("not asked to run", blocks.count { $0.status == .notAsked }),
    ] where number > 0 {
      text += ", \(number) \(words)"
    }
    if let statements = run.statements.summary { text += "; \(statements)" }
    let unread = run.unreadLessons
    if unread > 0 { text += "; \(count(unread, "lesson")) could not be read" }
    return text
  }

  private static func control(_ claim: JudgedClaim) -> String {
    guard let control = claim.control else { return "; no control" }
    return "; control \(control.outcome == .fails ? "failed, as it has to" : control.outcome.rawValue)"
  }

  private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}

extension String {
  fileprivate func padding(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
