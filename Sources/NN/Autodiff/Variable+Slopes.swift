// What the rules of `Tape+Backward.swift` multiply by, as something to differentiate in turn.

extension Variable {
  /// 1 in place of 0, to divide by where the numerator is 0 too.
  var withoutZeros: Variable {
    let zeros = value.equal(to: 0)
    return zeros.count(where: .above(0)) == 0 ? self : self + zeros
  }

  /// s + z·s·(1 − s), z = βx, s = sigmoid z. Beyond ±1000, where the second term is 0 in both precisions, z stays finite.
  func swishSlope(beta: Double) -> Variable {
    let z = (self * Scalar(beta)).clamp(min: -1000, max: 1000), s = NN.sigmoid(z)
    return s + z * s * (1 - s)
  }

  /// Φ(x) + x·φ(x). Beyond ±100, where φ is 0 in both precisions, x stays finite.
  var geluSlope: Variable {
    let x = clamp(min: -100, max: 100)
    let distribution = (NN.erf(x * Scalar(0.5.squareRoot())) + 1) * 0.5
    return distribution + x * NN.exp(NN.square(x) * -0.5) * Scalar(1 / (2 * Double.pi).squareRoot())
  }
}
