/// Which labels were taken for which, counted, and what follows from it for each class.
///
/// A ratio with nothing to divide by (the precision of a class that is never predicted) is 0, as scikit-learn has it.
///
/// - Shapes: counts [classes][classes], the row the label, the column the prediction
/// - Errors: a label outside 0..<classes stops, and a prediction other than those and `noPrediction`
public struct ConfusionMatrix: Sendable, Hashable {
  public private(set) var counts: [[Int]]
  /// By label, the samples without a prediction. They count against recall and accuracy.
  public private(set) var unpredicted: [Int]

  public init(_ predictions: [Int], _ labels: [Int], classes: Int) {
    checkCounts(predictions, labels, of: "ConfusionMatrix")
    if classes < 1 { stop("ConfusionMatrix: \(classes) classes; give one or more") }
    counts = [[Int]](repeating: [Int](repeating: 0, count: classes), count: classes)
    unpredicted = [Int](repeating: 0, count: classes)
    for (place, (prediction, label)) in zip(predictions, labels).enumerated() {
      if label < 0 || label >= classes || prediction < noPrediction || prediction >= classes {
        stop(
          "ConfusionMatrix: \(prediction) for label \(label) at position \(place), "
            + "with \(classes) classes; they are 0 to \(classes - 1)")
      }
      if prediction == noPrediction { unpredicted[label] += 1 } else { counts[label][prediction] += 1 }
    }
  }

  public var classes: Int { counts.count }

  /// How many samples have each label.
  public var support: [Int] { counts.indices.map { counts[$0].reduce(unpredicted[$0], +) } }

  /// Right ones by all; NaN for no samples.
  public var accuracy: Double { Double(counts.indices.reduce(0) { $0 + counts[$1][$1] }) / Double(support.reduce(0, +)) }

  /// Of the samples taken for the class, the share that are of it: TP / (TP + FP).
  public var precision: [Double] {
    counts.indices.map { label in ratio(counts[label][label], counts.reduce(0) { $0 + $1[label] }) }
  }

  /// Of the samples of the class, the share taken for it: TP / (TP + FN).
  public var recall: [Double] {
    let support = support
    return counts.indices.map { ratio(counts[$0][$0], support[$0]) }
  }

  /// The harmonic mean of precision and recall, 2 TP / (2 TP + FP + FN).
  public var f1: [Double] {
    let support = support
    return counts.indices.map { label in ratio(2 * counts[label][label], support[label] + counts.reduce(0) { $0 + $1[label] }) }
  }

  /// Plain averages over the classes, each counting as much as any. `macroF1` is the mean of the classes' F1, not the F1 of the
  /// means.
  public var macroPrecision: Double { mean(precision) }
  public var macroRecall: Double { mean(recall) }
  public var macroF1: Double { mean(f1) }

  private func ratio(_ part: Int, _ whole: Int) -> Double { whole == 0 ? 0 : Double(part) / Double(whole) }

  private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
}
