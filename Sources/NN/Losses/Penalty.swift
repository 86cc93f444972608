internal import CKernels

// Penalties of weights. The caller chooses which: most leave biases out, as they only shift.

/// weight · Σ|w|; its derivative at 0 is 0.
///
/// - Errors: a negative weight stops
public func l1Penalty<Scalar>(_ parameters: [Variable<Scalar>], weight: Double) -> Variable<Scalar> {
  checkWeight(weight, of: "l1Penalty")
  return total(parameters.map { abs($0).sum() }) * Scalar(weight)
}

/// weight · Σw², whose gradient is 2 · weight · w; or half of it, whose gradient is weight · w.
///
/// - Parameter isHalved: PyTorch's `weight_decay` is the halved penalty's gradient
/// - Errors: a negative weight stops
public func l2Penalty<Scalar>(_ parameters: [Variable<Scalar>], weight: Double, isHalved: Bool = false) -> Variable<Scalar> {
  checkWeight(weight, of: "l2Penalty")
  return total(parameters.map { square($0).sum() }) * Scalar(isHalved ? weight / 2 : weight)
}

/// weight · √members · Σ over rows of ‖row‖₂: whole rows become 0 together.
///
/// - Shapes: [groups, members] → []; a row of a weight [fanIn, fanOut] is all that an input feeds
/// - Numerics: the gradient of a row of zeros is 0
/// - Errors: another rank and a negative weight stop
/// - Source: Yuan & Lin 2006, "Model selection and estimation in regression with grouped variables"
public func groupLassoPenalty<Scalar>(_ weights: Variable<Scalar>, weight: Double) -> Variable<Scalar> {
  checkWeight(weight, of: "groupLassoPenalty")
  if weights.shape.rank != 2 { stop("groupLassoPenalty: \(weights.shape) has no rows to group; reshape it to [groups, members]") }
  let squares = square(weights).sum(axis: 1)
  // Under the root, 1 stands in for 0, whose slope would be infinite; it is taken off again.
  let ofZeros = 1 - squares.value.mapped(ck_step)
  let norms = sqrt(squares + ofZeros) - ofZeros
  return norms.sum() * Scalar(weight * Double(weights.shape[1]).squareRoot())
}
