// How good predicted probabilities are, not only the classes that they favour. NaN in the probabilities makes a score NaN.
//
// - Shapes: probabilities [n, classes], n labels
// - Errors: a probability outside 0…1, or a row that does not add up to 1 (to 0.001), stops: those are logits, softmax comes first

/// The mean of −ln p of the right class; +∞ where one has probability 0, NaN for no samples.
public func negativeLogLikelihood<Scalar>(probabilities: Tensor<Scalar>, labels: [Int]) -> Double {
  checkLabels(labels, of: probabilities.shape, "negativeLogLikelihood")
  let rows = checkedProbabilities(probabilities, of: "negativeLogLikelihood")
  return -log(right(rows, labels)).mean()
}

/// The same from logits: the mean of ln Σ e^z − z of the right class, finite wherever the logits are.
public func negativeLogLikelihood<Scalar>(logits: Tensor<Scalar>, labels: [Int]) -> Double {
  checkLabels(labels, of: logits.shape, "negativeLogLikelihood")
  return -right(logSoftmax(Tensor<Double>(logits)), labels).mean()
}

/// The mean over samples of Σ_c (p_c − y_c)², from 0 to 2; NaN for no samples.
///
/// This is Brier's own form, over all classes. For two classes many use the square of one class's error alone, which is half of it.
///
/// - Source: Brier 1950, "Verification of forecasts expressed in terms of probability"
public func brierScore<Scalar>(probabilities: Tensor<Scalar>, labels: [Int]) -> Double {
  checkLabels(labels, of: probabilities.shape, "brierScore")
  let rows = checkedProbabilities(probabilities, of: "brierScore")
  return square(rows - .oneHot(labels, classes: rows.shape[1])).sum() / Double(labels.count)
}

/// Confidence against accuracy, in bins of equal width: a network that says 0.8 should be right in eight of ten.
///
/// Bin i of M holds confidences in (i/M, (i + 1)/M]; a sample's confidence is its greatest probability, and it is right if that is
/// of its label (the first one if several are equal).
///
/// - Source: Guo, Pleiss, Sun & Weinberger 2017, "On calibration of modern neural networks", https://arxiv.org/abs/1706.04599
public struct Calibration: Sendable, Hashable {
  public struct Bin: Sendable, Hashable {
    public let count: Int
    /// Means over the bin; NaN for an empty one.
    public let confidence: Double, accuracy: Double
  }

  public let bins: [Bin]
  /// Samples with NaN among their probabilities, which are in no bin.
  public let notANumber: Int

  public init<Scalar>(probabilities: Tensor<Scalar>, labels: [Int], bins binCount: Int = 15) {
    checkLabels(labels, of: probabilities.shape, "Calibration")
    if binCount < 1 { stop("Calibration: \(binCount) bins; give one or more") }
    let predictions = predictedLabels(probabilities)
    let confidences = right(checkedProbabilities(probabilities, of: "Calibration"), predictions.map { max($0, 0) }).scalars
    var counts = [Int](repeating: 0, count: binCount), right = counts, sums = [Double](repeating: 0, count: binCount)
    for (row, confidence) in confidences.enumerated() where predictions[row] != noPrediction {
      let bin = Calibration.bin(of: confidence, among: binCount)
      counts[bin] += 1
      sums[bin] += confidence
      if predictions[row] == labels[row] { right[bin] += 1 }
    }
    bins = counts.indices.map {
      Bin(count: counts[$0], confidence: sums[$0] / Double(counts[$0]), accuracy: Double(right[$0]) / Double(counts[$0]))
    }
    notANumber = predictions.count { $0 == noPrediction }
  }

  /// ECE = Σ (nᵢ/n) · |accuracyᵢ − confidenceᵢ|, from 0 to 1; NaN for no samples, or if one has NaN.
  public var expectedError: Double {
    if notANumber > 0 { return .nan }
    let sum = bins.reduce(0) { $1.count == 0 ? $0 : $0 + Double($1.count) * ($1.accuracy - $1.confidence).magnitude }
    return sum / Double(bins.reduce(0) { $0 + $1.count })
  }

  /// The greatest |accuracyᵢ − confidenceᵢ| of a bin with samples; NaN if there is none, or if a sample has NaN.
  public var greatestError: Double {
    if notANumber > 0 { return .nan }
    return bins.filter { $0.count > 0 }.map { ($0.accuracy - $0.confidence).magnitude }.max() ?? .nan
  }

  /// Edges belong to the bin below, compared with i/M itself, so that 0.6 of five bins is where its edge is written.
  private static func bin(of confidence: Double, among count: Int) -> Int {
    var bin = min(max(Int(confidence * Double(count)), 0), count - 1)
    while bin > 0 && confidence <= Double(bin) / Double(count) { bin -= 1 }
    while bin < count - 1 && confidence > Double(bin + 1) / Double(count) { bin += 1 }
    return bin
  }
}

/// The number in each row's column of the label.
private func right(_ rows: Tensor<Double>, _ labels: [Int]) -> Tensor<Double> {
  let values = rows.scalars, classes = rows.shape[1]
  return Tensor(labels.indices.map { values[$0 * classes + labels[$0]] })
}

/// In double precision.
func checkedProbabilities<Scalar>(_ probabilities: Tensor<Scalar>, of operation: StaticString) -> Tensor<Double> {
  let rows = Tensor<Double>(probabilities)
  if rows.count(where: .below(0)) > 0 || rows.count(where: .above(1)) > 0 {
    let outside = rows.scalars.first { $0 < 0 || $0 > 1 } ?? 0
    stop("\(operation): a probability of \(outside); they are 0 to 1, take the softmax of logits first")
  }
  let sums = rows.sum(axis: 1) - 1
  if sums.count(where: .magnitudeAbove(0.001)) > 0 {
    let row = sums.scalars.firstIndex { $0.magnitude > 0.001 } ?? 0
    stop("\(operation): row \(row) adds up to \(sums[row] + 1), not to 1; take the softmax of logits first")
  }
  return rows
}
