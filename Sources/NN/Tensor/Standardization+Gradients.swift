internal import CKernels

/// A gradient at x, and the sums for each of the middle from which those of a scale and a shift come.
struct StandardizationGradient<Scalar: TensorScalar>: Sendable {
  let input: Tensor<Scalar>
  /// Σ g·s and Σ g, [middle]
  let scale: Tensor<Scalar>, shift: Tensor<Scalar>
}

/// The gradient of `standardized`, given g, the gradient at its output, and its input:
///
/// dx = γ·r·(g − mean(g) − s·mean(g·s)), s = (x − μ)·r, r the reciprocal. Linear in g, and its own transpose there.
///
/// Reads x anew, so that s need not be kept. Where s is at hand, pass it as x without a mean.
@_specialize(where Scalar == Float)
@_specialize(where Scalar == Double)
func standardizedGradient<Scalar>(
  _ g: Tensor<Scalar>, _ x: Tensor<Scalar>, _ view: AxisView, mean: Tensor<Scalar>?, reciprocal: Tensor<Scalar>,
  scale: Tensor<Scalar>? = nil
) -> StandardizationGradient<Scalar> {
  view.check(x.shape, of: "standardizedGradient")
  view.check(g.shape, of: "standardizedGradient")
  if let scale { checkRepeats(scale, scale, view, of: "standardizedGradient") }
  let result = StandardizationGradient(
    input: Tensor<Scalar>(uninitialized: x.shape), scale: Tensor(uninitialized: [view.middle]),
    shift: Tensor(uninitialized: [view.middle]))
  ck_standardize_gradient(
    Scalar.type, view.axes, g.address, x.address, mean?.address, reciprocal.address, scale?.address, scale?.count ?? 1,
    result.input.address, result.scale.address, result.shift.address)
  return result
}

/// The gradients of `scaledAndShifted` at γ and β, Σ g·x and Σ g; the one at x is `scaledAndShifted(g, view, scale: γ)`.
@_specialize(where Scalar == Float)
@_specialize(where Scalar == Double)
func scaleAndShiftGradient<Scalar>(
  _ g: Tensor<Scalar>, _ x: Tensor<Scalar>, _ view: AxisView
) -> (scale: Tensor<Scalar>, shift: Tensor<Scalar>) {
  view.check(x.shape, of: "scaleAndShiftGradient")
  view.check(g.shape, of: "scaleAndShiftGradient")
  let scale = Tensor<Scalar>(uninitialized: [view.middle]), shift = Tensor<Scalar>(uninitialized: [view.middle])
  ck_standardize_gradient(Scalar.type, view.axes, g.address, x.address, nil, nil, nil, 1, nil, scale.address, shift.address)
  return (scale, shift)
}
