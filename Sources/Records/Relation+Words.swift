extension Relation {
  /// As a lesson spells it, without its arguments: `.below`.
  package var name: String {
    switch self {
    case .below: ".below"
    case .above: ".above"
    case .within: ".within"
    case .equal: ".equal"
    case .lessThan: ".lessThan"
    case .greaterThan: ".greaterThan"
    case .increasing: ".increasing"
    case .decreasing: ".decreasing"
    case .unimodal: ".unimodal"
    case .crosses: ".crosses"
    }
  }

  /// For pages and reports: "below 0.0001", "first arm greater than the second".
  public var inWords: String {
    switch self {
    case .below(let bound): "below \(plain(bound))"
    case .above(let bound): "above \(plain(bound))"
    case .within(let range): "between \(plain(range.lowerBound)) and \(plain(range.upperBound))"
    case .equal(let target, let tolerance): "equal to \(plain(target)) within \(plain(tolerance))"
    case .lessThan(let factor): "first arm less than \(Self.second(factor))"
    case .greaterThan(let factor): "first arm greater than \(Self.second(factor))"
    case .increasing: "increasing from point to point"
    case .decreasing: "decreasing from point to point"
    case .unimodal: "rising to one peak and falling from there"
    case .crosses(let level): "ending on the other side of \(plain(level))"
    }
  }

  private static func second(_ factor: Double) -> String {
    factor == 1 ? "the second" : "\(plain(factor)) times the second"
  }
}

extension Quantifier {
  /// For pages and reports: "in every replicate", "for at least 95 % of seeds (decided against 80 %)".
  public var inWords: String {
    switch self {
    case .identity: "for any seed, to rounding"
    case .always: "in every replicate"
    case .usually(let rate, let floor): "for at least \(percent(rate)) of seeds (decided against \(percent(floor)))"
    case .strictly(let rate): "for at least \(percent(rate)) of seeds, to the letter"
    case .typically: "for the median seed"
    case .onAverage: "for the mean over seeds"
    case .onGeometricAverage: "for the geometric mean over seeds"
    }
  }
}

/// The shortest decimal: 3, 0.0001, 1e-07.
package func plain(_ value: Double) -> String {
  if let integer = Int(exactly: value), integer.magnitude < 1_000_000_000 { return "\(integer)" }
  return value.description
}

/// 20.6 %, 95 %
package func percent(_ share: Double) -> String {
  let tenths = (share * 1000).rounded() / 10
  return "\(plain(tenths)) %"
}
