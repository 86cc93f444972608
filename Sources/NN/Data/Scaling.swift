internal import CKernels

/// An affine map of each feature, y = (x − offset) / scale, whose numbers come from training data and then apply to any.
///
/// ```swift
/// let scaling = Scaling.standardizing(xTrain)
/// let train = scaling.apply(xTrain), test = scaling.apply(xTest)
/// ```
///
/// - State: none beyond offset and scale; test data never changes them
/// - Numerics: means and deviations in double precision, rounded once to the tensor's; NaN in a feature makes that feature NaN
public struct Scaling<Scalar: TensorScalar>: Sendable {
  /// Of the shape of one sample, or broadcasting with it.
  public let offset: Tensor<Scalar>, scale: Tensor<Scalar>

  /// Numbers that are known already: published ones, or those kept beside a network's weights.
  ///
  /// - Errors: a scale of 0 or NaN stops
  public init(offset: Tensor<Scalar>, scale: Tensor<Scalar>) {
    if scale.count(where: .equal(to: 0)) + scale.count(where: .notANumber) > 0 {
      stop("Scaling: a scale of \(scale.shape) that holds 0 or NaN; give 1 where a feature is to stay as it is")
    }
    self.init(offset, by: scale)
  }

  /// As fitted: features that hold NaN have NaN here.
  private init(_ offset: Tensor<Scalar>, by scale: Tensor<Scalar>) {
    self.offset = offset
    self.scale = scale
  }

  /// To mean 0 and standard deviation 1 over the samples, (x − μ) / σ, σ² biased (1/n). A constant feature is divided by 1 and so
  /// becomes 0, as scikit-learn's StandardScaler does.
  ///
  /// - Shapes: x [n, …] → offset and scale […]
  /// - Errors: no samples stop
  public static func standardizing(_ x: Tensor<Scalar>) -> Scaling {
    checkSamples(x, of: "standardizing")
    let deviation = x.standardDeviation(axis: 0)
    // By the extremes: a rounded mean can leave a constant feature a deviation that is not quite 0.
    return Scaling(x.mean(axis: 0), by: deviation.withOnes(whereEqual: x.min(axis: 0), x.max(axis: 0)))
  }

  /// To 0…1 over the samples, (x − min) / (max − min). A constant feature is divided by 1 and so becomes 0.
  ///
  /// - Shapes: x [n, …] → offset and scale […]
  /// - Errors: no samples stop
  public static func minMax(_ x: Tensor<Scalar>) -> Scaling {
    checkSamples(x, of: "minMax")
    let low = x.min(axis: 0), high = x.max(axis: 0)
    return Scaling(low, by: (high - low).withOnes(whereEqual: low, high))
  }

  /// Subtracts the mean image of [N, C, H, W], or the mean of any samples; the scale stays (AlexNet's preprocessing).
  ///
  /// - Shapes: x [n, …] → offset […], scale []
  /// - Errors: no samples stop
  public static func meanImage(_ x: Tensor<Scalar>) -> Scaling {
    checkSamples(x, of: "meanImage")
    return Scaling(x.mean(axis: 0), by: Tensor(1))
  }

  /// Subtracts each channel's mean over images and places; the scale stays (VGGNet's preprocessing).
  ///
  /// - Shapes: x [N, C, H, W] → offset [C, 1, 1], scale []
  public static func channelMeans(_ x: Tensor<Scalar>) -> Scaling {
    Scaling(x.channelMoments(of: "channelMeans").mean.asChannels(), by: Tensor(1))
  }

  /// Each channel to mean 0 and standard deviation 1 over images and places, σ² biased (1/(N·H·W)) (ResNet's preprocessing). A
  /// constant channel is divided by 1.
  ///
  /// - Shapes: x [N, C, H, W] → offset and scale [C, 1, 1]
  public static func standardizingChannels(_ x: Tensor<Scalar>) -> Scaling {
    let moments = x.channelMoments(of: "standardizingChannels")
    let places = x.reshaped(to: [x.shape[0], x.shape[1], x.shape[2] * x.shape[3]])
    let low = places.min(axis: 2).min(axis: 0), high = places.max(axis: 2).max(axis: 0)
    let deviation = Tensor<Scalar>(sqrt(moments.variance)).withOnes(whereEqual: low, high)
    return Scaling(moments.mean.asChannels(), by: deviation.reshaped(to: [x.shape[1], 1, 1]))
  }

  /// (x − offset) / scale
  ///
  /// - Errors: samples of another shape stop with "Scaling: samples of [16, 4] by numbers of [3]: …"
  public func apply(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
    check(x)
    return (x - offset) / scale
  }

  /// Back from scaled to plain values, y · scale + offset.
  public func invert(_ y: Tensor<Scalar>) -> Tensor<Scalar> {
    check(y)
    return y * scale + offset
  }

  private func check(_ x: Tensor<Scalar>) {
    if !offset.shape.repeats(to: x.shape) || !scale.shape.repeats(to: x.shape) {
      stop(
        "Scaling: samples of \(x.shape) by numbers of \(offset.shape): the last sizes differ; "
          + "give samples shaped as those it was made from")
    }
  }

  private static func checkSamples(_ x: Tensor<Scalar>, of operation: StaticString) {
    if x.rank == 0 || x.count == 0 { stop("\(operation): \(x.shape) holds no samples; give [samples, …] of the training data") }
  }
}

extension Tensor {
  /// These numbers, 1 where the other two are equal.
  fileprivate func withOnes(whereEqual a: Tensor, _ b: Tensor) -> Tensor {
    Tensor(replacingByOne(Tensor<Double>(self), whereEqual: Tensor<Double>(a), Tensor<Double>(b)))
  }

  /// Each channel's mean and biased variance over images and places.
  ///
  /// - Shapes: [N, C, H, W] → [C]
  fileprivate func channelMoments(of operation: StaticString) -> (mean: Tensor<Double>, variance: Tensor<Double>) {
    if rank != 4 || count == 0 { stop("\(operation): \(shape) is not [N, C, H, W] with images; reshape it") }
    let images = viewed(as: [shape[0], shape[1], shape[2] * shape[3]]), size = Double(shape[0] * shape[2] * shape[3])
    let sums = images.reduced(ck_sum, axis: 2, keepingAxis: false, of: operation)
    let mean = sums.sum(axis: 0) / size
    let centres = mean.broadcast(to: sums.shape)
    let squares = images.reduced(ck_sum_of_squared_deviations, axis: 2, centres: centres, keepingAxis: false, of: operation)
    return (mean, squares.sum(axis: 0) / size)
  }
}

extension Tensor<Double> {
  /// [C] → [C, 1, 1], as images broadcast
  fileprivate func asChannels<Other>() -> Tensor<Other> { Tensor<Other>(viewed(as: [count, 1, 1])) }
}

private func replacingByOne(_ x: Tensor<Double>, whereEqual a: Tensor<Double>, _ b: Tensor<Double>) -> Tensor<Double> {
  let values = x.scalars, a = a.scalars, b = b.scalars
  return Tensor(values.indices.map { a[$0] == b[$0] ? 1 : values[$0] }, shape: x.shape)
}
