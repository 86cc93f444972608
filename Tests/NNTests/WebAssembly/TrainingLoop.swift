import NN

/// A small training loop that is compiled twice: with the tests, and as Embedded Swift for WebAssembly by `build.sh`. What each step
/// reports is given to `report`: draws, which are the same bits everywhere, and losses, which agree to rounding (a BLAS here, our
/// own kernel there).
func trainForWebAssembly(steps: Int, report: (Int32, Double) -> Void) {
  var rng = RandomStream(seed: 7)
  let x = Tensor<Float>.normal([64, 2], using: &rng), y = tanh(x[columns: 0..<1] * x[columns: 1..<2])
  report(drawReport, x[0, 1].inDouble)
  report(drawReport, y.sum().inDouble)
  report(drawReport, exp(x).sum().inDouble)
  var w1 = Tensor<Float>([2, 32], drawnFrom: .he, using: &rng), b1 = Tensor<Float>.zeros([32])
  var w2 = Tensor<Float>([32, 1], drawnFrom: .xavier, using: &rng), b2 = Tensor<Float>.zeros([1])
  let tape = Tape<Float>()
  for step in 0..<steps {
    let p1 = tape.variable(w1), c1 = tape.variable(b1), p2 = tape.variable(w2), c2 = tape.variable(b2)
    let loss = meanSquaredError(matmul(tanh(matmul(x, p1) + c1), p2) + c2, y)
    let gradients = tape.gradients(of: loss)
    if step % 50 == 0 || step == steps - 1 { report(lossReport, loss.scalar.inDouble) }
    w1.descend(along: gradients[p1], rate: 0.1)
    b1.descend(along: gradients[c1], rate: 0.1)
    w2.descend(along: gradients[p2], rate: 0.1)
    b2.descend(along: gradients[c2], rate: 0.1)
    tape.clear()
  }
}

/// What a reported number is.
private let drawReport: Int32 = 0
private let lossReport: Int32 = 1

#if hasFeature(Embedded)
  @_extern(c, "report") func reportNumber(_ kind: Int32, _ value: Double)

  @_cdecl("train") public func train(steps: Int32) {
    trainForWebAssembly(steps: Int(steps)) { reportNumber($0, $1) }
  }
#endif
