import CKernels
import Glibc
import Testing

@testable import NN

/// Everything that runs on several threads, as one list of bits.
private func everything() -> [[UInt64]] {
  func bits(_ tensor: Tensor<Float>) -> [UInt64] { tensor.scalars.map { UInt64($0.bitPattern) } }
  func bits(_ tensor: Tensor<Double>) -> [UInt64] { tensor.scalars.map(\.bitPattern) }
  var rng = RandomStream(seed: 42)
  let x = Tensor<Float>.normal([16, 700], using: &rng), w = Tensor<Float>.normal([700, 2100], using: &rng)
  let large = Tensor<Float>.normal([300, 700], using: &rng), double = Tensor<Double>.normal([250, 700], using: &rng)
  let wide = Tensor<Double>.uniform([700, 1300], using: &rng)
  return [
    bits(x), bits(w), bits(matmul(x, w)), bits(matmul(large, w)), bits(matmul(double, wide)),
    bits(product(w, large, leftTransposed: true, rightTransposed: true)), bits(tanh(w)), bits(w + w[row: 3]), bits(w.transposed()),
    bits(softmax(w)), bits(w.sum(axis: 0)), bits(w.variance(axis: 1)), bits(wide.mean(axis: 0)),
    [w.sum(), w.mean(), w.variance(), w.min(), w.max(), w.norm()].map { UInt64($0.bitPattern) },
    bits(sin(wide * 1000)), bits(pow(wide, 1.3)), bits(gelu(w)), bits(w.cumulativeSum(axis: 1)), bits(w.product(axis: 0)),
    bits(w.sorted(axis: 0)), bits(w[rows: (0..<900).map { $0 * 7 % 700 }]), bits(w.padded(axis: 1, before: 3)),
    bits(x.flattened().scattered((0..<11_200).map { $0 * 31 % 97 }, axis: 0, to: [97])), bits(wide.variance(axes: [0, 1])),
    bits(select(w.greater(than: 0), w, w * w)), bits(Tensor<Float>.range(to: 100_000, by: 0.7)),
    w.argmax(axis: 0).map { UInt64($0) },
    bits(matmul(w.reshaped(to: [100, 7, 2100]), large.reshaped(to: [100, 2100, 1]))),
    [wide.sum(), wide.variance()].map(\.bitPattern), w.histogram(bins: 30, in: -3...3).counts.map { UInt64($0) },
  ]
}

@Suite(.serialized) struct DeterminismTests {
  @Test func anyNumberOfThreadsGivesTheSameBits() {
    setThreadCount(1)
    let alone = everything()
    for threads in [2, 3, 7] {
      setThreadCount(threads)
      let together = everything()
      for (index, bits) in alone.enumerated() { #expect(bits == together[index], "entry \(index) with \(threads) threads") }
    }
    setThreadCount(nil)
  }

  /// Elementwise functions, random numbers and sums are the same bits on every x86-64, which a fused multiply-add would change.
  ///
  /// The hashes are of the kernels compiled without dispatch by clang 21 for x86-64, -v2, -v3 and -v4, which agree; with
  /// -ffp-contract=fast for -v3 they are others.
  @Test func theBitsAreThoseOfEveryProcessor() {
    func hash<S: TensorScalar>(_ type: S.Type) -> UInt64 {
      var rng = RandomStream(seed: 2024)
      let x = Tensor<S>.uniform([50_000], in: -10..<10, using: &rng), z = Tensor<S>.normal([50_000], using: &rng)
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325
      for tensor in [x, z, tanh(x), exp(x), log(abs(x)), sigmoid(x), x * z + z / x, softmax(x.reshaped(to: [500, 100]))]
        + [Tensor(x.sum()), Tensor(z.variance())]
      {
        for value in tensor.scalars { hash = (hash ^ value.inDouble.bitPattern) &* 0x0000_0100_0000_01b3 }
      }
      return hash
    }
    #expect(hash(Float.self) == 0x0711_5298_55e6_11ed)
    #expect(hash(Double.self) == 0x02ad_fbb9_d6a0_1e03)
  }

  /// The further functions, checked in the same way.
  @Test func furtherFunctionsGiveTheBitsOfEveryProcessor() {
    func hash<S: TensorScalar>(_ type: S.Type) -> UInt64 {
      var rng = RandomStream(seed: 2025)
      let x = Tensor<S>.uniform([30_000], in: -10..<10, using: &rng), far = x * 9000, above = abs(x)
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325
      for tensor in [sin(far), cos(far), log1p(above), expm1(x), pow(above, 2.75), reciprocalSquareRoot(above)]
        + [swish(x, beta: 1.5), gelu(x), x.cumulativeSum(axis: 0), x.reshaped(to: [300, 100]).logSumExp(axis: 0), x.reshaped(to: [3000, 10]).product(axis: 1)]
      {
        for value in tensor.scalars { hash = (hash ^ value.inDouble.bitPattern) &* 0x0000_0100_0000_01b3 }
      }
      return hash
    }
    #expect(hash(Float.self) == 0x6341_7a52_f5bc_2b95)
    #expect(hash(Double.self) == 0x32cd_0db7_4668_eede)
  }

  /// Sums in the order that chunks happen to finish would differ: the numbers are chosen so that order matters.
  @Test func orderOfSummationWouldShow() {
    var rng = RandomStream(seed: 1)
    let x = Tensor<Float>.normal([1 << 20], using: &rng).scalars
    #expect(x.reduce(Float(0), +) != x.reversed().reduce(Float(0), +))
  }

  /// In a process of its own, where nothing else runs: a child and its child compute the same bits, with threads.
  @Test func aForkedChildComputesTheSameBitsWithThreads() async {
    await #expect(processExitsWith: .success) {
      setThreadCount(2)
      let before = everything()
      func distinctThreads() -> Int {
        var names = [UInt](repeating: 0, count: 200)
        names.withUnsafeMutableBytes { buffer in
          ck_parallel_for(200, 1, { context, chunk, _, _ in
            usleep(200)
            context?.storeBytes(of: UInt(pthread_self()), toByteOffset: chunk * MemoryLayout<UInt>.stride, as: UInt.self)
          }, buffer.baseAddress)
        }
        return Set(names).count
      }
      func check() -> Bool { everything() == before && distinctThreads() == 2 }
      guard check() else { exit(10) }
      /// Runs the body in a child and gives its status.
      func inChild(_ body: () -> Int32) -> Int32 {
        let child = fork()
        if child == 0 { _exit(body()) }
        var status: Int32 = 0
        waitpid(child, &status, 0)
        return status & 0x7f == 0 ? status >> 8 & 0xff : 1000
      }
      let status = inChild {
        guard check() else { return 11 }
        return inChild { check() ? 0 : 12 }
      }
      guard status == 0 else { exit(status) }
      exit(check() ? 0 : 13)
    }
  }

  /// No fresh memory once a training loop is warm.
  @Test func aWarmTrainingLoopAllocatesNothing() async {
    await #expect(processExitsWith: .success) {
      var rng = RandomStream(seed: 2)
      let x = Tensor<Float>.normal([64, 20], using: &rng), y = Tensor<Float>.normal([64, 1], using: &rng)
      var w1 = Tensor<Float>([20, 32], drawnFrom: .he, using: &rng), w2 = Tensor<Float>([32, 1], drawnFrom: .he, using: &rng)
      let tape = Tape<Float>()
      func step() {
        tape.clear()
        let a = tape.variable(w1), b = tape.variable(w2)
        let gradients = tape.gradients(of: meanSquaredError(matmul(relu(matmul(x, a)), b), y))
        w1.descend(along: gradients[a], rate: 0.01)
        w2.descend(along: gradients[b], rate: 0.01)
      }
      for _ in 0..<3 { step() }
      let fresh = ck_fresh_allocations()
      for _ in 0..<100 { step() }
      exit(ck_fresh_allocations() == fresh ? 0 : 1)
    }
  }

  @Test func keptMemoryIsCapped() async {
    await #expect(processExitsWith: .success) {
      ck_set_kept_bytes(10 << 20)
      for size in 1...40 { _ = Tensor<Float>.ones([size, 100_000]) }
      let kept = ck_kept_bytes()
      guard kept > 0, kept <= 10 << 20 else { exit(1) }
      ck_set_kept_bytes(0)
      exit(ck_kept_bytes() == 0 ? 0 : 2)
    }
  }
}
