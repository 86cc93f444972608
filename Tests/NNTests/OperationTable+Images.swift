@testable import NN

/// A convolution to try: images, weight, options.
struct ConvolutionCase: Sendable, CustomStringConvertible {
  let x: Shape, weight: Shape, options: ConvolutionOptions

  init(_ x: Shape, _ weight: Shape, _ options: ConvolutionOptions = ConvolutionOptions()) {
    self.x = x
    self.weight = weight
    self.options = options
  }

  var output: Shape { Shape(outputShape(x.dimensions, weight.dimensions, options)) }
  var description: String {
    "\(x) by \(weight), stride \(options.stride), padding \(options.padding), dilation \(options.dilation), "
      + "groups \(options.groups)"
  }
}

private let uneven = ConvolutionOptions(stride: HeightWidth(2, 1), padding: HeightWidth(0, 2), dilation: HeightWidth(1, 2))

let convolutionCases: [ConvolutionCase] = [
  ConvolutionCase([1, 1, 1, 1], [1, 1, 1, 1]),
  ConvolutionCase([2, 3, 5, 7], [4, 3, 3, 3]),
  ConvolutionCase([2, 3, 5, 7], [4, 3, 3, 3], ConvolutionOptions(padding: 1)),
  ConvolutionCase([2, 3, 7, 6], [4, 3, 3, 3], ConvolutionOptions(stride: 2, padding: 1)),
  ConvolutionCase([1, 2, 8, 9], [3, 2, 3, 2], uneven),
  ConvolutionCase([2, 2, 6, 5], [3, 2, 3, 3], ConvolutionOptions(padding: 2, dilation: 2)),
  ConvolutionCase([2, 2, 3, 3], [3, 2, 3, 3], ConvolutionOptions(padding: 4, dilation: 4)),
  ConvolutionCase([2, 4, 5, 5], [6, 2, 3, 3], ConvolutionOptions(padding: 1, groups: 2)),
  ConvolutionCase([3, 5, 6, 6], [10, 1, 3, 3], ConvolutionOptions(padding: 1, groups: 5)),
  ConvolutionCase([2, 6, 7, 5], [4, 3, 2, 3], ConvolutionOptions(stride: 3, padding: 1, dilation: 2, groups: 2)),
  ConvolutionCase([2, 5, 4, 6], [7, 5, 1, 1]),
  ConvolutionCase([3, 6, 5, 6], [4, 3, 1, 1], ConvolutionOptions(stride: 2, groups: 2)),
  ConvolutionCase([1, 2, 3, 3], [2, 2, 1, 1], ConvolutionOptions(padding: 1)),
  ConvolutionCase([1, 2, 2, 3], [2, 2, 5, 4], ConvolutionOptions(padding: 3)),
  ConvolutionCase([2, 1, 4, 4], [2, 1, 2, 2], ConvolutionOptions(padding: 1)),
  // Small enough for gradients of gradients.
  ConvolutionCase([1, 2, 3, 3], [2, 2, 2, 2]),
  ConvolutionCase([1, 2, 4, 2], [4, 1, 2, 2], ConvolutionOptions(padding: 1, groups: 2)),
  ConvolutionCase([2, 1, 3, 3], [2, 1, 2, 2], ConvolutionOptions(stride: 2, padding: 1, dilation: 2)),
  ConvolutionCase([1, 3, 2, 3], [2, 3, 1, 1]),
  ConvolutionCase([5, 1, 28, 28], [16, 1, 3, 3], ConvolutionOptions(padding: 1)),
  // Nothing to add up, or nowhere to put it.
  ConvolutionCase([0, 3, 5, 5], [4, 3, 3, 3]),
  ConvolutionCase([2, 0, 4, 4], [3, 0, 2, 2]),
  ConvolutionCase([2, 3, 4, 4], [0, 3, 2, 2]),
  ConvolutionCase([1, 2, 0, 3], [2, 2, 1, 1], ConvolutionOptions(padding: 1)),
  // Several tiles that end within a row, several blocks of channels, products that a BLAS computes.
  ConvolutionCase([1, 16, 62, 70], [40, 16, 3, 3], ConvolutionOptions(padding: 1)),
  ConvolutionCase([1, 16, 62, 70], [40, 16, 3, 3], ConvolutionOptions(stride: HeightWidth(1, 2), padding: HeightWidth(0, 1))),
  ConvolutionCase([2, 48, 41, 37], [36, 48, 3, 3], ConvolutionOptions(padding: 1)),
  ConvolutionCase([1, 40, 60, 50], [36, 40, 1, 1]),
]

private func rows(_ sample: ConvolutionCase) -> [OperationRow] {
  let options = sample.options, rule = ConvolutionRule(options, inputShape: sample.x, weightShape: sample.weight)
  return [
    OperationRow(
      name: "convolution of \(sample)", single: { convolution($0[0], $0[1], options) },
      double: { convolution($0[0], $0[1], options) }, recorded: { convolution($0[0], $0[1], options) },
      reference: { .convolution($0[0], $0[1], options) },
      shapes: [[sample.x, sample.weight]], rounding: 8),
    OperationRow(
      name: "convolution's input gradient of \(sample)",
      single: { convolutionInputGradient($0[0], $0[1], inputShape: sample.x, options) },
      double: { convolutionInputGradient($0[0], $0[1], inputShape: sample.x, options) },
      recorded: { convolutionInputGradient($0[0], $0[1], rule) },
      reference: { .convolutionInputGradient($0[0], $0[1], sample.x.dimensions, options) },
      shapes: [[sample.output, sample.weight]], rounding: 8),
    OperationRow(
      name: "convolution's weight gradient of \(sample)",
      single: { convolutionWeightGradient($0[0], $0[1], weightShape: sample.weight, options) },
      double: { convolutionWeightGradient($0[0], $0[1], weightShape: sample.weight, options) },
      recorded: { convolutionWeightGradient($0[0], $0[1], rule) },
      reference: { .convolutionWeightGradient($0[0], $0[1], sample.weight.dimensions, options) },
      shapes: [[sample.output, sample.x]], rounding: 8),
  ]
}

let poolingCases: [(options: PoolingOptions, shapes: [Shape])] = [
  (PoolingOptions(window: 1), [[1, 1, 1, 1], [2, 3, 4, 5]]),
  (
    PoolingOptions(window: 2),
    [[1, 1, 2, 2], [2, 3, 6, 8], [2, 2, 5, 7], [0, 3, 4, 4], [2, 0, 4, 4], [3, 5, 28, 30], [40, 30, 12, 12]]
  ),
  (PoolingOptions(window: 3, stride: 2, padding: 1), [[1, 1, 1, 1], [2, 3, 7, 8], [1, 2, 2, 3]]),
  (PoolingOptions(window: 3, stride: 1, padding: 1), [[2, 2, 5, 40], [1, 1, 4, 5]]),
  (
    PoolingOptions(window: HeightWidth(2, 5), stride: HeightWidth(3, 1), padding: HeightWidth(1, 2)),
    [[2, 3, 7, 9], [1, 1, 2, 600]]
  ),
]

private func rows(_ options: PoolingOptions, _ shapes: [Shape]) -> [OperationRow] {
  let name = "of \(options.window) by \(options.stride), padding \(options.padding)", shapes = shapes.map { [$0] }
  return [
    OperationRow(
      name: "max pooling \(name)", single: { maxPooling($0[0], options) }, double: { maxPooling($0[0], options) },
      recorded: { maxPooling($0[0], options) },
      reference: { $0[0].pooled(options) { seen, _ in seen.max() ?? .nan } }, shapes: shapes),
    OperationRow(
      name: "average pooling \(name)", single: { averagePooling($0[0], options) }, double: { averagePooling($0[0], options) },
      recorded: { averagePooling($0[0], options) },
      reference: { $0[0].pooled(options) { seen, outside in seen.reduce(0, +) / Double(seen.count + outside) } },
      shapes: shapes),
    OperationRow(
      name: "average pooling without padding \(name)", single: { averagePooling($0[0], options, countsPadding: false) },
      double: { averagePooling($0[0], options, countsPadding: false) },
      recorded: { averagePooling($0[0], options, countsPadding: false) },
      reference: { $0[0].pooled(options) { seen, _ in mean(seen) } }, shapes: shapes),
  ]
}

/// Columns side by side (inner below 32) and runs, whole and broken vectors, blocks of columns that do and do not end evenly.
let axisViews: [AxisView] = [
  AxisView(outer: 4, middle: 3, inner: 5), AxisView(outer: 8, middle: 5, inner: 1), AxisView(outer: 1, middle: 6, inner: 10),
  AxisView(outer: 3, middle: 2, inner: 49), AxisView(outer: 2, middle: 3, inner: 32), AxisView(outer: 5, middle: 70, inner: 1),
  AxisView(outer: 3, middle: 40, inner: 3), AxisView(outer: 300, middle: 130, inner: 1), AxisView(outer: 32, middle: 8, inner: 81),
  AxisView(outer: 1, middle: 300, inner: 257), AxisView(outer: 2, middle: 5, inner: 31), AxisView(outer: 0, middle: 3, inner: 2),
  AxisView(outer: 2, middle: 0, inner: 40), AxisView(outer: 2, middle: 3, inner: 0), AxisView(outer: 1, middle: 4, inner: 1),
]

private func rows(_ view: AxisView) -> [OperationRow] {
  let shape: Shape = [view.outer, view.middle, view.inner], name = "over \(view.outer), \(view.inner) for each of \(view.middle)"
  let epsilon = 1e-3
  return [
    OperationRow(
      name: "standardized \(name)", single: { standardized($0[0], view, epsilon: epsilon).output },
      double: { standardized($0[0], view, epsilon: epsilon).output }, recorded: { standardized($0[0], view, epsilon: epsilon).y },
      reference: { $0[0].standardized(view, epsilon: epsilon) }, shapes: [[shape]], rounding: 4),
    OperationRow(
      name: "standardized, scaled and shifted \(name)",
      single: { standardized($0[0], view, epsilon: epsilon, ScaleAndShift(scale: $0[1], shift: $0[2])).output },
      double: { standardized($0[0], view, epsilon: epsilon, ScaleAndShift(scale: $0[1], shift: $0[2])).output },
      recorded: { standardized($0[0], view, epsilon: epsilon, affine: ($0[1], $0[2])).y },
      reference: { inputs in
        inputs[0].standardized(view, epsilon: epsilon).groups(view) { m, values in
          values.map { $0 * inputs[1].values[m] + inputs[2].values[m] }
        }
      }, shapes: [[shape, [view.middle], [view.middle]]], rounding: 8),
    OperationRow(
      name: "scaled and shifted \(name)", single: { scaledAndShifted($0[0], view, scale: $0[1], shift: $0[2]) },
      double: { scaledAndShifted($0[0], view, scale: $0[1], shift: $0[2]) },
      recorded: { scaledAndShifted($0[0], view, scale: $0[1], shift: $0[2]) },
      reference: { inputs in
        inputs[0].groups(view) { m, values in values.map { $0 * inputs[1].values[m] + inputs[2].values[m] } }
      },
      shapes: [[shape, [view.middle], [view.middle]]]),
  ]
}

/// Small enough for gradients of gradients.
private let smallAxisViews = [AxisView(outer: 2, middle: 3, inner: 2), AxisView(outer: 5, middle: 2, inner: 1)]

/// Convolution, pooling and standardization.
let imageRows: [OperationRow] =
  convolutionCases.flatMap { rows($0) } + poolingCases.flatMap { rows($0.options, $0.shapes) }
  + (axisViews + smallAxisViews).flatMap { rows($0) } + [
    OperationRow(
      name: "global average pooling", single: { globalAveragePooling($0[0]) }, double: { globalAveragePooling($0[0]) },
      recorded: { globalAveragePooling($0[0]) },
      reference: { x in
        let pixels = x[0].shape[2] * x[0].shape[3], planes = x[0].shape[0] * x[0].shape[1]
        return Reference(
          Array(x[0].shape[..<2]), (0..<planes).map { mean(Array(x[0].values[($0 * pixels)..<(($0 + 1) * pixels)])) })
      }, shapes: [[[1, 1, 1, 1]], [[2, 3, 5, 7]], [[0, 3, 2, 2]], [[4, 10, 14, 14]]])
  ]
