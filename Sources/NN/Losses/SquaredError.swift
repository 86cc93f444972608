// Distances of predictions from targets. Shapes that only broadcast stop: [n, 1] against [n] would silently compare all pairs.

/// Σ (ŷ − y)² over all numbers.
///
/// - Shapes: equal → []
/// - Errors: other shapes and empty batches stop
@_specialize(where Scalar == Float)
@_specialize(where Scalar == Double)
public func squaredError<Scalar>(_ prediction: Variable<Scalar>, _ target: Tensor<Scalar>) -> Variable<Scalar> {
  checkTargets(prediction, target, of: "squaredError")
  return square(prediction - target).sum()
}

/// Σ (ŷ − y)² / n over all n numbers, PyTorch's `mse_loss`.
///
/// - Shapes: equal → []
/// - Errors: other shapes and empty batches stop
@_specialize(where Scalar == Float)
@_specialize(where Scalar == Double)
public func meanSquaredError<Scalar>(_ prediction: Variable<Scalar>, _ target: Tensor<Scalar>) -> Variable<Scalar> {
  checkTargets(prediction, target, of: "meanSquaredError")
  return square(prediction - target).mean()
}

/// Σ |ŷ − y| / n over all n numbers, PyTorch's `l1_loss`; the median makes it least. Its derivative at 0 is 0.
///
/// - Shapes: equal → []
/// - Errors: other shapes and empty batches stop
public func meanAbsoluteError<Scalar>(_ prediction: Variable<Scalar>, _ target: Tensor<Scalar>) -> Variable<Scalar> {
  checkTargets(prediction, target, of: "meanAbsoluteError")
  return abs(prediction - target).mean()
}

/// ½ d² up to a distance d = |ŷ − y| of δ, δ (d − ½ δ) beyond: squares near the target, and outliers pull no harder than δ.
///
/// - Shapes: equal → []
/// - Parameter threshold: δ, above 0
/// - Errors: other shapes, empty batches and a threshold that is not above 0 stop
/// - Source: Huber 1964, "Robust estimation of a location parameter"; PyTorch's `huber_loss` (its `smooth_l1_loss` is this over δ)
public func huberLoss<Scalar>(
  _ prediction: Variable<Scalar>, _ target: Tensor<Scalar>, threshold: Double = 1, reduction: Reduction = .mean
) -> Variable<Scalar> {
  checkTargets(prediction, target, of: "huberLoss")
  checkPositive(threshold, named: "threshold", of: "huberLoss")
  let distance = abs(prediction - target)
  let beyond = relu(distance - Scalar(threshold))
  return (square(distance - beyond) * 0.5 + beyond * Scalar(threshold)).reduced(by: reduction)
}
