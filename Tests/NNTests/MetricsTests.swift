import Glibc
@testable import NN
import Testing

@Suite struct MetricsTests {
  private let p = DataConstants.probabilities, labels = DataConstants.labels

  @Test func agreesWithScikitLearn() {
    let matrix = ConfusionMatrix(predictedLabels(p), labels, classes: 3)
    #expect(matrix.counts.joined().map(Double.init) == DataConstants.confusion)
    #expect(gap(D(matrix.precision), D(DataConstants.precision)) < 1e-15)
    #expect(gap(D(matrix.recall), D(DataConstants.recall)) < 1e-15)
    #expect(gap(D(matrix.f1), D(DataConstants.f1)) < 1e-15)
    #expect(gap(D([matrix.macroPrecision, matrix.macroRecall, matrix.macroF1]), D(DataConstants.macro)) < 1e-15)
    // Nearest wrong: the F1 of the mean precision and recall.
    let (a, b) = (matrix.macroPrecision, matrix.macroRecall)
    #expect(abs(2 * a * b / (a + b) - matrix.macroF1) > 1e-3)
    #expect(abs(negativeLogLikelihood(probabilities: p, labels: labels) - DataConstants.logLoss[0]) < 1e-14)
    #expect(abs(brierScore(probabilities: p, labels: labels) - DataConstants.brier[0]) < 1e-15)
    let y = D((0..<6).map { DataConstants.x[$0, 0] }), z = y + D((0..<6).map { DataConstants.x[$0, 2] / 8 })
    let scores = [meanSquaredError(z, y), meanAbsoluteError(z, y), coefficientOfDetermination(z, y)]
    #expect(gap(D(scores), D(DataConstants.regression)) < 1e-15)
    #expect(abs(coefficientOfDetermination(y, z) - scores[2]) > 1e-3)
  }

  @Test func accuracyIsTheTraceOfTheConfusion() {
    #expect(accuracy(of: p, labels: labels) == 5.0 / 8)
    #expect(ConfusionMatrix(predictedLabels(p), labels, classes: 3).accuracy == 5.0 / 8)
    #expect(accuracy([], []).isNaN && accuracy([1, 2], [1, 2]) == 1)
  }

  @Test func notANumberIsNeverRight() {
    let scores = Tensor<Float>([[.nan, 0, 1], [0, .nan, 1], [0, 1, .nan], [.nan, .nan, .nan], [.infinity, 0, 0], [1, 1, 0]])
    #expect(predictedLabels(scores) == [-1, -1, -1, -1, 0, 0])
    // `argmaxOfRows` alone would be right about the first four.
    #expect(accuracy(of: scores, labels: [0, 2, 1, 0, 0, 0]) == 2.0 / 6)
    let matrix = ConfusionMatrix(predictedLabels(scores), [0, 2, 1, 0, 0, 0], classes: 3)
    #expect(matrix.unpredicted == [2, 1, 1] && matrix.accuracy == 2.0 / 6 && matrix.recall == [0.5, 0, 0])
    #expect(matrix.precision == [1, 0, 0] && matrix.support == [4, 1, 1])
    let broken = D([[.nan, 1], [0.5, 0.5]])
    #expect(brierScore(probabilities: broken, labels: [0, 1]).isNaN)
    #expect(negativeLogLikelihood(probabilities: broken, labels: [0, 1]).isNaN)
    #expect(negativeLogLikelihood(logits: broken, labels: [0, 1]).isNaN)
    #expect(Calibration(probabilities: broken, labels: [0, 1]).expectedError.isNaN)
    #expect(meanSquaredError(D([.nan]), D([1])).isNaN && meanAbsoluteError(D([.nan]), D([1])).isNaN)
  }

  @Test func logLikelihoodOfLogitsIsThatOfTheirSoftmax() {
    var rng = RandomStream(seed: 1)
    let z = D.normal([20, 4], standardDeviation: 3, using: &rng), labels = (0..<20).map { $0 % 4 }
    let twin = mean((0..<20).map { row in
      Glibc.log((0..<4).reduce(0) { $0 + Glibc.exp(z[row, $1]) }) - z[row, labels[row]]
    })
    #expect(abs(negativeLogLikelihood(logits: z, labels: labels) - twin) < 1e-13)
    #expect(abs(negativeLogLikelihood(probabilities: softmax(z), labels: labels) - twin) < 1e-13)
    #expect(negativeLogLikelihood(logits: D([[1000, 0]]), labels: [1]) == 1000)
    #expect(negativeLogLikelihood(probabilities: D([[1, 0]]), labels: [1]) == .infinity)
  }

  @Test func brierByHand() {
    // (0.7 − 1)² + 0.3² = 0.18 over both classes; one class alone has half of it.
    #expect(abs(brierScore(probabilities: D([[0.7, 0.3]]), labels: [0]) - 0.18) < 1e-15)
    #expect(brierScore(probabilities: D([[0, 1]]), labels: [0]) == 2)
  }

  /// Two bins, (0, ½] and (½, 1]: a confidence of 0.5 that is right; 0.75 that is right and 1 that is wrong.
  @Test func calibrationByHand() {
    let p = D([[0.5, 0.5], [0.25, 0.75], [1, 0]]), calibration = Calibration(probabilities: p, labels: [0, 1, 1], bins: 2)
    #expect(calibration.bins[0] == .init(count: 1, confidence: 0.5, accuracy: 1))
    #expect(calibration.bins[1] == .init(count: 2, confidence: 0.875, accuracy: 0.5))
    #expect(abs(calibration.expectedError - (0.5 + 2 * 0.375) / 3) < 1e-15 && calibration.greatestError == 0.5)
    // Nearest wrong: every bin counts the same.
    #expect(abs(calibration.expectedError - (0.5 + 0.375) / 2) > 0.01)
  }

  /// Every edge lies in the bin below it, for any number of bins.
  @Test func calibrationEdges() {
    for count in 1...60 {
      for edge in 1...count where Double(edge) / Double(count) >= 0.5 {
        let confidence = Double(edge) / Double(count)
        let calibration = Calibration(probabilities: D([[confidence, 1 - confidence]]), labels: [0], bins: count)
        #expect(calibration.bins[edge - 1].count == 1)
      }
    }
  }

  /// The plain definition, sample by sample.
  @Test func calibrationTwin() {
    var rng = RandomStream(seed: 2)
    let p = softmax(D.normal([500, 3], using: &rng)), labels = (0..<500).map { _ in rng.integer(in: 0...2) }
    var gaps = [Double](repeating: 0, count: 15)
    for row in 0..<500 {
      let numbers = (0..<3).map { p[row, $0] }, most = numbers.max() ?? 0
      for bin in 0..<15 where most > Double(bin) / 15 && most <= Double(bin + 1) / 15 {
        gaps[bin] += (numbers.firstIndex(of: most) == labels[row] ? 1 : 0) - most
      }
    }
    let expected = gaps.reduce(0) { $0 + abs($1) } / 500
    #expect(abs(Calibration(probabilities: p, labels: labels).expectedError - expected) < 1e-13)
  }
}
