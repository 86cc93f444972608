/// An activation as a layer.
public struct Activation<Scalar: TensorScalar>: Layer, Sendable {
  /// Which one, with its numbers.
  public enum Kind: Sendable, Hashable {
    case identity, sigmoid, tanh, relu, softplus, selu, gelu, geluByTanh, softmax
    case leakyRelu(slope: Double)
    case elu(scale: Double)
    case swish(beta: Double)
    case maxout(pieces: Int)
  }

  public var kind: Kind

  public init(_ kind: Kind) { self.kind = kind }

  public mutating func callAsFunction(_ x: Variable<Scalar>, in pass: inout Pass) -> Variable<Scalar> { kind.apply(to: x) }
}

extension Activation.Kind {
  public func apply<S>(to x: Variable<S>) -> Variable<S> {
    switch self {
    case .identity: x
    case .sigmoid: NN.sigmoid(x)
    case .tanh: NN.tanh(x)
    case .relu: NN.relu(x)
    case .softplus: NN.softplus(x)
    case .selu: NN.selu(x)
    case .gelu: NN.gelu(x)
    case .geluByTanh: NN.geluByTanh(x)
    case .softmax: NN.softmax(x)
    case .leakyRelu(let slope): NN.leakyRelu(x, slope: slope)
    case .elu(let scale): NN.elu(x, scale: scale)
    case .swish(let beta): NN.swish(x, beta: beta)
    case .maxout(let pieces): NN.maxout(x, pieces: pieces)
    }
  }
}

/// A leaky ReLU whose slope is trained: one for all, or one a channel (axis 1).
///
/// - Source: He, Zhang, Ren & Sun 2015, https://arxiv.org/abs/1502.01852; a first slope of 0.25, theirs and PyTorch's
public struct ParametricRelu<Scalar: TensorScalar>: Layer {
  public var slope: Parameter<Scalar>

  /// - Parameter channels: nil for one slope that all share
  public init(channels: Int? = nil, slope: Double = 0.25) {
    self.slope = Parameter(.filled(channels.map { [$0] } ?? [], with: Scalar(slope)), .scale)
  }

  public mutating func callAsFunction(_ x: Variable<Scalar>, in pass: inout Pass) -> Variable<Scalar> {
    if slope.shape.rank == 0 { return prelu(x, slope: slope.variable) }
    return prelu(x, slope: slope.variable.alongChannels(of: x.shape, "ParametricRelu"))
  }

  public mutating func visitParameters(at path: ParameterPath, _ visit: (ParameterPath, inout Parameter<Scalar>) -> Void) {
    visit(path / "weight", &slope)
  }
}

/// x · sigmoid(βx) with β trained.
public struct TrainedSwish<Scalar: TensorScalar>: Layer {
  public var beta: Parameter<Scalar>

  public init(beta: Double = 1) { self.beta = Parameter(.filled([], with: Scalar(beta)), .scale) }

  public mutating func callAsFunction(_ x: Variable<Scalar>, in pass: inout Pass) -> Variable<Scalar> { swish(x, beta: beta.variable) }

  public mutating func visitParameters(at path: ParameterPath, _ visit: (ParameterPath, inout Parameter<Scalar>) -> Void) {
    visit(path / "beta", &beta)
  }
}

extension Variable {
  /// One number a channel, shaped to repeat along [batch, channels, …].
  func alongChannels(of shape: Shape, _ name: StaticString) -> Variable {
    if shape.rank < 2 || shape[1] != self.shape.count {
      stop("\(name): \(self.shape.count) channels for an input of \(shape): axis 1 has to be \(self.shape.count); change the layer or its input")
    }
    return shape.rank == 2 ? self : reshaped(to: Shape([self.shape.count] + Array(repeating: 1, count: shape.rank - 2)))
  }
}
