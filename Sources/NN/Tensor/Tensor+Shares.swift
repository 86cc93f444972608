internal import CKernels

/// What a number is asked for when numbers are counted.
public enum Condition: Sendable, Hashable {
  case above(Double)
  case below(Double)
  case equal(to: Double)
  case magnitudeAbove(Double)
  case magnitudeBelow(Double)
  case notANumber
  case notFinite
}

extension Tensor {
  /// How many numbers meet the condition. The bound is rounded to the tensor's precision first.
  public func count(where condition: Condition) -> Int {
    let (kernel, bound): (ck_condition, Double) =
      switch condition {
      case .above(let bound): (ck_is_above, bound)
      case .below(let bound): (ck_is_below, bound)
      case .equal(let bound): (ck_is_equal, bound)
      case .magnitudeAbove(let bound): (ck_magnitude_above, bound)
      case .magnitudeBelow(let bound): (ck_magnitude_below, bound)
      case .notANumber: (ck_is_not_a_number, 0)
      case .notFinite: (ck_is_not_finite, 0)
      }
    return ck_count(Scalar.type, kernel, bound, address, count)
  }

  /// Which fraction of the numbers meets the condition, from 0 to 1: `h.share(where: .magnitudeAbove(0.99))` is the saturated part.
  public func share(where condition: Condition) -> Double { Double(count(where: condition)) / Double(count) }

  /// Counts of equal bins.
  ///
  /// A number on an edge belongs to the bin above it; the last bin holds its upper edge too, as NumPy's does. Numbers outside are
  /// counted apart. Without a range the bins span the numbers.
  ///
  /// - Errors: a range without width, no bins, or no finite numbers to span stop
  public func histogram(bins: Int, in range: ClosedRange<Double>? = nil) -> Histogram {
    if bins < 1 { stop("histogram: \(bins) bins; give one or more") }
    let range = range ?? span()
    let low = range.lowerBound, high = range.upperBound
    if !(high - low > 0) || !(high - low).isFinite {
      stop("histogram: the range \(low)...\(high) has no finite width; give a range that holds the numbers")
    }
    var counts = [Int](repeating: 0, count: bins + 3)
    ck_histogram(Scalar.type, address, count, low, high, bins, &counts)
    return Histogram(
      edges: (0...bins).map { ck_histogram_edge(low, high, bins, $0) },
      counts: Array(counts[..<bins]), below: counts[bins], above: counts[bins + 1], notANumber: counts[bins + 2])
  }

  /// From the least to the greatest; half a unit to each side where all are equal.
  private func span() -> ClosedRange<Double> {
    let low = count == 0 ? Double.nan : reduced(ck_least), high = count == 0 ? Double.nan : reduced(ck_greatest)
    if !low.isFinite || !high.isFinite {
      stop("histogram: \(shape) from \(low) to \(high) has no finite span; give the range: histogram(bins: 20, in: -1...1)")
    }
    return low < high ? low...high : (low - 0.5)...(high + 0.5)
  }
}

/// Counts of numbers by equal bins: bin i holds edges[i] ≤ x < edges[i + 1].
public struct Histogram: Sendable, Hashable {
  public let edges: [Double]
  public let counts: [Int]
  /// Numbers outside the bins.
  public let below: Int, above: Int, notANumber: Int

  public var centres: [Double] { counts.indices.map { (edges[$0] + edges[$0 + 1]) / 2 } }

  /// Counts divided by their sum and the width of a bin, so that the area is 1.
  public var densities: [Double] {
    let total = Double(counts.reduce(0, +))
    return counts.indices.map { Double(counts[$0]) / total / (edges[$0 + 1] - edges[$0]) }
  }
}
