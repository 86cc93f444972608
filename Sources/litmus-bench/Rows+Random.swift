import NN

/// Work whose point is to draw: the sides' numbers differ, their statistics agree.
let randomRows: [Row] = [
  Row(name: "standard normals, 16 M", goals: [.ratio(.torch, 3)], tolerance: 2e-3) {
    var rng = RandomStream(seed: 1)
    let x = Tensor<Float>.normal([1 << 24], using: &rng)
    let moments = [1, Double(x.mean()), Double(x.variance()), Double(square(square(x)).mean()) / 3]
    return Work(check: [moments]) { _ = Tensor<Float>.normal([1 << 24], using: &rng) }
  },
  Row(name: "six layers of 4096: draw weights, tanh, batch 16", goals: [.ratio(.torch, 4), .ratio(.numpy, 8)], tolerance: 0.03) {
    var rng = RandomStream(seed: 1)
    func deviations() -> [Float] {
      var x = Tensor<Float>.normal([16, 4096], using: &rng), deviations: [Float] = []
      for _ in 0..<6 {
        x = tanh(matmul(x, .normal([4096, 4096], standardDeviation: 0.01, using: &rng)))
        deviations.append(x.standardDeviation())
      }
      return deviations
    }
    return Work(check: deviations().map { [Double($0)] }) { _ = deviations() }
  },
]
