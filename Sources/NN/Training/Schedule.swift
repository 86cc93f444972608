internal import CKernels

/// By what the learning rate is multiplied, as a function of the step alone. Steps count from 0.
///
/// ```swift
/// let schedule = Schedule.cosine(over: 900, finalFraction: 0.01).warmedUp(over: 100)
/// schedule.factor(at: 0)  // 0.0099…
/// ```
///
/// An optimizer asks once for each of its steps; for a schedule by epochs give numbers of steps.
public struct Schedule: Sendable, Hashable {
  private indirect enum Law: Sendable, Hashable {
    case constant
    case step(every: Int, factor: Double)
    case exponential(factor: Double)
    case cosine(over: Int, finalFraction: Double)
    case inverseTime(decay: Double)
    case piecewise(boundaries: [Int], factors: [Double])
    case warmedUp(over: Int, Law)
  }

  private let law: Law

  /// 1
  public static var constant: Schedule { Schedule(law: .constant) }

  /// factor^⌊t/every⌋ (PyTorch's `StepLR`)
  public static func step(every steps: Int, factor: Double) -> Schedule {
    check(steps: steps)
    check(factor: factor)
    return Schedule(law: .step(every: steps, factor: factor))
  }

  /// factor^t (PyTorch's `ExponentialLR`)
  public static func exponential(factor: Double) -> Schedule {
    check(factor: factor)
    return Schedule(law: .exponential(factor: factor))
  }

  /// f + (1 − f)·(1 + cos(π·t/T))/2 with the final fraction f, and f from step T on.
  ///
  /// - Source: Loshchilov & Hutter 2017, "SGDR", equation 5, without restarts, https://arxiv.org/abs/1608.03983
  public static func cosine(over steps: Int, finalFraction: Double = 0) -> Schedule {
    check(steps: steps)
    if !(finalFraction >= 0 && finalFraction <= 1) { stop("Schedule: a final fraction of \(finalFraction); it is from 0 to 1") }
    return Schedule(law: .cosine(over: steps, finalFraction: finalFraction))
  }

  /// 1/(1 + decay·t): Robbins and Monro's 1/t, with Σ = ∞ and Σ² < ∞.
  public static func inverseTime(decay: Double) -> Schedule {
    if !(decay >= 0) { stop("Schedule: a decay of \(decay); it is 0 or more") }
    return Schedule(law: .inverseTime(decay: decay))
  }

  /// factors[i] from step boundaries[i − 1] up to, not including, boundaries[i]: one factor more than there are boundaries.
  public static func piecewise(boundaries: [Int], factors: [Double]) -> Schedule {
    if factors.count != boundaries.count + 1 {
      stop("Schedule: \(boundaries.count) boundaries with \(factors.count) factors; give one factor more than boundaries")
    }
    for place in boundaries.indices.dropFirst() where boundaries[place] <= boundaries[place - 1] {
      stop("Schedule: boundary \(boundaries[place]) after \(boundaries[place - 1]); boundaries go up")
    }
    for factor in factors { check(factor: factor) }
    return Schedule(law: .piecewise(boundaries: boundaries, factors: factors))
  }

  /// Begins with `steps` steps that rise to the schedule's first factor in equal parts, (t + 1)/(steps + 1) of it; the schedule's
  /// own step 0 comes after them. (Hugging Face has t/steps, whose first step does not move.)
  ///
  /// - Source: Goyal et al. 2017, "Accurate, large minibatch SGD", section 2.2, https://arxiv.org/abs/1706.02677
  public func warmedUp(over steps: Int) -> Schedule {
    Schedule.check(steps: steps)
    return Schedule(law: .warmedUp(over: steps, law))
  }

  /// The factor of step t.
  public func factor(at step: Int) -> Double {
    if step < 0 { stop("Schedule: step \(step); steps count from 0") }
    return Schedule.factor(of: law, at: step)
  }

  private static func factor(of law: Law, at t: Int) -> Double {
    switch law {
    case .constant: return 1
    case .step(let every, let factor): return power(factor, t / every)
    case .exponential(let factor): return power(factor, t)
    case .cosine(let steps, let final):
      return final + (1 - final) * ck_half_cosine(Double(t) / Double(steps))
    case .inverseTime(let decay): return 1 / (1 + decay * Double(t))
    case .piecewise(let boundaries, let factors):
      var place = 0
      while place < boundaries.count && t >= boundaries[place] { place += 1 }
      return factors[place]
    case .warmedUp(let steps, let law):
      return t < steps ? factor(of: law, at: 0) * Double(t + 1) / Double(steps + 1) : factor(of: law, at: t - steps)
    }
  }

  private static func check(steps: Int) {
    if steps < 1 { stop("Schedule: \(steps) steps; give 1 or more") }
  }

  private static func check(factor: Double) {
    if !(factor >= 0 && factor.isFinite) { stop("Schedule: a factor of \(factor); it is 0 or more") }
  }
}
