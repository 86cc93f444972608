import CKernels
import Glibc
import Testing

@testable import NN

/// √variance of a standard normal between ±2: what TensorFlow, Keras and JAX divide by (`0.87962566103423978`).
private let deviationWithin2 = 0.87962566103423978

@Suite struct InitializerTests {
  /// From Python 3's `statistics.NormalDist().inv_cdf`, which has the algorithm of the same paper.
  @Test func quantilesOfTheNormal() {
    let known = [
      (1e-300, -37.047096299361201), (1e-12, -7.0344838253011321), (1e-3, -3.0902323061678132), (0.02275, -2.000002443899604),
      (0.1, -1.2815515655446008), (0.4, -0.25334710313579978), (0.5, 0), (0.93, 1.4757910281791708), (0.999, 3.0902323061678132),
    ]
    for (share, quantile) in known { #expect(abs(ck_normal_quantile(share) - quantile) < 4e-15 * (1 + abs(quantile))) }
    for x in stride(from: -5.0, through: 5, by: 0.37) {
      #expect(abs(ck_normal_share(x) - Glibc.erfc(-x / 2.0.squareRoot()) / 2) < 3e-16)
      #expect(abs(ck_normal_quantile(ck_normal_share(x)) - x) < 1e-9)
    }
  }

  @Test func truncatedNormals() {
    func check<S: TensorScalar>(_ type: S.Type, seed: UInt64) {
      let n = 1 << 21, root = Double(n).squareRoot()
      var rng = RandomStream(seed: seed)
      func draw(_ corrected: Bool) -> Tensor<S> {
        Tensor<S>([n], drawnFrom: .truncatedNormal(standardDeviation: 0.5, isCorrected: corrected), using: &rng)
      }
      for (x, deviation) in [(draw(true), 0.5), (draw(false), 0.5 * deviationWithin2)] {
        let bound = S(2 * deviation / deviationWithin2)
        #expect(x.max() <= bound && x.min() >= -bound && x.max() > bound * 0.999 && x.min() < -bound * 0.999)
        let z = Tensor<Double>(x) / deviation
        #expect(abs(z.mean()) < 5 / root)
        // The kurtosis is below the normal's 3, so 5·√(2/n) is generous; the other convention is 12 % off.
        #expect(abs(z.variance() - 1) < 5 * 2.0.squareRoot() / root)
        // P(|x| < σ of the parent) = (Φ(1) − Φ(−1))/(Φ(2) − Φ(−2)); of an uncut normal, or a clipped one, it is the numerator.
        let share = Glibc.erf(1 / 2.0.squareRoot()) / Glibc.erf(2 / 2.0.squareRoot())
        let drawn = x.share(where: .magnitudeBelow(deviation / deviationWithin2))
        #expect(abs(drawn - share) < 5 * (share * (1 - share)).squareRoot() / root)
        #expect(abs(Glibc.erf(1 / 2.0.squareRoot()) - share) > 20 / root)
        // Neighbours are independent.
        #expect(abs((z[rows: 1..<n] * z[rows: 0..<(n - 1)]).mean()) < 5 / root)
      }
    }
    check(Float.self, seed: 1)
    check(Double.self, seed: 2)
  }

  @Test func oneSidedAndUnequalBounds() {
    var rng = RandomStream(seed: 3)
    let n = 1 << 20
    // Half a normal: mean √(2/π), variance 1 − 2/π.
    let half = Tensor<Double>.truncatedNormal([n], mean: 1, standardDeviation: 2, bounds: 0...Double.infinity, using: &rng)
    #expect(half.min() >= 1 && half.max() > 1 + 2 * 4)
    #expect(abs(half.mean() - (1 + 2 * (2 / Double.pi).squareRoot())) < 5 * 2 / 1024)
    #expect(abs(half.variance() / 4 - (1 - 2 / Double.pi)) < 0.01)
    let law = Initializer.truncatedNormal(standardDeviation: 3, bounds: -1...2.5)
    let drawn = Tensor<Double>([n], drawnFrom: law, using: &rng)
    #expect(abs(drawn.standardDeviation() / 3 - 1) < 5 / 1024)
    #expect(abs(law.standardDeviation(for: [n]) - 3) < 1e-15)
    let whole = Initializer.truncatedNormal(standardDeviation: 3, bounds: -Double.infinity...Double.infinity, isCorrected: false)
    #expect(whole.standardDeviation(for: [2]) == 3)
    #expect(Tensor<Float>.truncatedNormal([100], bounds: -1e-3 ... 1e-3, using: &rng).max() <= 1e-3)
  }

  @Test func aLongerTruncatedDrawBeginsWithTheShorterOne() {
    var a = RandomStream(seed: 3), b = a, c = a, d = a
    let long = Tensor<Float>.truncatedNormal([100_000], using: &a)
    let longDouble = Tensor<Double>.truncatedNormal([100_000], using: &b)
    #expect(Tensor<Float>.truncatedNormal([101], using: &c).scalars == Array(long.scalars[..<101]))
    #expect(Tensor<Double>.truncatedNormal([101], using: &d).scalars == Array(longDouble.scalars[..<101]))
  }

  /// Keras's `he_normal`: √(2/fanIn), truncated at two deviations of the parent and corrected.
  @Test func truncatedLawsKeepTheirVariance() {
    var rng = RandomStream(seed: 4)
    let w = Tensor<Double>([300, 1000], drawnFrom: .he.truncated(), using: &rng), deviation = (2.0 / 300).squareRoot()
    #expect(abs(w.standardDeviation() / deviation - 1) < 5 / 300_000.0.squareRoot())
    #expect(w.max() <= 2 * deviation / deviationWithin2 && w.max() > 2 * deviation)
    let uncorrected = Initializer.he.truncated(isCorrected: false).standardDeviation(for: [300, 1000])
    #expect(abs(uncorrected / deviation - deviationWithin2) < 1e-14)
  }

  static let orthogonalShapes: [Shape] = [[1, 1], [4, 4], [30, 7], [7, 30], [8, 3, 3, 3], [64, 3, 2, 2], [5, 6, 7]]

  @Test(arguments: orthogonalShapes)
  func shorterSideIsOrthonormal(shape: Shape) {
    func check<S: TensorScalar>(_ type: S.Type, tolerance: Double) {
      for layout in [WeightLayout.inputFirst, .outputFirst] {
        var rng = RandomStream(seed: 5)
        let w = Tensor<S>(shape, drawnFrom: .orthogonal(gain: 3), layout: layout, using: &rng)
        #expect(w.shape == shape)
        // As a matrix [units, rest], gathered number by number.
        let units = layout == .outputFirst ? shape[0] : shape[1], rest = shape.count / units
        let kernel = shape.dimensions[2...].reduce(1, *), inputs = rest / kernel, scalars = w.scalars
        var matrix = [[Double]](repeating: [Double](repeating: 0, count: rest), count: units)
        for unit in 0..<units {
          for input in 0..<inputs {
            for place in 0..<kernel {
              let flat = layout == .outputFirst ? (unit * inputs + input) * kernel + place : (input * units + unit) * kernel + place
              matrix[unit][input * kernel + place] = scalars[flat].inDouble
            }
          }
        }
        let a = Reference([units, rest], matrix.flatMap { $0 })
        let gram = units <= rest ? a.matmul(a.transposed()) : a.transposed().matmul(a)
        let size = min(units, rest)
        let identity = Reference([size, size], (0..<(size * size)).map { $0 / size == $0 % size ? 9 : 0 })
        #expect(distance(gram, identity) < tolerance)
        // √(mean square) is the law's standard deviation: the sum of squares is 9·size.
        let deviation = Initializer.orthogonal(gain: 3).standardDeviation(for: shape, layout: layout)
        #expect(abs((9 * Double(size) / Double(shape.count)).squareRoot() - deviation) < 1e-14)
      }
    }
    check(Float.self, tolerance: 1e-6)
    check(Double.self, tolerance: 1e-14)
  }

  /// Every orthogonal matrix is as likely: the first number of a 2 × 2 one has mean 0 and variance ½. As the reflections leave it,
  /// it would always have one sign, and mean ∓2/π.
  @Test func signsAreFair() {
    var rng = RandomStream(seed: 6)
    let firsts = (0..<2000).map { _ in Tensor<Double>([2, 2], drawnFrom: .orthogonal(), using: &rng)[0, 0] }
    #expect(abs(mean(firsts)) < 5 * (0.5 / 2000).squareRoot())
    #expect(abs(mean(firsts.map(abs)) - 2 / Double.pi) < 0.05)
  }

  /// Sussillo and Abbott's gains by their formulas: e^(1/40) and √2·e^(1.2/17.6) for 20 inputs; below 6 inputs ReLU's stays.
  @Test func gainsOfRandomWalks() {
    let root = 20.0.squareRoot()
    #expect(abs(Initializer.randomWalk.standardDeviation(for: [20, 20]) - Glibc.exp(1.0 / 40) / root) < 1e-15)
    let ofRelu = Initializer.randomWalkOfRelu
    #expect(abs(ofRelu.standardDeviation(for: [20, 20]) - 2.0.squareRoot() * Glibc.exp(1.2 / 17.6) / root) < 1e-15)
    #expect(abs(ofRelu.standardDeviation(for: [1, 3]) - 2.0.squareRoot() * Glibc.exp(1.2 / 3.6)) < 1e-15)
    #expect(Initializer.randomWalk(gain: 1.2).standardDeviation(for: [16, 4]) == 0.3)
  }

  /// Over many layers the logarithm of the norm does not drift, where it does with the gains of infinite width.
  ///
  /// A layer changes it by a variance of 1/(2N) (linear) and about 5/(4(N − 4)) (ReLU), N = 20; ReLU's formula is a fit.
  @Test func randomWalksDoNotDrift() {
    func drift(_ law: Initializer, layers: Int, _ activation: (Tensor<Double>) -> Tensor<Double>) -> Double {
      var rng = RandomStream(seed: 7), x = Tensor<Double>.normal([1, 20], using: &rng), total = 0.0
      for _ in 0..<layers {
        let y = activation(matmul(x, Tensor<Double>([20, 20], drawnFrom: law, using: &rng)))
        total += Glibc.log(y.norm() / x.norm())
        x = y / y.norm()
      }
      return total / Double(layers)
    }
    let layers = 20_000, root = Double(layers).squareRoot()
    let linear = 5 * (1.0 / 40).squareRoot() / root, ofRelu = 5 * (5.0 / 64).squareRoot() / root
    #expect(abs(drift(.randomWalk, layers: layers) { $0 }) < linear)
    #expect(drift(.lecun, layers: layers) { $0 } < -3 * linear)
    #expect(abs(drift(.randomWalkOfRelu, layers: layers) { relu($0) }) < ofRelu)
    #expect(drift(.he, layers: layers) { relu($0) } < -3 * ofRelu)
  }

  /// PyTorch's `calculate_gain`.
  @Test func gainsOfNonlinearities() {
    let gains: [(Nonlinearity, Double)] = [
      (.linear, 1), (.sigmoid, 1), (.tanh, 5.0 / 3), (.relu, 2.0.squareRoot()), (.leakyRelu(), (2 / 1.0001).squareRoot()),
      (.leakyRelu(slope: 0.1), (2 / 1.01).squareRoot()), (.selu, 0.75),
    ]
    let shape: Shape = [300, 100]
    for (nonlinearity, gain) in gains {
      #expect(abs(nonlinearity.gain - gain) < 1e-15)
      let he = gain / 300.0.squareRoot(), glorot = gain * (2.0 / 400).squareRoot()
      #expect(abs(Initializer.he(for: nonlinearity).standardDeviation(for: shape) - he) < 1e-15)
      #expect(abs(Initializer.heUniform(for: nonlinearity).standardDeviation(for: shape) - he) < 1e-15)
      #expect(abs(Initializer.glorot(for: nonlinearity).standardDeviation(for: shape) - glorot) < 1e-15)
      #expect(abs(Initializer.glorotUniform(for: nonlinearity).standardDeviation(for: shape) - glorot) < 1e-15)
      #expect(Initializer.orthogonal(for: nonlinearity) == .orthogonal(gain: nonlinearity.gain))
    }
  }

  /// PyTorch's layout and JAX's: the same fans from the other axes; kernels count with both.
  @Test func uniformLawsAndFans() {
    var rng = RandomStream(seed: 8)
    let w = Tensor<Double>([12, 100_000], drawnFrom: .lecunUniform, using: &rng)
    #expect(w.max() < 0.5 && w.max() > 0.4999 && w.min() >= -0.5 && w.min() < -0.4999)  // √(3/12)
    #expect(abs(w.standardDeviation() - (1.0 / 12).squareRoot()) < 1e-3)
    #expect(WeightLayout.inputFirst.fans(of: [3, 8, 5, 5]) == (75, 200))
    #expect(WeightLayout.outputFirst.fans(of: [8, 3, 5, 5]) == (75, 200))
    #expect(WeightLayout.inputFirst.unitAxis == 1 && WeightLayout.outputFirst.unitAxis == 0)
    #expect(Tensor<Float>([0, 4], drawnFrom: .orthogonal(), using: &rng).count == 0)
    #expect(Tensor<Float>([3], drawnFrom: .constant(0.1), using: &rng).scalars == [0.1, 0.1, 0.1])
  }
}
