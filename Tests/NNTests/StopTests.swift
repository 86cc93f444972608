@preconcurrency import CKernels
import Glibc
import NN
import Testing

/// A broken call and the message that it has to end with.
struct BrokenCall: Sendable {
  let message: String
  let call: @Sendable () -> Void

  init(_ message: String, _ call: @escaping @Sendable () -> Void) {
    self.message = message
    self.call = call
  }
}

private typealias T = Tensor<Float>

private let brokenCalls: [BrokenCall] =
  tensorCalls + indexingCalls + reductionCalls + recordingCalls + linearAlgebraCalls + brokenTrainingCalls + brokenImageCalls
  + dataBrokenCalls + lossCalls + layerCalls

private let tensorCalls: [BrokenCall] = [
  BrokenCall(
    "matmul: [16, 4096] times [1024, 4096]: the inner dimensions 4096 and 1024 differ; transpose one, or check the layer's fan-in"
  ) { _ = matmul(T.zeros([16, 4096]), T.zeros([1024, 4096])) },
  BrokenCall("matmul: [3] times [3, 4]: both have to be matrices; reshape a vector of n to [1, n] or [n, 1]") {
    _ = matmul(T.zeros([3]), T.zeros([3, 4]))
  },
  BrokenCall(
    "+: [16, 4] with [3, 4]: the sizes 16 and 3 differ and neither is 1; reshape one, or keep the reduced axis with keepingAxis: true"
  ) { _ = T.zeros([16, 4]) + T.zeros([3, 4]) },
  BrokenCall("+=: [4] changed in place by [3, 4]: the result would be larger; write x = x + y instead") {
    var x = T.zeros([4])
    x += T.zeros([3, 4])
  },
  BrokenCall("reshaped: [2, 3] to [4, 2]: 6 numbers do not fill 8 places; give a shape of 6") {
    _ = T.zeros([2, 3]).reshaped(to: [4, 2])
  },
  BrokenCall("sum: axis 2 of [2, 3]: the axes are 0 to 1, or −1 to −2 from the back") { _ = T.zeros([2, 3]).sum(axis: 2) },
  BrokenCall("subscript: [2, 0] on [2, 3]: out of range; indices start at 0 and end below the size") { _ = T.zeros([2, 3])[2, 0] },
  BrokenCall("rows: 1..<4 of [3, 2]: out of range; they start at 0 and end at the size") { _ = T.zeros([3, 2])[rows: 1..<4] },
  BrokenCall("rows: row 3 of [3, 2]: out of range; rows start at 0 and end below the first size") { _ = T.zeros([3, 2])[rows: [0, 3]] },
  BrokenCall("min: [0] holds no numbers; check the slice that it comes from") { _ = T.zeros([0]).min() },
  BrokenCall("Tensor: 3 numbers for the shape [2, 2], which holds 4; give as many as it holds") { _ = T([1, 2, 3], shape: [2, 2]) },
  BrokenCall("oneHot: label 10 at position 1, with 10 classes; labels are 0 to 9") { _ = T.oneHot([0, 10], classes: 10) },
  BrokenCall("shape: -1 as the size of axis 1; sizes are from 0 to 2147483647") { _ = T.zeros([2, -1]) },
  BrokenCall("shape: more than 6 axes; a tensor has at most 6") { _ = T.zeros([1, 1, 1, 1, 1, 1, 1]) },
  BrokenCall("gradients: the loss has shape [2]; reduce it with mean() or sum(), or give a cotangent of its shape") {
    let tape = Tape<Float>()
    _ = tape.gradients(of: tape.variable(T.zeros([2])))
  },
  BrokenCall("Tape: a variable from before clear(); make variables anew in each step") {
    let tape = Tape<Float>()
    let x = tape.variable(T.zeros([2]))
    tape.clear()
    _ = x + x
  },
  BrokenCall("Tape: a variable of another tape among the operands; compute one loss on one tape") {
    _ = Tape<Float>().variable(T.zeros([2])) + Tape<Float>().variable(T.zeros([2]))
  },
  BrokenCall(
    "gradients: the gradient of a computed value of shape [] was not kept; ask for gradients(of: loss, keeping: it)"
  ) {
    let tape = Tape<Float>()
    let x = tape.variable(T.zeros([2])), y = x.sum()
    _ = tape.gradients(of: y * 2)[y]
  },
  BrokenCall(
    "meanSquaredError: a prediction of [4, 1] against a target of [4]: shapes have to be equal; reshape the target"
  ) { _ = meanSquaredError(Tape<Float>().variable(T.zeros([4, 1])), T.zeros([4])) },
  BrokenCall("descend: a rate of -0.1; it is 0 or more") {
    var x = T.zeros([2])
    x.descend(along: x, rate: -0.1)
  },
  BrokenCall("normal: a standard deviation of -1.0; it is 0 or more") {
    var rng = RandomStream(seed: 1)
    _ = T.normal([2], standardDeviation: -1, using: &rng)
  },
  BrokenCall("initializer: a weight of shape [3] has no fans; give [fanIn, fanOut], or draw a bias with .zeros or .normal") {
    var rng = RandomStream(seed: 1)
    _ = T([3], drawnFrom: .he, using: &rng)
  },
  BrokenCall("histogram: the range 1.0...1.0 has no finite width; give a range that holds the numbers") {
    _ = T.zeros([2]).histogram(bins: 3, in: 1...1)
  },
]

@Suite struct StopTests {
  /// In a process of its own, with a handler that reads the message where a lesson's handler finds it.
  @Test(arguments: brokenCalls.indices)
  func saysWhatWhereAndWhatToDo(index: Int) async {
    let result = await #expect(processExitsWith: .exitCode(42), observing: [\.standardOutputContent]) { [index] in
      for number in [SIGILL, SIGTRAP] {
        signal(number) { _ in
          withUnsafeBytes(of: &ck_failure_message) { text in
            guard let start = text.baseAddress else { return }
            write(STDOUT_FILENO, start, strlen(start.assumingMemoryBound(to: CChar.self)))
          }
          _exit(42)
        }
      }
      brokenCalls[index].call()
    }
    let text = String(decoding: result?.standardOutputContent ?? [], as: UTF8.self)
    #expect(text.hasSuffix(brokenCalls[index].message), "\(text)")
  }

  @Test func longMessagesAreCutAtACharacter() async {
    await #expect(processExitsWith: .success) {
      let long = String(repeating: "x", count: 2046) + "é…"
      ck_set_failure_message(long, long.utf8.count)
      let kept = withUnsafeBytes(of: &ck_failure_message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      exit(kept == String(repeating: "x", count: 2046) ? 0 : 1)
    }
  }
}
