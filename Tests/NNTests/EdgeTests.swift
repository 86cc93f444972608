import Glibc
import Testing

@testable import NN

/// Ties, zeros, infinities and NaN. Expected slopes and orders are PyTorch 2.13's unless a comment says otherwise.
@Suite struct EdgeTests {
  private static let infinity = Double.infinity

  private func slopes(_ x: [Double], _ function: (Variable<Double>) -> Variable<Double>) -> [Double] {
    let tape = Tape<Double>(), variable = tape.variable(Tensor(x))
    return tape.gradients(of: function(variable).sum())[variable].scalars
  }

  @Test func tiesOfTheGreatest() {
    #expect(slopes([2, 2, 1]) { $0.max() } == [0.5, 0.5, 0])
    #expect(slopes([2, 1, 1]) { $0.min() } == [0, 0.5, 0.5])
    #expect(slopes([2, 2, 1]) { $0.max(axis: 0) } == [1, 0, 0])
    #expect(slopes([2, 1, 1]) { $0.min(axis: 0) } == [0, 1, 0])
    let other = Tensor<Double>([2, 3])
    #expect(slopes([2, 1]) { maximum($0, Variable(constant: other)) } == [0.5, 0])
    #expect(slopes([2, 1]) { maximum(Variable(constant: other), $0) } == [0.5, 0])
    #expect(slopes([2, 1]) { minimum($0, Variable(constant: other)) } == [0.5, 1])
    #expect(slopes([-1, 0.5, 1]) { $0.clamp(min: -1, max: 1) } == [0, 1, 0])
  }

  @Test func productsWithZeros() {
    #expect(slopes([2, 3, 4]) { $0.product() } == [12, 8, 6])
    #expect(slopes([0, 2, 3]) { $0.product() } == [6, 0, 0])
    #expect(slopes([0, 0, 3]) { $0.product() } == [0, 0, 0])
    // The second derivative too: of abc at (0, 0, 3) by a and b it is c.
    let tape = Tape<Double>(), x = tape.variable(Tensor([0, 0, 3]))
    let first = tape.recordedGradients(of: x.product()).variable(x)
    #expect(tape.gradients(of: first[rows: 0..<1].sum())[x].scalars == [0, 3, 0])
  }

  @Test func rootsAtZero() {
    #expect(slopes([0, 0]) { $0.norm() } == [0, 0])
    #expect(slopes([1, 1]) { $0.standardDeviation() } == [0, 0])
    #expect(slopes([0]) { pow($0, 0) } == [0] && slopes([0]) { pow($0, 1) } == [1] && slopes([0]) { pow($0, 2) } == [0])
  }

  @Test func logarithmsOfSums() {
    func value(_ x: [Double]) -> Double { Tensor(x).logSumExp(axis: 0).scalar }
    #expect(value([-Self.infinity, -Self.infinity]) == -Self.infinity && value([Self.infinity, 1]) == Self.infinity)
    #expect(value([-Self.infinity, 3]) == 3 && value([.nan, 1]).isNaN && value([]) == -Self.infinity)
    #expect(value([1000, 1000]) == 1000 + Glibc.log(2) && value([-1000, -1000]) == -1000 + Glibc.log(2))
    // The naive formula overflows there.
    #expect(log(exp(Tensor<Double>([1000, 1000])).sum(axis: 0)).scalar == Self.infinity)
    // PyTorch gives NaN for the first; nothing changes there when a number does.
    #expect(slopes([-Self.infinity, -Self.infinity]) { $0.logSumExp(axis: 0) } == [0, 0])
    #expect(slopes([-Self.infinity, 3]) { $0.logSumExp(axis: 0) } == [0, 1])
    #expect(Tensor<Float>.zeros([0, 3]).logSumExp(axis: 1).shape == [0])
  }

  /// PyTorch's `silu` and `gelu` give NaN for −∞; the limit is 0, and so is the slope's.
  @Test func activationsOfInfinity() {
    let ends: [Double] = [-Self.infinity, Self.infinity, -1e308, 1000, -1000]
    let limits = [0, Self.infinity, 0, 1000, 0]
    #expect(swish(Tensor(ends)).scalars == limits && gelu(Tensor(ends)).scalars == limits)
    #expect(swish(Tensor(ends), beta: Tensor(1)).scalars == limits)
    #expect(geluByTanh(Tensor<Double>([-Self.infinity, -1000, 1000])).scalars == [0, 0, 1000])
    #expect(swish(Tensor(ends), beta: -1).scalars == [-Self.infinity, 0, -1e308, 0, -1000])
    let functions: [(Variable<Double>) -> Variable<Double>] = [
      { swish($0) }, { gelu($0) }, { swish($0, beta: Variable(constant: Tensor(1))) },
    ]
    for function in functions {
      #expect(slopes(ends, function) == [0, 1, 0, 1, 0])
      // Recorded, the slope is another computation.
      let tape = Tape<Double>(), x = tape.variable(Tensor(ends.filter { $0 != Self.infinity }))
      let first = tape.recordedGradients(of: function(x).sum()).variable(x)
      #expect(first.value.scalars == [0, 0, 1, 0] && tape.gradients(of: first.sum())[x].scalars == [0, 0, 0, 0])
    }
    #expect(swish(Tensor<Float>([.nan])).scalar.isNaN && gelu(Tensor<Float>([.nan])).scalar.isNaN)
  }

  @Test func notANumberWinsAndGoesLast() {
    let x = Tensor<Float>([1, .nan, 3, .nan, 0])
    #expect(x.argmax() == 1 && x.argmin() == 1 && Tensor<Float>([[1, .nan, 3]]).argmaxOfRows() == [1])
    #expect(x.argsort() == [4, 0, 2, 1, 3] && x.argsort(descending: true) == [1, 3, 2, 0, 4])
    #expect(x.median().isNaN && x.quantile(0).isNaN && x.sorted()[2] == 3)
    #expect(slopes([1, .nan, 3]) { $0.max(axis: 0) } == [0, 1, 0])
    #expect(x.greater(than: 0).scalars == [1, 0, 1, 0, 0] && x.equal(to: x).scalars == [1, 0, 1, 0, 1])
    #expect(x.clamp(min: 0.5, max: 2)[1].isNaN && x.clamp(min: 0.5, max: 2)[4] == 0.5)
  }

  @Test func placesOfTheGreatestAlongAnyAxis() {
    let x = Tensor<Float>([[1, 5, 2], [4, 5, 0]])
    #expect(x.argmax(axis: 0) == [1, 0, 0] && x.argmax(axis: 1) == [1, 1] && x.argmin(axis: -1) == [0, 2] && x.argmax() == 1)
    #expect(Tensor<Float>([[3, 1, 3, 2]]).argsort() == [1, 3, 0, 2])  // stable
    #expect(Tensor<Float>([[3, 1, 3, 2]]).argsort(descending: true) == [0, 2, 3, 1])
    let (values, indices) = x.topK(2)
    #expect(values == Tensor([[5, 2], [5, 4]]) && indices == [1, 2, 1, 0])
    #expect(x.topK(0).values.shape == [2, 0] && x.sorted(axis: 0) == Tensor([[1, 5, 0], [4, 5, 2]]))
  }

  @Test func sortingManyIsStable() {
    var rng = RandomStream(seed: 9)
    let x = Tensor<Float>((0..<5000).map { _ in Float(Int.random(in: 0..<40, using: &rng)) }), numbers = x.scalars
    #expect(x.argsort() == numbers.indices.sorted { (numbers[$0], $0) < (numbers[$1], $1) })
    #expect(x.argsort(descending: true) == numbers.indices.sorted { (-numbers[$0], $0) < (-numbers[$1], $1) })
  }

  @Test func quantilesBetweenInfinities() {
    #expect(Tensor<Double>([-Self.infinity, 1, Self.infinity]).median() == 1)
    #expect(Tensor<Double>([1, 2, 3, 4]).median() == 2.5, "NumPy's; PyTorch's median is 2")
    #expect(Tensor<Double>([1, Self.infinity]).quantile(0) == 1)
    #expect(slopes([4, 1, 3, 2]) { $0.median() } == [0, 0, 0.5, 0.5])
  }

  @Test func whatIsNotSelectedDoesNotMatter() {
    let x: [Double] = [.nan, 2, -1]
    #expect(select(Tensor(x).greater(than: 0), Tensor(x), Tensor(0)).scalars == [0, 2, 0])
    // √ of a negative number is NaN and so is its slope, times 0; the mask goes in front.
    #expect(slopes([-1, 4]) { x in sqrt(select(x.greater(than: 0), x, Variable(constant: Tensor(1)))) } == [0, 0.25])
    #expect(Tensor<Double>([[.nan, .nan], [1, .nan]]).lowerTriangle(diagonal: -1).scalars == [0, 0, 1, 0])
  }

  @Test func powers() {
    let x = Tensor<Double>([-2, 0, 2, Self.infinity, -Self.infinity])
    #expect(pow(x, 3).scalars == [-8, 0, 8, Self.infinity, -Self.infinity])
    #expect(pow(x, -2).scalars == [0.25, Self.infinity, 0.25, 0, 0])
    #expect(pow(x, 0).scalars == [1, 1, 1, 1, 1] && pow(Tensor<Double>([.nan]), 0).scalar == 1)
    #expect(pow(x, 0.5)[0].isNaN && pow(x, 0.5)[1] == 0 && pow(x, -1.5)[1] == Self.infinity && pow(x, -1.5)[3] == 0)
    #expect(pow(Tensor<Float>([3]), 30).scalar == Float(205_891_132_094_649))
    #expect(pow(Tensor<Double>([2, -2]), 1e10).scalars == [Self.infinity, Self.infinity])
  }

  @Test func emptyAndSingle() {
    #expect(Tensor<Float>.range(from: 0, to: 1, by: 0.25).scalars == [0, 0.25, 0.5, 0.75] && Tensor<Float>.range(to: 0).count == 0)
    #expect(Tensor<Double>.range(from: 3, to: 0, by: -1).scalars == [3, 2, 1] && Tensor<Double>.range(to: 1, by: 0.3).count == 4)
    #expect(Tensor<Float>.identity(2) == Tensor([[1, 0], [0, 1]]) && Tensor<Float>.identity(0).shape == [0, 0])
    #expect(Tensor<Float>(3).cumulativeSumOfFlattened == [3] && Tensor<Float>.zeros([0]).product() == 1)
    #expect(Tensor<Float>(3).flattened().shape == [1] && Tensor<Float>(2).sorted().scalar == 2)
    #expect(Tensor<Float>.zeros([2, 0]).tiled(axis: 1, 3).shape == [2, 0] && Tensor<Float>([1]).repeated(axis: 0, 0).shape == [0])
    #expect(Tensor<Float>.lowerTriangularMask(rows: 2, columns: 3) == Tensor([[1, 0, 0], [1, 1, 0]]))
  }
}

extension Tensor {
  fileprivate var cumulativeSumOfFlattened: [Scalar] { flattened().cumulativeSum(axis: 0).scalars }
}
