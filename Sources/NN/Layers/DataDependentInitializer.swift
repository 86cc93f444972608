/// How first weights are fitted to examples; see `Layer.initialize(by:for:using:)`.
public struct DataDependentInitializer: Sendable, Hashable {
  enum Rule: Sendable, Hashable {
    case units
    case layer(tolerance: Double, iterations: Int)
  }

  /// What the weights are drawn from first; nil for those that are there.
  let law: Initializer?
  let rule: Rule

  /// Mean 0 and standard deviation 1 of each unit's outputs over the batch: w ← w/σ, b ← −μ/σ. A layer without biases keeps its
  /// mean.
  ///
  /// - Source: Krähenbühl, Doersch, Donahue & Darrell 2016, algorithm 1 (within-layer), https://arxiv.org/abs/1511.06856
  public static func unitStatistics(from law: Initializer? = nil) -> DataDependentInitializer {
    DataDependentInitializer(law: law, rule: .units)
  }

  /// Layer-sequential unit variance (LSUV): from orthonormal weights, w ← w/√v until the variance v of all of a layer's outputs is
  /// within the tolerance of 1. Biases stay as they are.
  ///
  /// - Parameter iterations: after how many divisions to leave it at what it is; without biases one is enough
  /// - Source: Mishkin & Matas 2016, "All you need is a good init", algorithm 1, https://arxiv.org/abs/1511.06422; the tolerance
  ///   and the iterations are those of their code
  public static func layerSequentialUnitVariance(
    from law: Initializer? = .orthogonal(), tolerance: Double = 0.1, iterations: Int = 10
  ) -> DataDependentInitializer {
    if !(tolerance > 0) { stop("layerSequentialUnitVariance: a tolerance of \(tolerance); it is above 0") }
    if iterations < 1 { stop("layerSequentialUnitVariance: \(iterations) iterations; give one or more") }
    return DataDependentInitializer(law: law, rule: .layer(tolerance: tolerance, iterations: iterations))
  }
}

extension WeightedLayer {
  /// Fits the weight, and the bias if the rule says so, to an input.
  mutating func initialize(by method: DataDependentInitializer, for x: Variable<Scalar>, using rng: inout RandomStream) {
    if weight.isFrozen { return }
    if let law = method.law {
      let shape = weight.shape
      weight.value = Tensor(shape, drawnFrom: law, layout: .outputFirst, using: &rng)
    }
    switch method.rule {
    case .units: makeUnitsStandard(for: x)
    case .layer(let tolerance, let iterations): makeVarianceOne(for: x, tolerance: tolerance, iterations: iterations)
    }
  }

  private mutating func makeUnitsStandard(for x: Variable<Scalar>) {
    let noBias = Tensor<Scalar>.zeros([units])
    bias?.value = noBias
    let y = output(for: x, weight: weight.variable).value
    let statistics = standardized(y, AxisView(y.shape, axis: unitAxis(of: y.shape)), epsilon: 0)
    for (unit, variance) in statistics.variance.scalars.enumerated() where !(variance > 0 && variance.inDouble.isFinite) {
      stop(
        "initialize: the outputs \(y.shape) of unit \(unit) have the variance \(variance), which no factor makes 1; "
          + "give a batch of several examples that differ, or other first weights")
    }
    let factor = 1 / sqrt(statistics.variance)
    weight.value = weight.value * factor.reshaped(to: shapeOfUnits)
    bias?.value = -statistics.mean * factor
  }

  private mutating func makeVarianceOne(for x: Variable<Scalar>, tolerance: Double, iterations: Int) {
    for _ in 0..<iterations {
      let y = output(for: x, weight: weight.variable).value, variance = y.count == 0 ? 0 : y.variance().inDouble
      if !(variance > 0 && variance.isFinite) {
        stop(
          "initialize: the outputs \(y.shape) have the variance \(variance), which no factor makes 1; "
            + "give a batch of several examples that differ, or other first weights")
      }
      if abs(variance - 1) <= tolerance { return }
      weight.value = weight.value * Scalar(1 / variance.squareRoot())
    }
  }
}
