import Judgement
import Lessons
import Records

/// Audits of lessons as text for people.
public struct AuditReport: Sendable {
  private let audits: [LessonAudit]
  private var entries: [LessonAudit.Entry] { audits.flatMap(\.entries) }

  public init(_ audits: [LessonAudit]) { self.audits = audits }

  /// A line for each claim: whether it falls with its cause, and what came of changing its relation.
  public var claims: [String] {
    audits.flatMap { audit in
      audit.claims.map { claim in
        let declaration = claim.judged.declaration
        let place = claim.range.map { "\($0.lowerBound)" } ?? "\(declaration.line)"
        let cause = claim.fallsWithItsCause ? "falls with its cause" : "no control takes its cause away"
        let changes = claim.relations.map { finding in
          let change = finding.change == .turned ? "turned" : "\(finding.change.rawValue) to \(finding.relation.inWords)"
          return "\(change): \(finding.isNoticed ? "noticed" : "not noticed")"
        }
        let name = "\(audit.lesson.source.path):\(place): \(declaration.id), \(declaration.relation.inWords)"
        return (["\(name): \(cause)"] + changes).joined(separator: "; ")
      }
    }
  }

  /// A line for each mutant.
  public var mutants: [String] {
    audits.flatMap { audit in
      audit.entries.map { entry in
        let mutant = entry.mutant, place = "\(audit.lesson.source.path):\(mutant.range.lowerBound)"
        return "\(place): \(mutant.kind.inWords), \(mutant.summary): \(entry.outcome.inWords)"
      }
    }
  }

  /// The table of what came of which kind of change.
  public var operators: [String] {
    var rows = [["change", "mutants", "noticed", "survived", "no effect", "invalid"]]
    func row(_ name: String, _ entries: [LessonAudit.Entry]) -> [String] {
      let score = AuditScore(entries)
      let equivalent = entries.count { $0.outcome == .equivalent }
      return [
        name, "\(entries.count)", "\(score.noticed)", "\(score.counted - score.noticed)", "\(equivalent)",
        "\(entries.count - score.counted - equivalent)",
      ]
    }
    for kind in MutantOperator.allCases {
      let some = entries.filter { $0.mutant.kind == kind }
      if !some.isEmpty { rows.append(row(kind.inWords, some)) }
    }
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.count == 1
      ? []
      : [""]
        + rows.map { row in
          row.indices.map { column in
            let space = String(repeating: " ", count: widths[column] - row[column].count)
            return column == 0 ? row[column] + space : space + row[column]
          }.joined(separator: "  ")
        } + [""]
  }

  /// The figures, a line each.
  public var summary: [String] {
    let entries = entries
    let claims = audits.flatMap(\.claims)
    guard !claims.isEmpty else { return ["no claim holds, so there is nothing to audit"] }
    var signs: [String] = []
    for (sign, words) in [
      (MutantOutcome.Notice.Sign.fails, "by a claim that fails"), (.vacuous, "by a control that holds"),
      (.undecided, "by an undecided claim"),
      (.broken, "by what breaks"), (.seedless, "by replicates that are all the same"),
    ] {
      let count = entries.count { if case .noticed(let notice) = $0.outcome { notice.sign == sign } else { false } }
      if count > 0 { signs.append("\(count) \(words)") }
    }
    let found = audits.reduce(0) { $0 + $1.found }
    var lines = [
      "\(entries.count)\(found > entries.count ? " of \(found)" : "") mutants of the code that \(count(claims.count, "claim")) "
        + (claims.count == 1 ? "measures" : "measure")
    ]
    if !signs.isEmpty { lines.append("noticed: " + signs.joined(separator: ", ")) }
    let relations = RelationChange.allCases.compactMap { change -> String? in
      let some = claims.flatMap(\.relations).filter { $0.change == change }
      return some.isEmpty ? nil : "\(some.count(where: \.isNoticed)) of \(some.count) \(change.rawValue)"
    }
    if !relations.isEmpty { lines.append("relations: " + relations.joined(separator: ", ") + " noticed") }
    lines.append(
      "claims that fall with their cause: \(claims.count(where: \.fallsWithItsCause)) of \(claims.count)")
    let score = AuditScore(entries)
    if let share = score.share {
      let interval = score.interval()
      lines.append(
        "score: \(hundredths(share)), \(score.noticed) of \(count(score.counted, "mutant")) noticed; "
          + "\(hundredths(interval.lowerBound)) to \(hundredths(interval.upperBound)) at 95 %"
      )
    } else {
      lines.append("score: none, nothing was changed that could be noticed")
    }
    return lines
  }

  /// What there is to say where the score is below a share.
  public func finding(gate: Double) -> Diagnostic? {
    let score = AuditScore(entries)
    guard let share = score.share else {
      return Diagnostic(
        .scoreBelowGate, "no mutant could be noticed, so a score of \(hundredths(gate)) is not reached",
        help: "audit lessons whose claims hold and measure what the lesson's code computes")
    }
    guard share < gate else { return nil }
    return Diagnostic(
      .scoreBelowGate,
      "a score of \(hundredths(share)), \(score.noticed) of \(count(score.counted, "mutant")); the gate is \(hundredths(gate))",
      help: "sharpen the claims that the survivors are listed with, or lower the gate")
  }

  private func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

  /// Rounded down, so that 0.799 is not shown as a gate of 0.8 that was missed.
  private func hundredths(_ share: Double) -> String {
    let whole = Int((share * 100 + 1e-9).rounded(.down))
    return "\(whole / 100).\(whole % 100 < 10 ? "0" : "")\(whole % 100)"
  }
}

extension MutantOutcome {
  /// For lists: "noticed by `he-keeps-signal`: replicate 1 failed: …".
  public var inWords: String {
    switch self {
    case .noticed(let notice): "noticed (\(notice.sign.rawValue)\(notice.claim.map { " \($0)" } ?? "")): \(notice.evidence)"
    case .survived: "survived"
    case .equivalent: "no effect"
    case .invalid(let reason): "invalid: \(reason)"
    }
  }
}
