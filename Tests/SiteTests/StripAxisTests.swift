import Testing

@testable import Site

@Suite struct StripAxisTests {
  @Test func everythingIsOnTheAxisWhereItFits() {
    let axis = StripAxis(core: [0, 4], others: [10], pixels: 0...100)
    #expect(axis.position(0) == 0 && axis.position(4) == 40 && axis.position(10) == 100)
    #expect(!axis.isCutBelow && !axis.isCutAbove)
  }

  @Test func decadesAreLogarithmic() {
    let axis = StripAxis(core: [1, 10], others: [100], pixels: 0...100)
    #expect(axis.position(10) == 50)
  }

  @Test func aFarControlStandsOffTheAxis() {
    let axis = StripAxis(core: [0.97, 1.03], others: [10.2], pixels: 0...90)
    #expect(axis.isCutAbove && !axis.isCutBelow)
    #expect(abs(axis.position(1.03) - 60) < 1e-9 && axis.position(10.2) == 90)
    let below = StripAxis(core: [0.03, 0.04], others: [-5], pixels: 0...90)
    #expect(below.isCutBelow && below.position(-5) == 0)
  }

  @Test func oneValueStandsInTheMiddle() {
    #expect(StripAxis(core: [2, 2], pixels: 0...100).position(2) == 50)
    #expect(StripAxis(core: [], pixels: 0...100).position(.infinity) == 100)
  }
}
