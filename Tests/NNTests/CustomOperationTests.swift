import Testing

@testable import NN

@Suite struct CustomOperationTests {
  /// x² y with its own rule.
  static func squareTimes(_ x: Variable<Double>, _ y: Variable<Double>) -> Variable<Double> {
    customOperation("squareTimes", of: [x, y], value: square(x.value) * y.value) { g, operands in
      [g * operands[0] * operands[1] * 2, g * square(operands[0])]
    }
  }

  @Test func itsGradientAndThatOfTheGradient() {
    var rng = RandomStream(seed: 1)
    let x = Tensor<Double>.normal([4], using: &rng), y = Tensor<Double>.normal([4], using: &rng)
    #expect(checkGradients(at: [x, y], using: &rng) { Self.squareTimes($0[0], $0[1]) }.passes)
    // ∂²(x² y)/∂x² = 2y, ∂²/∂x∂y = 2x
    let tape = Tape<Double>(), a = tape.variable(x), b = tape.variable(y)
    let first = tape.recordedGradients(of: Self.squareTimes(a, b).sum()).variable(a), second = tape.gradients(of: first.sum())
    #expect(second[a] == y * 2 && second[b] == x * 2)
    // A rule without the factor 2 is refused.
    #expect(
      !checkGradients(at: [x, y], using: &rng) { p in
        customOperation("wrong", of: p, value: square(p[0].value) * p[1].value) { g, o in [g * o[0] * o[1], g * square(o[0])] }
      }.passes)
  }

  @Test func constantsAndNilGetNothing() {
    let tape = Tape<Double>(), x = tape.variable(Tensor([3.0]))
    let y = Self.squareTimes(Variable(constant: Tensor([2.0])), x)
    #expect(tape.gradients(of: y)[x].scalars == [4])
    let stopped = customOperation("stopped", of: [x], value: x.value) { _, _ in [nil] }
    #expect(tape.gradients(of: stopped + x)[x].scalars == [1])
    #expect(!customOperation("constant", of: [Variable(constant: Tensor([1.0]))], value: Tensor([1.0])) { _, _ in [] }.isRecorded)
  }

  @Test func theStraightThroughEstimatorOfTheDocumentation() {
    func signStraightThrough(_ x: Variable<Double>) -> Variable<Double> {
      customOperation("signStraightThrough", of: [x], value: x.value / abs(x.value)) { g, operands in
        [g * abs(operands[0].value).atMost(1)]
      }
    }
    let tape = Tape<Double>(), x = tape.variable(Tensor([-2, -0.5, 0.5, 2])), y = signStraightThrough(x)
    #expect(y.value.scalars == [-1, -1, 1, 1] && tape.gradients(of: y.sum())[x].scalars == [0, 1, 1, 0])
  }

  @Test func theTrapLetsFiniteNumbersPass() {
    let tape = Tape<Double>(trapsNonFinite: true), x = tape.variable(Tensor([2.0, 3]))
    #expect(tape.gradients(of: concatenated([log(x), x]).sum())[x].scalars == [1.5, 1 + 1.0 / 3])
    // Without the trap nothing stops.
    let open = Tape<Double>(), zero = open.variable(Tensor([0.0]))
    #expect(open.gradients(of: log(zero))[zero].scalars == [.infinity])
  }
}
