import Judgement
import Lessons
import Records

/// What a claim's verdict rests on and what rests on it, in a few lines each: margin, interval, seeds, ledger, statements.
struct EvidenceRecord {
  /// What the replicates' seeds were derived from.
  var seed: Int
  /// A digest of the code down to the claim's block, as in the ledger.
  var code: String
  /// nil: the course has no ledger.
  var change: LedgerChange?
  var statements: [(statement: Statement, bearing: Statement.Bearing)]

  /// What readers have to know without asking: values that moved since they were recorded, and what a lecture says of it.
  func writeFindings(in html: inout HTML) {
    if let change, let words = Self.news(change) { html.element("p", [.class("moved")], words) }
    guard !statements.isEmpty else { return }
    html.element("details", [.class("lectures")]) { html in
      html.element("summary", summary)
      for (statement, bearing) in statements { write(statement, bearing, in: &html) }
    }
  }

  /// "on a statement of the lectures: true under conditions", "on 3 statements of the lectures"
  private var summary: String {
    guard statements.count == 1, let only = statements.first else { return "on \(statements.count) statements of the lectures" }
    return "on a statement of the lectures" + (only.statement.stance.map { ": \($0.words)" } ?? "")
  }

  private func write(_ statement: Statement, _ bearing: Statement.Bearing, in html: inout HTML) {
    html.element("blockquote", [.class("lecture")]) { html in
      html.element("p") { html in html.element("q") { $0.statement(StatementText.pieces(ofQuote: statement.quote)) } }
      html.element("p", [.class("source")]) { html in
        html.text("\(statement.source), \(statement.id). This claim \(bearing.rawValue) it")
        if let stance = statement.stance {
          html.text("; we hold it to be ")
          html.element("b", stance.words)
        }
        html.text(".")
      }
    }
  }

  /// How far the ledger's values moved, in units of their own spread; nil where they did not move enough to speak of.
  private static func news(_ change: LedgerChange) -> String? {
    switch change.kind {
    case .moved: "Since it was recorded: \(moved(change.drift))."
    case .flipped: "It was recorded as \((change.old?.verdict.rawValue ?? "another")): \(moved(change.drift))."
    case .unchanged, .rounding, .restated, .slight, .new, .vanished, .unmeasured: nil
    }
  }

  /// "mean moved by −0.31 of its spread; 4 of 20 replicates changed"
  private static func moved(_ drift: Drift?) -> String {
    guard let drift, drift.size > .none else { return "no value changed" }
    let count = drift.isPaired ? "\(drift.changed.count) of \(drift.compared) replicates changed" : "its seeds are others"
    guard let shift = drift.shift else { return count }
    return "the mean moved by \(sized(shift.mean)) of its spread; \(count)"
  }

  private static func sized(_ value: Double) -> String {
    let text = NumberText.text(.double(value), format: .significant(2)).replacing("-", with: "−")
    return value > 0 ? "+" + text : text
  }

  /// What the verdict rests on, for those who ask.
  func writeGrounds(of judged: JudgedClaim, in html: inout HTML) {
    html.element("dl") { html in
      func row(_ name: String, _ write: (inout HTML) -> Void) {
        html.element("dt", name)
        html.element("dd", content: write)
      }
      let margins = judged.claim.replicates.compactMap(judged.declaration.relation.margin)
      if let least = margins.min(), !margins.contains(where: \.isNaN) {
        row("margin") { html in
          html.number(NumberText.short(least))
          html.text(" at least, median ")
          html.number(NumberText.short(ValueSummary(margins).median))
        }
      }
      if let interval = judged.claim.interval { row(interval.quantity.inWords) { Self.write(interval, in: &$0) } }
      row("error rate") { html in
        html.number(NumberText.text(.double(judged.claim.errorRate), format: .percent(0)))
        html.text(" at most")
      }
      row("seeds") { $0.text("from \(seed), a hash for each") }
      row("code") { $0.element("code", code) }
      if let change { row("ledger") { $0.text(Self.standing(change)) } }
    }
  }

  private static func write(_ interval: Interval, in html: inout HTML) {
    func end(_ value: Double) {
      html.number(
        interval.quantity == .passRate ? NumberText.text(.double(value), format: .percent(1)) : NumberText.short(value))
    }
    if interval.lower == -.infinity {
      html.text("below ")
      end(interval.upper)
    } else if interval.upper == .infinity {
      html.text("above ")
      end(interval.lower)
    } else {
      end(interval.lower)
      html.text(" to ")
      end(interval.upper)
    }
    html.text(", at ")
    html.number(NumberText.text(.double(interval.level), format: .percent(0)))
  }

  private static func standing(_ change: LedgerChange) -> String {
    switch change.kind {
    case .unchanged: "as recorded, to the bit"
    case .rounding: "as recorded, but for rounding"
    case .restated: "stated otherwise than recorded; \(moved(change.drift))"
    case .slight, .moved, .flipped: moved(change.drift)
    case .new, .vanished: "not recorded yet"
    case .unmeasured: "could not be measured this time"
    }
  }
}
