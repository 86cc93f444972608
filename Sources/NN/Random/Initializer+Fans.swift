// Laws whose variance depends on how many numbers feed a unit.

extension Initializer {
  private static func normal(_ numerator: Double, _ fan: Fan) -> Initializer {
    Initializer(law: .normal(.scaled(numerator: numerator, fan)))
  }

  private static func uniform(_ numerator: Double, _ fan: Fan) -> Initializer {
    Initializer(law: .uniform(.scaled(numerator: numerator, fan)))
  }

  /// N(0, 1/fanIn), the lectures' Xavier: the variance of a linear layer's input is that of its output.
  public static var xavier: Initializer { normal(1, .input) }

  /// N(0, 2/(fanIn + fanOut)), a compromise between the forward and the backward pass.
  ///
  /// - Source: Glorot & Bengio 2010, equation 16
  public static var glorot: Initializer { normal(1, .mean) }

  /// N(0, gain²·2/(fanIn + fanOut)) (PyTorch's `xavier_normal_`)
  public static func glorot(for nonlinearity: Nonlinearity) -> Initializer { normal(nonlinearity.gain * nonlinearity.gain, .mean) }

  /// U(−b, b), b = √(6/(fanIn + fanOut)): Glorot's variance.
  public static var glorotUniform: Initializer { uniform(1, .mean) }

  /// U(−b, b), b = gain·√(6/(fanIn + fanOut)) (PyTorch's `xavier_uniform_`)
  public static func glorotUniform(for nonlinearity: Nonlinearity) -> Initializer {
    uniform(nonlinearity.gain * nonlinearity.gain, .mean)
  }

  /// N(0, 2/fanIn): makes up for the half that ReLU takes.
  ///
  /// - Source: He, Zhang, Ren & Sun 2015, equation 10, https://arxiv.org/abs/1502.01852
  public static var he: Initializer { he(slope: 0) }

  /// N(0, 2/((1 + slope²)·fanIn)), for a leaky ReLU of that slope.
  public static func he(slope: Double) -> Initializer { normal(2 / (1 + slope * slope), .input) }

  /// N(0, gain²/fanIn) (PyTorch's `kaiming_normal_`)
  public static func he(for nonlinearity: Nonlinearity) -> Initializer { normal(nonlinearity.gain * nonlinearity.gain, .input) }

  /// N(0, 2/fanOut): keeps the variance of the gradients on their way back.
  public static var heOfFanOut: Initializer { normal(2, .output) }

  /// U(−b, b), b = √(6/fanIn): He's variance.
  public static var heUniform: Initializer { uniform(2, .input) }

  /// U(−b, b), b = gain·√(3/fanIn) (PyTorch's `kaiming_uniform_`)
  public static func heUniform(for nonlinearity: Nonlinearity) -> Initializer {
    uniform(nonlinearity.gain * nonlinearity.gain, .input)
  }

  /// N(0, 1/fanIn), what self-normalizing networks start from; the same law as `xavier`.
  ///
  /// - Source: LeCun, Bottou, Orr & Müller 1998, "Efficient BackProp", equation 16
  public static var lecun: Initializer { normal(1, .input) }

  /// U(−b, b), b = √(3/fanIn): LeCun's variance.
  public static var lecunUniform: Initializer { uniform(1, .input) }

  /// U(−1/√fanIn, 1/√fanIn), a third of LeCun's variance: what PyTorch's dense and convolution layers start from, by way of
  /// `kaiming_uniform_(a=√5)`.
  public static var pyTorchDefault: Initializer { uniform(1 / 3.0, .input) }
}

/// A layer's nonlinearity, for the gain that its weights need.
///
/// - Source: PyTorch's `calculate_gain`; the values for sigmoid, tanh and SELU are its recommendations, not results
public enum Nonlinearity: Sendable, Hashable {
  case linear
  /// 1 too: PyTorch does not correct for the sigmoid's slope of ¼ at 0.
  case sigmoid
  case tanh
  case relu
  case leakyRelu(slope: Double = 0.01)
  /// ¾ (PyTorch). Self-normalizing networks as published start from 1, `Initializer.lecun`.
  case selu

  /// linear 1, sigmoid 1, tanh 5/3, ReLU √2, leaky ReLU √(2/(1 + slope²)), SELU 3/4
  public var gain: Double {
    switch self {
    case .linear, .sigmoid: 1
    case .tanh: 5.0 / 3
    case .relu: 2.0.squareRoot()
    case .leakyRelu(let slope): (2 / (1 + slope * slope)).squareRoot()
    case .selu: 3.0 / 4
    }
  }
}

// MARK: Random walk

extension Initializer {
  enum RandomWalk: Sendable, Hashable {
    case linear, relu
    case gain(Double)

    func gain(fanIn n: Double) -> Double {
      switch self {
      case .linear: NN.exp(Tensor<Double>(1 / (2 * n))).scalar
      case .relu: 2.0.squareRoot() * NN.exp(Tensor<Double>(1.2 / (max(n, 6) - 2.4))).scalar
      case .gain(let gain): gain
      }
    }
  }

  /// N(0, g²/fanIn), g = e^(1/(2·fanIn)): over many linear layers of this width the logarithm of a vector's norm is a random walk
  /// without drift, where g = 1 lets it sink by 1/(2·fanIn) a layer.
  ///
  /// - Source: Sussillo & Abbott 2014, "Random walk initialization for training very deep feedforward networks",
  ///   https://arxiv.org/abs/1412.6558
  public static var randomWalk: Initializer { Initializer(law: .normal(.randomWalk(.linear))) }

  /// N(0, g²/fanIn), g = √2·e^(1.2/(max(fanIn, 6) − 2.4)): the same for layers with ReLU; the exponent is their fit to simulations.
  public static var randomWalkOfRelu: Initializer { Initializer(law: .normal(.randomWalk(.relu))) }

  /// N(0, gain²/fanIn). For tanh they recommend a gain between 1.1 and 1.3, found by trial.
  public static func randomWalk(gain: Double) -> Initializer { Initializer(law: .normal(.randomWalk(.gain(gain)))) }
}
