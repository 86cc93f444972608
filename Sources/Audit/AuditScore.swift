import Foundation
import Judgement

/// How many of the mutants that change something were noticed.
public struct AuditScore: Equatable, Sendable {
  public var noticed: Int
  public var counted: Int

  public init(noticed: Int, counted: Int) {
    self.noticed = noticed
    self.counted = counted
  }

  /// nil where there was nothing to notice.
  public var share: Double? { counted > 0 ? Double(noticed) / Double(counted) : nil }

  /// The Clopper–Pearson interval, as if the mutants were drawn from all that could have been made.
  ///
  /// It ends where the binomial tail beyond the observed count has α/2: I_p(k, n−k+1) = α/2 below, I_p(k+1, n−k) = 1 − α/2 above.
  /// - Source: Clopper & Pearson 1934, Biometrika 26
  public func interval(level: Double = 0.95) -> ClosedRange<Double> {
    guard counted > 0 else { return 0...1 }
    let tail = (1 - level) / 2
    let k = Double(noticed)
    let n = Double(counted)
    func distribution(_ p: Double, _ a: Double, _ b: Double) -> Double { exp(logIncompleteBeta(p, complement: 1 - p, a, b)) }
    let lower = noticed == 0 ? 0 : bisect(inside: 0, outside: 1) { distribution($0, k, n - k + 1) <= tail }
    let upper = noticed == counted ? 1 : bisect(inside: 1, outside: 0) { distribution($0, k + 1, n - k) >= 1 - tail }
    return lower...max(lower, upper)
  }
}
