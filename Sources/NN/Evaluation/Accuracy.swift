/// What stands for a prediction where there is none: no label is negative, so it is right nowhere.
public let noPrediction = -1

/// The class of the greatest score in each row, the first one if several are equal; `noPrediction` where a score is NaN.
///
/// `argmaxOfRows` gives the place of a NaN, so that a diverged network would seem right about some class.
///
/// - Shapes: logits or probabilities [n, classes] → n labels
public func predictedLabels<Scalar>(_ scores: Tensor<Scalar>) -> [Int] {
  var labels = scores.argmaxOfRows()
  if scores.count(where: .notANumber) == 0 { return labels }
  // NaN is the greatest of a row that holds one.
  let isBroken = Tensor<Double>(scores.max(axis: 1)).scalars.map(\.isNaN)
  for row in labels.indices where isBroken[row] { labels[row] = noPrediction }
  return labels
}

/// The share of samples whose prediction is their label, from 0 to 1; NaN for no samples.
///
/// - Errors: negative labels, or another number of them, stop
public func accuracy(_ predictions: [Int], _ labels: [Int]) -> Double {
  checkCounts(predictions, labels, of: "accuracy")
  if let label = labels.first(where: { $0 < 0 }) { stop("accuracy: a label of \(label); labels start at 0") }
  return Double(zip(predictions, labels).count { $0 == $1 }) / Double(labels.count)
}

/// The share of rows whose greatest score is that of their label; a row with NaN is wrong.
///
/// - Shapes: logits or probabilities [n, classes], n labels
public func accuracy<Scalar>(of scores: Tensor<Scalar>, labels: [Int]) -> Double {
  checkLabels(labels, of: scores.shape, "accuracy")
  return accuracy(predictedLabels(scores), labels)
}

func checkCounts(_ predictions: [Int], _ labels: [Int], of operation: StaticString) {
  if predictions.count != labels.count {
    stop("\(operation): \(predictions.count) predictions for \(labels.count) labels; give one for each")
  }
}

/// Stops unless the labels are of the rows and columns of [n, classes].
func checkLabels(_ labels: [Int], of shape: Shape, _ operation: StaticString) {
  if shape.rank != 2 || shape[0] != labels.count {
    stop("\(operation): \(labels.count) labels for scores of \(shape); give one label a row of [n, classes]")
  }
  for (place, label) in labels.enumerated() where label < 0 || label >= shape[1] {
    stop("\(operation): label \(label) at position \(place), with \(shape[1]) classes; labels are 0 to \(shape[1] - 1)")
  }
}
