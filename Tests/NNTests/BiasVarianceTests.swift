@testable import NN
import Testing

@Suite struct BiasVarianceTests {
  /// Predictions 1, 3 of truth 1: mean 2; plain bias² 1, variance 1; unbiased variance 2 and bias² 1 − 2/2 = 0.
  @Test func squaredByHand() {
    let parts = SquaredBiasVariance(predictions: D([[1], [3]]), truth: D([1]), noiseVariance: 0.25)
    #expect(parts.squaredBias[0] == 0 && parts.variance[0] == 2 && parts.total[0] == 2.25)
    let plain = SquaredBiasVariance(predictions: D([[1], [3]]), truth: D([1]), noiseVariance: 0.25, unbiased: false)
    #expect(plain.squaredBias[0] == 1 && plain.variance[0] == 1 && plain.total[0] == 2.25 && plain.meanPrediction[0] == 2)
  }

  /// The sum is the mean squared error of the fits, with either divisor.
  @Test func squaredPartsAddUp() {
    var rng = RandomStream(seed: 1)
    let predictions = D.normal([7, 11], mean: 1, using: &rng), truth = D.normal([11], using: &rng)
    let errors = square(predictions - truth).mean(axis: 0)
    for unbiased in [true, false] {
      let parts = SquaredBiasVariance(predictions: predictions, truth: truth, noiseVariance: 0.5, unbiased: unbiased)
      #expect(gap(parts.total, errors + 0.5) < 1e-13)
      #expect(abs(parts.meanTotal - parts.meanSquaredBias - parts.meanVariance - parts.meanNoise) < 1e-14)
    }
  }

  /// Fits of N(1.5, 2²) to a truth of 1: over many repetitions of three fits bias² is 0.25 and variance 4; plain parts are off by
  /// 4/3.
  @Test func unbiasedPartsAreRightOnAverage() {
    var rng = RandomStream(seed: 2)
    let predictions = D.normal([3, 200_000], mean: 1.5, standardDeviation: 2, using: &rng), truth = D.ones([200_000])
    let parts = SquaredBiasVariance(predictions: predictions, truth: truth)
    #expect(abs(parts.meanSquaredBias - 0.25) < 0.03 && abs(parts.meanVariance - 4) < 0.05)
    let plain = SquaredBiasVariance(predictions: predictions, truth: truth, unbiased: false)
    #expect(abs(plain.meanSquaredBias - (0.25 + 4.0 / 3)) < 0.03 && abs(plain.meanVariance - 8.0 / 3) < 0.05)
  }

  /// Domingos' decomposition against the expected loss, summed over fits and labels as it is defined.
  @Test func zeroOnePartsAddUp() {
    for classes in [2, 3, 5] {
      var rng = RandomStream(seed: UInt64(classes))
      let probabilities = softmax(D.normal([60, classes], standardDeviation: 1.5, using: &rng))
      let predictions = (0..<9).map { _ in (0..<60).map { _ in rng.integer(in: 0...(classes - 1)) } }
      let parts = ZeroOneBiasVariance(predictions: predictions, labelProbabilities: probabilities)
      var wrongSign = 0.0
      for point in 0..<60 {
        let loss = mean(predictions.map { 1 - probabilities[point, $0[point]] })
        #expect(abs(parts.total[point] - loss) < 1e-14)
        wrongSign = max(wrongSign, abs(parts.noiseEffect[point] + parts.bias[point] + parts.variance[point] - loss))
        if classes == 2 {
          let right = mean(predictions.map { $0[point] == parts.optimalLabel[point] ? 1 : 0 })
          #expect(abs(parts.noiseEffect[point] - (2 * right - 1) * parts.noise[point]) < 1e-15)
          #expect(abs(parts.varianceFactor[point] - (parts.bias[point] == 0 ? 1 : -1)) < 1e-14 || parts.variance[point] == 0)
        }
      }
      // Nearest wrong: variance always adds.
      #expect(wrongSign > 0.1)
      #expect(abs(parts.meanVariance - parts.meanUnbiasedVariance - parts.meanBiasedVariance) < 1e-15)
      #expect(abs(parts.meanTotal - parts.meanNoiseEffect - parts.meanBias - parts.meanNetVariance) < 1e-14)
    }
  }

  /// Four fits at two points without noise: 1, 1, 1, 0 for a label of 1, and 0, 0, 0, 1 for a label of 1.
  @Test func zeroOneByHand() {
    let predictions = [[1, 0], [1, 0], [1, 0], [0, 1]]
    let parts = ZeroOneBiasVariance(predictions: predictions, labels: [1, 1], classes: 2)
    #expect(parts.mainPrediction == [1, 0] && parts.bias == [0, 1] && parts.variance == [0.25, 0.25] && parts.noise == [0, 0])
    #expect(parts.varianceFactor == [1, -1] && parts.total == [0.25, 0.75])
    #expect(parts.meanUnbiasedVariance == 0.125 && parts.meanBiasedVariance == 0.125 && parts.meanNetVariance == 0)
  }

  /// Fits that agree: no variance, and of the noise c₁ = 1 where they are right, −1 where they are wrong.
  @Test func zeroOneWithoutVariance() {
    let parts = ZeroOneBiasVariance(predictions: [[0, 1]], labelProbabilities: D([[0.75, 0.25], [0.75, 0.25]]))
    #expect(parts.noiseEffect == [0.25, -0.25] && parts.total == [0.25, 0.75] && parts.variance == [0, 0])
  }
}
