import Glibc
import Testing

@testable import NN

/// The nearest wrong rules of parts and reductions, which the checks of the table have to refuse.
@Suite struct WrongOperationTests {
  private func refuses(_ shape: Shape = [3, 4], _ wrong: @escaping (Variable<Double>) -> Variable<Double>) -> Bool {
    var rng = RandomStream(seed: 1)
    return !checkGradients(at: [.uniform(shape, in: 0.2..<2, using: &rng)], using: &rng) { wrong($0[0]) }.passes
  }

  private func value(of f: Variable<Double>, gradientOf g: Variable<Double>) -> Variable<Double> {
    WrongFormulaTests.value(of: f, gradientOf: g)
  }

  @Test func parts() {
    // A slice whose gradient lands one place further.
    #expect(refuses { self.value(of: $0[columns: 1..<3], gradientOf: $0[columns: 2..<4]) })
    // A look-up in which the last gradient of a repeated row wins in place of their sum.
    #expect(refuses { x in
      self.value(of: x[rows: [0, 0]], gradientOf: concatenated([x[rows: 0..<1].detached, x[rows: 0..<1]]))
    })
    // A permutation whose gradient is permuted the same way, not back: the shape fits where the sizes are equal.
    #expect(refuses([2, 2, 2]) { self.value(of: $0.permuted([1, 2, 0]), gradientOf: $0.permuted([2, 0, 1])) })
    // A roll and a running sum in the wrong direction.
    #expect(refuses { self.value(of: $0.rolled(axis: 1, by: 1), gradientOf: $0.rolled(axis: 1, by: -1)) })
    #expect(refuses { self.value(of: $0.cumulativeSum(axis: 1), gradientOf: $0.cumulativeSum(axis: 1, reversed: true)) })
    // Tiling and repeating, and parts put together in another order.
    #expect(refuses { self.value(of: $0.tiled(axis: 1, 2), gradientOf: $0.repeated(axis: 1, 2)) })
    #expect(refuses { x in
      self.value(of: concatenated([x * 2, x * 3], axis: 1), gradientOf: concatenated([x * 3, x * 2], axis: 1))
    })
    // A sort whose gradient stays in the sorted order, and the right one by the same way.
    #expect(refuses { self.value(of: $0.sorted(), gradientOf: $0) })
    #expect(!refuses { self.value(of: $0.sorted(), gradientOf: $0.sorted()) })
  }

  @Test func reductions() {
    // The mean taken for a constant is right (its term cancels); the other divisor is not.
    #expect(refuses { self.value(of: $0.variance(axis: 1), gradientOf: $0.variance(axis: 1, unbiased: true)) })
    #expect(refuses { self.value(of: $0.standardDeviation(), gradientOf: $0.variance()) })
    #expect(refuses { self.value(of: $0.norm(axis: 1), gradientOf: square($0).sum(axis: 1)) })
    #expect(refuses { self.value(of: $0.logSumExp(axis: 1), gradientOf: $0.max(axis: 1)) })
    #expect(refuses { self.value(of: softmax($0, axis: 0), gradientOf: softmax($0, axis: 1)) })
    #expect(refuses { self.value(of: $0.product(axis: 1), gradientOf: $0.product(axis: 1).detached * log($0).mean(axis: 1)) })
    #expect(refuses { self.value(of: $0.median(axis: 1), gradientOf: $0.quantile(1 / 3.0, axis: 1)) })
    #expect(refuses([2, 3, 4]) { self.value(of: $0.mean(axes: [0, 2]), gradientOf: $0.sum(axes: [0, 2]) / 4) })
  }

  @Test func functions() {
    #expect(refuses { self.value(of: sin($0), gradientOf: cos($0)) })
    #expect(refuses { self.value(of: pow($0, 2.5), gradientOf: pow($0, 1.5) * 2.5) })
    #expect(refuses { self.value(of: reciprocalSquareRoot($0), gradientOf: sqrt($0)) })
    #expect(refuses { self.value(of: log1p($0), gradientOf: log($0)) })
    // GELU by tanh differs from GELU by up to 5e-4: the table's tolerance is far below.
    let x = Tensor<Double>.linear(from: -3, through: 3, count: 61)
    #expect(distance(Reference(gelu(x)), Reference(geluByTanh(x))) > 1e-4)
    // Their slopes differ by up to 1e-3, which the relative tolerance of 1e-3 lets pass; 1e-6 does not, and passes the right one.
    let formulas: [((Variable<Double>) -> Variable<Double>, isRight: Bool)] = [({ gelu($0) }, true), ({ geluByTanh($0) }, false)]
    for (formula, isRight) in formulas {
      var rng = RandomStream(seed: 2)
      let check = checkGradients(at: [x], using: &rng, absolute: 1e-8, relative: 1e-6) {
        self.value(of: gelu($0[0]), gradientOf: formula($0[0]))
      }
      #expect(check.passes == isRight)
    }
    #expect(refuses { self.value(of: swish($0, beta: 1.5), gradientOf: swish($0)) })
  }

  @Test func quantilesOfOtherDefinitions() {
    // The median of an even count: the lower of the two (PyTorch), and the share of n in place of n − 1.
    let x = Tensor<Double>([1, 2, 4, 8])
    #expect(x.median() == 3 && x.median() != 2)
    #expect(abs(x.quantile(0.4) - 2.4) < 1e-15, "1.2 of the way from the first to the last, not 1.6")
  }
}
