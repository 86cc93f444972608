@testable import NN

// Convolution, pooling and standardization in the plainest loops.

/// Every product that a convolution adds up: the places of its factors in x and the weight and of the sum in the result.
private func eachTerm(
  _ x: [Int], _ weight: [Int], _ options: ConvolutionOptions, _ body: (_ x: Int, _ weight: Int, _ y: Int) -> Void
) {
  let (stride, padding, dilation) = (options.stride, options.padding, options.dilation), y = outputShape(x, weight, options)
  for n in 0..<y[0] {
    for o in 0..<y[1] {
      let firstChannel = o / (y[1] / options.groups) * weight[1]
      for i in 0..<y[2] {
        for j in 0..<y[3] {
          for c in 0..<weight[1] {
            for u in 0..<weight[2] {
              for v in 0..<weight[3] {
                let row = i * stride.height + u * dilation.height - padding.height
                let column = j * stride.width + v * dilation.width - padding.width
                if row < 0 || row >= x[2] || column < 0 || column >= x[3] { continue }
                body(
                  ((n * x[1] + firstChannel + c) * x[2] + row) * x[3] + column,
                  ((o * weight[1] + c) * weight[2] + u) * weight[3] + v,
                  ((n * y[1] + o) * y[2] + i) * y[3] + j)
              }
            }
          }
        }
      }
    }
  }
}

func outputShape(_ x: [Int], _ weight: [Int], _ options: ConvolutionOptions) -> [Int] {
  [
    x[0], weight[0],
    (x[2] + 2 * options.padding.height - options.dilation.height * (weight[2] - 1) - 1) / options.stride.height + 1,
    (x[3] + 2 * options.padding.width - options.dilation.width * (weight[3] - 1) - 1) / options.stride.width + 1,
  ]
}

extension Reference {
  static func zeros(_ shape: [Int]) -> Reference { Reference(shape, Array(repeating: 0, count: shape.reduce(1, *))) }

  static func convolution(_ x: Reference, _ weight: Reference, _ options: ConvolutionOptions) -> Reference {
    var y = zeros(outputShape(x.shape, weight.shape, options))
    eachTerm(x.shape, weight.shape, options) { y.values[$2] += x.values[$0] * weight.values[$1] }
    return y
  }

  static func convolutionInputGradient(
    _ g: Reference, _ weight: Reference, _ shape: [Int], _ options: ConvolutionOptions
  ) -> Reference {
    var dx = zeros(shape)
    eachTerm(shape, weight.shape, options) { dx.values[$0] += g.values[$2] * weight.values[$1] }
    return dx
  }

  static func convolutionWeightGradient(
    _ g: Reference, _ x: Reference, _ shape: [Int], _ options: ConvolutionOptions
  ) -> Reference {
    var dw = zeros(shape)
    eachTerm(x.shape, shape, options) { dw.values[$1] += g.values[$2] * x.values[$0] }
    return dw
  }

  /// Both axes of every kernel reversed: what mathematics calls convolution would use.
  func flipped() -> Reference {
    let area = shape[2] * shape[3]
    return Reference(shape, values.indices.map { values[$0 / area * area + area - 1 - $0 % area] })
  }

  /// Each window's numbers turned into one; `padding` is how many of its places are outside.
  func pooled(_ options: PoolingOptions, _ function: (_ values: [Double], _ padding: Int) -> Double) -> Reference {
    let (window, stride, padding) = (options.window, options.stride, options.padding)
    let height = (shape[2] + 2 * padding.height - window.height) / stride.height + 1
    let width = (shape[3] + 2 * padding.width - window.width) / stride.width + 1
    var result = Reference([shape[0], shape[1], height, width], [])
    for plane in 0..<(shape[0] * shape[1]) {
      for i in 0..<height {
        for j in 0..<width {
          var seen: [Double] = []
          for row in (i * stride.height - padding.height)..<(i * stride.height - padding.height + window.height) {
            for column in (j * stride.width - padding.width)..<(j * stride.width - padding.width + window.width)
            where row >= 0 && row < shape[2] && column >= 0 && column < shape[3] {
              seen.append(values[(plane * shape[2] + row) * shape[3] + column])
            }
          }
          result.values.append(function(seen, window.height * window.width - seen.count))
        }
      }
    }
    return result
  }

  /// The numbers of [outer, middle, inner] that share a place in the middle, each group turned into another.
  func groups(_ view: AxisView, _ function: (_ middle: Int, _ values: [Double]) -> [Double]) -> Reference {
    var result = self
    for middle in 0..<view.middle {
      let places = (0..<view.outer).flatMap { o in (0..<view.inner).map { (o * view.middle + middle) * view.inner + $0 } }
      for (place, value) in zip(places, function(middle, places.map { values[$0] })) { result.values[place] = value }
    }
    return result
  }

  func standardized(_ view: AxisView, epsilon: Double) -> Reference {
    groups(view) { _, values in
      let centre = mean(values), deviation = (variance(values) + epsilon).squareRoot()
      return values.map { ($0 - centre) / deviation }
    }
  }
}
