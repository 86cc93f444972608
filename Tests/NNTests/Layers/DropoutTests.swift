import Testing

@testable import NN

private func trained<L: Layer>(_ layer: L, _ x: Tensor<L.Scalar>, seed: UInt64 = 1) -> Tensor<L.Scalar> {
  var layer = layer, pass = Pass.training(using: RandomStream(seed: seed))
  return layer(Variable(constant: x), in: &pass).value
}

@Suite struct DropoutTests {
  /// Whatever is kept has the factor 1/(1 − p), and p of n are dropped within 5 standard errors, √(p(1 − p)/n).
  @Test(arguments: [0.1, 0.5, 0.8])
  func invertedKeepsTheMean(p: Double) {
    let n = 1_000_000, y = trained(Dropout<Float>(p), .ones([n]))
    let dropped = y.count(where: .equal(to: 0)), kept = Double(Float(1 / (1 - p)))
    #expect(y.count(where: .equal(to: kept)) + dropped == n)
    #expect(abs(Double(dropped) / Double(n) - p) < 5 * (p * (1 - p) / Double(n)).squareRoot())
    #expect(Dropout<Float>(p).evaluate(.ones([5])) == .ones([5]))
  }

  @Test func scaledAtTestTime() {
    let x = Tensor<Double>.ones([1000]), layer = Dropout<Double>(0.3, scaling: .whileEvaluating)
    let y = trained(layer, x)
    #expect(y.scalars.allSatisfy { $0 == 0 || $0 == 1 })
    #expect(layer.evaluate(x) == x * 0.7)  // the nearest wrong one scales by p
    // The same mask as the inverted one's: they differ by 1 − p.
    #expect(gap(trained(Dropout<Double>(0.3), x) * 0.7, y) < 1e-15)
  }

  @Test func endsAndSeeds() {
    let x = Tensor<Float>.ones([50, 4])
    #expect(trained(Dropout<Float>(0), x) == x && trained(Dropout<Float>(1), x) == .zeros([50, 4]))
    #expect(trained(Dropout<Float>(1, scaling: .whileEvaluating), x) == .zeros([50, 4]))
    #expect(trained(AlphaDropout<Float>(0), x) == x && trained(AlphaDropout<Float>(1), x) == .zeros([50, 4]))
    #expect(trained(Dropout<Float>(0.5), x, seed: 2) == trained(Dropout<Float>(0.5), x, seed: 2))
    #expect(trained(Dropout<Float>(0.5), x, seed: 2) != trained(Dropout<Float>(0.5), x, seed: 3))
    // Two layers in one pass draw different masks.
    var pass = Pass.training(using: RandomStream(seed: 4)), layer = Dropout<Float>(0.5)
    #expect(layer(Variable(constant: x), in: &pass).value != layer(Variable(constant: x), in: &pass).value)
  }

  @Test func channelsAreDroppedWhole() {
    let y = trained(Dropout<Double>(0.5, dropsChannels: true), .ones([20, 10, 3, 3])).reshaped(to: [200, 9])
    #expect(y.variance(axis: 1).max() == 0)
    let kept = y.sum(axis: 1).count(where: .equal(to: 18))
    #expect(kept > 60 && kept < 140)  // 100 ± 5.6 standard deviations of 7.07
  }

  @Test func dropConnectByExampleAndByBatch() {
    let rows = 200, x = Tensor<Double>.ones([rows, 6])
    let dense = Dense<Double>(weight: .ones([5, 6]), bias: Tensor([1, 1, 1, 1, 1]))
    let perBatch = trained(DropConnect(dense, 0.5, isPerExample: false), x)
    #expect(perBatch.variance(axis: 0).max() == 0)  // one mask for all rows
    let perExample = trained(DropConnect(dense, 0.5), x)
    #expect(perExample.variance(axis: 0).min() > 0)
    // Each output is 1 + 2 · a binomial of 6 and ½: variance 4 · 6/4; its mean over 1000 within 5 standard errors of 7. The bias
    // is not dropped.
    #expect(abs(perExample.mean() - 7) < 5 * (6.0 / 1000).squareRoot())
    #expect(perExample.min() >= 1)
    #expect(DropConnect(dense, 0.5).evaluate(x) == dense.evaluate(x))
    #expect(trained(DropConnect(dense, 0), x) == dense.evaluate(x))
    #expect(trained(DropConnect(dense, 1), x) == .ones([rows, 5]))
    #expect(trained(DropConnect(dense, 1, isPerExample: false), x) == .ones([rows, 5]))
  }

  /// Standard errors: of a mean 1/√n, of a variance √((κ − 1)/n); the kurtosis κ of what comes out is below that of normals.
  @Test func alphaDropoutKeepsMeanAndVariance() {
    var rng = RandomStream(seed: 5)
    let n = 2_000_000, x = Tensor<Float>.normal([n], using: &rng), layer = AlphaDropout<Float>(0.3)
    let y = trained(layer, x)
    #expect(abs(Double(y.mean())) < 5 / Double(n).squareRoot())
    #expect(abs(Double(y.variance()) - 1) < 5 * (2 / Double(n)).squareRoot())
    // Inverted dropout keeps the mean only; with no affine step neither stays.
    #expect(abs(Double(trained(Dropout<Float>(0.3), x).variance()) - 1) > 0.4)
    let (scale, shift) = layer.affineStep
    #expect(abs(Double(((y - Float(shift)) / Float(scale)).mean())) > 0.5)
    // The dropped value is where SELU saturates, and A and B are the paper's: q = 1 − p, A = (q + α′²·q·p)^(−1/2), B = −A·p·α′.
    #expect(abs(AlphaDropout<Float>.droppedValue - Double(selu(Tensor<Double>([-100]))[0])) < 1e-14)
    let a = -1.7580993408473766  // PyTorch's constant in `_alpha_dropout_impl`, α there
    #expect(abs(AlphaDropout<Float>.droppedValue - a) < 1e-15)
    #expect(abs(scale - 1 / (0.7 + a * a * 0.7 * 0.3).squareRoot()) < 1e-15 && abs(shift + scale * 0.3 * a) < 1e-15)
  }

  @Test func noiseHasItsMeanAndDeviation() {
    let n = 1_000_000, layer = GaussianNoise<Float>(standardDeviation: 0.5, mean: 2)
    let y = trained(layer, .ones([n])).map { Double($0) }
    #expect(abs(mean(y) - 3) < 5 * 0.5 / Double(n).squareRoot())
    #expect(abs(variance(y).squareRoot() - 0.5) < 5 * 0.5 / (2 * Double(n)).squareRoot())
    #expect(layer.evaluate(.ones([3])) == .ones([3]))
  }
}

extension Tensor {
  fileprivate func map(_ function: (Scalar) -> Double) -> [Double] { scalars.map(function) }
}
