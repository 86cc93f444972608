import Records

/// What the replicates leave possible of one quantity, at every look together.
public struct Interval: Equatable, Sendable {
  /// What it is an interval of.
  public enum Quantity: String, Equatable, Sendable, CaseIterable {
    /// The share of seeds that satisfy the relation.
    case passRate
    case median, mean, geometricMean
    /// Of two arms: first − factor · second.
    case medianDifference, meanDifference
    /// Of two arms: first / second.
    case geometricMeanRatio
    /// Of a series: of the step that goes least far the claimed way, positive where it does go that way.
    case smallestStep
    /// The same as the ratio of neighbours, over one where it goes the claimed way.
    case smallestStepRatio

    /// "pass rate", "mean of the smallest step"
    public var inWords: String {
      switch self {
      case .passRate: "pass rate"
      case .median: "median"
      case .mean: "mean"
      case .geometricMean: "geometric mean"
      case .medianDifference: "median difference"
      case .meanDifference: "mean difference"
      case .geometricMeanRatio: "geometric mean of the ratio"
      case .smallestStep: "mean of the smallest step"
      case .smallestStepRatio: "geometric mean of the smallest step's ratio"
      }
    }
  }

  public var quantity: Quantity
  /// −∞ where nothing is excluded on this side.
  public var lower: Double
  /// ∞ where nothing is excluded on this side.
  public var upper: Double
  /// How sure it is: 0.99.
  public var level: Double

  public init(_ quantity: Quantity, _ lower: Double, _ upper: Double, level: Double) {
    self.quantity = quantity
    self.lower = lower
    self.upper = upper
    self.level = level
  }
}

extension Interval {
  /// "0.5 to 0.7 at 99 %", "above 0.5 at 99 %"
  var inWords: String {
    let sure = "at \(percent(level))"
    if lower == -.infinity { return "below \(rounded(upper)) \(sure)" }
    if upper == .infinity { return "above \(rounded(lower)) \(sure)" }
    return "\(rounded(lower)) to \(rounded(upper)) \(sure)"
  }
}
