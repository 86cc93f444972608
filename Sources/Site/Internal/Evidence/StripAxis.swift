import Foundation

/// Positions on a width: linear, or logarithmic where positive numbers span decades.
///
/// What matters is on which side of the threshold each replicate lies, and how far. Where a control lies so far off that the
/// claim's own replicates and thresholds would shrink to a line, the axis shows those, and the control stands off it at its end.
struct StripAxis {
  private let lower: Double, upper: Double
  private let isLogarithmic: Bool
  private let pixels: ClosedRange<Double>
  /// The axis is cut at this end, and something stands beyond it.
  let isCutBelow: Bool, isCutAbove: Bool

  /// - core: the claim's replicates and thresholds; others: the control's replicates
  init(core: [Double], others: [Double] = [], pixels: ClosedRange<Double>) {
    self.pixels = pixels
    let all = core + others
    let isPositive = all.allSatisfy { $0 > 0 }
    let spansDecades = isPositive && (all.max() ?? 1) / (all.min() ?? 1) > 30
    let scales: [Bool] = spansDecades ? [true, false] : [false]
    // The first scale on which the claim's part is an eighth of the whole or more.
    let fitting = scales.first { isLogarithmic in
      let part = Self.extent(core, isLogarithmic), whole = Self.extent(all, isLogarithmic)
      return part.size == 0 || part.size >= whole.size / 8
    }
    if let fitting {
      let whole = Self.extent(all, fitting)
      (lower, upper, isLogarithmic) = (whole.lower, whole.upper, fitting)
      (isCutBelow, isCutAbove) = (false, false)
    } else {
      isLogarithmic = core.allSatisfy { $0 > 0 } && (core.max() ?? 1) / (core.min() ?? 1) > 30
      let part = Self.extent(core, isLogarithmic)
      let inside = isLogarithmic ? others.filter { $0 > 0 }.map { log10($0) } : others
      // Room for what stands off the axis, away from what stands on it.
      isCutBelow = (inside.min() ?? part.lower) < part.lower - part.size || inside.count < others.count
      isCutAbove = (inside.max() ?? part.upper) > part.upper + part.size
      lower = part.lower - (isCutBelow ? part.size / 2 : 0)
      upper = part.upper + (isCutAbove ? part.size / 2 : 0)
    }
  }

  private static func extent(_ values: [Double], _ isLogarithmic: Bool) -> (lower: Double, upper: Double, size: Double) {
    let least = values.min() ?? 0, greatest = values.max() ?? 1
    let lower = isLogarithmic ? log10(least) : least, upper = isLogarithmic ? log10(greatest) : greatest
    return (lower, upper, upper - lower)
  }

  /// Values beyond the axis stand at its ends.
  func position(_ value: Double) -> Double {
    let width = pixels.upperBound - pixels.lowerBound
    if value == -.infinity || isLogarithmic && value <= 0 { return pixels.lowerBound }
    if value == .infinity { return pixels.upperBound }
    guard upper > lower else { return pixels.lowerBound + width / 2 }
    let share = ((isLogarithmic ? log10(value) : value) - lower) / (upper - lower)
    return pixels.lowerBound + width * min(max(share, 0), 1)
  }
}
