internal import CKernels

/// A tensor seen as [outer, middle, inner]: statistics are over outer and inner, one for each of the middle.
///
/// Batch normalization of images is `AxisView(shape, axis: 1)`, of a matrix likewise with an inner axis of 1; layer normalization
/// of [n, features] is [1, n, features], instance normalization of images [1, batch · channels, height · width], group
/// normalization [1, batch · groups, channels / groups · height · width].
struct AxisView: Hashable, Sendable {
  let outer: Int, middle: Int, inner: Int

  init(outer: Int, middle: Int, inner: Int) {
    self.outer = outer
    self.middle = middle
    self.inner = inner
  }

  /// One axis in the middle.
  init(_ shape: Shape, axis: Int) {
    self.init(outer: shape.count(0..<axis), middle: shape[axis], inner: shape.count((axis + 1)..<shape.rank))
  }

  /// Numbers that a statistic is over.
  var extent: Int { outer * inner }

  var axes: ck_axes { ck_axes(outer: outer, middle: middle, inner: inner) }

  func check(_ shape: Shape, of operation: StaticString) {
    if shape.count != outer * middle * inner {
      stop("\(operation): \(shape) seen as [\(outer), \(middle), \(inner)]: the counts differ; multiply the axes again")
    }
  }
}

/// Numbers of mean 0 and variance 1, and what made them so.
struct Standardization<Scalar: TensorScalar>: Sendable {
  /// Standardized, then scaled and shifted if asked; in the shape of the input.
  let output: Tensor<Scalar>
  /// The statistics, [middle]; the variance is biased (1/n), `reciprocal` is 1/√(variance + ε).
  let mean: Tensor<Scalar>, variance: Tensor<Scalar>, reciprocal: Tensor<Scalar>
}

/// A scale γ and a shift β for each of the middle axis, repeating where there are fewer: channel c of an instance normalization is
/// c, channels + c, 2 · channels + c, … of the middle.
struct ScaleAndShift<Scalar: TensorScalar>: Sendable {
  let scale: Tensor<Scalar>, shift: Tensor<Scalar>
}

/// (x − μ) / √(σ² + ε), and · γ + β if given; μ and the biased σ² over the outer and inner axes of the view.
///
/// The core of batch, layer, instance and group normalization.
///
/// - Numerics: two passes; sums in double, in an order that the view alone decides; without numbers the statistics are NaN
/// - Source: Ioffe & Szegedy 2015, algorithm 1, https://arxiv.org/abs/1502.03167
@_specialize(where Scalar == Float)
@_specialize(where Scalar == Double)
func standardized<Scalar>(
  _ x: Tensor<Scalar>, _ view: AxisView, epsilon: Double, _ affine: ScaleAndShift<Scalar>? = nil
) -> Standardization<Scalar> {
  view.check(x.shape, of: "standardized")
  if !(epsilon >= 0) { stop("standardized: an epsilon of \(epsilon); it is 0 or more, 1e-5 by custom") }
  if let affine { checkRepeats(affine.scale, affine.shift, view, of: "standardized") }
  let result = Standardization(
    output: Tensor<Scalar>(uninitialized: x.shape), mean: Tensor(uninitialized: [view.middle]),
    variance: Tensor(uninitialized: [view.middle]), reciprocal: Tensor(uninitialized: [view.middle]))
  ck_standardize(
    Scalar.type, view.axes, epsilon, x.address, affine?.scale.address, affine?.shift.address, affine?.scale.count ?? 1,
    result.output.address, result.mean.address, result.variance.address, result.reciprocal.address)
  return result
}

/// x·γ + β, one of both for each of the middle: where the statistics are over other axes than γ and β.
@_specialize(where Scalar == Float)
@_specialize(where Scalar == Double)
func scaledAndShifted<Scalar>(
  _ x: Tensor<Scalar>, _ view: AxisView, scale: Tensor<Scalar>, shift: Tensor<Scalar>? = nil
) -> Tensor<Scalar> {
  view.check(x.shape, of: "scaledAndShifted")
  if scale.count != view.middle || shift.map({ $0.count != view.middle }) ?? false {
    stop("scaledAndShifted: \(scale.count) scales for \(view.middle) channels; give one scale and one shift for each")
  }
  let y = Tensor<Scalar>(uninitialized: x.shape)
  ck_scale_and_shift(Scalar.type, view.axes, x.address, scale.address, shift?.address, y.address)
  return y
}

func checkRepeats<Scalar>(_ scale: Tensor<Scalar>, _ shift: Tensor<Scalar>, _ view: AxisView, of operation: StaticString) {
  if scale.count != shift.count || scale.count == 0 && view.middle > 0 || scale.count > 0 && view.middle % scale.count != 0 {
    stop(
      "\(operation): \(scale.count) scales and \(shift.count) shifts for \(view.middle) channels; give one for each, "
        + "or as many as repeat along them")
  }
}
