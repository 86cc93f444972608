import Testing

@testable import NN

@Suite struct PoolingTests {
  private static let x = Tensor<Float>([1, 3, 3, 2, 3, 1, 0, 0, 5], shape: [1, 1, 3, 3])

  /// Windows of 2 × 2 over 1 3 3 / 2 3 1 / 0 0 5: the first of equal numbers takes the gradient.
  @Test func theFirstOfEqualNumbersWins() {
    let (best, places) = maxPoolingWithPlaces(Self.x, PoolingOptions(window: 2, stride: 1))
    #expect(best.scalars == [3, 3, 3, 5])
    let g = Tensor<Float>([1, 10, 100, 1000], shape: [1, 1, 2, 2])
    #expect(maxPoolingGradient(g, places).scalars == [0, 11, 0, 0, 100, 0, 0, 0, 1000])
    #expect(gathered(Self.x * 2, at: places).scalars == [6, 6, 6, 10])
  }

  @Test func notANumberWinsAndPaddingDoesNot() {
    var scalars = Self.x.scalars
    scalars[4] = .nan
    let options = PoolingOptions(window: 2, stride: 1)
    let (best, places) = maxPoolingWithPlaces(Tensor(scalars, shape: [1, 1, 3, 3]), options)
    #expect(best.count(where: .notANumber) == 4)
    #expect(maxPoolingGradient(Tensor.ones(best.shape), places).scalars == [0, 0, 0, 0, 4, 0, 0, 0, 0])
    // Padding is below every number, and even where all are −∞ the winner is a pixel.
    #expect(maxPooling(-Self.x, PoolingOptions(window: 3, stride: 2, padding: 1)).scalars == [-1, -1, 0, 0])
    let lowest = Tensor<Double>.filled([1, 1, 3, 3], with: -.infinity)
    let (values, winners) = maxPoolingWithPlaces(lowest, PoolingOptions(window: 3, stride: 2, padding: 1))
    #expect(values == Tensor.filled([1, 1, 2, 2], with: -.infinity))
    #expect(maxPoolingGradient(Tensor.ones(values.shape), winners).scalars == [1, 1, 0, 1, 1, 0, 0, 0, 0])
  }

  /// A corner of 3 × 3 windows with padding 1 sees four ones: 4/9 with the padding, 1 without. The other is the nearest wrong one.
  @Test func paddingCountsUnlessToldOtherwise() {
    let ones = Tensor<Double>.ones([1, 1, 3, 3]), options = PoolingOptions(window: 3, stride: 2, padding: 1)
    #expect(gap(averagePooling(ones, options), .filled([1, 1, 2, 2], with: 4.0 / 9)) < 1e-16)
    #expect(averagePooling(ones, options, countsPadding: false) == .ones([1, 1, 2, 2]))
    #expect(gap(averagePooling(ones, options), averagePooling(ones, options, countsPadding: false)) > 0.5)
  }

  @Test func gradientsAgreeWithCentralDifferences() {
    var rng = RandomStream(seed: 6)
    for (options, shapes) in poolingCases {
      for shape in shapes where shape.count > 0 && shape.count <= 400 {
        let x = Tensor<Double>.normal(shape, using: &rng), (best, places) = maxPoolingWithPlaces(x, options)
        let g = Tensor<Double>.normal(best.shape, using: &rng), h = Tensor<Double>.normal(shape, using: &rng)
        let name: Comment = "\(options) of \(shape)"
        let numeric = centralDifferences(at: x, cotangent: g) { maxPooling($0, options) }
        #expect(gap(maxPoolingGradient(g, places), numeric) < 1e-8, name)
        let second = centralDifferences(at: g, cotangent: h) { maxPoolingGradient($0, places) }
        #expect(gap(gathered(h, at: places), second) < 1e-8, name)
        for counts in [true, false] {
          let slopes = averagePoolingGradient(g, inputShape: shape, options, countsPadding: counts)
          let numeric = centralDifferences(at: x, cotangent: g) { averagePooling($0, options, countsPadding: counts) }
          #expect(gap(slopes, numeric) < 1e-8, name)
        }
        let mean = Tensor<Double>.normal([shape[0], shape[1]], using: &rng)
        let slopes = globalAveragePoolingGradient(mean, inputShape: shape)
        #expect(gap(slopes, centralDifferences(at: x, cotangent: mean) { globalAveragePooling($0) }) < 1e-8, name)
      }
    }
  }

  /// ⟨pooling(x), g⟩ = ⟨x, its gradient⟩, on shapes too large for differences.
  @Test func averageGradientIsTheTranspose() {
    var rng = RandomStream(seed: 7)
    for (options, shapes) in poolingCases {
      for shape in shapes {
        let x = Tensor<Double>.normal(shape, using: &rng)
        for counts in [true, false] {
          let y = averagePooling(x, options, countsPadding: counts), g = Tensor<Double>.normal(y.shape, using: &rng)
          let dx = averagePoolingGradient(g, inputShape: shape, options, countsPadding: counts)
          #expect(abs(dot(y, g) - dot(x, dx)) < 1e-11)
        }
      }
    }
  }
}
