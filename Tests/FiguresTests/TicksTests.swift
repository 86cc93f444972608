import Records
import Testing

@testable import Figures

@Suite struct TicksTests {
  private func linear(_ lower: Double, _ upper: Double, _ count: Int, isWhole: Bool = false) -> [String] {
    Ticks.linear(from: lower, to: upper, count: count, isWhole: isWhole, format: .automatic).map(\.text)
  }

  private func log(_ lower: Double, _ upper: Double, _ count: Int) -> [String] {
    Ticks.log(from: lower, to: upper, count: count, format: .automatic).filter { !$0.isMinor }.map(\.text)
  }

  @Test func linearTicksAreRound() {
    #expect(linear(0, 1, 5) == ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"])
    #expect(linear(0, 1, 4) == ["0.0", "0.5", "1.0"])
    #expect(linear(-1, 1, 4) == ["−1.0", "−0.5", "0.0", "0.5", "1.0"])
    #expect(linear(3, 97, 5) == ["20", "40", "60", "80"])
    #expect(linear(0, 3_000_000, 3) == ["0", "1×10⁶", "2×10⁶", "3×10⁶"].map { $0.replacing("1×", with: "") })
    #expect(linear(0, 2.5e-7, 5) == ["0", "0.5×10⁻⁷", "1.0×10⁻⁷", "1.5×10⁻⁷", "2.0×10⁻⁷", "2.5×10⁻⁷"])
    #expect(linear(0.1, 0.35, 5) == ["0.10", "0.15", "0.20", "0.25", "0.30", "0.35"])
  }

  /// 0.1 + 0.2 would be 0.30000000000000004: values are quotients of whole numbers.
  @Test func tickValuesAreTheNearestDoubles() {
    let ticks = Ticks.linear(from: 0, to: 1, count: 10, isWhole: false, format: .automatic)
    #expect(ticks.map(\.value) == [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1])
  }

  @Test func wholeNumbersHaveNoFractions() {
    #expect(linear(1, 3, 10, isWhole: true) == ["1", "2", "3"])
    #expect(linear(1, 3, 10) != ["1", "2", "3"])
  }

  @Test func degenerateRangesEnd() {
    for (lower, upper) in [(0.0, 0.0), (1e16, 1e16 + 2), (-1e300, 1e300), (.leastNonzeroMagnitude, .leastNonzeroMagnitude * 2), (1, 1 + 1e-15)] {
      #expect(linear(lower, upper, 5).count <= 500)
      #expect(linear(lower, upper, 5, isWhole: true).count <= 500)
    }
  }

  @Test func logTicksArePowers() {
    #expect(log(1e-3, 1e3, 7) == ["0.001", "0.01", "0.1", "1", "10", "100", "1000"])
    #expect(log(1e-6, 1e2, 5) == ["10⁻⁶", "10⁻⁴", "10⁻²", "1", "10²"])
    #expect(log(0.8, 30, 5) == ["1", "10"])
    #expect(log(1, 8, 5) == ["1", "2", "5"])
    #expect(log(0.02, 0.06, 5) == ["0.02", "0.05"])
    #expect(log(1.1, 1.3, 5).count >= 2)
  }

  @Test func minorTicksFillShortDecades() {
    let minors = Ticks.log(from: 1, to: 100, count: 5, format: .automatic).filter(\.isMinor).map(\.value)
    #expect(minors == [2, 3, 4, 5, 6, 7, 8, 9, 20, 30, 40, 50, 60, 70, 80, 90])
    // Where not every decade has a text, the others are marked instead.
    let decades = Ticks.log(from: 1, to: 1e8, count: 3, format: .automatic).filter(\.isMinor).map(\.value)
    #expect(decades == [1, 10, 1e3, 1e4, 1e6, 1e7])
  }

  @Test func symlogTicksMirror() {
    let ticks = Ticks.symlog(from: -150, to: 1500, threshold: 1, count: 9, format: .automatic)
    #expect(ticks.map(\.text).sorted() == ["0", "1", "10", "100", "1000", "−1", "−10", "−100"].sorted())
    #expect(Set(ticks.map(\.value)) == [0, 1, 10, 100, 1000, -1, -10, -100])
  }

  @Test func formatsAreTheAuthors() {
    let ticks = Ticks.linear(from: 0, to: 1, count: 2, isWhole: false, format: .percent)
    #expect(ticks.map(\.text) == ["0%", "50%", "100%"])
  }
}

@Suite struct ScaleTests {
  /// Foundation's are the platform's; ours must be as good where positions are concerned.
  @Test func logarithmsAreAccurate() {
    for power in -300...300 {
      let value = Double("1e\(power)") ?? 1
      #expect((Maths.log10(value) - Double(power)).magnitude <= Double(power).magnitude * 1e-15 + 1e-15)
      #expect((Maths.exp10(Double(power)) / value - 1).magnitude < 1e-13)
      #expect(Maths.decade(value) == power)
    }
    #expect((Maths.log10(2) - 0.30102999566398120).magnitude < 1e-16)
    #expect((Maths.exp10(0.5) - 3.1622776601683795).magnitude < 1e-14)
    #expect((Maths.log10(.leastNonzeroMagnitude) + 323.30621534311580).magnitude < 1e-12)
  }

  @Test func scalesPlaceValues() {
    #expect(Scale(.linear, low: 0, high: 10).fraction(2.5) == 0.25)
    #expect((Scale(.log, low: -2, high: 2).fraction(1) - 0.5).magnitude < 1e-15)
    #expect((Scale(.symlog(1), low: -2, high: 2).fraction(0) - 0.5).magnitude < 1e-15)
    let symlog = Scale(.symlog(0.5), low: -1, high: 3)
    for value in [-4.0, -0.1, 0, 0.2, 30, 400] {
      let place = Scale.transform(value, symlog.kind)
      #expect((symlog.inverse(place) - value).magnitude < 1e-12 * max(1, value.magnitude))
    }
  }

  @Test func domainsRoundOutwards() {
    var linear = Scale(.linear, low: 0.03, high: 0.97)
    linear.round(count: 5, isWhole: false)
    #expect(linear == Scale(.linear, low: 0, high: 1))
    var long = Scale(.log, low: -6.3, high: 1.2)
    long.round(count: 5, isWhole: false)
    #expect(long == Scale(.log, low: -7, high: 2))
    var short = Scale(.log, low: Maths.log10(0.012), high: Maths.log10(3))
    short.round(count: 5, isWhole: false)
    #expect((short.inverse(short.low) - 0.01).magnitude < 1e-12 && (short.inverse(short.high) - 5).magnitude < 1e-9)
  }

  @Test func spreadingKeepsOrderAndDistance() throws {
    #expect(DirectLabels.spread([10, 50], distance: 20, within: 0...100) == [10, 50])
    #expect(DirectLabels.spread([50, 50], distance: 20, within: 0...100) == [40, 60])
    #expect(DirectLabels.spread([0, 1, 2], distance: 20, within: 0...100) == [0, 20, 40])
    #expect(DirectLabels.spread([100, 100, 100], distance: 20, within: 0...100) == [60, 80, 100])
    #expect(DirectLabels.spread([1, 2, 3], distance: 60, within: 0...100) == nil)
  }
}
