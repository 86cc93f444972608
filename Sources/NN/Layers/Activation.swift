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

  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
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
