import Foundation

/// Which of many alarms stand: the Benjamini-Hochberg procedure for e-values.
///
/// With the e-values in falling order and k* = max {k : k e₍ₖ₎ ≥ K/a}, the first k* stand. Of those that stand, the expected share
/// that is false is at most a, whatever the e-values have to do with each other.
/// - Source: Wang & Ramdas 2022, False discovery rate control with e-values, JRSS-B 84
struct DiscoveryCorrection: Sendable {
  /// a: the expected share of false alarms among the alarms.
  var falseDiscoveryRate: Double

  /// - Returns: for each e-value, given by its logarithm, whether its alarm stands
  func stands(_ logEvidence: [Double]) -> [Bool] {
    let total = log(Double(logEvidence.count) / falseDiscoveryRate) - 1e-9
    let order = logEvidence.indices.sorted { (logEvidence[$0], $1) > (logEvidence[$1], $0) }
    let count = (0..<order.count).last { log(Double($0 + 1)) + logEvidence[order[$0]] >= total }.map { $0 + 1 } ?? 0
    var stands = [Bool](repeating: false, count: logEvidence.count)
    for index in order.prefix(count) { stands[index] = true }
    return stands
  }
}
