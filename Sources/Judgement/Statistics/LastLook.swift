import Foundation

/// What a zone test still decides when its budget is spent: the part of the error rate that looking has not used, exactly.
///
/// The paths through the test's two bounds are counted, at the floor and at the claimed rate. With h₀ the probability at the floor
/// that the test held on the way, and s₀(k) that it is still open after n replicates with k passes:
/// `needed` = least k with h₀ + Σ_{j ≥ k} s₀(j) ≤ a; `refused` the mirror image at the rate; where both apply, the ratio's sign decides.
///
/// The budget has to be fixed in advance, and the error is spent by it: another budget for the same claim would be another look.
/// - Complexity: O(n²)
/// - Source: `Judgement.md`; the recursion is that of Armitage, McPherson & Rowe 1969, JRSS-A 132
struct LastLook: Equatable, Sendable {
  /// Holds from so many passes on.
  let needed: Int
  /// Fails up to so many; −1 where no number of passes is few enough.
  let refused: Int

  init(zone: ZoneTest, errorRate: Double, replicates: Int) {
    let level = decisionLevel(errorRate)
    let atFloor = zone.openPaths(rate: zone.floor, level: level, replicates: replicates)
    var error = atFloor.held, needed = replicates + 1
    while needed > 0, error + atFloor.open[needed - 1] <= errorRate {
      needed -= 1
      error += atFloor.open[needed]
    }
    let atRate = zone.openPaths(rate: zone.rate, level: level, replicates: replicates)
    var refused = -1
    error = atRate.failed
    while refused < replicates, error + atRate.open[refused + 1] <= errorRate {
      refused += 1
      error += atRate.open[refused]
    }
    self.needed = needed
    self.refused = refused
  }

  /// nil: still undecided.
  func outcome(passes: Int, logRatio: Double) -> Judgement.Outcome? {
    switch (passes >= needed, passes <= refused) {
    case (true, true): logRatio >= 0 ? .holds : .fails
    case (true, false): .holds
    case (false, true): .fails
    case (false, false): nil
    }
  }
}

extension ZoneTest {
  /// The probabilities, at a pass rate, that the test held or failed within so many replicates, and that it is open with k passes.
  func openPaths(rate: Double, level: Double, replicates: Int) -> (held: Double, failed: Double, open: [Double]) {
    var held = 0.0, failed = 0.0
    var open = [Double](repeating: 0, count: replicates + 1)
    open[0] = 1
    for n in 1...max(1, replicates) {
      // From above, so that each number of passes is read before it is written.
      for k in stride(from: n, through: 0, by: -1) {
        let mass = open[k] * (1 - rate) + (k > 0 ? open[k - 1] * rate : 0)
        let ratio = logRatio(passes: k, of: n)
        if ratio >= level {
          held += mass
        } else if ratio <= -level {
          failed += mass
        }
        open[k] = abs(ratio) < level ? mass : 0
      }
    }
    return (held, failed, open)
  }
}
