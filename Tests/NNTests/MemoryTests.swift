import CKernels
import Glibc
import Testing

@testable import NN

/// What training takes of the machine's memory, counted by the pool in processes where nothing else runs.
@Suite struct MemoryTests {
  /// A model, its optimizer and its data, ready to take steps.
  private struct Training {
    var network: Network<Float>
    var optimizer = Optimizer<Float>(.adam(), learningRate: 1e-3)
    let x: Tensor<Float>
    let labels: [Int]
    let tape = Tape<Float>()

    mutating func step(_ number: Int) {
      let x = x, labels = labels
      var pass = Pass.training(using: RandomStream(seed: UInt64(number)))
      network.step(on: tape, with: &optimizer) { network in
        softmaxCrossEntropy(network(Variable(constant: x), in: &pass), labels: labels)
      }
    }

    static func multilayerPerceptron() -> Training {
      var rng = RandomStream(seed: 3)
      let network = Network<Float>([
        Dense(784, 256, weights: .he, using: &rng), BatchNormalization(256), Activation(.relu), Dropout(0.3),
        Dense(256, 256, weights: .he, using: &rng), Activation(.relu), Dense(256, 10, using: &rng),
      ])
      return Training(network: network, x: .normal([128, 784], using: &rng), labels: (0..<128).map { $0 % 10 })
    }

    static func convolutionalNetwork() -> Training {
      var rng = RandomStream(seed: 3)
      let network = Network<Float>([
        ConvolutionLayer(1, 16, kernel: 3, ConvolutionOptions(padding: 1), weights: .he, using: &rng), BatchNormalization(16),
        Activation(.relu), Pooling(.max(PoolingOptions(window: 2))),
        ConvolutionLayer(16, 32, kernel: 3, ConvolutionOptions(padding: 1), weights: .he, using: &rng), BatchNormalization(32),
        Activation(.relu), Pooling(.max(PoolingOptions(window: 2))), Flatten(), Dense(32 * 49, 10, using: &rng),
      ])
      return Training(network: network, x: .normal([64, 1, 28, 28], using: &rng), labels: (0..<64).map { $0 % 10 })
    }
  }

  @Test func aWarmStepTakesNoFreshMemoryAndTheLoopDoesNotGrow() async {
    await #expect(processExitsWith: .success) {
      for var training in [Training.multilayerPerceptron(), .convolutionalNetwork()] {
        for step in 0..<3 { training.step(step) }
        let fresh = ck_fresh_allocations()
        ck_watch_peak()
        let held = ck_peak_held_bytes()
        for step in 3..<30 { training.step(step) }
        guard ck_fresh_allocations() == fresh else { exit(1) }
        guard ck_peak_held_bytes() == held else { exit(2) }
      }
    }
  }

  /// The pool holds at most 1.3 times what the tensors alive at one time need: its classes are at most a quarter too large, and what
  /// is kept for reuse is reused.
  @Test func thePeakIsLittleMoreThanTheTensorsAliveNeed() async {
    await #expect(processExitsWith: .success) {
      for make in [Training.multilayerPerceptron, Training.convolutionalNetwork] {
        ck_set_kept_bytes(0)
        ck_set_kept_bytes(256 << 20)
        ck_watch_peak()
        var training = make()
        for step in 0..<20 { training.step(step) }
        let ratio = Double(ck_peak_held_bytes()) / Double(ck_peak_asked_bytes())
        print("held \(ck_peak_held_bytes()), asked for \(ck_peak_asked_bytes()): \(ratio)")
        guard ratio <= 1.3 else { exit(1) }
      }
    }
  }
}
