/// Normalizes each channel by the statistics of its batch, then scales and shifts it.
///
/// y[n,c,i] = γ[c]·(x[n,c,i] − μ[c]) / √(σ²[c] + ε) + β[c]. While training μ and σ² are the batch's, σ² biased (1/m, m = N·H·W);
/// while evaluating they are the running averages.
///
/// - Shapes: x [N, C] or [N, C, …] → the same; γ, β and the statistics [C]
/// - Units: `momentum` is the weight of the new batch (PyTorch; Keras' is 1 − this)
/// - State: running ← (1 − momentum)·running + momentum·batch, where the batch's variance is the unbiased one (1/(m − 1)), as in
///   PyTorch; Keras, Flax and MLX average the biased one
/// - Errors: m = 1 while training stops: "BatchNormalization: one value per channel, got [1, 8]; use a larger batch or evaluation
///   mode"
/// - Source: Ioffe & Szegedy 2015, algorithms 1 and 2, https://arxiv.org/abs/1502.03167
public struct BatchNormalization<Scalar: TensorScalar>: Layer {
  public var scale: Parameter<Scalar>
  public var shift: Parameter<Scalar>
  public var runningMean: Parameter<Scalar>
  public var runningVariance: Parameter<Scalar>
  public var momentum: Double
  public let epsilon: Double

  public init(_ channels: Int, momentum: Double = 0.1, epsilon: Double = 1e-5) {
    if channels < 1 { stop("BatchNormalization: \(channels) channels; give one or more") }
    if !(momentum >= 0 && momentum <= 1) { stop("BatchNormalization: a momentum of \(momentum); it is from 0 to 1") }
    checkEpsilon(epsilon, "BatchNormalization")
    scale = Parameter(.ones([channels]), .scale)
    shift = Parameter(.zeros([channels]), .shift)
    runningMean = Parameter(.zeros([channels]), .statistic)
    runningVariance = Parameter(.ones([channels]), .statistic)
    self.momentum = momentum
    self.epsilon = epsilon
  }

  public mutating func callAsFunction(_ x: Variable<Scalar>, in pass: inout Pass) -> Variable<Scalar> {
    let channels = scale.shape.count
    if x.shape.rank < 2 || x.shape[1] != channels {
      stop(
        "BatchNormalization: \(x.shape) into a layer of \(channels) channels: axis 1 has to be \(channels); "
          + "change the layer or its input")
    }
    if case .statistics = pass.purpose { setStatistics(over: CollectionOfOne(x.value)) }
    if !pass.isTraining { return evaluated(x) }
    let count = x.shape.count / Swift.max(channels, 1)
    if count < 2 {
      stop("BatchNormalization: one value per channel, got \(x.shape); use a larger batch or evaluation mode")
    }
    let (y, statistics) = standardized(
      x, AxisView(x.shape, axis: 1), epsilon: epsilon, affine: (scale.variable, shift.variable))
    let weight = Scalar(momentum), unbiased = Scalar(Double(count) / Double(count - 1))
    runningMean.value = runningMean.value * (1 - weight) + statistics.mean * weight
    runningVariance.value = runningVariance.value * (1 - weight) + statistics.variance * (weight * unbiased)
    return y
  }

  /// With the running statistics, as one factor and one number to add for each channel.
  private func evaluated(_ x: Variable<Scalar>) -> Variable<Scalar> {
    let factor = scale.variable * Variable(constant: 1 / sqrt(runningVariance.value + Scalar(epsilon)))
    let offset = shift.variable - factor * runningMean.variable
    return scaledAndShifted(x, AxisView(x.shape, axis: 1), scale: factor, shift: offset)
  }

  /// Sets the statistics of evaluation to those of a whole set, exactly, in place of running averages: mean and variance over all
  /// rows of what comes into this layer.
  ///
  /// - Parameter inputs: the layer's inputs, in as many batches as memory asks for
  /// - Numerics: moments are put together in double precision, batch by batch, with the deviations from each batch's own mean
  ///   (Chan, Golub & LeVeque 1979)
  public mutating func setStatistics(over inputs: some Sequence<Tensor<Scalar>>, unbiased: Bool = true) {
    var mean = Tensor<Double>.zeros(scale.shape), squares = mean, count = 0.0
    for batch in inputs {
      let rows = Double(batch.count / scale.shape.count)
      if rows == 0 { continue }
      let statistics = standardized(Tensor<Double>(batch), AxisView(batch.shape, axis: 1), epsilon: epsilon)
      let difference = statistics.mean - mean, total = count + rows
      mean = mean + difference * (rows / total)
      squares = squares + statistics.variance * rows + difference * difference * (count * rows / total)
      count = total
    }
    if count < 2 { stop("BatchNormalization: statistics over \(Int(count)) values a channel; give a set of two or more") }
    runningMean.value = Tensor<Scalar>(mean)
    runningVariance.value = Tensor<Scalar>(squares / (unbiased ? count - 1 : count))
  }

  /// γ/√(σ² + ε) and β − μ·γ/√(σ² + ε): what evaluation multiplies each channel by and adds to it.
  public var evaluationStep: (factor: Tensor<Scalar>, offset: Tensor<Scalar>) {
    let factor = scale.value / sqrt(runningVariance.value + Scalar(epsilon))
    return (factor, shift.value - runningMean.value * factor)
  }

  public mutating func visitParameters(at path: ParameterPath, _ visit: (ParameterPath, inout Parameter<Scalar>) -> Void) {
    visit(path / "weight", &scale)
    visit(path / "bias", &shift)
    visit(path / "running_mean", &runningMean)
    visit(path / "running_var", &runningVariance)
  }
}

func checkEpsilon(_ epsilon: Double, _ name: StaticString) {
  if !(epsilon >= 0 && epsilon.isFinite) {
    stop("\(name): an ε of \(epsilon); it is 0 or more, and above 0 keeps equal numbers from dividing by 0")
  }
}
