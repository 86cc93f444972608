/// A law that first weights are drawn from.
///
/// ```swift
/// let w = Tensor<Float>([4096, 4096], drawnFrom: .he, using: &rng)
/// let b = Tensor<Float>([4096], drawnFrom: .constant(0.1), using: &rng)
/// ```
///
/// What frameworks call "Xavier" is two laws. The lectures, and Caffe, use variance 1/fanIn: `xavier`. Glorot and Bengio's paper,
/// and PyTorch's `xavier_normal_`, use 2/(fanIn + fanOut): `glorot`. They agree where a layer is as wide as the one before.
public struct Initializer: Sendable, Hashable {
  enum Law: Sendable, Hashable {
    case constant(Double)
    case normal(Spread)
    case uniform(Spread)
    case truncatedNormal(Spread, Truncation)
    case orthogonal(gain: Double)
  }

  /// Where a standard deviation comes from.
  enum Spread: Sendable, Hashable {
    case fixed(Double)
    /// √(numerator/fan)
    case scaled(numerator: Double, Fan)
    /// A random walk's gain, which depends on the fan too, over √fanIn.
    case randomWalk(RandomWalk)

    func standardDeviation(for shape: Shape, _ layout: WeightLayout) -> Double {
      switch self {
      case .fixed(let deviation): return deviation
      case .scaled(let numerator, let fan): return (numerator / fan.size(in: layout.fans(of: shape))).squareRoot()
      case .randomWalk(let walk):
        let fanIn = Double(layout.fans(of: shape).fanIn)
        return walk.gain(fanIn: fanIn) / fanIn.squareRoot()
      }
    }
  }

  /// What a variance is divided by.
  enum Fan: Sendable, Hashable {
    case input, output, mean

    func size(in fans: (fanIn: Int, fanOut: Int)) -> Double {
      switch self {
      case .input: Double(fans.fanIn)
      case .output: Double(fans.fanOut)
      case .mean: Double(fans.fanIn + fans.fanOut) / 2
      }
    }
  }

  let law: Law

  /// All numbers equal: what biases start from. 0 is the rule; a small positive one, 0.1, keeps every ReLU active at first.
  public static func constant(_ value: Double) -> Initializer { Initializer(law: .constant(value)) }
  public static var zeros: Initializer { constant(0) }
  public static var ones: Initializer { constant(1) }

  /// N(0, standardDeviation²)
  public static func normal(standardDeviation: Double) -> Initializer { Initializer(law: .normal(.fixed(standardDeviation))) }

  /// U(−bound, bound)
  public static func uniform(bound: Double) -> Initializer {
    if !(bound > 0) { stop("initializer: a uniform law to \(bound); the bound is above 0") }
    return Initializer(law: .uniform(.fixed(bound / 3.0.squareRoot())))
  }

  /// The law's standard deviation for weights of this shape.
  public func standardDeviation(for shape: Shape, layout: WeightLayout = .inputFirst) -> Double {
    switch law {
    case .constant: 0
    case .normal(let spread), .uniform(let spread): spread.standardDeviation(for: shape, layout)
    case .truncatedNormal(let spread, let truncation):
      truncation.standardDeviation(of: spread.standardDeviation(for: shape, layout))
    case .orthogonal(let gain): gain / Double(layout.longerSide(of: shape)).squareRoot()
    }
  }
}

extension Tensor {
  /// Weights of the given shape, drawn from the law.
  public init(
    _ shape: Shape, drawnFrom initializer: Initializer, layout: WeightLayout = .inputFirst, using rng: inout RandomStream
  ) {
    switch initializer.law {
    case .constant(let value):
      self = .filled(shape, with: Scalar(value))
    case .normal:
      let deviation = initializer.standardDeviation(for: shape, layout: layout)
      self = .normal(shape, standardDeviation: deviation, using: &rng)
    case .uniform:
      let bound = initializer.standardDeviation(for: shape, layout: layout) * 3.0.squareRoot()
      self = .uniform(shape, in: -bound..<bound, using: &rng)
    case .truncatedNormal(let spread, let truncation):
      let deviation = truncation.parentDeviation(for: spread.standardDeviation(for: shape, layout))
      self = .truncatedNormal(shape, standardDeviation: deviation, bounds: truncation.bounds, using: &rng)
    case .orthogonal(let gain):
      self = .orthogonal(shape, gain: gain, layout: layout, using: &rng)
    }
  }
}
