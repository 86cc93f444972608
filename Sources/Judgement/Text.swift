import Foundation

/// Four significant digits, and words for what is no number.
func rounded(_ value: Double) -> String {
  if value.isNaN { return "not a number" }
  if value.isInfinite { return value > 0 ? "infinity" : "-infinity" }
  return String(format: "%.4g", value)
}

/// "1 replicate", "7 replicates"
func replicateCount(_ count: Int) -> String { count == 1 ? "1 replicate" : "\(count) replicates" }
