import Judgement
import Records

/// A claim in words.
enum ClaimText {
  /// "below 0.0001", "first greater than 2 × second".
  static func relation(_ relation: Relation, in html: inout HTML) {
    func number(_ value: Double) { html.number(NumberText.bounds([value])[0]) }
    func arms(_ words: String, _ factor: Double) {
      html.text("first \(words) ")
      if factor != 1 {
        number(factor)
        html.text("\u{202F}×\u{202F}")
      }
      html.text("second")
    }
    switch relation {
    case .below(let bound):
      html.text("below ")
      number(bound)
    case .above(let bound):
      html.text("above ")
      number(bound)
    case .within(let range):
      let ends = NumberText.bounds([range.lowerBound, range.upperBound])
      html.text("between ")
      html.number(ends[0])
      html.text(" and ")
      html.number(ends[1])
    case .equal(let target, let tolerance):
      html.text("equal to ")
      number(target)
      html.text(" within ")
      number(tolerance)
    case .lessThan(let factor): arms("less than", factor)
    case .greaterThan(let factor): arms("greater than", factor)
    case .increasing: html.text("each value above the one before")
    case .decreasing: html.text("each value below the one before")
    case .unimodal: html.text("up to one peak, then down")
    case .crosses(let level):
      html.text("crosses ")
      number(level)
    }
  }

  static func quantifier(_ quantifier: Quantifier, in html: inout HTML) {
    func percent(_ share: Double) { html.number(NumberText.text(.double(share * 100), format: .significant(3)) + " %") }
    switch quantifier {
    case .identity: html.text("for any seed, to rounding")
    case .always: html.text("in every replicate")
    case .usually(let rate, let floor):
      html.text("in ")
      percent(rate)
      html.text(" of seeds, never fewer than ")
      percent(floor)
    case .strictly(let rate):
      html.text("in at least ")
      percent(rate)
      html.text(" of seeds, to the letter")
    case .typically: html.text("for the median seed")
    case .onAverage: html.text("on average over seeds")
    case .onGeometricAverage: html.text("on geometric average over seeds")
    }
  }

  /// What the control adds to the verdict. Behind "Control 0 of 20: ".
  static func control(of claim: JudgedClaim) -> String {
    guard let control = claim.control else { return "No control: nothing shows that this check can fail." }
    return switch (claim.verdict, control.outcome) {
    case (.vacuous, _): "holds without its cause too, so it says nothing about the cause."
    case (_, .fails): "fails without its cause, as it has to."
    case (_, .holds): "holds without its cause too."
    case (_, .undecided): "undecided, so the claim is untested."
    case (_, .broken): "broken, so the claim is untested."
    }
  }
}
