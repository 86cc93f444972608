import Foundation

/// Tests and intervals for one look at samples of a fixed size: what a ledger's comparison has.
///
/// Whoever judges claims looks after each replicate and needs the anytime-valid rules of `Rules`; here all are there at once.
enum FixedSampleTests {
  /// The rates that k of n leave possible (Clopper & Pearson 1934): 1 of 20 gives 0.001 to 0.249 at 95 %.
  static func rateInterval(_ count: Int, of total: Int, level: Double = 0.95) -> ClosedRange<Double> {
    guard total > 0 else { return 0...1 }
    let k = Double(count), n = Double(total), tail = log((1 - level) / 2), observed = k / n
    // P(X ≥ k) = I_p(k, n − k + 1) grows with p; P(X ≤ k) = I_{1−p}(n − k, k + 1) falls.
    let lower =
      count == 0 ? 0 : bisect(inside: observed, outside: 0) { logIncompleteBeta($0, complement: 1 - $0, k, n - k + 1) > tail }
    let upper =
      count == total ? 1 : bisect(inside: observed, outside: 1) { logIncompleteBeta(1 - $0, complement: $0, n - k, k + 1) > tail }
    return lower...upper
  }

  /// The number that Student's t with ν degrees of freedom stays below with a probability from ½ up: 2.093 for 0.975 and 19.
  static func studentQuantile(_ probability: Double, degreesOfFreedom: Double) -> Double {
    bisect(inside: 0, outside: 1e10) { logStudentDistribution($0, degreesOfFreedom: degreesOfFreedom) < log(probability) }
  }

  /// The mean of one sample of differences with its t interval; nil of fewer than two.
  static func meanInterval(_ differences: [Double], level: Double = 0.95) -> ClosedRange<Double>? {
    let summary = ValueSummary(differences), n = Double(differences.count)
    guard n >= 2 else { return nil }
    let half = studentQuantile((1 + level) / 2, degreesOfFreedom: n - 1) * summary.spread / sqrt(n)
    return summary.mean - half...summary.mean + half
  }

  /// The difference second − first of two samples' means with its interval (Welch 1947); nil where a sample has fewer than two.
  static func meanDifferenceInterval(_ first: [Double], _ second: [Double], level: Double = 0.95) -> ClosedRange<Double>? {
    guard first.count >= 2, second.count >= 2 else { return nil }
    let (a, b) = (ValueSummary(first), ValueSummary(second))
    let (u, v) = (a.spread * a.spread / Double(first.count), b.spread * b.spread / Double(second.count))
    guard u + v > 0 else { return b.mean - a.mean...b.mean - a.mean }
    let degrees = (u + v) * (u + v) / (u * u / Double(first.count - 1) + v * v / Double(second.count - 1))
    let half = studentQuantile((1 + level) / 2, degreesOfFreedom: degrees) * sqrt(u + v)
    return b.mean - a.mean - half...b.mean - a.mean + half
  }

  /// Wilcoxon's signed-rank test: how probable a rank sum this far from its middle is if differences are symmetric about 0.
  ///
  /// Exact, two-sided; zeros are left out, ties share their ranks.
  /// - Complexity: O(n³), n ≤ some hundreds
  /// - Source: Wilcoxon 1945; conditional on the ranks, all 2ⁿ signs are counted
  static func signedRank(_ differences: [Double]) -> Double {
    let differences = differences.filter { $0 != 0 && !$0.isNaN }
    guard !differences.isEmpty else { return 1 }
    let ranks = doubledRanks(differences.map(abs))
    let total = ranks.reduce(0, +)
    let observed = zip(differences, ranks).reduce(0) { $1.0 > 0 ? $0 + $1.1 : $0 }
    var shares = [Double](repeating: 0, count: total + 1)
    shares[0] = 1
    for rank in ranks {
      for sum in stride(from: total, through: 0, by: -1) {
        shares[sum] = shares[sum] / 2 + (sum >= rank ? shares[sum - rank] / 2 : 0)
      }
    }
    let extreme = min(observed, total - observed)
    return min(1, 2 * shares[...extreme].reduce(0, +))
  }

  /// Mann and Whitney's test: how probable rank sums this unlike are if both samples come from one distribution.
  ///
  /// Two-sided, by the normal approximation with the corrections for ties and continuity.
  /// - Source: Mann & Whitney 1947; Lehmann 1975 for ties
  static func rankSum(_ first: [Double], _ second: [Double]) -> Double {
    let (m, n) = (Double(first.count), Double(second.count))
    guard m > 0, n > 0 else { return 1 }
    let ranks = doubledRanks(first + second)
    let statistic = Double(ranks.prefix(first.count).reduce(0, +)) / 2 - m * (m + 1) / 2
    let ties = Dictionary(grouping: ranks) { $0 }.values.reduce(0.0) { $0 + pow(Double($1.count), 3) - Double($1.count) }
    let variance = m * n / 12 * (m + n + 1 - ties / ((m + n) * (m + n - 1)))
    guard variance > 0 else { return 1 }
    let deviation = max(0, abs(statistic - m * n / 2) - 0.5) / sqrt(variance)
    return min(1, erfc(deviation / 2.0.squareRoot()))
  }

  /// The sign test: how probable a split at least this uneven is if both sides are as likely.
  static func signTest(_ one: Int, _ other: Int) -> Double {
    let n = one + other
    guard n > 0 else { return 1 }
    let tail = (0...min(one, other)).reduce(0.0) {
      $0 + exp(logGamma(Double(n) + 1) - logGamma(Double($1) + 1) - logGamma(Double(n - $1) + 1))
    }
    return min(1, 2 * tail * pow(0.5, Double(n)))
  }

  /// Twice each value's rank, counted from 1, so that the mean ranks of ties are whole numbers.
  private static func doubledRanks(_ values: [Double]) -> [Int] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Int](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      for place in start..<end { ranks[order[place]] = start + 1 + end }
      start = end
    }
    return ranks
  }
}
