import NN
import Testing

@Suite struct TensorTests {
  @Test func copiesAreValues() {
    let a = Tensor<Float>([1, 2, 3])
    var b = a
    b[0] = 9
    b += 1
    #expect(a.scalars == [1, 2, 3] && b.scalars == [10, 3, 4])
    var c = a.reshaped(to: [3, 1])
    c[0, 0] = 7
    #expect(a[0] == 1 && c[0, 0] == 7)
    var d = a
    d *= d
    #expect(d.scalars == [1, 4, 9])
  }

  @Test func inPlaceArithmeticIsThatOfTheOperators() {
    let x = Tensor<Double>([[1, 2, 3], [4, 5, 6]]), row = Tensor<Double>([10, 20, 30])
    var y = x
    y += row
    #expect(y == x + row)
    y -= row
    y *= row
    y /= Tensor([[2], [4]])
    #expect(y == x * row / Tensor([[2], [4]]))
    y = x
    y -= 1
    y /= 2
    #expect(y == (x - 1) / 2)
  }

  @Test func rowsAndColumns() {
    let x = Tensor<Float>([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    #expect(x[rows: 1..<3] == Tensor([[4, 5, 6], [7, 8, 9]]))
    #expect(x[rows: [2, 0, 2]] == Tensor([[7, 8, 9], [1, 2, 3], [7, 8, 9]]))
    #expect(x[columns: 1..<2] == Tensor([[2], [5], [8]]))
    #expect(x[row: 1] == Tensor([4, 5, 6]))
    #expect(x[rows: 0..<0].shape == [0, 3])
    #expect(x[1, 2] == 6)
    let deep = Tensor<Float>((0..<24).map { Float($0) }, shape: [2, 3, 4])
    #expect(deep[row: 1].shape == [3, 4] && deep[row: 1][0, 0] == 12)
    #expect(deep[rows: [1]].shape == [1, 3, 4])
    #expect(x.argmaxOfRows() == [2, 2, 2] && (-x).argmaxOfRows() == [0, 0, 0])
  }

  @Test func axesCountFromTheBackToo() {
    let x = Tensor<Double>([[1, 2, 3], [4, 5, 6]])
    #expect(x.sum(axis: -1) == Tensor([6, 15]) && x.sum(axis: -2) == x.sum(axis: 0))
    #expect(x.mean(axis: 1, keepingAxis: true).shape == [2, 1])
    #expect((x - x.mean(axis: 0)).mean(axis: 0) == Tensor([0, 0, 0]))
  }

  @Test func nothingToReduce() {
    let nothing = Tensor<Float>.zeros([0, 3])
    #expect(nothing.sum() == 0 && nothing.mean().isNaN && nothing.sum(axis: 0) == Tensor([0, 0, 0]))
    #expect(nothing.sum(axis: 1).shape == [0])
    #expect(Tensor<Float>([1]).variance() == 0 && Tensor<Float>([1]).variance(unbiased: true).isNaN)
  }

  @Test func notANumberIsNotLost() {
    let x = Tensor<Float>([1, .nan, 3])
    #expect(x.min().isNaN && x.max().isNaN && x.sum().isNaN && relu(x)[1].isNaN)
    #expect(x != x && x.count(where: .notANumber) == 1 && Tensor<Float>([.infinity]) == Tensor([.infinity]))
    let larger = maximum(x, Tensor([0, 0, .nan]))
    #expect(larger[0] == 1 && larger[1].isNaN && larger[2].isNaN)
  }

  @Test func sharesAndCounts() {
    let h = Tensor<Float>([-1, -0.995, 0, 0.5, 0.991, 0.99])
    #expect(h.share(where: .magnitudeAbove(0.99)) == 0.5)
    #expect(h.count(where: .above(0)) == 3 && h.count(where: .below(0)) == 2 && h.count(where: .equal(to: 0)) == 1)
    #expect(h.count(where: .magnitudeBelow(0.6)) == 2 && h.count(where: .notFinite) == 0)
    var rng = RandomStream(seed: 1)
    let many = Tensor<Float>.normal([100_000], using: &rng)
    #expect(many.count(where: .above(1)) == many.scalars.count { $0 > 1 })
  }

  @Test func histograms() {
    let x = Tensor<Float>([-2, -1, -0.5, 0, 0.5, 1, 3, .nan])
    let histogram = x.histogram(bins: 4, in: -1...1)
    #expect(histogram.edges == [-1, -0.5, 0, 0.5, 1])
    #expect(histogram.counts == [1, 1, 1, 2])  // 1 belongs to the last bin, which is closed
    #expect(histogram.below == 1 && histogram.above == 1 && histogram.notANumber == 1)
    #expect(Tensor<Double>([0, 1]).histogram(bins: 5, in: -1...1).edges == [-1, -0.6, -0.2, 0.2, 0.6, 1])
    #expect(Tensor<Double>([2, 2]).histogram(bins: 1).edges == [1.5, 2.5])
    // Numbers on edges that division rounds to the wrong side: each belongs to the bin that its edge opens.
    let edges = Tensor<Double>([0]).histogram(bins: 49, in: 0...1).edges
    #expect(Tensor<Double>(edges).histogram(bins: 49, in: 0...1).counts == [Int](repeating: 1, count: 48) + [2])
    let densities = Tensor<Double>([0.1, 0.2, 0.9]).histogram(bins: 2, in: 0...1).densities
    #expect(abs(densities[0] - 4.0 / 3) < 1e-15 && abs(densities[1] - 2.0 / 3) < 1e-15)
  }

  @Test func readsLikeAMatrix() {
    #expect("\(Tensor<Float>(2.5))" == "2.5")
    #expect("\(Tensor<Float>([1, -2.5, 1e-7]))" == "[3]\n[    1,  -2.5, 1e-07]")
    #expect("\(Tensor<Double>([[1, 2], [30, 4.56789]]))" == "[2, 2]\n[[    1,     2],\n [   30, 4.568]]")
    #expect("\(Tensor<Double>.zeros([0, 3]))" == "[0, 3] (no numbers)")
    let large = Tensor<Double>([12345.6, -0.0, 999_999.4, 1e6, 9999.6, 123.456])
    #expect("\(large)" == "[6]\n[ 12346,     -0, 999999,  1e+06,  10000,  123.5]")
    let ends = Tensor<Double>([-Double.nan, .infinity, -.infinity, .leastNonzeroMagnitude])
    #expect("\(ends)" == "[4]\n[       nan,        inf,       -inf, 4.941e-324]")
    #expect("\(Tensor<Float>.range(to: 8).reshaped(to: [2, 2, 2]))" == "[2, 2, 2]\n[[[0, 1],\n  [2, 3]],\n\n [[4, 5],\n  [6, 7]]]")
    #expect("\(Tensor<Float>([[1, 2], [3, 4]]).transposed())" == "[2, 2]\n[[1, 3],\n [2, 4]]")
    #expect(Tensor<Float>.ones([9, 9, 9, 9, 9]).description.utf8.count < 5000)
    #expect("\(Tensor<Double>.ones([9]))" == "[9]\n[1, 1, 1, …, 1, 1, 1]")
  }

  @Test func makingTensors() {
    #expect(Tensor<Float>.filled([2], with: 3).scalars == [3, 3])
    #expect(Tensor<Double>.linear(from: 0, through: 1, count: 5).scalars == [0, 0.25, 0.5, 0.75, 1])
    #expect(Tensor<Float>.oneHot([1, 0], classes: 3) == Tensor([[0, 1, 0], [1, 0, 0]]))
    #expect(Tensor<Float>(Tensor<Double>([0.1])).scalars == [0.1])
    #expect(Shape([2, 3]).description == "[2, 3]" && Shape([2, 3]).count == 6 && ([] as Shape).count == 1)
  }
}
