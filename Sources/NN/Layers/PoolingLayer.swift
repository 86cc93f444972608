/// Pooling as a layer.
public struct Pooling<Scalar: TensorScalar>: Layer, Sendable {
  public enum Kind: Sendable, Hashable {
    case max(PoolingOptions)
    case average(PoolingOptions, countsPadding: Bool = true)
    /// [batch, channels, height, width] → [batch, channels]
    case globalAverage
  }

  public var kind: Kind

  public init(_ kind: Kind) { self.kind = kind }

  public mutating func callAsFunction(_ x: Variable<Scalar>, in pass: inout Pass) -> Variable<Scalar> {
    switch kind {
    case .max(let options): maxPooling(x, options)
    case .average(let options, let countsPadding): averagePooling(x, options, countsPadding: countsPadding)
    case .globalAverage: globalAveragePooling(x)
    }
  }
}
