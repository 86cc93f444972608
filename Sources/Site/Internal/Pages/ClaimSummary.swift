import Judgement
import Lessons
import Records

/// What the ledger page says of a claim.
struct ClaimSummary: Sendable {
  var id: String
  /// nil: it was never judged.
  var verdict: Verdict?
  /// Where its sentence stands on the lesson's page, or where it is measured.
  var anchor: String
  /// nil: no sentence states it.
  var sentence: Markup?
  /// The sentence without markup.
  var words: String?
  /// Relation and quantifier: "below 0.1, in every replicate".
  var assertion: Markup?
  /// The replicates, drawn small.
  var strip: Markup?
  /// "20 of 20, mean 0.053 ± 0.0013"
  var measured: Markup?
  /// "pass rate 0.79 to 1 at 99 %"
  var interval: Markup?
  var control: Markup?
  /// Its control is missing, or says nothing.
  var isUntested: Bool

  /// - judged: nil where its block did not get as far
  init(id: String, anchor: String, sentence: Markup?, judged: JudgedClaim?) {
    self.id = id
    self.anchor = anchor
    self.sentence = sentence
    verdict = judged?.verdict
    isUntested = judged.map { $0.control?.outcome != .fails } ?? false
    guard let judged else { return }
    assertion = HTML.fragment { html in
      ClaimText.relation(judged.declaration.relation, in: &html)
      html.text(", ")
      ClaimText.quantifier(judged.declaration.quantifier, in: &html)
    }
    strip = MiniStrip(judged)?.markup
    measured = Self.measured(judged)
    interval = judged.claim.interval.map(Self.words)
    control = Self.control(judged.control)
  }

  private static func measured(_ judged: JudgedClaim) -> Markup {
    HTML.fragment { html in
      html.text("\(judged.claim.passes) of \(judged.claim.replicates.count)")
      let values = judged.claim.replicates.compactMap { judged.declaration.relation.statistic(of: $0) }
      guard values.count == judged.claim.replicates.count, !values.isEmpty else { return }
      let summary = ValueSummary(values)
      html.text(", mean ")
      html.number(NumberText.short(summary.mean))
      if summary.spread.isFinite && summary.spread > 0 {
        html.text(" ± ")
        html.number(NumberText.text(.double(summary.spread), format: .significant(2)))
      }
    }
  }

  private static func words(_ interval: Interval) -> Markup {
    HTML.fragment { html in
      func number(_ value: Double) { html.number(NumberText.short(value)) }
      html.text(interval.quantity.inWords + " ")
      if interval.lower == -.infinity {
        html.text("below ")
        number(interval.upper)
      } else if interval.upper == .infinity {
        html.text("above ")
        number(interval.lower)
      } else {
        number(interval.lower)
        html.text(" to ")
        number(interval.upper)
      }
      html.text(" at ")
      html.number(NumberText.text(.double(interval.level * 100), format: .significant(3)) + " %")
    }
  }

  private static func control(_ control: Judgement?) -> Markup {
    HTML.fragment { html in
      guard let control else { return html.text("no control") }
      html.text("control \(control.passes) of \(control.replicates.count)")
      if control.outcome != .fails { html.text(", \(control.outcome.rawValue)") }
    }
  }
}

extension Relation {
  /// The number that a replicate is summed up by: its value, first − factor · second of two arms; nil for a series.
  fileprivate func statistic(of measure: Measure) -> Double? {
    switch (measure, self) {
    case (.number(let value), _): value
    case (.pair(let first, let second), .lessThan(let factor)), (.pair(let first, let second), .greaterThan(let factor)):
      first - factor * second
    case (.pair(let first, let second), _): first - second
    case (.series, _): nil
    }
  }
}
