/// All axes after the first as one: [batch, …] → [batch, features]
public struct Flatten<Scalar: TensorScalar>: Layer, Sendable {
  public init() {}

  public mutating func callAsFunction(_ x: Variable<Scalar>, in pass: inout Pass) -> Variable<Scalar> {
    if x.shape.rank == 0 { stop("Flatten: a single number has no examples; give [batch, …]") }
    return x.reshaped(to: [x.shape[0], x.shape.count(1..<x.shape.rank)])
  }
}

/// One channel copied: [batch, 1, …] → [batch, count, …], so that gray images go into a network that was trained on colours.
public struct ChannelCopies<Scalar: TensorScalar>: Layer, Sendable {
  public let count: Int

  public init(_ count: Int) {
    if count < 1 { stop("ChannelCopies: \(count) copies; give one or more") }
    self.count = count
  }

  public mutating func callAsFunction(_ x: Variable<Scalar>, in pass: inout Pass) -> Variable<Scalar> {
    if x.shape.rank < 2 || x.shape[1] != 1 {
      stop("ChannelCopies: \(x.shape): axis 1 has to be 1; give images of one channel, [batch, 1, …]")
    }
    return x.broadcast(to: x.shape.replacing(1, by: count))
  }
}
