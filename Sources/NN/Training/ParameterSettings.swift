/// How a step shrinks weights besides following the gradient. λ is the strength, η the rate of the step.
///
/// Under plain gradient descent `l2` and `decoupled` are the same up to rounding; under every other method they are not. Frameworks
/// apply decay to biases and normalization's scales too unless they are put into a group of their own, and so does this one.
///
/// - Source: Loshchilov & Hutter 2019, "Decoupled weight decay regularization", https://arxiv.org/abs/1711.05101
public enum WeightDecay: Sendable, Hashable {
  case none
  /// d = g + λ·w: the gradient of λ/2·‖w‖² is added, and so goes through momentum and scaling (`weight_decay` of PyTorch's SGD and
  /// Adam).
  case l2(Double)
  /// w ← w − η·λ·w before the step (PyTorch's AdamW).
  case decoupled(Double)
  /// w ← w − λ·w before the step, whatever rate and schedule are.
  case independent(Double)
}

extension WeightDecay {
  var l2: Double {
    if case .l2(let strength) = self { strength } else { 0 }
  }

  /// What a step of this rate multiplies the old weight by.
  func kept(rate: Double) -> Double {
    switch self {
    case .none, .l2: 1
    case .decoupled(let strength): 1 - rate * strength
    case .independent(let strength): 1 - strength
    }
  }

  func check() {
    switch self {
    case .none: break
    case .l2(let strength), .decoupled(let strength):
      if !(strength >= 0) { stop("Optimizer: a weight decay of \(strength); it is 0 or more") }
    case .independent(let strength):
      if !(strength >= 0 && strength <= 1) { stop("Optimizer: an independent weight decay of \(strength); it is from 0 to 1") }
    }
  }
}

/// A bound on the norm of weights, which a step that exceeds it is projected back to.
public struct MaxNorm: Sendable, Hashable {
  public let norm: Double
  /// The axis that counts the units whose incoming weights have a norm each; nil for one norm of the whole tensor.
  public let axis: Int?

  private init(norm: Double, axis: Int?) {
    if !(norm > 0) { stop("MaxNorm: a norm of \(norm); it is above 0") }
    self.norm = norm
    self.axis = axis
  }

  /// ‖w‖ ≤ norm over all of a parameter's numbers.
  public static func ofTensor(_ norm: Double) -> MaxNorm { MaxNorm(norm: norm, axis: nil) }

  /// ‖w‖ ≤ norm over the weights that come into each unit. Axis 1 of [fanIn, fanOut] counts the units, and axis 0 of
  /// [fanOut, fanIn, kernel…]: `WeightLayout.unitAxis`.
  ///
  /// - Source: Srivastava, Hinton, Krizhevsky, Sutskever & Salakhutdinov 2014, "Dropout", section 5.1
  public static func ofUnits(_ norm: Double, axis: Int) -> MaxNorm { MaxNorm(norm: norm, axis: axis) }
}

/// What holds for one parameter, or for a group of them, in place of the optimizer's own.
public struct ParameterSettings: Sendable, Hashable {
  /// Multiplies the rate; 0.1 for the layers that a fine-tuning should move less.
  public let rateFactor: Double
  /// Nil for the optimizer's.
  public let decay: WeightDecay?
  /// The strength of the L1 penalty in the proximal step; nil for the optimizer's.
  public let proximalL1: Double?
  /// Bounds the norm after the step.
  public let maxNorm: MaxNorm?
  /// Leaves the parameter and its state as they are, to the bit.
  public var isFrozen: Bool

  public init(
    rateFactor: Double = 1, decay: WeightDecay? = nil, proximalL1: Double? = nil, maxNorm: MaxNorm? = nil, isFrozen: Bool = false
  ) {
    if !(rateFactor >= 0 && rateFactor.isFinite) { stop("ParameterSettings: a rate factor of \(rateFactor); it is 0 or more") }
    if let proximalL1, !(proximalL1 >= 0) { stop("ParameterSettings: a proximal L1 of \(proximalL1); it is 0 or more") }
    decay?.check()
    self.rateFactor = rateFactor
    self.decay = decay
    self.proximalL1 = proximalL1
    self.maxNorm = maxNorm
    self.isFrozen = isFrozen
  }

  public static var frozen: ParameterSettings { ParameterSettings(isFrozen: true) }
}

/// Settings for some of the parameters of a list, by their places in it.
public struct ParameterGroup: Sendable, Hashable {
  public let parameters: [Int]
  public let settings: ParameterSettings

  public init(_ parameters: some Sequence<Int>, _ settings: ParameterSettings) {
    self.parameters = Array(parameters)
    self.settings = settings
  }
}
