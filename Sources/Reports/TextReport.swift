import Execution
import Judgement
import Lessons

/// A report for people: lesson by lesson a line for each claim and for each block that was not asked to run, then a summary.
///
/// What needs attention comes first within a lesson, everything else in the order of the page:
/// ```
/// coin/coin.md:22: fails     fair: replicate 1 failed: 0.525 is not between 0.49 and 0.51; control failed, as it has to
/// coin/coin.md:9: not run   block 2: it would take a week
/// 1 claim: 0 hold, 1 fails; 1 block ran, 1 not asked to run
/// ```
public struct TextReport {
  private let report: CheckReport
  private let usesColor: Bool

  /// - Parameter usesColor: for a terminal whose user has not set `NO_COLOR`
  public init(_ report: CheckReport, usesColor: Bool = false) {
    self.report = report
    self.usesColor = usesColor
  }

  public var text: String {
    report.courses.map { course in
      (course.lessons.flatMap(lines) + Self.summaries(of: course)).map { $0 + "\n" }.joined()
    }.joined()
  }

  /// What stands below the lines of the lessons, and alone where few words are asked for.
  public static func summaries(of course: CheckedCourse, isBrief: Bool = false) -> [String] {
    let ledger = isBrief ? nil : course.ledger?.summary
    return [summary(of: course)] + [ledger].compactMap { $0 } + (course.freshSeeds?.lines ?? [])
  }

  /// "12 claims: 11 hold, 1 fails; 9 blocks ran"
  public static func summary(of course: CheckedCourse) -> String {
    let claims = course.lessons.flatMap(\.claims)
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
    let unmeasured = course.lessons.reduce(0) { $0 + $1.unmeasured.count }
    var text = "\(count(claims.count, "claim")): \(parts.joined(separator: ", "))"
    if unmeasured > 0 { text += "; \(count(unmeasured, "sentence")) not measured" }
    text += "; " + blocks(of: course)
    if let statements = course.statements?.summary { text += "; \(statements)" }
    return text
  }

  private static func blocks(of course: CheckedCourse) -> String {
    let blocks = course.lessons.flatMap(\.run.blocks)
    var text = "\(count(blocks.count { $0.status == .ran }, "block")) ran"
    for (words, number) in [
      ("failed", blocks.count { $0.status == .failed }), ("not reached", blocks.count { $0.status == .notReached }),
      ("not asked to run", blocks.count { $0.status == .notAsked }),
    ] where number > 0 {
      text += ", \(number) \(words)"
    }
    if course.unreadLessons > 0 { text += "; \(count(course.unreadLessons, "lesson")) could not be read" }
    return text
  }

  // MARK: Lines

  private struct Line {
    var urgency: Int
    var line: Int
    var text: String
  }

  private func lines(_ lesson: CheckedLesson) -> [String] {
    let all = lesson.claims.map { claim($0, of: lesson) } + lesson.unmeasured.map { unmeasured($0, of: lesson) }
      + lesson.lesson.experiments.indices.compactMap { notAsked($0, of: lesson) }
    // By place within one urgency; a stable order, since no two lines have one place and one text.
    return all.sorted { ($0.urgency, $0.line, $0.text) < ($1.urgency, $1.line, $1.text) }.map(\.text)
      + (lesson.coverage.map { ["\($0.path): \($0.summary)"] } ?? [])
  }

  private func claim(_ claim: JudgedClaim, of lesson: CheckedLesson) -> Line {
    let line = lesson.sentence(of: claim)?.range.lowerBound.line ?? claim.declaration.line
    return Line(
      urgency: Self.urgency(claim.verdict), line: line,
      text: place(lesson, line) + label(claim.verdict.rawValue, Self.urgency(claim.verdict))
        + DiagnosticRenderer.oneLine("\(claim.declaration.id): \(claim.claim.evidence)\(Self.control(claim))"))
  }

  private func unmeasured(_ sentence: ClaimReference, of lesson: CheckedLesson) -> Line {
    let line = sentence.range.lowerBound.line
    return Line(urgency: 1, line: line, text: place(lesson, line) + label("unknown", 1) + "\(sentence.id): not measured")
  }

  private func notAsked(_ index: Int, of lesson: CheckedLesson) -> Line? {
    guard lesson.status(ofBlock: index) == .notAsked else { return nil }
    let block = lesson.lesson.experiments[index]
    let line = block.range.lowerBound.line
    let reason = block.options.reason.map { ": \($0)" } ?? ""
    return Line(urgency: 3, line: line, text: place(lesson, line) + label("not run", 3) + "block \(index + 1)\(reason)")
  }

  private static func urgency(_ verdict: Verdict) -> Int {
    switch verdict {
    case .fails, .vacuous: 0
    case .broken: 1
    case .undecided: 2
    case .holds: 3
    }
  }

  private func place(_ lesson: CheckedLesson, _ line: Int) -> String { "\(lesson.lesson.source.path):\(line): " }

  private func label(_ word: String, _ urgency: Int) -> String {
    let padding = String(repeating: " ", count: max(0, 9 - word.count)) + " "
    guard usesColor else { return word + padding }
    let color = urgency <= 1 ? "1;31" : urgency == 2 ? "1;33" : "32"
    return "\u{1B}[\(color)m\(word)\u{1B}[0m" + padding
  }

  private static func control(_ claim: JudgedClaim) -> String {
    guard let control = claim.control else { return "; no control" }
    return "; control \(control.outcome == .fails ? "failed, as it has to" : control.outcome.rawValue)"
  }

  private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
