import NN

/// What lessons spend their time on. The peers' side of each is in Peers/, under the same name.
let lessonRows = Array([smallOperationRows, trainingRows, randomRows, [biasVarianceRow], imageRows, largeOperationRows].joined())

/// What an operation costs beside its arithmetic.
let smallOperationRows: [Row] = [1, 64].flatMap { count in
  [
    Row(name: "add of [\(count)], unrecorded", goals: [.time(50e-9)]) {
      let a = formula([count]), b = formula([count], offset: 9)
      return Work(check: [fingerprint(a + b)]) { runs in
        for _ in 0..<runs { _ = a + b }
      }
    },
    Row(name: "add of [\(count)], recorded", goals: [.time(150e-9), .ratio(.torch, 10)]) {
      let tape = Tape<Float>(), a = formula([count]), b = formula([count], offset: 9)
      return Work(check: [fingerprint((tape.variable(a) + b).value)], operationsPerRun: 64) { runs in
        for _ in 0..<runs {
          tape.clear()
          let x = tape.variable(a)
          for _ in 0..<64 { _ = x + b }
        }
      }
    },
    Row(name: "each of 64 adds of [\(count)] in a row, forward and backward") {
      let tape = Tape<Float>(), a = formula([count]), b = formula([count], offset: 9), cotangent = formula([count], offset: 3)
      func gradient() -> Tensor<Float> {
        let x = tape.variable(a)
        var y = x
        for _ in 0..<64 { y = y + b }
        defer { tape.clear() }
        return tape.gradients(of: y, cotangent: cotangent)[x]
      }
      return Work(check: [fingerprint(gradient())], operationsPerRun: 64) { runs in
        for _ in 0..<runs { _ = gradient() }
      }
    },
  ]
}

/// What the arithmetic costs.
let largeOperationRows: [Row] =
  [512, 1024].map { size in
    Row(name: "matmul \(size)", tolerance: 1e-3) {
      let a = formula([size, size]), b = formula([size, size], offset: 9)
      return Work(check: [fingerprint(matmul(a, b))]) { _ = matmul(a, b) }
    }
  } + [
    Row(name: "tanh, 1 M", goals: [.ratio(.torch, 2)]) {
      let x = formula([1 << 20], scale: 4)
      return Work(check: [fingerprint(tanh(x))]) { _ = tanh(x) }
    },
    Row(name: "exp, 1 M", goals: [.ratio(.torch, 1.2)]) {
      let x = formula([1 << 20], scale: 4)
      return Work(check: [fingerprint(exp(x))]) { _ = exp(x) }
    },
    Row(name: "add, 4 M", goals: [.ratio(.torch, 0.8)]) {
      let a = formula([1 << 22]), b = formula([1 << 22], offset: 9)
      return Work(check: [fingerprint(a + b)]) { _ = a + b }
    },
    Row(name: "softmax cross-entropy, 1024×1000, forward and backward") {
      let tape = Tape<Float>(), logits = formula([1024, 1000], scale: 3), labels = formulaLabels(1024, classes: 1000)
      func pass() -> (loss: Float, gradient: Tensor<Float>) {
        let x = tape.variable(logits), loss = softmaxCrossEntropy(x, labels: labels)
        defer { tape.clear() }
        return (loss.scalar, tape.gradients(of: loss)[x])
      }
      let (loss, gradient) = pass()
      return Work(check: [[Double(loss)], fingerprint(gradient)]) { _ = pass() }
    },
  ]
