import Testing

@testable import Records

@Suite struct NumberFormatTests {
  @Test func readsSpellings() {
    #expect(NumberFormat(".3g") == .significant(3))
    #expect(NumberFormat(".12g") == .significant(12))
    #expect(NumberFormat(".2f") == .fixed(2))
    #expect(NumberFormat(".0f") == .fixed(0))
    #expect(NumberFormat("%") == .percent(0))
    #expect(NumberFormat(".1%") == .percent(1))
    #expect(NumberFormat("e") == .scientific(2))
    #expect(NumberFormat(".1e") == .scientific(1))
    #expect(NumberFormat.g3 == .significant(3) && NumberFormat.f2 == .fixed(2) && NumberFormat.percent1 == .percent(1))
  }

  @Test(arguments: ["", "g", "f", ".g", ".0g", "3g", ".3", ".3x", ".-1f", ".3 g", "..3g", ".99f", ".1000f", "%%", ".3gg", "é"])
  func refusesOtherSpellings(_ spelling: String) { #expect(NumberFormat(spelling) == nil) }

  @Test func agreesWithPython() throws {
    #expect(numberFormatExpectations.count > 300)
    for (bits, spelling, text) in numberFormatExpectations {
      let format = try #require(NumberFormat(spelling))
      let value = Double(bitPattern: bits)
      #expect(format.string(for: value) == text, "\(value) as \(spelling)")
    }
  }

  /// Rounding through the shortest digits or after multiplying gives other texts for each of these.
  @Test func roundsOnceAndFromExactDigits() {
    #expect(NumberFormat.f2.string(for: 2.675) == "2.67")  // the double is 2.67499999…
    #expect(NumberFormat.f2.string(for: 1.005) == "1.00")
    #expect(NumberFormat.percent.string(for: 0.285) == "28%")  // 28.499999…
    #expect(NumberFormat.percent.string(for: 1.115) == "111%")  // 111.499999…, though 1.115 * 100 == 111.5
    #expect(NumberFormat.f0.string(for: 0.5) == "0")
    #expect(NumberFormat.f0.string(for: 1.5) == "2")
    #expect(NumberFormat.f0.string(for: 2.5) == "2")
    #expect(NumberFormat.f0.string(for: 0.50000000000000011) == "1")
    #expect(NumberFormat.f1.string(for: 9.95) == "9.9")
    #expect(NumberFormat.g3.string(for: 999.5) == "1000")
    #expect(NumberFormat.g2.string(for: 0.996) == "1")
  }

  @Test func exactExpansionsAreWhole() {
    let smallest = DecimalExpansion(exactly: .leastNonzeroMagnitude)
    #expect(smallest.digits.count == 751 && smallest.exponent == -324)
    #expect(smallest.digits.prefix(5) == [4, 9, 4, 0, 6])
    let largest = DecimalExpansion(exactly: .greatestFiniteMagnitude)
    #expect(largest.digits.count == 309 && largest.exponent == 308)
    #expect(DecimalExpansion(exactly: 0.1).digits.count == 55)
    #expect(DecimalExpansion(exactly: 0).isZero)
  }

  /// 17 significant digits identify a double, so that reading back is a check of every digit.
  @Test func seventeenDigitsReadBack() {
    var state: UInt64 = 1
    for _ in 0..<3_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let value = Double(bitPattern: state)
      guard value.isFinite else { continue }
      #expect(Double(NumberFormat.scientific(16).string(for: value)) == value)
      #expect(Double(NumberFormat.automatic.string(for: value)) == value)
    }
  }

  @Test func automaticIsShortest() {
    #expect(NumberFormat.automatic.string(for: 0.1) == "0.1")
    #expect(NumberFormat.automatic.string(for: 3.0) == "3")
    #expect(NumberFormat.automatic.string(for: 1e-5) == "0.00001")
    #expect(NumberFormat.automatic.string(for: 1.5e-7) == "1.5e-07")
    #expect(NumberFormat.automatic.string(for: 1e22) == "1e+22")
    #expect(NumberFormat.automatic.string(for: -0.0) == "-0")
  }

  @Test func floatsHaveTheirOwnDigits() {
    #expect(NumberFormat.automatic.string(for: Value.float(0.1)) == "0.1")
    #expect(NumberFormat.fixed(12).string(for: Value.float(0.1)) == "0.100000000000")
    #expect(NumberFormat.fixed(12).string(for: Value.double(Double(Float(0.1)))) == "0.100000001490")
    #expect(NumberFormat.g3.string(for: Value.float(0.123456)) == "0.123")
    #expect(NumberFormat.percent1.string(for: Value.float(0.07)) == "7.0%")
    // Fewer digits than it has: rounded from the exact value, which lies above the tie that the shortest digits show.
    #expect(NumberFormat.f1.string(for: Value.float(0.15)) == "0.2")
  }

  @Test func integersAreExact() {
    #expect(NumberFormat.automatic.string(for: Value.integer(.max)) == "9223372036854775807")
    #expect(NumberFormat.f2.string(for: Value.integer(.max)) == "9223372036854775807.00")
    #expect(NumberFormat.g3.string(for: Value.integer(12_345)) == "12300")
    #expect(NumberFormat.percent.string(for: Value.integer(1)) == "100%")
    #expect(NumberFormat.automatic.string(for: Value.integer(.min), typography: .typeset) == "−9223372036854775808")
  }

  @Test func otherValuesAreThemselves() {
    #expect(NumberFormat.g3.string(for: Value.text("a<b")) == "a<b")
    #expect(NumberFormat.g3.string(for: Value.boolean(true)) == "true")
  }

  @Test func typesetsForPeople() {
    func text(_ value: Double, _ format: NumberFormat) -> String { format.string(for: value, typography: .typeset) }
    #expect(text(1.2e-5, .g3) == "1.2×10⁻⁵")
    #expect(text(-0.5, .g3) == "−0.5")
    #expect(text(-6.02e23, .g3) == "−6.02×10²³")
    #expect(text(1e-5, .g3) == "10⁻⁵")
    #expect(text(-1e-7, .automatic) == "−10⁻⁷")
    #expect(text(1e-5, .e2) == "1.00×10⁻⁵")
    #expect(text(12_345, .g3) == "12300")
    #expect(text(1_234_567, .g3) == "1.23×10⁶")
    #expect(text(0.00012, .g3) == "0.00012")
    #expect(text(Double.nan, .g3) == "NaN" && text(Double.infinity, .f2) == "∞" && text(-Double.infinity, .percent) == "−∞")
    #expect(NumberFormat.g3.string(for: Double.nan) == "nan" && NumberFormat.g3.string(for: -Double.infinity) == "-inf")
  }

  @Test func whatRoundsToZeroHasNoSign() {
    #expect(NumberFormat.f2.string(for: -0.001) == "0.00")
    #expect(NumberFormat.percent.string(for: -0.001) == "0%")
    #expect(NumberFormat.g3.string(for: -0.0) == "0")
    #expect(NumberFormat.e1.string(for: 0) == "0.0e+00")
  }

  /// A format from the wire may hold anything.
  @Test(arguments: [-5, 0, 41, Int.max, Int.min])
  func forgedDigitsDoNotTrap(_ digits: Int) {
    for format: NumberFormat in [.significant(digits), .fixed(digits), .percent(digits), .scientific(digits)] {
      for value in [0, 1.5, -1e300, .leastNonzeroMagnitude] {
        #expect(!format.string(for: value).isEmpty)
        #expect(!format.string(for: Float(value)).isEmpty)
      }
    }
  }
}
