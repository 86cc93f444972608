import Execution
import Foundation
import Judgement
import Lessons
import Records

/// Everything that one claim's verdict rests on, as text for people.
struct ClaimExplanation {
  let key: ClaimKey
  let judged: JudgedClaim
  let lesson: Lesson
  let seed: Int
  /// `--replicates`
  let replicates: Int?
  /// What became of it since it was recorded; nil where it is not.
  let change: LedgerChange?
  let isRecorded: Bool
  /// The lectures' statements, of which some may rest on it.
  let statements: StatementCatalogue
  /// What results depend on besides the lesson, with digests.
  let dependencies: [(name: String, digest: String)]
  let course: String

  private var declaration: ClaimDeclaration { judged.declaration }
  private var reference: ClaimReference? { lesson.claimReferences.first { $0.id == key.claim } }

  var text: String {
    let sections = [
      ["\(key): \(judged.verdict.rawValue)"], sentence, claim, source,
      replicateSection("Replicates", judged.claim),
      judged.control.map { replicateSection("Control", $0) } ?? ["Control     none: nothing shows that this check can fail"],
      statementLines, dependence, ledger, remedy,
    ]
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
  }

  // MARK: What is asserted

  private var sentence: [String] {
    guard let reference else { return TextLayout.entry("Sentence", "none asserts it") }
    return TextLayout.entry("Sentence", "\(lesson.source.path):\(reference.range.lowerBound)")
      + TextLayout.entry("", reference.sentence)
  }

  private var claim: [String] {
    TextLayout.entry("Claim", "\(declaration.relation.inWords), \(declaration.quantifier.inWords)")
      + TextLayout.entry("", "at most \(budget.limit(for: declaration.quantifier)) replicates, error rate \(percentage(errorRate))")
  }

  private var budget: ReplicateBudget {
    (replicates ?? lesson.frontMatter.replicates).map { ReplicateBudget($0) } ?? ReplicateBudget()
  }

  private var errorRate: Double { judged.claim.errorRate }

  private func percentage(_ share: Double) -> String { String(format: "%.3g %%", share * 100) }

  private var source: [String] {
    let lines = ClaimSource(lesson: lesson, line: declaration.line).lines
    let width = String(lines.last?.number ?? 0).count
    return ["Source      \(lesson.source.path):\(declaration.line)"]
      + lines.map { "  \(String(repeating: " ", count: width - String($0.number).count))\($0.number) | \($0.text)" }
  }

  // MARK: What was measured

  private func replicateSection(_ title: String, _ arm: Judgement) -> [String] {
    var lines = TextLayout.entry(title, "\(arm.outcome.rawValue): \(arm.evidence)")
    if let interval = arm.interval {
      let ends = "between \(brief(interval.lower)) and \(brief(interval.upper)), at \(percentage(interval.level))"
      lines += TextLayout.entry("", "\(interval.quantity.inWords) \(ends)")
    }
    guard !arm.replicates.isEmpty else { return lines }
    var judge = ClaimJudge(
      relation: declaration.relation, quantifier: declaration.quantifier, errorRate: arm.errorRate, budget: budget)
    let rows = arm.replicates.enumerated().map { index, measure in
      judge.observe(measure)
      let replicateSeed = replicateSeed(course: seed, lesson: key.lesson, claim: key.claim, replicate: index)
      return [
        "\(index + 1)", "0x" + String(replicateSeed, radix: 16).leftPadded(to: 16, with: "0"), shown(measure),
        declaration.relation.margin(of: measure).map(brief) ?? "none",
        declaration.relation.isSatisfied(by: measure) ? "passes" : "fails",
        evidence(judge.logEvidence.holding), evidence(judge.logEvidence.failing),
      ]
    }
    let columns = [
      ("#", false), ("seed", true), ("value", false), ("margin", false), ("", true), ("ln E for", false), ("ln E against", false),
    ]
    return lines + TextLayout.table(columns, rows).map { "  " + $0 }
  }

  private func shown(_ measure: Measure) -> String {
    switch measure {
    case .number(let value): value.description
    case .pair(let first, let second): "\(brief(first)) against \(brief(second))"
    case .series(let values):
      values.count > 4
        ? "\(brief(values[0])), \(brief(values[1])), …, \(brief(values[values.count - 1])) (\(values.count))"
        : values.map(brief).joined(separator: ", ")
    }
  }

  private func brief(_ value: Double) -> String { String(format: "%.5g", value) }

  /// Nothing can be said yet where it is −∞; ∞ where a count alone decides.
  private func evidence(_ logEvidence: Double) -> String {
    logEvidence == .infinity ? "certain" : logEvidence == -.infinity ? "-" : String(format: "%.2f", logEvidence)
  }

  // MARK: What rests on it

  /// Nothing for a course without statements.
  private var statementLines: [String] {
    guard !statements.statements.isEmpty else { return [] }
    let lines = statements.statements.flatMap { statement in
      statement.evidence.filter { $0.lesson == key.lesson && $0.claim == key.claim }.flatMap { evidence in
        let stance = statement.stance.map { "\($0.rawValue)" } ?? "no stance yet"
        return TextLayout.entry("", "\(statement.id) (\(statement.source)), \(stance): this claim \(evidence.bearing.rawValue) it")
          + TextLayout.entry("", "\"\(statement.quote)\"")
      }
    }
    guard let first = lines.first else { return TextLayout.entry("Statements", "none rests on it") }
    return ["Statements".padded(to: 12) + first.drop { $0 == " " }] + lines.dropFirst()
  }

  // MARK: What it depends on

  private var dependence: [String] {
    let fingerprint = Fingerprint(lesson, claimAtLine: declaration.line)
    let blocks = Fingerprint.blocks(of: lesson, claimAtLine: declaration.line)
    let places = blocks.map { block in block.options.label ?? "line \(block.range.lowerBound.line)" }
    let count = blocks.count == 1 ? "the block" : "\(blocks.count) blocks"
    var lines = TextLayout.entry("Depends on", "\(fingerprint.code)  \(count): \(places.joined(separator: ", "))")
    if !fingerprint.data.isEmpty {
      lines += TextLayout.entry("", "\(fingerprint.data)  the data: \(lesson.frontMatter.data.joined(separator: ", "))")
    }
    lines += TextLayout.entry(
      "", "\(String(seed).padded(to: 16))  the seed of the \(lesson.frontMatter.seed == nil ? "course" : "lesson")")
    for (name, digest) in dependencies { lines += TextLayout.entry("", "\(digest)  \(name)") }
    return lines
  }

  // MARK: What was recorded

  private var ledger: [String] {
    guard isRecorded else { return TextLayout.entry("Ledger", "the course has none yet") }
    guard let change, let old = change.old else { return TextLayout.entry("Ledger", "the claim is not recorded yet") }
    var lines = TextLayout.entry("Ledger", old.inWords)
    switch change.kind {
    case .unchanged: lines += TextLayout.entry("", "unchanged, to the bit")
    case .rounding: lines += TextLayout.entry("", "the same but for rounding")
    default:
      for words in [change.driftInWords] + change.restatements { lines += TextLayout.entry("", words) }
    }
    return lines
  }

  private var remedy: [String] { TextLayout.entry("To do", remedies.joined(separator: "; ")) }

  private var remedies: [String] {
    let accept = "litmus accept \(key)\(CourseArgument.text(folder: course))"
    var remedies: [String] =
      switch judged.verdict {
      case .holds: judged.isUncontrolled ? ["add a control: the same measurement with the cause taken away"] : []
      case .fails: ["correct the sentence, or the experiment that it speaks of"]
      case .vacuous: ["take the cause away in the control, or state a relation that tells the two apart"]
      case .undecided: [undecidedRemedy]
      case .broken: ["make the measure safe for every seed"]
      }
    switch change?.kind {
    case nil, .unchanged, .rounding, .unmeasured, .vanished: break
    case .flipped where change?.isRefused == true: remedies.append("once the sentence says what is so: \(accept)")
    case .new: if isRecorded { remedies.append("record it: \(accept)") }
    default: remedies.append("if the change is meant: \(accept)")
    }
    return remedies.isEmpty ? ["nothing"] : remedies
  }

  private var undecidedRemedy: String {
    let arm = judged.isUntested ? judged.control ?? judged.claim : judged.claim
    guard let more = arm.projectedReplicates else { return "claim less: nothing points either way" }
    return
      "allow more replicates, or claim less: --replicates \(arm.replicates.count + more) would decide it if they go on as they did"
  }
}
