import Foundation
import Testing

@testable import Judgement

/// Constants of SciPy 1.17.1 to the digits printed; those of judgement.md, section 8, stand beside theirs.
struct FixedSampleTestsTests {
  private func expect(_ value: Double, _ reference: Double, relative: Double = 1e-9, _ location: SourceLocation = #_sourceLocation)
  {
    #expect(abs(value - reference) <= relative * abs(reference), "\(value) is not \(reference)", sourceLocation: location)
  }

  struct Rate: CustomTestStringConvertible {
    var count: Int, lower: Double, upper: Double
    var testDescription: String { "\(count) of 20" }
  }

  // Section 8 prints 1/20 [.001, .249], 3/20 [.032, .379], 5/20 [.087, .491].
  @Test(arguments: [
    Rate(count: 0, lower: 0, upper: 0.16843347098308548), Rate(count: 1, lower: 0.0012650894979560339, upper: 0.24873276277202772),
    Rate(count: 3, lower: 0.03207093718554477, upper: 0.37892682654529564),
    Rate(count: 5, lower: 0.08657146910143455, upper: 0.49104587170795755),
    Rate(count: 20, lower: 0.8315665290169145, upper: 1),
  ])
  func `Clopper and Pearson's interval`(_ reference: Rate) {
    let interval = FixedSampleTests.rateInterval(reference.count, of: 20)
    expect(interval.lowerBound, reference.lower)
    expect(interval.upperBound, reference.upper)
  }

  @Test func `Student's quantiles`() {
    expect(FixedSampleTests.studentQuantile(0.975, degreesOfFreedom: 19), 2.0930240544083087)
    expect(FixedSampleTests.studentQuantile(0.975, degreesOfFreedom: 9), 2.262157162798205)
    expect(FixedSampleTests.studentQuantile(0.975, degreesOfFreedom: 1), 12.706204736174694)
  }

  private static let differences = [1.5, -0.3, 2.2, 0.7, -1.1, 3.0, 0.9, 1.8]
  private static let first = [1.1, 2.2, 3.3, 4.4, 5.5, 6.6, 7.7, 8.8], second = [2.5, 3.5, 6.0, 8.0, 9.0, 10.0, 11.0]

  @Test func `Intervals of means`() throws {
    let paired = try #require(FixedSampleTests.meanInterval(Self.differences))
    expect(paired.lowerBound, -0.028282600071970476)
    expect(paired.upperBound, 2.2032826000719705)
    let welch = try #require(FixedSampleTests.meanDifferenceInterval(Self.first, Self.second))
    expect(welch.lowerBound, -1.2018997248940355)
    expect(welch.upperBound, 5.587614010608322)
    #expect(FixedSampleTests.meanInterval([1]) == nil)
    #expect(FixedSampleTests.meanDifferenceInterval([1], [1, 2]) == nil)
  }

  /// The second has ties and a zero: 34 of 256 signs are as extreme, counted by hand-written enumeration in Python.
  @Test func `Wilcoxon's signed ranks`() {
    expect(FixedSampleTests.signedRank(Self.differences), 0.078125)
    expect(FixedSampleTests.signedRank([1, 1, -1, 2, 3, -2, 4, 0, 5]), 0.1328125)
    #expect(FixedSampleTests.signedRank([0, 0]) == 1)
    #expect(FixedSampleTests.signedRank([]) == 1)
  }

  @Test func `Mann and Whitney's rank sums`() {
    expect(FixedSampleTests.rankSum(Self.first, Self.second), 0.14801069402378172)
    expect(FixedSampleTests.rankSum([1, 2, 2, 3, 4, 4, 5], [2, 3, 4, 5, 6, 6, 7]), 0.09266009014192382)
    #expect(FixedSampleTests.rankSum([1, 1], [1, 1, 1]) == 1)
  }

  @Test func `The sign test`() {
    expect(FixedSampleTests.signTest(2, 8), 0.109375)
    expect(FixedSampleTests.signTest(5, 0), 0.0625)
    #expect(FixedSampleTests.signTest(0, 0) == 1)
  }

  @Test func `Summaries of replicates`() {
    let summary = ValueSummary([4, 1, 3, 2])
    #expect(summary.mean == 2.5 && summary.median == 2.5)
    expect(summary.spread, (5.0 / 3).squareRoot())
    #expect(ValueSummary([0.1, 0.1, 0.1]).spread == 0)
    #expect(ValueSummary([.infinity, .infinity]).mean == .infinity)
    #expect(ValueSummary([1, .infinity, 2]).median == 2)
    #expect(ValueSummary([1]).spread.isNaN && ValueSummary([]).mean.isNaN)
    #expect(ValueSummary([.greatestFiniteMagnitude, .greatestFiniteMagnitude]).median == .greatestFiniteMagnitude)
  }
}
