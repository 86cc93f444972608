/// A law that first weights are drawn from.
///
/// ```swift
/// let w = Tensor<Float>([4096, 4096], drawnFrom: .he, using: &rng)
/// ```
///
/// What frameworks call "Xavier" is two laws. The lectures, and Caffe, use variance 1/fanIn: `xavier`. Glorot and Bengio's paper, and
/// PyTorch's `xavier_normal_`, use 2/(fanIn + fanOut): `glorot`. They agree where a layer is as wide as the one before.
public struct Initializer: Sendable, Hashable {
  enum Law: Sendable, Hashable {
    case constant(Double)
    case normal(standardDeviation: Double)
    case uniform(bound: Double)
    /// Of variance `numerator` divided by a fan.
    case scaledNormal(numerator: Double, Fan)
    case scaledUniform(numerator: Double, Fan)
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

  /// All numbers equal.
  public static func constant(_ value: Double) -> Initializer { Initializer(law: .constant(value)) }
  public static var zeros: Initializer { constant(0) }
  public static var ones: Initializer { constant(1) }

  /// N(0, standardDeviation²)
  public static func normal(standardDeviation: Double) -> Initializer { Initializer(law: .normal(standardDeviation: standardDeviation)) }

  /// U(−bound, bound)
  public static func uniform(bound: Double) -> Initializer { Initializer(law: .uniform(bound: bound)) }

  /// N(0, 1/fanIn), the lectures' Xavier: the variance of a linear layer's input is that of its output.
  public static var xavier: Initializer { Initializer(law: .scaledNormal(numerator: 1, .input)) }

  /// N(0, 2/(fanIn + fanOut)), a compromise between the forward and the backward pass.
  ///
  /// - Source: Glorot & Bengio 2010, equation 16
  public static var glorot: Initializer { Initializer(law: .scaledNormal(numerator: 1, .mean)) }

  /// U(−b, b), b = √(6/(fanIn + fanOut)): Glorot's variance.
  public static var glorotUniform: Initializer { Initializer(law: .scaledUniform(numerator: 1, .mean)) }

  /// N(0, 2/fanIn): makes up for the half that ReLU takes.
  ///
  /// - Source: He, Zhang, Ren & Sun 2015, equation 10, https://arxiv.org/abs/1502.01852
  public static var he: Initializer { he(slope: 0) }

  /// N(0, 2/((1 + slope²)·fanIn)), for a leaky ReLU of that slope.
  public static func he(slope: Double) -> Initializer {
    Initializer(law: .scaledNormal(numerator: 2 / (1 + slope * slope), .input))
  }

  /// N(0, 2/fanOut): keeps the variance of the gradients on their way back.
  public static var heOfFanOut: Initializer { Initializer(law: .scaledNormal(numerator: 2, .output)) }

  /// U(−b, b), b = √(6/fanIn): He's variance.
  public static var heUniform: Initializer { Initializer(law: .scaledUniform(numerator: 2, .input)) }

  /// N(0, 1/fanIn), what self-normalizing networks start from; the same law as `xavier`.
  ///
  /// - Source: LeCun, Bottou, Orr & Müller 1998, "Efficient BackProp", equation 16
  public static var lecun: Initializer { Initializer(law: .scaledNormal(numerator: 1, .input)) }

  /// The law's standard deviation for weights of this shape.
  public func standardDeviation(for shape: Shape, layout: WeightLayout = .inputFirst) -> Double {
    switch law {
    case .constant: 0
    case .normal(let standardDeviation): standardDeviation
    case .uniform(let bound): bound / 3.0.squareRoot()
    case .scaledNormal(let numerator, let fan), .scaledUniform(let numerator, let fan):
      (numerator / fan.size(in: layout.fans(of: shape))).squareRoot()
    }
  }
}

/// Which axis of a weight is the input's.
public enum WeightLayout: Sendable, Hashable {
  /// [fanIn, fanOut], for x · W: the lectures' layout.
  case inputFirst
  /// [fanOut, fanIn, kernel…]: PyTorch's layout of dense layers and convolutions.
  case outputFirst

  /// How many inputs feed an output, and how many outputs an input feeds.
  public func fans(of shape: Shape) -> (fanIn: Int, fanOut: Int) {
    if shape.rank < 2 {
      stop("initializer: a weight of shape \(shape) has no fans; give [fanIn, fanOut], or draw a bias with .zeros or .normal")
    }
    let kernel = shape.count(2..<shape.rank)
    return self == .inputFirst
      ? (shape[0] * kernel, shape[1] * kernel)
      : (shape[1] * kernel, shape[0] * kernel)
  }
}

extension Tensor {
  /// Weights of the given shape, drawn from the law.
  public init(_ shape: Shape, drawnFrom initializer: Initializer, layout: WeightLayout = .inputFirst, using rng: inout RandomStream) {
    switch initializer.law {
    case .constant(let value):
      self = .filled(shape, with: Scalar(value))
    case .normal, .scaledNormal:
      let deviation = initializer.standardDeviation(for: shape, layout: layout)
      self = .normal(shape, standardDeviation: deviation, using: &rng)
    case .uniform, .scaledUniform:
      let bound = initializer.standardDeviation(for: shape, layout: layout) * 3.0.squareRoot()
      self = .uniform(shape, in: -bound..<bound, using: &rng)
    }
  }
}
