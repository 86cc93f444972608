import CKernels
import Glibc
import Testing

@testable import NN

/// Σ a·b
func dot(_ a: Tensor<Double>, _ b: Tensor<Double>) -> Double { zip(a.scalars, b.scalars).reduce(0) { $0 + $1.0 * $1.1 } }

/// The gradient at x of Σ cotangent · function(x) by central differences.
func centralDifferences(
  at x: Tensor<Double>, cotangent: Tensor<Double>, step: Double = 1e-5, of function: (Tensor<Double>) -> Tensor<Double>
) -> Tensor<Double> {
  var scalars = x.scalars
  let slopes = scalars.indices.map { index in
    let here = scalars[index]
    defer { scalars[index] = here }
    scalars[index] = here + step
    let above = dot(function(Tensor(scalars, shape: x.shape)), cotangent)
    scalars[index] = here - step
    return (above - dot(function(Tensor(scalars, shape: x.shape)), cotangent)) / (2 * step)
  }
  return Tensor(slopes, shape: x.shape)
}

@Suite struct ConvolutionTests {
  /// 1 − 5, 2 − 6, 4 − 8, 5 − 9; the kernel flipped, as mathematics has it, gives 4.
  @Test func theKernelIsNotFlipped() {
    let x = Tensor<Float>([1, 2, 3, 4, 5, 6, 7, 8, 9], shape: [1, 1, 3, 3])
    let kernel = Tensor<Float>([1, 0, 0, -1], shape: [1, 1, 2, 2])
    #expect(convolution(x, kernel) == Tensor([-4, -4, -4, -4], shape: [1, 1, 2, 2]))
    var rng = RandomStream(seed: 1)
    let images = Tensor<Double>.normal([2, 3, 6, 5], using: &rng), weight = Tensor<Double>.normal([4, 3, 3, 3], using: &rng)
    let value = Reference(convolution(images, weight))
    #expect(distance(value, .convolution(Reference(images), Reference(weight), ConvolutionOptions())) < 1e-13)
    #expect(distance(value, .convolution(Reference(images), Reference(weight).flipped(), ConvolutionOptions())) > 0.1)
  }

  /// ⟨convolution(x, w), g⟩ = ⟨x, its input gradient⟩ = ⟨w, its weight gradient⟩, with a BLAS and without.
  @Test(arguments: [true, false]) func gradientsAreTheTransposes(usesBLAS: Bool) {
    var rng = RandomStream(seed: 2)
    for sample in convolutionCases {
      let x = Tensor<Double>.normal(sample.x, using: &rng), weight = Tensor<Double>.normal(sample.weight, using: &rng)
      let y = convolution(x, weight, sample.options, usesBLAS: usesBLAS), g = Tensor<Double>.normal(y.shape, using: &rng)
      let dx = convolutionInputGradient(g, weight, inputShape: sample.x, sample.options, usesBLAS: usesBLAS)
      let dw = convolutionWeightGradient(g, x, weightShape: sample.weight, sample.options, usesBLAS: usesBLAS)
      let expected = dot(y, g), size = 1e-13 * Double(y.count * weight.count + 1).squareRoot()
      #expect(abs(dot(x, dx) - expected) < size, "\(sample)")
      #expect(abs(dot(weight, dw) - expected) < size, "\(sample)")
      if usesBLAS { continue }
      #expect(gap(y, convolution(x, weight, sample.options)) < 1e-11, "\(sample)")
      #expect(gap(dx, convolutionInputGradient(g, weight, inputShape: sample.x, sample.options)) < 1e-11, "\(sample)")
      #expect(gap(dw, convolutionWeightGradient(g, x, weightShape: sample.weight, sample.options)) < 1e-11, "\(sample)")
    }
  }

  @Test func gradientsAgreeWithCentralDifferences() {
    var rng = RandomStream(seed: 3)
    for sample in convolutionCases where sample.x.count <= 300 && sample.output.count > 0 {
      let x = Tensor<Double>.normal(sample.x, using: &rng), weight = Tensor<Double>.normal(sample.weight, using: &rng)
      let g = Tensor<Double>.normal(sample.output, using: &rng)
      let dx = convolutionInputGradient(g, weight, inputShape: sample.x, sample.options)
      let dw = convolutionWeightGradient(g, x, weightShape: sample.weight, sample.options)
      #expect(gap(dx, centralDifferences(at: x, cotangent: g) { convolution($0, weight, sample.options) }) < 1e-7, "\(sample)")
      #expect(gap(dw, centralDifferences(at: weight, cotangent: g) { convolution(x, $0, sample.options) }) < 1e-7, "\(sample)")
      // Gradients of gradients, each through the other two.
      let h = Tensor<Double>.normal(sample.x, using: &rng), k = Tensor<Double>.normal(sample.weight, using: &rng)
      #expect(
        gap(convolution(h, weight, sample.options), centralDifferences(at: g, cotangent: h) {
          convolutionInputGradient($0, weight, inputShape: sample.x, sample.options)
        }) < 1e-7, "\(sample)")
      #expect(
        gap(convolutionInputGradient(g, k, inputShape: sample.x, sample.options), centralDifferences(at: x, cotangent: k) {
          convolutionWeightGradient(g, $0, weightShape: sample.weight, sample.options)
        }) < 1e-7, "\(sample)")
    }
  }

  /// Channels last, as images often come, seen as channels first without a copy.
  @Test func viewsAreReadAsTheirCopies() {
    var rng = RandomStream(seed: 13)
    let images = Tensor<Double>.normal([2, 6, 5, 3], using: &rng).permuted([0, 3, 1, 2])
    let weight = Tensor<Double>.normal([3, 4, 3, 3], using: &rng).permuted([1, 0, 2, 3]), options = ConvolutionOptions(padding: 1)
    let expected = Reference.convolution(Reference(images), Reference(weight), options)
    let y = convolution(images, weight, options)
    #expect(distance(Reference(y), expected) < 1e-13)
    let dx = convolutionInputGradient(y, weight, inputShape: images.shape, options)
    let expectedGradient = Reference.convolutionInputGradient(expected, Reference(weight), images.shape.dimensions, options)
    #expect(distance(Reference(dx), expectedGradient) < 1e-12)
    let pooled = Reference(images).pooled(PoolingOptions(window: 2)) { seen, _ in seen.max() ?? .nan }
    #expect(distance(Reference(maxPooling(images, PoolingOptions(window: 2))), pooled) == 0)
  }

  @Test func notANumberPasses() {
    var x = Tensor<Float>.ones([9]), weight = Tensor<Float>.ones([4])
    x[4] = .nan
    weight[0] = 0
    let y = convolution(x.reshaped(to: [1, 1, 3, 3]), weight.reshaped(to: [1, 1, 2, 2]))
    #expect(y.count(where: .notANumber) == 4)  // the centre is under every place, once times 0
  }

  /// Everything here that runs on several threads, in a process of its own: no other test sets the number of threads there.
  @Test func anyNumberOfThreadsGivesTheSameBits() async {
    await #expect(processExitsWith: .success) {
      func everything() -> [[UInt32]] {
        var rng = RandomStream(seed: 4), results: [Tensor<Float>] = []
        let cases = convolutionCases + [
          ConvolutionCase([32, 1, 28, 28], [16, 1, 3, 3], ConvolutionOptions(padding: 1)),
          ConvolutionCase([32, 24, 14, 14], [40, 24, 3, 3], ConvolutionOptions(padding: 1)),
          ConvolutionCase([20, 64, 9, 9], [64, 1, 3, 3], ConvolutionOptions(stride: 2, groups: 64)),
        ]
        for sample in cases {
          let x = Tensor<Float>.normal(sample.x, using: &rng), weight = Tensor<Float>.normal(sample.weight, using: &rng)
          let g = Tensor<Float>.normal(sample.output, using: &rng)
          results += [
            convolution(x, weight, sample.options), convolutionInputGradient(g, weight, inputShape: sample.x, sample.options),
            convolutionWeightGradient(g, x, weightShape: sample.weight, sample.options),
          ]
        }
        let x = Tensor<Float>.normal([16, 40, 28, 28], using: &rng), options = PoolingOptions(window: 3, stride: 2, padding: 1)
        let (best, places) = maxPoolingWithPlaces(x, options)
        results += [best, maxPoolingGradient(best, places), gathered(x, at: places), averagePooling(x, options)]
        results += [averagePoolingGradient(best, inputShape: x.shape, options), globalAveragePooling(x)]
        let rows = AxisView(outer: 1, middle: 640, inner: 784), columns = AxisView(outer: 640, middle: 784, inner: 1)
        for view in [AxisView(x.shape, axis: 1), rows, columns] {
          let s = standardized(x, view, epsilon: 1e-5)
          let d = standardizedGradient(tanh(x), x, view, mean: s.mean, reciprocal: s.reciprocal)
          results += [s.output, s.mean, s.variance, s.reciprocal, d.input, d.scale, d.shift]
          results += [scaledAndShifted(x, view, scale: s.mean, shift: s.variance)]
        }
        return results.map { $0.scalars.map(\.bitPattern) }
      }
      setThreadCount(1)
      let alone = everything()
      for threads in [2, 3, 7] {
        setThreadCount(threads)
        let together = everything()
        for index in alone.indices where alone[index] != together[index] {
          print("entry \(index) with \(threads) threads")
          exit(1)
        }
      }
      exit(0)
    }
  }

  @Test func aWarmLoopAllocatesNothing() async {
    await #expect(processExitsWith: .success) {
      setThreadCount(2)
      var rng = RandomStream(seed: 5)
      let x = Tensor<Float>.normal([8, 3, 16, 16], using: &rng), weight = Tensor<Float>.normal([8, 3, 3, 3], using: &rng)
      let options = ConvolutionOptions(padding: 1), pooling = PoolingOptions(window: 2)
      func step() {
        let y = convolution(x, weight, options), view = AxisView(y.shape, axis: 1), s = standardized(y, view, epsilon: 1e-5)
        let (best, places) = maxPoolingWithPlaces(s.output, pooling)
        let d = standardizedGradient(maxPoolingGradient(best, places), y, view, mean: s.mean, reciprocal: s.reciprocal)
        _ = convolutionInputGradient(d.input, weight, inputShape: x.shape, options)
        _ = convolutionWeightGradient(d.input, x, weightShape: weight.shape, options)
      }
      for _ in 0..<3 { step() }
      let fresh = ck_fresh_allocations()
      for _ in 0..<100 { step() }
      exit(ck_fresh_allocations() == fresh ? 0 : 1)
    }
  }
}
