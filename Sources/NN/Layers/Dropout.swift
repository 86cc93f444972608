internal import CKernels

/// Sets each number to 0 with a probability, while training.
///
/// Inverted (the default): y = m·x / (1 − p), m ∈ {0, 1} with P(m = 0) = p, and nothing while evaluating. Scaled at test time, as
/// in the paper: y = m·x while training and (1 − p)·x while evaluating. Both have the mean of the layer without dropout; they
/// differ by the factor 1 − p, which the layers above see.
///
/// - Units: `probability` is that of dropping (PyTorch's, Keras'); the paper and the lectures write p for keeping
/// - Errors: a probability outside 0...1 stops
/// - Source: Srivastava, Hinton, Krizhevsky, Sutskever & Salakhutdinov 2014, "Dropout"
public struct Dropout<Scalar: TensorScalar>: Layer, Sendable {
  public enum Scaling: Sendable, Hashable { case whileTraining, whileEvaluating }

  public let probability: Double
  public let scaling: Scaling
  /// Whether whole channels (axis 1) are dropped: neighbours in an image say the same.
  public let dropsChannels: Bool

  public init(_ probability: Double, scaling: Scaling = .whileTraining, dropsChannels: Bool = false) {
    checkDropProbability(probability, "Dropout")
    self.probability = probability
    self.scaling = scaling
    self.dropsChannels = dropsChannels
  }

  public mutating func callAsFunction(_ x: Variable<Scalar>, in pass: inout Pass) -> Variable<Scalar> {
    if probability == 0 { return x }
    if !pass.isTraining { return scaling == .whileTraining ? x : x * Scalar(1 - probability) }
    if dropsChannels && x.shape.rank < 2 { stop("Dropout: channels of \(x.shape): axis 1 has them; give [batch, channels, …]") }
    let maskShape = dropsChannels ? Shape(x.shape.dimensions.prefix(2) + Array(repeating: 1, count: x.shape.rank - 2)) : x.shape
    let mask = Tensor<Scalar>.keepMask(maskShape, dropping: probability, using: &pass.rng)
    if scaling == .whileEvaluating || probability == 1 { return x * mask }
    return x * (mask * Scalar(1 / (1 - probability)))
  }
}

/// Dropout that keeps mean 0 and variance 1 of what SELU layers pass on: dropped numbers become α′ = −λα, where SELU saturates, and
/// an affine step restores both moments.
///
/// y = A·(m·x + α′·(1 − m)) + B, A = 1/√((1 − p)·(1 + p·α′²)), B = −A·p·α′, P(m = 0) = p
///
/// - Errors: a probability outside 0...1 stops; 1 gives zeros
/// - Source: Klambauer, Unterthiner, Mayr & Hochreiter 2017, section "New dropout technique", https://arxiv.org/abs/1706.02515
public struct AlphaDropout<Scalar: TensorScalar>: Layer, Sendable {
  public let probability: Double

  public init(_ probability: Double) {
    checkDropProbability(probability, "AlphaDropout")
    self.probability = probability
  }

  /// α′ = −λα, what a dropped number becomes before the affine step.
  public static var droppedValue: Double { -SelfNormalizing.lambda * SelfNormalizing.alpha }

  /// A and B.
  public var affineStep: (scale: Double, shift: Double) {
    let p = probability, a = Self.droppedValue
    let scale = 1 / ((1 - p) * (1 + p * a * a)).squareRoot()
    return (scale, -scale * p * a)
  }

  public mutating func callAsFunction(_ x: Variable<Scalar>, in pass: inout Pass) -> Variable<Scalar> {
    if probability == 0 || !pass.isTraining { return x }
    if probability == 1 { return x * 0 }
    let mask = Tensor<Scalar>.keepMask(x.shape, dropping: probability, using: &pass.rng)
    let (scale, shift) = affineStep
    let rest = (1 - mask) * Scalar(scale * Self.droppedValue) + Scalar(shift)
    return x * (mask * Scalar(scale)) + rest
  }
}

func checkDropProbability(_ probability: Double, _ name: StaticString) {
  if !(probability >= 0 && probability <= 1) {
    stop("\(name): a probability of \(probability); it is that of dropping, from 0 to 1")
  }
}

extension Tensor {
  /// 1 with probability 1 − p, else 0.
  ///
  /// - Numerics: a number is dropped if a uniform one, of 24 bits in `Float` and 53 in `Double`, is below p
  static func keepMask(_ shape: Shape, dropping probability: Double, using rng: inout RandomStream) -> Tensor {
    if probability == 0 { return .ones(shape) }
    if probability == 1 { return .zeros(shape) }
    // 1 where p − u is not above 0.
    return 1 - (Scalar(probability) - Tensor.uniform(shape, using: &rng)).mapped(ck_step)
  }
}
