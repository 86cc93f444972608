internal import CKernels

/// Where in its image's channel each winner of a max pooling stood.
struct PoolingPlaces: Sendable {
  let inputShape: Shape, outputShape: Shape
  private let storage: Storage

  fileprivate init(inputShape: Shape, outputShape: Shape) {
    self.inputShape = inputShape
    self.outputShape = outputShape
    storage = Storage(byteCount: outputShape.count * MemoryLayout<Int32>.stride)
  }

  fileprivate var address: UnsafeMutablePointer<Int32> { storage.address.assumingMemoryBound(to: Int32.self) }
  fileprivate var planes: Int { inputShape.count(0..<2) }
  fileprivate var inputPlane: Int { inputShape.count(2..<4) }
  fileprivate var outputPlane: Int { outputShape.count(2..<4) }
}

/// Max pooling that remembers the winners: the first of equal numbers, row by row.
@_specialize(where Scalar == Float)
@_specialize(where Scalar == Double)
func maxPoolingWithPlaces<Scalar>(
  _ x: Tensor<Scalar>, _ options: PoolingOptions
) -> (values: Tensor<Scalar>, places: PoolingPlaces) {
  var window = options.window(over: x.shape, of: "maxPooling")
  if Double(x.shape[2]) * Double(x.shape[3]) > Double(Int32.max) {
    stop("maxPooling: \(x.shape): an image of more than \(Int32.max) pixels; cut it into smaller ones")
  }
  let y = Tensor<Scalar>(uninitialized: [x.shape[0], x.shape[1], window.out_height, window.out_width])
  let places = PoolingPlaces(inputShape: x.shape, outputShape: y.shape)
  ck_pool_greatest(Scalar.type, &window, places.planes, x.address, y.address, places.address)
  return (y, places)
}

/// The gradient of max pooling: each number of g goes to the winner's place. Its own gradient is `gathered(_:at:)`.
@_specialize(where Scalar == Float)
@_specialize(where Scalar == Double)
func maxPoolingGradient<Scalar>(_ g: Tensor<Scalar>, _ places: PoolingPlaces) -> Tensor<Scalar> {
  checkPooling(g.shape, places.outputShape, of: "maxPooling")
  let dx = Tensor<Scalar>(uninitialized: places.inputShape)
  ck_pool_scatter(Scalar.type, places.planes, places.inputPlane, places.outputPlane, g.address, places.address, dx.address)
  return dx
}

/// The numbers of x at the remembered places; the gradient of `maxPoolingGradient`, whose own it is in turn.
@_specialize(where Scalar == Float)
@_specialize(where Scalar == Double)
func gathered<Scalar>(_ x: Tensor<Scalar>, at places: PoolingPlaces) -> Tensor<Scalar> {
  checkPooling(x.shape, places.inputShape, of: "gathered")
  let y = Tensor<Scalar>(uninitialized: places.outputShape)
  ck_pool_gather(Scalar.type, places.planes, places.inputPlane, places.outputPlane, x.address, places.address, y.address)
  return y
}

/// The gradient of average pooling; its own gradient is `averagePooling`.
@_specialize(where Scalar == Float)
@_specialize(where Scalar == Double)
func averagePoolingGradient<Scalar>(
  _ g: Tensor<Scalar>, inputShape: Shape, _ options: PoolingOptions, countsPadding: Bool = true
) -> Tensor<Scalar> {
  var window = options.window(over: inputShape, of: "averagePooling")
  checkPooling(g.shape, [inputShape[0], inputShape[1], window.out_height, window.out_width], of: "averagePooling")
  let dx = Tensor<Scalar>(uninitialized: inputShape)
  ck_pool_average_transposed(Scalar.type, &window, countsPadding, inputShape.count(0..<2), g.address, dx.address)
  return dx
}

/// The gradient of global average pooling, [batch, channels] → inputShape; its own gradient is `globalAveragePooling`.
func globalAveragePoolingGradient<Scalar>(_ g: Tensor<Scalar>, inputShape: Shape) -> Tensor<Scalar> {
  checkPooling(g.shape, Shape(rows: inputShape[0], columns: inputShape[1]), of: "globalAveragePooling")
  let pixels = inputShape.count(2..<4)
  return (g / Scalar(pixels)).viewed(as: Shape(rows: g.count, columns: 1)).broadcast(to: Shape(rows: g.count, columns: pixels))
    .viewed(as: inputShape)
}

private func checkPooling(_ shape: Shape, _ expected: Shape, of operation: StaticString) {
  if shape != expected { stop("\(operation): a gradient of \(shape) for a shape of \(expected); give one of that shape") }
}
