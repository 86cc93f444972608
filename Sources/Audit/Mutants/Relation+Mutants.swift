import Foundation
import Records

/// How a relation is changed to see whether anything notices.
public enum RelationChange: String, CaseIterable, Sendable {
  /// It says the opposite: the claim has to fail.
  case turned
  /// It asks for half as much: the control has to hold, or nothing stands near the bound from outside.
  case loosened
  /// It asks for twice as much: the claim has to fail, or the bound is far from what is measured.
  case tightened
}

extension Relation {
  /// nil where the relation has no opposite, or no bound to move.
  func changed(_ change: RelationChange) -> Relation? {
    switch change {
    case .turned: turned
    case .loosened: moved(outwards: true)
    case .tightened: moved(outwards: false)
    }
  }

  private var turned: Relation? {
    switch self {
    case .below(let bound): .above(bound)
    case .above(let bound): .below(bound)
    case .lessThan(let factor): .greaterThan(factor: factor)
    case .greaterThan(let factor): .lessThan(factor: factor)
    case .increasing: .decreasing
    case .decreasing: .increasing
    case .within, .equal, .unimodal, .crosses: nil
    }
  }

  /// Bounds and factors doubled or halved; ranges and tolerances made twice or half as wide. Zero has no scale.
  private func moved(outwards: Bool) -> Relation? {
    let scale = outwards ? 2.0 : 0.5
    switch self {
    case .below(let bound):
      return bound == 0 ? nil : .below(bound > 0 ? bound * scale : bound / scale)
    case .above(let bound):
      return bound == 0 ? nil : .above(bound > 0 ? bound / scale : bound * scale)
    case .within(let range):
      let middle = (range.lowerBound + range.upperBound) / 2
      let reach = (range.upperBound - range.lowerBound) / 2 * scale
      return reach > 0 && reach.isFinite ? .within(legible(middle - reach)...legible(middle + reach)) : nil
    case .equal(let target, let tolerance):
      return tolerance == 0 ? nil : .equal(to: target, tolerance: tolerance * scale)
    case .lessThan(let factor): return factor > 0 ? .lessThan(factor: factor * scale) : nil
    case .greaterThan(let factor): return factor > 0 ? .greaterThan(factor: factor / scale) : nil
    case .increasing, .decreasing, .unimodal, .crosses: return nil
    }
  }

  /// Without the last digits, which come from halving and adding.
  private func legible(_ value: Double) -> Double { Double(String(format: "%.12g", value)) ?? value }
}
