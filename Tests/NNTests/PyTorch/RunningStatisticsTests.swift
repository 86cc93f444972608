import Testing

@testable import NN

@Suite struct RunningStatisticsTests {
  @Test(arguments: ["batch_norm1d_training", "batch_norm2d_training"])
  func agreeWithPyTorchs(name: String) throws {
    let known = try PyTorchCase.named(name), x = try known.input("x")
    func statistics(momentum: Double) throws -> (mean: Tensor<Double>, variance: Tensor<Double>) {
      var layer = BatchNormalization<Double>(3, momentum: momentum), pass = Pass.training(using: RandomStream(seed: 1))
      layer.runningMean.value = try known.input("running_mean")
      layer.runningVariance.value = try known.input("running_var")
      _ = layer(Variable(constant: x), in: &pass)
      return (layer.runningMean.value, layer.runningVariance.value)
    }
    let momentum = try known.number("momentum"), right = try statistics(momentum: momentum)
    let mean = try known.result("running_mean"), variance = try known.result("running_var")
    #expect(distance(Reference(right.mean), mean) < 1e-14 && distance(Reference(right.variance), variance) < 1e-14)
    // Momentum the other way round, Keras's.
    let other = try statistics(momentum: 1 - momentum)
    #expect(distance(Reference(other.mean), mean) > 1e-2)
    // The biased variance averaged, Keras's too.
    let extent = x.count / 3, batch = standardized(x, AxisView(x.shape, axis: 1), epsilon: 0).variance
    let biased = try known.input("running_var") * (1 - momentum) + batch * momentum
    #expect(distance(Reference(biased), variance) > 0.01 && extent > 1)
  }
}
