/// A convolution with a trained weight and bias; see `convolution(_:_:_:)`.
///
/// - Shapes: x [batch, channels, height, width] → [batch, out, height', width']; weight [out, channels / groups, kernel, kernel],
///   PyTorch's layout; bias [out]
public struct ConvolutionLayer<Scalar: TensorScalar>: WeightedLayer {
  public var weight: Parameter<Scalar>
  public var bias: Parameter<Scalar>?
  public var options: ConvolutionOptions

  /// - Parameters:
  ///   - weights: the law of the first weights; by default PyTorch's, U(−1/√fanIn, 1/√fanIn), fanIn = channels / groups · kernel²
  ///   - bias: the law of the first biases, zeros by default; nil leaves them out
  public init(
    _ channels: Int, _ out: Int, kernel: Int, _ options: ConvolutionOptions = ConvolutionOptions(),
    weights: Initializer = .pyTorchDefault, bias: BiasInitializer? = .zeros, using rng: inout RandomStream
  ) {
    if channels < 1 || out < 1 || kernel < 1 {
      stop("ConvolutionLayer: \(channels) to \(out) channels with a kernel of \(kernel); each is one or more")
    }
    if options.groups < 1 || channels % options.groups != 0 || out % options.groups != 0 {
      stop("ConvolutionLayer: \(options.groups) groups of \(channels) to \(out) channels: the groups have to divide both")
    }
    let shape: Shape = [out, channels / options.groups, kernel, kernel]
    weight = Parameter(Tensor(shape, drawnFrom: weights, layout: .outputFirst, using: &rng), .weight)
    let fanIn = WeightLayout.outputFirst.fans(of: shape).fanIn
    self.bias = bias.map { Parameter($0.tensor(count: out, fanIn: fanIn, using: &rng), .bias) }
    self.options = options
  }

  public init(weight: Tensor<Scalar>, bias: Tensor<Scalar>?, options: ConvolutionOptions = ConvolutionOptions()) {
    if weight.rank != 4 || bias.map({ $0.shape != [weight.shape[0]] }) ?? false {
      stop(
        "ConvolutionLayer: a weight of \(weight.shape) and a bias of \(bias?.shape ?? []); "
          + "the weight is [out, channels / groups, height, width], the bias [out]")
    }
    self.weight = Parameter(weight, .weight)
    self.bias = bias.map { Parameter($0, .bias) }
    self.options = options
  }

  public func output(for x: Variable<Scalar>, weight: Variable<Scalar>) -> Variable<Scalar> {
    let y = convolution(x, weight, options)
    return bias.map { y + $0.variable.alongChannels(of: y.shape, "ConvolutionLayer") } ?? y
  }

  public func unitAxis(of output: Shape) -> Int { 1 }
}
