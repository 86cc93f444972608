import Foundation

/// Mean, median and standard deviation of replicates.
public struct ValueSummary: Equatable, Sendable {
  public var count: Int
  public var mean: Double
  public var median: Double
  /// The sample's standard deviation, over n − 1; NaN of fewer than two values.
  public var spread: Double

  /// - Numerics: mean and squared deviations by Welford; equal values have a spread of exactly 0; what is not finite makes what it
  ///   enters not finite. NaN sorts behind ∞.
  public init(_ values: [Double]) {
    count = values.count
    var mean = 0.0, squares = 0.0
    for (index, value) in values.enumerated() {
      let deviation = value - mean
      mean += deviation / Double(index + 1)
      squares += deviation * (value - mean)
    }
    // ∞ − ∞ on the way is no answer where all values agree.
    if let first = values.first, first.isInfinite, values.allSatisfy({ $0 == first }) { mean = first }
    self.mean = values.isEmpty ? .nan : mean
    spread = values.count < 2 ? .nan : sqrt(squares / Double(values.count - 1))
    let sorted = values.sorted { $0 < $1 || (!$0.isNaN && $1.isNaN) }
    let middle = sorted.count / 2
    if sorted.isEmpty {
      median = .nan
    } else if sorted.count % 2 == 1 || sorted[middle - 1] == sorted[middle] {
      median = sorted[middle]
    } else {
      median = sorted[middle - 1] / 2 + sorted[middle] / 2
    }
  }
}
