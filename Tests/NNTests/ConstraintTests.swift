import Glibc
import Testing

@testable import NN

@Suite struct ConstraintTests {
  static let shapes: [(Shape, Int?)] = [
    ([7], nil), ([40, 300], nil), ([0, 3], nil), ([5, 7], 0), ([5, 7], 1), ([70, 3], 0), ([3, 200], 1), ([300, 40], -1),
    ([2, 65, 17], 1), ([130, 4, 3, 3], 0), ([0, 3], 1), ([3, 0], 0), ([9], 0), ([1000], -1),
  ]

  @Test(arguments: shapes.indices)
  func normsAreLimited(index: Int) {
    func check<S: TensorScalar>(_ type: S.Type, tolerance: Double) {
      let (shape, axis) = Self.shapes[index]
      let positive = axis.map { $0 < 0 ? $0 + shape.rank : $0 }
      var rng = RandomStream(seed: 1)
      // Scaled so that some units exceed the bound and some do not.
      let x = Tensor<S>(Tensor<Float>.normal(shape, using: &rng))
      let norm = 0.9 * Double(shape.count / max(positive.map { shape[$0] } ?? 1, 1)).squareRoot()
      var limited = x
      limited.limitNorm(to: axis.map { .ofUnits(norm, axis: $0) } ?? .ofTensor(norm))
      let expected = Reference(x).limited(to: max(norm, 1e-300), axis: positive)
      #expect(distance(Reference(limited), expected) < tolerance)
      if shape.rank > 1 && shape.count > 0 {
        let wrong = Reference(x).limited(to: norm, axis: positive == nil ? 0 : nil)
        #expect(distance(Reference(limited), wrong) > 1e-3)
      }
    }
    // A bound of 0 is refused, so empty units are asked with a positive one.
    if Self.shapes[index].0.count > 0 {
      check(Float.self, tolerance: 5e-7)
      check(Double.self, tolerance: 1e-14)
    } else {
      var empty = Tensor<Float>.zeros(Self.shapes[index].0)
      empty.limitNorm(to: .ofUnits(1, axis: 1))
      #expect(empty.count == 0)
    }
  }

  @Test func whatIsShortEnoughKeepsItsBits() {
    var x = Tensor<Float>([[0.3, 3], [0.4, 4]])
    x.limitNorm(to: .ofUnits(1, axis: 1))
    #expect(x[0, 0] == 0.3 && x[1, 0] == 0.4)
    #expect(abs(x[0, 1] - 0.6) < 1e-7 && abs(x[1, 1] - 0.8) < 1e-7)
    let before = x
    x.limitNorm(to: .ofTensor(2))
    #expect(x.scalars == before.scalars)
  }

  /// ‖(3, 4), (12)‖ = 13; PyTorch's factor is 6.5/(13 + 1e-6), not 6.5/13.
  @Test func clippingByGlobalNorm() {
    var gradients = [Tensor<Double>([3, 4]), Tensor<Double>([12])]
    #expect(gradients.clip(byGlobalNorm: 6.5) == 13)
    let factor = 6.5 / (13 + 1e-6)
    for (value, expected) in zip(gradients[0].scalars + gradients[1].scalars, [3 * factor, 4 * factor, 12 * factor]) {
      #expect(abs(value - expected) < 1e-15 * 12)
      #expect(abs(value - expected / factor / 2) > 1e-8)
    }
    // Within the bound nothing changes, and a shared gradient is not copied.
    let address = gradients[0].address
    #expect(abs(gradients.clip(byGlobalNorm: 100) - 6.5) < 1e-5)
    #expect(gradients[0].address == address && gradients[0][0] == 3 * factor)
    var broken = [Tensor<Float>([.nan, 1])]
    #expect(broken.clip(byGlobalNorm: 1).isNaN)
    #expect(broken[0].scalars.allSatisfy { $0.isNaN })
    var none: [Tensor<Float>] = []
    #expect(none.clip(byGlobalNorm: 1) == 0)
  }

  @Test func clippingByValue() {
    var gradients = [Tensor<Float>([-3, 0.5, .infinity]), Tensor<Float>([.nan])]
    gradients.clip(byValue: 1)
    #expect(gradients[0].scalars == [-1, 0.5, 1])
    #expect(gradients[1][0].isNaN)
  }
}
