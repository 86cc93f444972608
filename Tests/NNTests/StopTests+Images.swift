@testable import NN

private typealias T = Tensor<Float>

/// Convolution, pooling and standardization.
let brokenImageCalls: [BrokenCall] = [
  BrokenCall(
    "convolution: [3, 8, 8] with a weight of [16, 3, 3, 3]: both have four axes; give images [batch, channels, height, width] and a "
      + "weight [out, channels / groups, kernel height, kernel width]"
  ) { _ = convolution(T.zeros([3, 8, 8]), T.zeros([16, 3, 3, 3])) },
  BrokenCall(
    "convolution: [2, 3, 8, 8] with a weight of [16, 4, 3, 3]: the weight reads 4 channels in each of 1 groups, the images have 3; "
      + "give the weight 3, or check the layer before"
  ) { _ = convolution(T.zeros([2, 3, 8, 8]), T.zeros([16, 4, 3, 3])) },
  BrokenCall(
    "convolution: 3 groups of 4 input and 6 output channels; they have to divide both, and one group is all channels together"
  ) { _ = convolution(T.zeros([2, 4, 8, 8]), T.zeros([6, 1, 3, 3]), ConvolutionOptions(groups: 3)) },
  BrokenCall(
    "convolution: a kernel of 5 × 3 spans 9 × 5, the images of [2, 1, 6, 6] with their padding 8 × 8; pad more, or use a smaller kernel"
  ) { _ = convolution(T.zeros([2, 1, 6, 6]), T.zeros([1, 1, 5, 3]), ConvolutionOptions(padding: 1, dilation: 2)) },
  BrokenCall("convolution: a kernel of 0 × 3; it has one row and column or more") {
    _ = convolution(T.zeros([2, 1, 6, 6]), T.zeros([1, 1, 0, 3]))
  },
  BrokenCall("convolution: a stride of 0 × 0; it is 1 or more") {
    _ = convolution(T.zeros([2, 1, 6, 6]), T.zeros([1, 1, 3, 3]), ConvolutionOptions(stride: 0))
  },
  BrokenCall("convolution: a padding of 0 × -1; it is 0 or more") {
    _ = convolution(
      T.zeros([2, 1, 6, 6]), T.zeros([1, 1, 3, 3]), ConvolutionOptions(stride: HeightWidth(1), padding: HeightWidth(0, -1)))
  },
  BrokenCall("convolution: a dilation of 0 × 0; it is 1 or more, and 1 leaves no gaps") {
    _ = convolution(T.zeros([2, 1, 6, 6]), T.zeros([1, 1, 3, 3]), ConvolutionOptions(dilation: 0))
  },
  BrokenCall("convolution: a gradient of [2, 1, 6, 6] for a result of [2, 1, 4, 4]; give one of the result's shape") {
    let options = ConvolutionOptions()
    _ = convolutionWeightGradient(T.zeros([2, 1, 6, 6]), T.zeros([2, 1, 6, 6]), weightShape: [1, 1, 3, 3], options)
  },
  BrokenCall("maxPooling: [6, 6] are no images; give [batch, channels, height, width]") {
    _ = maxPooling(T.zeros([6, 6]), PoolingOptions(window: 2))
  },
  BrokenCall("maxPooling: a padding of 2 × 2 for a window of 3 × 3: above half of it, windows would see nothing; pad less") {
    _ = maxPooling(T.zeros([1, 1, 6, 6]), PoolingOptions(window: 3, padding: 2))
  },
  BrokenCall("averagePooling: [1, 1, 0, 6] holds no pixels; check the layer before") {
    _ = averagePooling(T.zeros([1, 1, 0, 6]), PoolingOptions(window: 2))
  },
  BrokenCall(
    "averagePooling: a kernel of 7 × 7 spans 7 × 7, the images of [1, 1, 6, 6] with their padding 6 × 6; pad more, or use a smaller kernel"
  ) { _ = averagePooling(T.zeros([1, 1, 6, 6]), PoolingOptions(window: 7)) },
  BrokenCall("maxPooling: [1, 0, 50000, 50000]: an image of more than 2147483647 pixels; cut it into smaller ones") {
    _ = maxPooling(T.zeros([1, 0, 50_000, 50_000]), PoolingOptions(window: 2))
  },
  BrokenCall("maxPooling: a gradient of [1, 1, 6, 6] for a shape of [1, 1, 3, 3]; give one of that shape") {
    _ = maxPoolingGradient(T.zeros([1, 1, 6, 6]), maxPoolingWithPlaces(T.zeros([1, 1, 6, 6]), PoolingOptions(window: 2)).places)
  },
  BrokenCall("globalAveragePooling: [6, 6] are no images; give [batch, channels, height, width]") {
    _ = globalAveragePooling(T.zeros([6, 6]))
  },
  BrokenCall("globalAveragePooling: [2, 3, 0, 4] holds no pixels; check the layer before") {
    _ = globalAveragePooling(T.zeros([2, 3, 0, 4]))
  },
  BrokenCall("standardized: [4, 3] seen as [4, 2, 1]: the counts differ; multiply the axes again") {
    _ = standardized(T.zeros([4, 3]), AxisView(outer: 4, middle: 2, inner: 1), epsilon: 1e-5)
  },
  BrokenCall("standardized: an epsilon of -1.0; it is 0 or more, 1e-5 by custom") {
    _ = standardized(T.zeros([4, 3]), AxisView([4, 3], axis: 1), epsilon: -1)
  },
  BrokenCall("standardized: 2 scales and 2 shifts for 3 channels; give one for each, or as many as repeat along them") {
    let affine = ScaleAndShift(scale: T.zeros([2]), shift: T.zeros([2]))
    _ = standardized(T.zeros([4, 3]), AxisView([4, 3], axis: 1), epsilon: 1e-5, affine)
  },
  BrokenCall("scaledAndShifted: 2 scales for 3 channels; give one scale and one shift for each") {
    _ = scaledAndShifted(T.zeros([4, 3]), AxisView([4, 3], axis: 1), scale: T.zeros([2]))
  },
]
