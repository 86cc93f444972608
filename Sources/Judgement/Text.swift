import Foundation

/// Four significant digits.
func rounded(_ value: Double) -> String { String(format: "%.4g", value) }

/// "1 replicate", "7 replicates"
func replicateCount(_ count: Int) -> String { count == 1 ? "1 replicate" : "\(count) replicates" }
