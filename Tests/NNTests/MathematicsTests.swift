import Glibc
import NN
import Testing

/// How far the polynomials are from the true values, in units of the last place, over dense grids.
@Suite struct MathematicsTests {
  /// The largest error over x, measured with the C library's `Double` functions (which are right to 1 unit).
  static func units(
    _ x: [Float], _ computed: (Tensor<Float>) -> Tensor<Float>, _ exact: (Double) -> Double
  ) -> Double {
    zip(x, computed(Tensor(x)).scalars).reduce(0) { worst, pair in
      let expected = exact(Double(pair.0))
      return max(worst, abs(Double(pair.1) - expected) / Double(max(Float(expected).ulp, .leastNormalMagnitude.ulp)))
    }
  }

  static func units(
    _ x: [Double], _ computed: (Tensor<Double>) -> Tensor<Double>, _ exact: (Double) -> Double
  ) -> Double {
    zip(x, computed(Tensor(x)).scalars).reduce(0) { worst, pair in
      let expected = exact(pair.0)
      return max(worst, abs(pair.1 - expected) / max(expected.ulp, .leastNormalMagnitude.ulp))
    }
  }

  static func grid(_ low: Double, _ high: Double) -> [Double] { (0...400_000).map { low + (high - low) * Double($0) / 400_000 } }

  @Test func singlePrecision() {
    let wide = Self.grid(-87, 88).map { Float($0) }, near = Self.grid(-2, 2).map { Float($0) }
    let positive = Self.grid(-80, 80).map { Float(Glibc.exp($0)) } + Self.grid(0.5, 2).map { Float($0) }
    let tiny = Self.grid(-30, 0).map { Float(Glibc.pow(10, $0)) }
    #expect(Self.units(wide, { exp($0) }, { Glibc.exp($0) }) < 1.5)
    #expect(Self.units(near, { exp($0) }, { Glibc.exp($0) }) < 1.5)
    #expect(Self.units(positive, { log($0) }, { Glibc.log($0) }) < 1.5)
    #expect(Self.units(near + tiny, { tanh($0) }, { Glibc.tanh($0) }) < 2.5)
    #expect(Self.units(wide, { tanh($0) }, { Glibc.tanh($0) }) < 2.5)
    #expect(Self.units(wide + near, { sigmoid($0) }, { 1 / (1 + Glibc.exp(-$0)) }) < 3)
    #expect(Self.units(wide + near + tiny, { erf($0) }, { Glibc.erf($0) }) < 3)
    #expect(Self.units(wide + near, { softplus($0) }, { max($0, 0) + Glibc.log1p(Glibc.exp(-Swift.abs($0))) }) < 4)
    #expect(Self.units(wide.filter { $0 < 0 } + tiny.map { -$0 }, { elu($0) }, { Glibc.expm1($0) }) < 5)
  }

  @Test func doublePrecision() {
    let wide = Self.grid(-700, 700), near = Self.grid(-2, 2)
    let positive = Self.grid(-700, 700).map { Glibc.exp($0) } + Self.grid(0.5, 2)
    let tiny = Self.grid(-300, 0).map { Glibc.pow(10, $0) }
    #expect(Self.units(wide + near, { exp($0) }, { Glibc.exp($0) }) <= 2)
    #expect(Self.units(positive, { log($0) }, { Glibc.log($0) }) < 2)
    #expect(Self.units(wide + near + tiny, { tanh($0) }, { Glibc.tanh($0) }) < 3)
    #expect(Self.units(wide + near, { sigmoid($0) }, { 1 / (1 + Glibc.exp(-$0)) }) < 3)
  }

  /// Sine and cosine up to 100 000 and next to multiples of π, logarithm and exponential next to 0, powers. The C library's are
  /// right to 1 unit in `Double`.
  @Test func furtherFunctions() {
    let wide = Self.grid(-1e5, 1e5), near = Self.grid(-10, 10), tiny = Self.grid(-300, 0).map { Glibc.pow(10, $0) }
    let multiples = (-63_000...63_000).map { Double($0) * (Double.pi / 2) }
    #expect(Self.units(wide + near + tiny + multiples, { sin($0) }, { Glibc.sin($0) }) <= 1)
    #expect(Self.units(wide + near + tiny + multiples, { cos($0) }, { Glibc.cos($0) }) <= 1)
    let aroundZero = Self.grid(-0.999, 3) + tiny + tiny.map { -$0 / 2 } + Self.grid(1, 1e9)
    #expect(Self.units(aroundZero, { log1p($0) }, { Glibc.log1p($0) }) < 3)
    #expect(Self.units(Self.grid(-40, 700) + near + tiny, { expm1($0) }, { Glibc.expm1($0) }) < 7)
    #expect(Self.units(Self.grid(0.01, 100), { pow($0, 2.7) }, { Glibc.pow($0, 2.7) }) < 8)
    #expect(Self.units(Self.grid(-5, 5), { pow($0, 7) }, { Glibc.pow($0, 7) }) < 6)
    #expect(Self.units(Self.grid(0.01, 100), { pow($0, -1.3) }, { Glibc.pow($0, -1.3) }) < 8)
    let single = (wide + near + multiples).map { Float($0) }
    #expect(Self.units(single, { sin($0) }, { Glibc.sin($0) }) < 0.51)
    #expect(Self.units(single, { cos($0) }, { Glibc.cos($0) }) < 0.51)
    let small = (Self.grid(-0.999, 3) + Self.grid(-30, 0).map { Glibc.pow(10, $0) }).map { Float($0) }
    #expect(Self.units(small, { log1p($0) }, { Glibc.log1p($0) }) < 0.51)
    #expect(Self.units(Self.grid(0.01, 100).map { Float($0) }, { pow($0, 2.75) }, { Glibc.pow($0, 2.75) }) < 0.51)
    // A reduction by the rounded π alone, in the type itself, would be wrong in every digit there.
    let far = Float(99_999.5), naive = Glibc.sinf(far - (far / (2 * Float.pi)).rounded() * 2 * Float.pi)
    #expect(abs(naive - Float(Glibc.sin(Double(far)))) > 1e-3)
    // The formula ln(1 + x) loses small numbers.
    #expect(log(Tensor<Double>([1e-20]) + 1).scalar == 0 && log1p(Tensor<Double>([1e-20])).scalar == 1e-20)
  }

  @Test func endsOfTheRange() {
    func check<S: TensorScalar>(_ type: S.Type) {
      let x = Tensor<S>([0, -S.zero, .infinity, -.infinity, .nan])
      // The sign of a NaN means nothing.
      let asText: (Tensor<S>) -> String = { "\($0.scalars.map { $0.isNaN ? Double.nan : $0.inDouble })" }
      #expect(asText(exp(x)) == "[1.0, 1.0, inf, 0.0, nan]")
      #expect(asText(log(x)) == "[-inf, -inf, inf, nan, nan]")
      #expect(asText(tanh(x)) == "[0.0, -0.0, 1.0, -1.0, nan]")
      #expect(asText(sigmoid(x)) == "[0.5, 0.5, 1.0, 0.0, nan]")
      #expect(asText(erf(x)) == "[0.0, -0.0, 1.0, -1.0, nan]")
      let beyond = softplus(Tensor<S>([.infinity, -.infinity, .nan, 1000, -1000]))
      #expect(asText(beyond) == "[inf, 0.0, nan, 1000.0, 0.0]")
      #expect(asText(elu(x)) == "[0.0, -0.0, inf, -1.0, nan]")
      #expect(asText(relu(x)) == "[0.0, 0.0, inf, 0.0, nan]")
      #expect(asText(sqrt(x)) == "[0.0, -0.0, inf, nan, nan]")
      #expect(asText(sin(x)) == "[0.0, -0.0, nan, nan, nan]" && asText(cos(x)) == "[1.0, 1.0, nan, nan, nan]")
      #expect(sin(Tensor<S>([1e7])).scalar.isNaN && !sin(Tensor<S>([1.6e6])).scalar.isNaN)
      #expect(asText(log1p(Tensor<S>([0, -S.zero, .infinity, -1, -2, .nan]))) == "[0.0, -0.0, inf, -inf, nan, nan]")
      #expect(asText(expm1(x)) == "[0.0, -0.0, inf, -1.0, nan]")
      #expect(asText(reciprocalSquareRoot(x)) == "[inf, -inf, 0.0, nan, nan]")
      // Subnormal arguments and results.
      let least = Tensor<S>([.leastNonzeroMagnitude, .leastNormalMagnitude / 2])
      #expect(distance(Reference(log(least)), Reference([2], least.scalars.map { Glibc.log($0.inDouble) })) < 1e-6)
      #expect(tanh(least).scalars == least.scalars)
      let bottom = log(Tensor<S>([.leastNormalMagnitude / 16])).scalar
      #expect(abs(exp(Tensor<S>([bottom])).scalar.inDouble / (S.leastNormalMagnitude / 16).inDouble - 1) < 1e-3)
    }
    check(Float.self)
    check(Double.self)
  }
}
