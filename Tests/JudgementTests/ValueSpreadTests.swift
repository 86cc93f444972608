import Records
import Testing

@testable import Judgement

@Suite struct ValueSpreadTests {
  @Test func itGoesFromTheLeastToTheGreatest() throws {
    let spread = ValueSpread([.double(0.5), nil, .double(-1), .double(.infinity)])
    let extremes = try #require(spread.extremes)
    #expect(extremes.least == .double(-1) && extremes.greatest == .double(.infinity))
    #expect(spread.known.count == 3)
  }

  @Test(arguments: [[Value.text("a"), .double(1)], [.double(.nan), .double(1)], [.boolean(true)], []])
  func whatIsNoNumberHasNoEnds(_ values: [Value]) { #expect(ValueSpread(values).extremes == nil) }

  /// To the bit, and NaN is NaN.
  @Test func agreement() {
    #expect(ValueSpread([.double(0.1), nil]).agrees(with: .double(0.1)))
    #expect(!ValueSpread([.double(0.1), .double(0.1.nextUp)]).agrees(with: .double(0.1)))
    #expect(!ValueSpread([.float(0.5)]).agrees(with: .double(0.5)))
    #expect(!ValueSpread([.double(-0.0)]).agrees(with: .double(0)))
    #expect(ValueSpread([.double(.nan)]).agrees(with: .double(.nan)))
  }
}
