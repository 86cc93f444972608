import Foundation
import Testing

@testable import Judgement

/// Constants of judgement.md, section 11: checked there against numerical integration with 20 to 40 digits, or against the library
/// confseq 0.0.11. All to a relative error of 1e-9 or better; those printed with fewer digits to the digits printed.
///
/// Two constants of that page have a wrong digit; mpmath at 40 digits gives the ones that stand here:
/// the tuned evidence of 99 of 100 against .95 is 1.0017327734702405 (printed 1.00177327347024), and
/// the lower bound of 47 of 50 is .802835775886673 (printed .802835785887).
struct ReferenceValueTests {
  static func expect(_ value: Double, _ reference: Double, relative: Double = 1e-11, _ location: SourceLocation = #_sourceLocation) {
    #expect(abs(value - reference) <= relative * abs(reference), "\(value) is not \(reference)", sourceLocation: location)
  }

  struct RateCase: CustomTestStringConvertible {
    var passes: Int, count: Int, rate: Double, value: Double
    init(_ passes: Int, _ count: Int, _ rate: Double, _ value: Double) {
      (self.passes, self.count, self.rate, self.value) = (passes, count, rate, value)
    }
    var testDescription: String { "\(passes) of \(count) against \(rate)" }
  }

  @Test(arguments: [
    RateCase(7, 7, 0.5, 3.46182200347859), RateCase(6, 7, 0.5, 1.48403664589283), RateCase(18, 20, 0.5, 6.26443364953471),
    RateCase(20, 20, 0.8, 3.01852033029354), RateCase(43, 43, 0.9, 3.03915256577014), RateCase(42, 43, 0.9, 1.42611761122042),
    RateCase(88, 88, 0.95, 3.01044245449141), RateCase(20, 20, 0.95, 0.560708968435967), RateCase(0, 3, 0.5, -1.38629436111989),
    RateCase(12, 30, 0.8, -2.78563095356557),
  ])
  func `Evidence for a rate above a threshold`(_ reference: RateCase) {
    Self.expect(RateMixture().logEvidence(above: reference.rate, passes: reference.passes, of: reference.count), reference.value)
  }

  @Test(arguments: [
    RateCase(0, 2, 0.95, 4.94402054501427), RateCase(16, 20, 0.95, 1.32144455593311), RateCase(12, 20, 0.8, 0.973529114526311),
    RateCase(10, 20, 0.95, 15.350235220399),
  ])
  func `Evidence for a rate below a threshold`(_ reference: RateCase) {
    Self.expect(RateMixture().logEvidence(below: reference.rate, passes: reference.passes, of: reference.count), reference.value)
  }

  @Test(arguments: [
    RateCase(18, 20, 0.5, 6.23943954938138), RateCase(50, 50, 0.9, 4.84061569025659), RateCase(99, 100, 0.95, 1.00173277347024),
    RateCase(12, 30, 0.8, -3.69571246448584),
  ])
  func `Evidence with confseq's tuned prior`(_ reference: RateCase) {
    let p = reference.rate, logarithm = log(10.0)
    let r = 20 * p * (1 - p) / (2 * logarithm + log(1 + 2 * logarithm)) - p * (1 - p)
    let tuned = RateMixture(a: r / (1 - p), b: r / p)
    if p == 0.5 { Self.expect(tuned.a, 1.080063, relative: 1e-6) }
    Self.expect(tuned.logEvidence(above: p, passes: reference.passes, of: reference.count), reference.value)
  }

  @Test(arguments: [
    RateCase(7, 7, 0.5, 2.77258872223978), RateCase(18, 20, 0.5, 5.571397101315), RateCase(50, 50, 0.9, 1.33620015016699),
    RateCase(95, 100, 0.9, -1.22977100635996), RateCase(30, 100, 0.5, 6.0575018981969),
  ])
  func `Two-sided evidence, uniform prior`(_ reference: RateCase) {
    Self.expect(RateMixture().logEvidence(against: reference.rate, passes: reference.passes, of: reference.count), reference.value)
  }

  @Test(arguments: [
    RateCase(7, 7, 0.5, 3.28886819669), RateCase(18, 20, 0.5, 5.61059591194576), RateCase(50, 50, 0.9, 2.73714937891),
  ])
  func `Two-sided evidence, Jeffreys prior`(_ reference: RateCase) {
    let mixture = RateMixture(a: 0.5, b: 0.5)
    Self.expect(mixture.logEvidence(against: reference.rate, passes: reference.passes, of: reference.count), reference.value)
  }

  @Test(arguments: [
    (8, 8, 0.522505584918, 1.0), (20, 20, 0.739328649062, 1), (18, 20, 0.589738942316, 0.996341312566), (50, 50, 0.870618710908, 1),
    (47, 50, 0.767556733849, 0.996081739990), (5, 20, 0.050705976378, 0.578258350482), (0, 20, 0, 0.260671350938),
  ])
  func `95 % intervals of a rate`(_ passes: Int, _ count: Int, _ lower: Double, _ upper: Double) {
    let interval = RateMixture().interval(passes: passes, of: count, errorRate: 0.05)
    Self.expect(interval.lowerBound, lower, relative: 1e-10)
    Self.expect(interval.upperBound, upper, relative: 1e-10)
  }

  @Test(arguments: [
    (8, 8, 0.582166058765), (20, 20, 0.801127221160), (18, 20, 0.630333262139), (50, 50, 0.914271407157), (47, 50, 0.802835775887),
  ])
  func `95 % lower bounds of a rate`(_ passes: Int, _ count: Int, _ bound: Double) {
    Self.expect(RateMixture().lowerBound(passes: passes, of: count, errorRate: 0.05), bound, relative: 1e-11)
  }

  struct ZoneCase: CustomTestStringConvertible {
    var passes: Int, count: Int, floor: Double, rate: Double, value: Double
    init(_ passes: Int, _ count: Int, _ floor: Double, _ rate: Double, _ value: Double) {
      (self.passes, self.count, self.floor, self.rate, self.value) = (passes, count, floor, rate, value)
    }
    var testDescription: String { "\(passes) of \(count), zone \(floor) to \(rate)" }
  }

  @Test(arguments: [
    ZoneCase(17, 17, 0.8, 0.95, 2.9214543677532), ZoneCase(18, 18, 0.8, 0.95, 3.09330462467986),
    ZoneCase(19, 20, 0.8, 0.95, 1.87886052048663), ZoneCase(0, 3, 0.8, 0.95, -4.15888308335967),
    ZoneCase(14, 20, 0.8, 0.95, -5.91186256974611), ZoneCase(7, 7, 0.5, 0.8, 3.29002540472015),
    ZoneCase(12, 20, 0.5, 0.8, -1.69028230404442), ZoneCase(10, 12, 0.5, 0.8, 2.86745482870905),
    ZoneCase(32, 32, 0.9, 0.99, 3.0499257537384),
  ])
  func `Zone test`(_ reference: ZoneCase) {
    let zone = ZoneTest(rate: reference.rate, floor: reference.floor)
    Self.expect(zone.logRatio(passes: reference.passes, of: reference.count), reference.value)
  }

  static let samples: [[Double]] = [
    [1, 2, 3], [0.5, 1.5, 1, 2], [0.3, -0.1, 0.4, 0.2, 0.6], [-1, 0.5, -0.7], [2, 2.1, 1.9, 2.05, 1.95, 2],
  ]

  @Test func `Evidence about a mean`() {
    let above = [1.49169896861301, 2.06165686036998, 1.46535766961556, -1.16302869640106, 5.53875862909905]
    let against = [0.851281945211792, 1.39250562111917, 0.811862377152081, -0.345444759473959, 4.84610311318928]
    let wide = [1.73838685931786, 2.33491758707824, 1.22977520332373, -1.79377652016306, 8.6663241082316]
    for (index, sample) in Self.samples.enumerated() {
      Self.expect(MeanMixture(sample).logEvidence(.above, 0), above[index])
      Self.expect(MeanMixture(sample).logEvidence(against: 0), against[index])
      Self.expect(MeanMixture(effectPrecision: 0.25, sample).logEvidence(.above, 0), wide[index])
    }
  }

  @Test func `Intervals and bounds of a mean`() throws {
    #expect(MeanMixture(Self.samples[0]).interval(errorRate: 0.05) == nil)
    let intervals = [(2, -0.698527161917, 1.258527161917), (4, 1.842677255960, 2.157322744040)]
    for (index, lower, upper) in intervals {
      let interval = try #require(MeanMixture(Self.samples[index]).interval(errorRate: 0.05))
      Self.expect(interval.lowerBound, lower)
      Self.expect(interval.upperBound, upper)
    }
    let bounds = [(0, -Double.infinity), (1, -3.591940779130), (2, -0.311569536636), (4, 1.879846977434)]
    for (index, bound) in bounds {
      let value = MeanMixture(Self.samples[index]).lowerBound(errorRate: 0.05)
      if bound.isFinite { Self.expect(value, bound, relative: 1e-10) } else { #expect(value == bound) }
    }
  }

  /// The accuracies of judgement.md's example.
  static let accuracies = [0.81, 0.84, 0.79, 0.83, 0.86, 0.82, 0.80, 0.85, 0.83, 0.82]

  @Test func `Ten accuracies, plain and guarded`() throws {
    let mixture = MeanMixture(Self.accuracies)
    let interval = try #require(mixture.interval(errorRate: 0.05))
    Self.expect(interval.lowerBound, 0.798407434208)
    Self.expect(interval.upperBound, 0.851592565792)
    Self.expect(mixture.lowerBound(errorRate: 0.05), 0.802002501021)
    Self.expect(-MeanMixture(Self.accuracies.map { -$0 }).lowerBound(errorRate: 0.05), 0.847997498979)
    Self.expect(mixture.logEvidence(.above, 0.8), 3.38588986150709)
    Self.expect(mixture.logEvidence(.below, 0.8), -2.35624920145301)
    Self.expect(mixture.logEvidence(.below, 0.9), 8.82323608093168)
    Self.expect(mixture.guardedLogEvidence(.above, 0.8), 0.188955684688696)
    Self.expect(mixture.guardedLogEvidence(.above, 0.7), 9.37242822879612)
  }

  @Test func `Identical replicates have a greatest evidence`() {
    for (count, value) in [(2, 1.1462), (3, 2.0502), (4, 3.0992), (5, 4.2746), (6, 5.5574), (8, 8.3834)] {
      let mixture = MeanMixture(Array(repeating: 3.0, count: count))
      #expect(abs(mixture.logEvidence(.above, 0) - value) < 5.1e-5)
    }
  }

  @Test(arguments: [
    (0.05, 8, 0.312343978066368), (0.05, 20, 0.139108340668265), (0.05, 50, 0.0581550791169723), (0.01, 8, 0.437658674809651),
    (0.01, 20, 0.205671765275718), (0.01, 50, 0.0879891606440902),
  ])
  func `Failure rates that R of R exclude`(_ errorRate: Double, _ count: Int, _ excluded: Double) {
    Self.expect(RateMixture.excludedFailureRate(passes: count, errorRate: errorRate), excluded, relative: 1e-14)
  }
}
