/// The expected share of errors of a way of fitting a classifier, taken apart, from predictions of fits to independent data sets.
///
/// E[error] = c₁ · noise + bias + c₂ · variance at each point, where with y* the most probable label and ȳ the main prediction (the
/// label that most fits predict):
/// - noise = P(label ≠ y*), bias = 1 if ȳ ≠ y*, else 0, variance = P(ŷ ≠ ȳ) over the fits
/// - two classes: c₁ = 2 P(ŷ = y*) − 1, c₂ = 1 where the bias is 0 and −1 where it is 1: there, variance helps
/// - more classes: c₁ · noise = P(ŷ = y*) · noise − P(label = ŷ, ŷ ≠ y*), c₂ = −P(ŷ = y* | ŷ ≠ ȳ) where the bias is 1
///
/// Without noise, error = bias + variance where unbiased − variance · |c₂| where biased. P over the fits are their shares: the
/// identity holds exactly for the fits given, but they are estimates for all fits, and ȳ can tip over where two labels are close.
///
/// Ties, of the most probable label and of the main prediction, go to the least label.
///
/// - Shapes: predictions [fits][points], probabilities of the labels [points, classes]; every part one number a point
/// - Errors: labels outside 0..<classes, no fits or fits of different lengths stop; so does `noPrediction`,
///   which is no label that fits could agree on
/// - Source: Domingos 2000, "A unified bias-variance decomposition for zero-one and squared loss", theorems 2 and 3; the bias of
///   Kong & Dietterich 1995 is the same without noise, their variance is c₂ · variance
public struct ZeroOneBiasVariance: Sendable, Hashable {
  /// y*, and the label that most fits predict.
  public let optimalLabel: [Int], mainPrediction: [Int]
  public let noise: [Double], bias: [Double], variance: [Double]
  /// c₁ · noise, what of the noise is felt.
  public let noiseEffect: [Double]
  /// c₂: 1 where unbiased, from −1 to 0 where biased.
  public let varianceFactor: [Double]

  public init(predictions: [[Int]], labelProbabilities: Tensor<Double>) {
    let probabilities = checkedProbabilities(labelProbabilities, of: "ZeroOneBiasVariance")
    let points = probabilities.shape[0], classes = probabilities.shape[1], values = probabilities.scalars
    if predictions.isEmpty { stop("ZeroOneBiasVariance: no fits; give the labels that at least one predicts") }
    for (fit, labels) in predictions.enumerated() {
      if labels.count != points {
        stop("ZeroOneBiasVariance: \(labels.count) labels of fit \(fit) for \(points) points; give one for each")
      }
      for label in labels where label < 0 || label >= classes {
        stop("ZeroOneBiasVariance: label \(label) of fit \(fit), with \(classes) classes; labels are 0 to \(classes - 1)")
      }
    }
    var parts = Parts()
    for point in 0..<points {
      var shares = [Double](repeating: 0, count: classes)
      for labels in predictions { shares[labels[point]] += 1 }
      shares = shares.map { $0 / Double(predictions.count) }
      parts.add(labels: Array(values[(point * classes)..<((point + 1) * classes)]), predictions: shares)
    }
    optimalLabel = parts.optimalLabel
    mainPrediction = parts.mainPrediction
    noise = parts.noise
    bias = parts.bias
    variance = parts.variance
    noiseEffect = parts.noiseEffect
    varianceFactor = parts.varianceFactor
  }

  /// Labels without noise: y* is the label.
  public init(predictions: [[Int]], labels: [Int], classes: Int) {
    self.init(predictions: predictions, labelProbabilities: .oneHot(labels, classes: classes))
  }

  /// The expected share of errors against new labels, at each point: c₁ · noise + bias + c₂ · variance.
  public var total: [Double] { bias.indices.map { noiseEffect[$0] + bias[$0] + varianceFactor[$0] * variance[$0] } }

  /// Means over the points.
  public var meanNoise: Double { mean(noise) }
  public var meanNoiseEffect: Double { mean(noiseEffect) }
  public var meanBias: Double { mean(bias) }
  public var meanVariance: Double { mean(variance) }
  public var meanTotal: Double { mean(total) }
  /// The variance that hurts: of points without bias, over all points.
  public var meanUnbiasedVariance: Double { mean(bias.indices.map { bias[$0] == 0 ? variance[$0] : 0 }) }
  /// The variance of points with bias, over all points. For two classes it helps by as much.
  public var meanBiasedVariance: Double { mean(bias.indices.map { bias[$0] == 0 ? 0 : variance[$0] }) }
  /// What variance adds on balance, the mean of c₂ · variance.
  public var meanNetVariance: Double { mean(bias.indices.map { varianceFactor[$0] * variance[$0] }) }

  private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
}

private struct Parts {
  var optimalLabel: [Int] = [], mainPrediction: [Int] = []
  var noise: [Double] = [], bias: [Double] = [], variance: [Double] = [], noiseEffect: [Double] = [], varianceFactor: [Double] = []

  /// One point, from the distributions of its label and of its prediction.
  mutating func add(labels: [Double], predictions: [Double]) {
    let optimal = firstGreatest(labels), main = firstGreatest(predictions)
    let pointVariance = 1 - predictions[main]
    optimalLabel.append(optimal)
    mainPrediction.append(main)
    noise.append(1 - labels[optimal])
    bias.append(main == optimal ? 0 : 1)
    variance.append(pointVariance)
    // P(label = ŷ, ŷ ≠ y*): errors about y* that the noise makes good.
    let luck = labels.indices.reduce(0) { $1 == optimal ? $0 : $0 + labels[$1] * predictions[$1] }
    noiseEffect.append(predictions[optimal] * (1 - labels[optimal]) - luck)
    varianceFactor.append(main == optimal ? 1 : pointVariance == 0 ? 0 : -predictions[optimal] / pointVariance)
  }

  private func firstGreatest(_ values: [Double]) -> Int {
    values.indices.reduce(0) { values[$1] > values[$0] ? $1 : $0 }
  }
}
