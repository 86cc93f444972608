internal import CKernels

// How far predicted numbers are from true ones. Sums run in double precision; NaN anywhere makes the result NaN.
//
// - Shapes: prediction and target are equal; [n, 1] against [n] would silently compare all pairs, so it stops

/// Σ (ŷ − y)² / n; NaN for no numbers.
public func meanSquaredError<Scalar>(_ prediction: Tensor<Scalar>, _ target: Tensor<Scalar>) -> Double {
  let errors = errors(prediction, target, of: "meanSquaredError")
  return errors.reduced(ck_sum_of_squared_deviations) / Double(errors.count)
}

/// Σ |ŷ − y| / n; NaN for no numbers.
public func meanAbsoluteError<Scalar>(_ prediction: Tensor<Scalar>, _ target: Tensor<Scalar>) -> Double {
  let errors = errors(prediction, target, of: "meanAbsoluteError")
  return errors.reduced(ck_sum_of_magnitudes) / Double(errors.count)
}

/// The coefficient of determination, R² = 1 − Σ (ŷ − y)² / Σ (y − ȳ)²: 1 for a perfect fit, 0 for the mean of these targets,
/// negative for worse. It is not the squared correlation.
///
/// - Errors: targets that are all equal stop, since no fit can be compared with their mean
public func coefficientOfDetermination<Scalar>(_ prediction: Tensor<Scalar>, _ target: Tensor<Scalar>) -> Double {
  let errors = errors(prediction, target, of: "coefficientOfDetermination")
  if target.count == 0 || target.min() == target.max() {
    stop("coefficientOfDetermination: targets of \(target.shape) without spread; give two different ones at least")
  }
  let centre = target.reduced(ck_sum) / Double(target.count)
  return 1 - errors.reduced(ck_sum_of_squared_deviations) / target.reduced(ck_sum_of_squared_deviations, centre: centre)
}

private func errors<Scalar>(_ prediction: Tensor<Scalar>, _ target: Tensor<Scalar>, of name: StaticString) -> Tensor<Double> {
  if prediction.shape != target.shape {
    stop(
      "\(name): a prediction of \(prediction.shape) against a target of \(target.shape): "
        + "shapes have to be equal; reshape the target")
  }
  return Tensor<Double>(prediction) - Tensor<Double>(target)
}
