import Foundation
import Judgement
import Records

/// A claim's replicates on one axis: circles against the threshold, the control's diamonds beneath.
/// The side of the axis where the claim is true is tinted.
struct StripPlot {
  /// One arm's replicates on the axis; nil where a measure was not finite.
  var claim: [Double?]
  var control: [Double?]
  var thresholds: [Double]
  /// Where the claim is true.
  var region: ClosedRange<Double>
  /// What the axis shows, where that is not the measure itself.
  var axisTitle: String?

  /// nil where the measures are series, or there are none.
  init?(_ claim: JudgedClaim) {
    let measures = claim.claim.replicates, controls = claim.control?.replicates ?? []
    guard !measures.isEmpty else { return nil }
    switch claim.declaration.relation {
    // The claim is broken; there is no side of what is not a number.
    case .below(let bound) where bound.isNaN, .above(let bound) where bound.isNaN: return nil
    case .equal(let target, let tolerance) where !(target.isFinite && tolerance.isFinite): return nil
    case .below(let bound): self.init(measures, controls, thresholds: [bound], region: -.infinity ... bound)
    case .above(let bound): self.init(measures, controls, thresholds: [bound], region: bound ... .infinity)
    case .within(let range):
      self.init(measures, controls, thresholds: [range.lowerBound, range.upperBound], region: range)
    case .equal(let target, let tolerance):
      let slack = abs(tolerance)
      self.init(measures, controls, thresholds: [target], region: target - slack ... target + slack)
    case .lessThan(let factor): self.init(measures, controls, factor: factor, isLess: true)
    case .greaterThan(let factor): self.init(measures, controls, factor: factor, isLess: false)
    case .increasing, .decreasing, .unimodal, .crosses: return nil
    }
  }

  private init?(_ measures: [Measure], _ controls: [Measure], thresholds: [Double], region: ClosedRange<Double>) {
    func number(_ measure: Measure) -> Double?? {
      if case .number(let value) = measure { return .some(value.isFinite ? value : nil) }
      return nil
    }
    let claim = measures.compactMap(number)
    guard claim.count == measures.count, thresholds.allSatisfy(\.isFinite) else { return nil }
    self.claim = claim
    control = controls.compactMap(number)
    self.thresholds = thresholds
    self.region = region
  }

  /// Two arms: their ratio where the second is positive throughout, or else their difference.
  private init?(_ measures: [Measure], _ controls: [Measure], factor: Double, isLess: Bool) {
    func pairs(_ measures: [Measure]) -> [(Double, Double)] {
      measures.compactMap { if case .pair(let first, let second) = $0 { (first, second) } else { nil } }
    }
    let claimPairs = pairs(measures), controlPairs = pairs(controls)
    guard claimPairs.count == measures.count, factor.isFinite else { return nil }
    let asRatio = (claimPairs + controlPairs).allSatisfy { $0.1 > 0 }
    func position(_ pair: (Double, Double)) -> Double? {
      let value = asRatio ? pair.0 / pair.1 : pair.0 - factor * pair.1
      return value.isFinite ? value : nil
    }
    let threshold = asRatio ? factor : 0
    claim = claimPairs.map(position)
    control = controlPairs.map(position)
    thresholds = [threshold]
    region = isLess ? -.infinity ... threshold : threshold ... .infinity
    let scale = factor == 1 ? "" : Self.label(NumberText.bounds([factor])[0]) + "\u{202F}×\u{202F}"
    axisTitle = asRatio ? "first ÷ second" : "first − \(scale)second"
  }
}
