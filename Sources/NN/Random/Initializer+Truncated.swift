internal import CKernels

extension Initializer {
  /// Where a normal law is cut off, and whether its spread makes up for that.
  struct Truncation: Sendable, Hashable {
    /// In standard deviations of the normal law before it is cut.
    let bounds: ClosedRange<Double>
    let isCorrected: Bool

    /// √variance of a standard normal within the bounds, 0.8796 for −2…2.
    var standardDeviation: Double {
      let low = bounds.lowerBound, high = bounds.upperBound
      func density(_ x: Double) -> Double { x.isInfinite ? 0 : ck_normal_density(x) }
      func moment(_ x: Double) -> Double { x.isInfinite ? 0 : x * ck_normal_density(x) }
      let share = ck_normal_share(high) - ck_normal_share(low)
      let mean = (density(low) - density(high)) / share
      return (1 + (moment(low) - moment(high)) / share - mean * mean).squareRoot()
    }

    func parentDeviation(for deviation: Double) -> Double { isCorrected ? deviation / standardDeviation : deviation }
    func standardDeviation(of deviation: Double) -> Double { isCorrected ? deviation : deviation * standardDeviation }
  }

  /// A normal law of mean 0 without its tails.
  ///
  /// - Parameters:
  ///   - bounds: where it ends, in standard deviations of the law before it is cut; either may be infinite
  ///   - isCorrected: true (JAX's and Keras's scaled laws): the numbers have the standard deviation asked for, the law that is cut
  ///     has more, 1.137 times as much for −2…2. False (PyTorch's `trunc_normal_`): the law that is cut has it, the numbers have
  ///     0.880 of it.
  public static func truncatedNormal(
    standardDeviation: Double, bounds: ClosedRange<Double> = -2...2, isCorrected: Bool = true
  ) -> Initializer {
    if !(standardDeviation >= 0) { stop("truncatedNormal: a standard deviation of \(standardDeviation); it is 0 or more") }
    return normal(standardDeviation: standardDeviation).truncated(to: bounds, isCorrected: isCorrected)
  }

  /// The same law without its tails: `.he.truncated()` is Keras's `he_normal`.
  ///
  /// - Errors: a law that is not normal stops, as do bounds that hold less than a millionth of it
  public func truncated(to bounds: ClosedRange<Double> = -2...2, isCorrected: Bool = true) -> Initializer {
    guard case .normal(let spread) = law else {
      stop("truncated: only normal laws have tails; use .normal, .he, .glorot, .lecun, …")
    }
    checkBounds(bounds)
    return Initializer(law: .truncatedNormal(spread, Truncation(bounds: bounds, isCorrected: isCorrected)))
  }
}

private func checkBounds(_ bounds: ClosedRange<Double>) {
  if !(ck_normal_share(bounds.upperBound) - ck_normal_share(bounds.lowerBound) >= 1e-6) {
    stop(
      "truncatedNormal: \(bounds.lowerBound)...\(bounds.upperBound) "
        + "holds less than a millionth of the normal law; widen the bounds")
  }
}

extension Tensor {
  /// Independent normal numbers, N(mean, standardDeviation²) given that they lie within the bounds, which are in standard
  /// deviations from the mean.
  ///
  /// x = mean + standardDeviation·Φ⁻¹(Φ(low) + u·(Φ(high) − Φ(low))), u uniform: no rejection, so element i is a function of the
  /// stream's key and position and of i alone.
  public static func truncatedNormal(
    _ shape: Shape, mean: Double = 0, standardDeviation: Double = 1, bounds: ClosedRange<Double> = -2...2,
    using rng: inout RandomStream
  ) -> Tensor {
    if !(standardDeviation >= 0) { stop("truncatedNormal: a standard deviation of \(standardDeviation); it is 0 or more") }
    checkBounds(bounds)
    let result = Tensor(uninitialized: shape)
    ck_truncated_normal(
      Scalar.type, rng.key, rng.takePosition(), mean, standardDeviation, bounds.lowerBound, bounds.upperBound,
      result.address, result.count)
    return result
  }
}
