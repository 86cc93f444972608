/// −Σ_c w_c y_c ln softmax(z)_c, averaged over the rows.
///
/// - Shapes: logits z [batch, classes]; targets y of the same shape, each row adding up to 1 (one-hot or soft) → []
/// - Parameter smoothing: ε; y becomes (1 − ε) y + ε / classes
/// - Parameter classWeights: w [classes], 0 or more; they do not change what the mean divides by, the number of rows
/// - Numerics: from the logarithm of the softmax, so that a probability that underflows costs a finite amount
/// - Errors: targets of another shape or outside 0…1, an ε outside 0…1 and empty batches stop
/// - Source: PyTorch's `cross_entropy` with class probabilities; label smoothing: Szegedy et al. 2016, section 7,
///   https://arxiv.org/abs/1512.00567
public func softmaxCrossEntropy<Scalar>(
  _ logits: Variable<Scalar>, _ targets: Tensor<Scalar>, smoothing: Double = 0, classWeights: Tensor<Scalar>? = nil,
  reduction: Reduction = .mean
) -> Variable<Scalar> {
  if logits.shape.rank != 2 || logits.shape != targets.shape {
    stop(
      "softmaxCrossEntropy: logits \(logits.shape) with targets \(targets.shape): both are [batch, classes]; "
        + "make targets from labels with Tensor.oneHot")
  }
  checkBatch(logits, of: "softmaxCrossEntropy")
  checkProbabilities(
    targets, named: "targets", remedy: "logits come first, then probabilities", of: "softmaxCrossEntropy")
  let weighted = weight(smooth(targets, by: smoothing), classWeights)
  return CrossEntropyRule.record(logits, targets: weighted, scale: reduction == .mean ? 1 / Double(logits.shape[0]) : 1)
}

/// The same with the number of the right class in each row.
///
/// - Numerics: without smoothing and weights a logit of −∞ of another class is a probability of 0, which costs nothing, as PyTorch's
/// - Parameter classWeights: w [classes], 0 or more; here the mean divides by Σ w over the labels, so that it is a weighted mean
/// - Errors: besides those above, labels outside the classes, and labels that all have weight 0
/// - Source: PyTorch's `cross_entropy` with class indices
public func softmaxCrossEntropy<Scalar>(
  _ logits: Variable<Scalar>, labels: [Int], smoothing: Double = 0, classWeights: Tensor<Scalar>? = nil,
  reduction: Reduction = .mean
) -> Variable<Scalar> {
  if logits.shape.rank != 2 || logits.shape[0] != labels.count {
    stop("softmaxCrossEntropy: \(labels.count) labels for logits \(logits.shape); give one label a row of [batch, classes]")
  }
  checkBatch(logits, of: "softmaxCrossEntropy")
  let classes = logits.shape[1], divisor = reduction == .mean ? Double(labels.count) : 1
  Tensor<Scalar>.check(labels, classes: classes)
  if smoothing == 0 && classWeights == nil {
    return CrossEntropyRule.record(logits, labels: labels.map { $0.narrowed }, scale: 1 / divisor)
  }
  let targets = Tensor<Scalar>.oneHot(labels, classes: classes)
  let weighted = weight(smooth(targets, by: smoothing), classWeights)
  guard reduction == .mean, let classWeights else {
    return CrossEntropyRule.record(logits, targets: weighted, scale: 1 / divisor)
  }
  let total = (targets * classWeights).sum().inDouble
  if total == 0 {
    stop("softmaxCrossEntropy: all labels of the batch have the weight 0, so that no mean exists; use reduction: .sum")
  }
  return CrossEntropyRule.record(logits, targets: weighted, scale: 1 / total)
}

private func smooth<Scalar>(_ targets: Tensor<Scalar>, by smoothing: Double) -> Tensor<Scalar> {
  if !(smoothing >= 0 && smoothing <= 1) {
    stop("softmaxCrossEntropy: a smoothing of \(smoothing); it is from 0 to 1: the share that all classes get, as 0.1")
  }
  return smoothing == 0 ? targets : targets * Scalar(1 - smoothing) + Scalar(smoothing / Double(targets.shape[1]))
}

private func weight<Scalar>(_ targets: Tensor<Scalar>, _ weights: Tensor<Scalar>?) -> Tensor<Scalar> {
  guard let weights else { return targets }
  if weights.shape != [targets.shape[1]] {
    stop("softmaxCrossEntropy: class weights \(weights.shape) for \(targets.shape[1]) classes; give one for each")
  }
  if !(weights.min() >= 0) { stop("softmaxCrossEntropy: a class weight of \(weights.min()); weights are 0 or more") }
  return targets * weights
}

/// Σ_c y_c (ln y_c − ln softmax(z)_c), averaged over the rows: the cross-entropy less the entropy of the
/// targets, so 0 where they are met.
///
/// - Shapes: logits z and targets y [batch, classes] → []
/// - Numerics: 0 ln 0 is 0
/// - Errors: targets of another shape or outside 0…1 and empty batches stop
/// - Source: Kullback & Leibler 1951; PyTorch's `kl_div` of `log_softmax` with `batchmean` (its `mean` divides by the classes too)
public func softmaxDivergence<Scalar>(
  _ logits: Variable<Scalar>, from targets: Tensor<Scalar>, reduction: Reduction = .mean
) -> Variable<Scalar> {
  if logits.shape.rank != 2 { stop("softmaxDivergence: logits \(logits.shape) are not [batch, classes]; reshape them") }
  checkTargets(logits, targets, of: "softmaxDivergence")
  checkProbabilities(targets, named: "targets", remedy: "logits come first, then probabilities", of: "softmaxDivergence")
  // The least positive number stands in for 0: its logarithm is finite, and is multiplied by 0.
  let logarithms = log(maximum(targets, Tensor(Scalar.leastNormalMagnitude)))
  let sum = (targets * (logarithms - logSoftmax(logits))).sum()
  return reduction == .mean ? sum / Scalar(logits.shape[0]) : sum
}
