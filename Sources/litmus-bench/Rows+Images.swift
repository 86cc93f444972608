import NN

let imageRows: [Row] =
  convolutionRows(32, 1, 16, 28, [.ratio(.torch, 1.5)], [.ratio(.torch, 3)])
  + convolutionRows(32, 32, 64, 28, [.ratio(.torch, 1.5)], [.ratio(.torch, 1)])
  + convolutionRows(32, 64, 128, 14, [.ratio(.torch, 0.65)], [.ratio(.torch, 0.65)]) + [
    Row(name: "batch normalization 32×64×28², forward and backward", goals: [.ratio(.torch, 1.5)]) {
      let tape = Tape<Float>(), images = formula([32, 64, 28, 28]), cotangent = formula([32, 64, 28, 28], offset: 3)
      var layer = BatchNormalization<Float>(64), pass = Pass.training(using: RandomStream(seed: 1))
      func gradient() -> Tensor<Float> {
        layer.record(on: tape)
        let x = tape.variable(images), y = layer(x, in: &pass)
        let gradients = tape.gradients(of: y, cotangent: cotangent)
        defer {
          layer.unrecord()
          tape.clear()
        }
        return gradients[x]
      }
      return Work(check: [fingerprint(gradient()), fingerprint(layer.runningVariance.value)]) { _ = gradient() }
    }
  ]

/// Kernels of 3 × 3, padding 1.
private func convolutionRows(_ batch: Int, _ channels: Int, _ out: Int, _ size: Int, _ forward: [Goal], _ both: [Goal]) -> [Row] {
  let name = "convolution \(batch)×(\(channels)→\(out)), \(size)²", options = ConvolutionOptions(padding: 1)
  @Sendable func operands() -> (Tensor<Float>, Tensor<Float>) {
    (formula([batch, channels, size, size]), formula([out, channels, 3, 3], offset: 1))
  }
  return [
    Row(name: name + ", forward", goals: forward, tolerance: 1e-3) {
      let (x, weight) = operands()
      return Work(check: [fingerprint(convolution(x, weight, options))]) { _ = convolution(x, weight, options) }
    },
    Row(name: name + ", forward and backward", goals: both, tolerance: 1e-3) {
      let (images, kernel) = operands(), cotangent = formula([batch, out, size, size], offset: 3), tape = Tape<Float>()
      func gradients() -> (Tensor<Float>, Tensor<Float>) {
        let x = tape.variable(images), weight = tape.variable(kernel)
        let gradients = tape.gradients(of: convolution(x, weight, options), cotangent: cotangent)
        defer { tape.clear() }
        return (gradients[x], gradients[weight])
      }
      let (x, weight) = gradients()
      return Work(check: [fingerprint(x), fingerprint(weight)]) { _ = gradients() }
    },
  ]
}
