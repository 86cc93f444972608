internal import CKernels

/// What a step does with a gradient. η is the rate, d the gradient with its decay; squares and roots are element by element.
///
/// The conventions are PyTorch's, where another framework differs it is said.
public enum OptimizationMethod: Sendable, Hashable {
  /// w ← w − η·d
  case gradientDescent

  /// v ← μ·v + d, w ← w − η·v, from v = 0
  ///
  /// The rate is outside the velocity and nothing damps d, as in PyTorch. Sutskever et al. 2013, Keras and TensorFlow have it
  /// inside, v ← μ·v − η·d, w ← w + v: the same steps while η stays the same, others after it changes.
  /// - Source: Polyak 1964, "Some methods of speeding up the convergence of iteration methods"
  case momentum(Double = 0.9)

  /// v ← μ·v + d, w ← w − η·(d + μ·v): the gradient counts as if it were taken where the velocity leads.
  ///
  /// - Source: Nesterov 1983, in the form of Sutskever, Martens, Dahl & Hinton 2013 with the rate outside the velocity
  case nesterov(Double = 0.9)

  /// s ← s + d², w ← w − η·d/(√s + ε), from s = 0
  ///
  /// Keras starts from s = 0.1 and has ε = 1e-7 inside the root.
  /// - Source: Duchi, Hazan & Singer 2011, "Adaptive subgradient methods for online learning and stochastic optimization"
  case adaGrad(epsilon: Double = 1e-10)

  /// s ← ρ·s + (1 − ρ)·d², w ← w − η·d/(√s + ε), from s = 0
  ///
  /// Keras has ρ = 0.9 and ε = 1e-7, inside the root.
  /// - Source: Tieleman & Hinton 2012, "Neural Networks for Machine Learning", lecture 6.5
  case rmsProp(smoothing: Double = 0.99, epsilon: Double = 1e-8)

  /// m ← β₁·m + (1 − β₁)·d, s ← β₂·s + (1 − β₂)·d², w ← w − η·m̂/(√ŝ + ε), m̂ = m/(1 − β₁^t), ŝ = s/(1 − β₂^t)
  ///
  /// t counts this parameter's steps from 1. MLX leaves the corrections out unless asked; Keras adds ε to √s before it corrects.
  /// - Source: Kingma & Ba 2015, algorithm 1, https://arxiv.org/abs/1412.6980
  case adam(beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8)
}

extension OptimizationMethod {
  /// How many tensors of a parameter's shape it keeps.
  var averageCount: Int {
    switch self {
    case .gradientDescent: 0
    case .momentum, .nesterov, .adaGrad, .rmsProp: 1
    case .adam: 2
    }
  }

  var kernel: ck_method {
    switch self {
    case .gradientDescent: ck_gradient_descent
    case .momentum: ck_momentum
    case .nesterov: ck_nesterov
    case .adaGrad: ck_adagrad
    case .rmsProp: ck_rmsprop
    case .adam: ck_adam
    }
  }

  /// The kernel's numbers for a parameter's step t, counted from 1.
  func settings(rate: Double, step t: Int) -> ck_update {
    var settings = ck_update()
    settings.rate = rate
    settings.keep = 1
    settings.first_correction = 1
    settings.second_correction = 1
    switch self {
    case .gradientDescent: break
    case .momentum(let momentum), .nesterov(let momentum): settings.momentum = momentum
    case .adaGrad(let epsilon): settings.epsilon = epsilon
    case .rmsProp(let smoothing, let epsilon):
      settings.smoothing = smoothing
      settings.epsilon = epsilon
    case .adam(let beta1, let beta2, let epsilon):
      settings.momentum = beta1
      settings.smoothing = beta2
      settings.epsilon = epsilon
      settings.first_correction = 1 - power(beta1, t)
      settings.second_correction = 1 - power(beta2, t)
    }
    return settings
  }

  func check() {
    func below1(_ value: Double, _ name: StaticString) {
      if !(value >= 0 && value < 1) { stop("Optimizer: \(name) of \(value); it is 0 or more and below 1") }
    }
    func notNegative(_ epsilon: Double) {
      if !(epsilon >= 0) { stop("Optimizer: an epsilon of \(epsilon); it is 0 or more") }
    }
    switch self {
    case .gradientDescent: break
    case .momentum(let momentum), .nesterov(let momentum): below1(momentum, "a momentum")
    case .adaGrad(let epsilon): notNegative(epsilon)
    case .rmsProp(let smoothing, let epsilon):
      below1(smoothing, "a smoothing")
      notNegative(epsilon)
    case .adam(let beta1, let beta2, let epsilon):
      below1(beta1, "a beta1")
      below1(beta2, "a beta2")
      notNegative(epsilon)
    }
  }
}

/// base^exponent by repeated squaring: the same bits on every processor, where a C library's `pow` may differ.
func power(_ base: Double, _ exponent: Int) -> Double {
  var result = 1.0, square = base, rest = exponent
  while rest > 0 {
    if rest & 1 == 1 { result *= square }
    square *= square
    rest >>= 1
  }
  return result
}
