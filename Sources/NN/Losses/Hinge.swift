/// max(0, margin − y s): no cost for a score s beyond the margin on the side of its label.
///
/// - Shapes: scores s and labels y equal, labels −1 or 1 → []
/// - Errors: other shapes, empty batches, other labels and a margin that is not above 0 stop
/// - Source: Cortes & Vapnik 1995, "Support-vector networks"
public func hingeLoss<Scalar>(
  _ scores: Variable<Scalar>, _ labels: Tensor<Scalar>, margin: Double = 1, reduction: Reduction = .mean
) -> Variable<Scalar> {
  checkTargets(scores, labels, of: "hingeLoss")
  checkPositive(margin, named: "margin", of: "hingeLoss")
  let others = labels.count - labels.count(where: .equal(to: 1)) - labels.count(where: .equal(to: -1))
  if others > 0 { stop("hingeLoss: \(others) labels are neither −1 nor 1; labels 0 and 1 become them by 2y − 1") }
  return relu(Scalar(margin) - scores * labels).reduced(by: reduction)
}

/// Σ over the wrong classes c of max(0, margin − s_right + s_c) / classes, averaged over the rows.
///
/// - Shapes: scores s [batch, classes], a label for each row → []
/// - Errors: another number of labels, labels outside the classes, empty batches and a margin that is not above 0 stop
/// - Source: Weston & Watkins 1999, who do not divide by the classes; PyTorch's `multi_margin_loss`, which does
public func multiClassHingeLoss<Scalar>(
  _ scores: Variable<Scalar>, labels: [Int], margin: Double = 1, reduction: Reduction = .mean
) -> Variable<Scalar> {
  if scores.shape.rank != 2 || scores.shape[0] != labels.count {
    stop("multiClassHingeLoss: \(labels.count) labels for scores \(scores.shape); give one label a row of [batch, classes]")
  }
  checkBatch(scores, of: "multiClassHingeLoss")
  checkPositive(margin, named: "margin", of: "multiClassHingeLoss")
  let right = Tensor<Scalar>.oneHot(labels, classes: scores.shape[1])
  let scoreOfRight = (scores * right).sum(axis: 1, keepingAxis: true)
  let costs = relu(scores - scoreOfRight + Scalar(margin)) * (1 - right)
  let sum = costs.sum() / Scalar(scores.shape[1])
  return reduction == .mean ? sum / Scalar(labels.count) : sum
}
