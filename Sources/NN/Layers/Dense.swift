/// y = x · Wᵀ + b
///
/// - Shapes: x [..., fanIn] → y [..., fanOut]; W [fanOut, fanIn], PyTorch's layout; b [fanOut]
/// - Errors: "Dense: [64, 3] into a layer of 784 inputs: the last axis has to be 784; flatten the input, or change the layer"
public struct Dense<Scalar: TensorScalar>: WeightedLayer {
  public var weight: Parameter<Scalar>
  public var bias: Parameter<Scalar>?

  /// - Parameters:
  ///   - weights: the law of the first weights; by default PyTorch's, U(−1/√fanIn, 1/√fanIn)
  ///   - bias: the law of the first biases; by default zeros (PyTorch draws them as it draws the weights). Nil leaves biases out,
  ///     as before a normalization, whose shift would undo them
  public init(
    _ fanIn: Int, _ fanOut: Int, weights: Initializer = .pyTorchDefault, bias: BiasInitializer? = .zeros,
    using rng: inout RandomStream
  ) {
    if fanIn < 1 || fanOut < 1 { stop("Dense: \(fanIn) inputs and \(fanOut) outputs; a layer has one or more of each") }
    weight = Parameter(Tensor([fanOut, fanIn], drawnFrom: weights, layout: .outputFirst, using: &rng), .weight)
    self.bias = bias.map { Parameter($0.tensor(count: fanOut, fanIn: fanIn, using: &rng), .bias) }
  }

  public init(weight: Tensor<Scalar>, bias: Tensor<Scalar>?) {
    if weight.rank != 2 || bias.map({ $0.shape != [weight.shape[0]] }) ?? false {
      stop(
        "Dense: weights \(weight.shape) and a bias of \(bias?.shape ?? []); "
          + "weights are [fanOut, fanIn] and the bias is [fanOut]")
    }
    self.weight = Parameter(weight, .weight)
    self.bias = bias.map { Parameter($0, .bias) }
  }

  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  public mutating func callAsFunction(_ x: Variable<Scalar>, in pass: inout Pass) -> Variable<Scalar> {
    if case .initialization(let method) = pass.purpose { initialize(by: method, for: x, using: &pass.rng) }
    return output(for: x, weight: weight.variable)
  }

  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  public mutating func visitParameters(at path: ParameterPath, _ visit: (ParameterPath, inout Parameter<Scalar>) -> Void) {
    visit(path / "weight", &weight)
    visitIfPresent(&bias, at: path / "bias", visit)
  }

  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  public func output(for x: Variable<Scalar>, weight: Variable<Scalar>) -> Variable<Scalar> {
    let fanIn = weight.shape[1], fanOut = weight.shape[0]
    if x.shape.rank == 0 || x.shape[x.shape.rank - 1] != fanIn {
      stop(
        "Dense: \(x.shape) into a layer of \(fanIn) inputs: the last axis has to be \(fanIn); "
          + "flatten the input, or change the layer")
    }
    let rows = x.shape.rank == 2 ? x : x.reshaped(to: [x.shape.count / fanIn, fanIn])
    var y = product(rows, weight, rightTransposed: true)
    if let bias { y = y + bias.variable }
    return x.shape.rank == 2 ? y : y.reshaped(to: x.shape.replacing(x.shape.rank - 1, by: fanOut))
  }

  public func unitAxis(of output: Shape) -> Int { output.rank - 1 }
}
