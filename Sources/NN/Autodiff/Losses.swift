/// Σ (ŷ − y)² over all numbers.
///
/// - Shapes: equal → []
public func squaredError<Scalar>(_ prediction: Variable<Scalar>, _ target: Tensor<Scalar>) -> Variable<Scalar> {
  square(difference(prediction, target, of: "squaredError")).sum()
}

/// Σ (ŷ − y)² / n over all n numbers, PyTorch's `mse_loss`.
///
/// - Shapes: equal → []
/// - Errors: shapes that only broadcast stop: [n, 1] against [n] would silently compare all pairs
public func meanSquaredError<Scalar>(_ prediction: Variable<Scalar>, _ target: Tensor<Scalar>) -> Variable<Scalar> {
  square(difference(prediction, target, of: "meanSquaredError")).mean()
}

private func difference<Scalar>(
  _ prediction: Variable<Scalar>, _ target: Tensor<Scalar>, of name: StaticString
) -> Variable<Scalar> {
  if prediction.shape != target.shape {
    stop("\(name): a prediction of \(prediction.shape) against a target of \(target.shape): shapes have to be equal; reshape the target")
  }
  return prediction - target
}

/// −Σ_c y_c ln softmax(z)_c, averaged over the rows.
///
/// - Shapes: logits z [batch, classes]; targets y of the same shape, each row adding up to 1 (one-hot or soft) → []
/// - Numerics: from the logarithm of the softmax, so that a probability that underflows costs a finite amount
/// - Errors: targets of another shape stop
public func softmaxCrossEntropy<Scalar>(_ logits: Variable<Scalar>, _ targets: Tensor<Scalar>) -> Variable<Scalar> {
  if logits.shape.rank != 2 || logits.shape != targets.shape {
    stop(
      "softmaxCrossEntropy: logits \(logits.shape) with targets \(targets.shape): both are [batch, classes]; "
        + "make targets from labels with Tensor.oneHot")
  }
  return (logSoftmax(logits) * targets).sum() * Scalar(-1 / Double(logits.shape[0]))
}

/// The same with the number of the right class in each row.
public func softmaxCrossEntropy<Scalar>(_ logits: Variable<Scalar>, labels: [Int]) -> Variable<Scalar> {
  if logits.shape.rank != 2 || logits.shape[0] != labels.count {
    stop("softmaxCrossEntropy: \(labels.count) labels for logits \(logits.shape); give one label a row of [batch, classes]")
  }
  return softmaxCrossEntropy(logits, .oneHot(labels, classes: logits.shape[1]))
}
