internal import CKernels

/// How a pooling window moves over the images.
///
/// Along an axis of n numbers, a window of k gives ⌊(n + 2·padding − k) / stride⌋ + 1.
public struct PoolingOptions: Hashable, Sendable {
  public var window: HeightWidth
  /// Pixels from one place of the window to the next.
  public var stride: HeightWidth
  /// On each side of the image; at most half the window.
  public var padding: HeightWidth

  /// Windows side by side, unless a stride is given.
  public init(window: Int, stride: Int? = nil, padding: Int = 0) {
    self.init(window: HeightWidth(window), stride: HeightWidth(stride ?? window), padding: HeightWidth(padding))
  }

  public init(window: HeightWidth, stride: HeightWidth? = nil, padding: HeightWidth = HeightWidth(0)) {
    self.window = window
    self.stride = stride ?? window
    self.padding = padding
  }

  /// The window over images of this shape, checked.
  func window(over input: Shape, of operation: StaticString) -> ck_window {
    if input.rank != 4 { stop("\(operation): \(input) are no images; give [batch, channels, height, width]") }
    if padding.height > window.height / 2 || padding.width > window.width / 2 {
      stop("\(operation): a padding of \(padding) for a window of \(window): above half of it, windows would see nothing; pad less")
    }
    if input[2] == 0 || input[3] == 0 { stop("\(operation): \(input) holds no pixels; check the layer before") }
    return ck_window(of: operation, input, kernel: window, stride: stride, padding: padding, dilation: HeightWidth(1))
  }
}

/// The greatest number under each place of the window.
///
/// - Shapes: [batch, channels, height, width] → [batch, channels, height', width'], sizes as `PoolingOptions` says
/// - Numerics: padding takes no part; NaN wins over all numbers, as PyTorch's does
/// - Errors: a padding above half the window, a window larger than the padded image, a stride of 0 stop
public func maxPooling<Scalar>(_ x: Tensor<Scalar>, _ options: PoolingOptions) -> Tensor<Scalar> {
  maxPoolingWithPlaces(x, options).values
}

/// The mean under each place of the window. Zeros of the padding count, unless told otherwise; both as PyTorch's.
///
/// - Shapes: [batch, channels, height, width] → [batch, channels, height', width'], sizes as `PoolingOptions` says
/// - Errors: as `maxPooling`
@_specialize(where Scalar == Float)
@_specialize(where Scalar == Double)
public func averagePooling<Scalar>(_ x: Tensor<Scalar>, _ options: PoolingOptions, countsPadding: Bool = true) -> Tensor<Scalar> {
  var window = options.window(over: x.shape, of: "averagePooling")
  let y = Tensor<Scalar>(uninitialized: [x.shape[0], x.shape[1], window.out_height, window.out_width])
  ck_pool_average(Scalar.type, &window, countsPadding, x.shape.count(0..<2), x.address, y.address)
  return y
}

/// The mean of each channel of each image.
///
/// - Shapes: [batch, channels, height, width] → [batch, channels]
/// - Errors: images without pixels stop
/// - Source: Lin, Chen & Yan 2014, section 3.2, https://arxiv.org/abs/1312.4400
public func globalAveragePooling<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
  if x.rank != 4 { stop("globalAveragePooling: \(x.shape) are no images; give [batch, channels, height, width]") }
  if x.shape[2] == 0 || x.shape[3] == 0 { stop("globalAveragePooling: \(x.shape) holds no pixels; check the layer before") }
  let planes = Shape(rows: x.shape[0] * x.shape[1], columns: x.shape[2] * x.shape[3])
  return x.viewed(as: planes).mean(axis: 1).viewed(as: Shape(rows: x.shape[0], columns: x.shape[1]))
}
