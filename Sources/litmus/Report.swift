import Execution
import Judgement
import Lessons
import Site

/// What `check` and `build` say of a course, for people.
enum Report {
  /// What a summary counts.
  struct Tally: Sendable {
    var verdicts: [Verdict: Int] = [:]
    var claims = 0
    var uncontrolled = 0
    var ran = 0
    var failed = 0
    var notReached = 0
    var notAsked = 0

    init() {}

    init(_ page: Page) {
      claims = page.claims.count
      uncontrolled = page.claims.count(where: \.isUncontrolled)
      for claim in page.claims { verdicts[claim.verdict, default: 0] += 1 }
      for block in page.run.blocks {
        switch block.status {
        case .ran: ran += 1
        case .failed: failed += 1
        case .notReached: notReached += 1
        case .notAsked: notAsked += 1
        case .failedAsExpected: break
        }
      }
    }

    static func + (one: Self, other: Self) -> Self {
      var sum = one
      sum.verdicts.merge(other.verdicts, uniquingKeysWith: +)
      for count in [\Self.claims, \.uncontrolled, \.ran, \.failed, \.notReached, \.notAsked] { sum[keyPath: count] += other[keyPath: count] }
      return sum
    }
  }

  /// A line for each claim: where its sentence stands, its verdict, and what the replicates say.
  static func claims(of page: Page) -> [String] {
    let lesson = page.lesson
    return page.claims.map { claim in
      let line = lesson.claimReferences.first { $0.id == claim.declaration.id }?.range.lowerBound.line ?? claim.declaration.line
      let verdict = claim.verdict.rawValue.padding(to: 9)
      return "\(lesson.source.path):\(line): \(verdict) \(claim.declaration.id): \(claim.claim.evidence)\(control(claim))"
    }
  }

  /// "12 claims: 11 hold, 1 fails; 9 blocks ran"
  static func summary(of tally: Tally, unreadLessons unread: Int) -> String {
    var parts: [String] = []
    for (verdict, words) in [
      (Verdict.holds, ("holds", "hold")), (.fails, ("fails", "fail")), (.vacuous, ("is vacuous", "are vacuous")),
      (.undecided, ("is undecided", "are undecided")), (.broken, ("is broken", "are broken")),
    ] {
      let count = tally.verdicts[verdict] ?? 0
      if count > 0 || verdict == .holds { parts.append("\(count) \(count == 1 ? words.0 : words.1)") }
    }
    if tally.uncontrolled > 0 { parts.append("\(tally.uncontrolled) without a control") }
    var text = "\(count(tally.claims, "claim")): \(parts.joined(separator: ", "))"
    text += "; \(count(tally.ran, "block")) ran"
    for (words, number) in [("failed", tally.failed), ("not reached", tally.notReached), ("not asked to run", tally.notAsked)]
    where number > 0 {
      text += ", \(number) \(words)"
    }
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
