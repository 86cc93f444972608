import Testing

@testable import NN

@Suite struct StandardizationTests {
  /// Means and biased variances by hand: 1 and 3 beside 10 and 30.
  @Test func statisticsByHand() {
    let s = standardized(Tensor<Double>([[1, 10], [3, 30]]), AxisView(outer: 2, middle: 2, inner: 1), epsilon: 3)
    #expect(s.mean == Tensor([2, 20]) && s.variance == Tensor([1, 100]))
    #expect(gap(s.reciprocal, Tensor([0.5, 1 / (103 as Double).squareRoot()])) < 1e-16)
    #expect(gap(s.output, Tensor([[-0.5, -10 / (103 as Double).squareRoot()], [0.5, 10 / (103 as Double).squareRoot()]])) < 1e-15)
    let none = standardized(Tensor<Float>.zeros([0, 2]), AxisView(outer: 0, middle: 2, inner: 1), epsilon: 0)
    #expect(none.output.count == 0 && none.mean.count(where: .notANumber) == 2)
  }

  @Test(arguments: axisViews.filter { $0.extent > 1 && $0.middle > 0 })
  func nearestWrongFormulasDoNotAgree(view: AxisView) {
    var rng = RandomStream(seed: 8)
    let x = Tensor<Double>.normal([view.outer, view.middle, view.inner], using: &rng), epsilon = 1e-3
    let value = Reference(standardized(x, view, epsilon: epsilon).output)
    #expect(distance(value, Reference(x).standardized(view, epsilon: epsilon)) < 1e-12)
    let unbiased = Reference(x).groups(view) { _, values in
      values.map { ($0 - mean(values)) / (variance(values, removed: 1) + epsilon).squareRoot() }
    }
    let outside = Reference(x).groups(view) { _, values in
      values.map { ($0 - mean(values)) / (variance(values).squareRoot() + epsilon) }
    }
    #expect(distance(value, unbiased) > 1e-6)
    #expect(distance(value, outside) > 1e-6)
  }

  /// Numbers near 10 000: the mean of the squares less the square of the mean has lost all digits of a variance near 1e-4.
  @Test(arguments: [AxisView(outer: 400, middle: 3, inner: 1), AxisView(outer: 4, middle: 3, inner: 100)])
  func aLargeMeanCostsNothing(view: AxisView) {
    var rng = RandomStream(seed: 9)
    let x = Tensor<Float>.normal([view.outer, view.middle, view.inner], standardDeviation: 0.01, using: &rng) + 10_000
    let value = Reference(standardized(x, view, epsilon: 0).output)
    #expect(distance(value, Reference(x).standardized(view, epsilon: 0)) < 1e-6)
    let onePass = Reference(x).groups(view) { _, values in
      let floats = values.map { Float($0) }, n = Float(values.count)
      let centre = floats.reduce(0, +) / n, square = floats.reduce(0) { $0 + $1 * $1 } / n
      return floats.map { Double(($0 - centre) / (square - centre * centre).squareRoot()) }
    }
    #expect(distance(value, onePass) > 1e-2)
  }

  @Test(arguments: axisViews.filter { $0.extent > 1 && $0.middle > 0 && $0.extent * $0.middle <= 400 })
  func gradientsAgreeWithCentralDifferences(view: AxisView) {
    var rng = RandomStream(seed: 10)
    let shape: Shape = [view.outer, view.middle, view.inner], epsilon = 0.1
    let x = Tensor<Double>.normal(shape, using: &rng), g = Tensor<Double>.normal(shape, using: &rng)
    let gamma = Tensor<Double>.normal([view.middle], using: &rng), beta = Tensor<Double>.normal([view.middle], using: &rng)
    func forward(_ x: Tensor<Double>, _ gamma: Tensor<Double>, _ beta: Tensor<Double>) -> Tensor<Double> {
      standardized(x, view, epsilon: epsilon, ScaleAndShift(scale: gamma, shift: beta)).output
    }
    let s = standardized(x, view, epsilon: epsilon)
    let slopes = standardizedGradient(g, x, view, mean: s.mean, reciprocal: s.reciprocal, scale: gamma)
    #expect(gap(slopes.input, centralDifferences(at: x, cotangent: g) { forward($0, gamma, beta) }) < 1e-7)
    #expect(gap(slopes.scale, centralDifferences(at: gamma, cotangent: g) { forward(x, $0, beta) }) < 1e-7)
    #expect(gap(slopes.shift, centralDifferences(at: beta, cotangent: g) { forward(x, gamma, $0) }) < 1e-7)
    // From the standardized numbers themselves, and in two steps.
    let apart = standardizedGradient(scaledAndShifted(g, view, scale: gamma), s.output, view, mean: nil, reciprocal: s.reciprocal)
    #expect(gap(slopes.input, apart.input) < 1e-12)
    let sums = scaleAndShiftGradient(g, s.output, view)
    #expect(gap(slopes.scale, sums.scale) < 1e-12 && gap(slopes.shift, sums.shift) < 1e-12)
    // The statistics taken for constants, the nearest wrong gradient.
    #expect(gap(slopes.input, scaledAndShifted(g, view, scale: gamma * s.reciprocal)) > 1e-3)
  }

  /// Instance normalization: two images of three channels, whose scales repeat.
  @Test func scalesRepeatAlongTheMiddle() {
    var rng = RandomStream(seed: 12)
    let x = Tensor<Double>.normal([2, 3, 4, 10], using: &rng), view = AxisView(outer: 1, middle: 6, inner: 40)
    let scale = Tensor<Double>([1, 2, 3]), shift = Tensor<Double>([0, 10, 20])
    let value = standardized(x, view, epsilon: 1e-5, ScaleAndShift(scale: scale, shift: shift))
    let apart = standardized(x, view, epsilon: 1e-5).output * scale.reshaped(to: [3, 1, 1]) + shift.reshaped(to: [3, 1, 1])
    #expect(gap(value.output, apart) < 1e-13)
    let g = standardizedGradient(x, x, view, mean: value.mean, reciprocal: value.reciprocal, scale: scale).input
    let h = standardizedGradient(x * scale.reshaped(to: [3, 1, 1]), x, view, mean: value.mean, reciprocal: value.reciprocal).input
    #expect(gap(g, h) < 1e-12)
  }

  /// Pooling and standardization are the same bits on every x86-64, which a fused multiply-add would change.
  ///
  /// The hashes are from a processor of level v4. Compiled without dispatch by clang 21 for x86-64, -v2, -v3 and -v4 the kernels give
  /// the same bits, and others with -ffp-contract=fast for -v3.
  @Test func theBitsAreThoseOfEveryProcessor() {
    func hash<S: TensorScalar>(_ type: S.Type) -> UInt64 {
      var rng = RandomStream(seed: 2025), results: [Tensor<S>] = []
      for view in axisViews where view.extent * view.middle > 0 {
        let x = Tensor<S>.normal([view.outer, view.middle, view.inner], using: &rng)
        let g = Tensor<S>.normal(x.shape, using: &rng), s = standardized(x, view, epsilon: 1e-5)
        let d = standardizedGradient(g, x, view, mean: s.mean, reciprocal: s.reciprocal, scale: s.mean)
        results += [s.output, s.mean, s.variance, s.reciprocal, d.input, d.scale, d.shift]
        results.append(scaledAndShifted(x, view, scale: s.mean, shift: s.variance))
      }
      let x = Tensor<S>.normal([2, 3, 14, 17], using: &rng), options = PoolingOptions(window: 3, stride: 2, padding: 1)
      let y = averagePooling(x, options)
      results += [y, maxPooling(x, options), averagePoolingGradient(y, inputShape: x.shape, options, countsPadding: false)]
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325
      for tensor in results {
        for value in tensor.scalars { hash = (hash ^ value.inDouble.bitPattern) &* 0x0000_0100_0000_01b3 }
      }
      return hash
    }
    #expect(hash(Float.self) == 0x3a49_0b9b_01e9_cebd)
    #expect(hash(Double.self) == 0x083f_d1a5_dd77_8fdf)
  }
}
