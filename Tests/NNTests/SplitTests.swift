import NN
import Testing

@Suite struct SplitTests {
  @Test func partsHaveTheirSizesAndNothingTwice() {
    for count in [1, 2, 7, 10, 99, 1000] {
      var rng = RandomStream(seed: UInt64(count))
      for (validation, test) in [(0.0, 0.0), (0.2, 0.1), (0.15, 0.25)] {
        let split = Split(of: count, validation: validation, test: test, using: &rng)
        #expect((split.training + split.validation + split.test).sorted() == Array(0..<count))
        #expect(split.validation.count == Int((Double(count) * validation).rounded()))
        #expect(split.test.count == Int((Double(count) * test).rounded()))
      }
    }
    var rng = RandomStream(seed: 1), again = RandomStream(seed: 1)
    let split = Split(of: 20, validationCount: 4, testCount: 3, using: &rng)
    #expect(split == Split(of: 20, validationCount: 4, testCount: 3, using: &again))
    #expect(split.training.count == 13 && split != Split(of: 20, validationCount: 4, testCount: 3, using: &rng))
    #expect(Split(of: 0, validation: 0.5, using: &rng).training.isEmpty)
  }

  /// Random labels of random numbers of classes, some classes of one sample.
  @Test func stratifiedPartsKeepTheShares() {
    for seed in 0..<200 {
      var rng = RandomStream(seed: UInt64(seed))
      let count = 10 + seed, classes = 1 + seed % 7
      let labels = (0..<count).map { _ in min(rng.integer(in: 0...classes), classes - 1) }
      let split = Split(stratifying: labels, validation: 0.2, test: 0.3, using: &rng)
      #expect((split.training + split.validation + split.test).sorted() == Array(0..<count))
      #expect(split.test.count == Int((Double(count) * 0.3).rounded()))
      #expect(split.validation.count == Int((Double(count) * 0.2).rounded()))
      for label in 0..<classes {
        func share(_ indices: [Int]) -> Double { Double(indices.count { labels[$0] == label }) }
        let all = Double(labels.count { $0 == label }), inTest = share(split.test)
        #expect(abs(inTest - all * Double(split.test.count) / Double(count)) < 1)
        let left = Double(split.validation.count) / Double(count - split.test.count)
        #expect(abs(share(split.validation) - (all - inTest) * left) < 1)
      }
    }
  }

  /// The test has to be able to fail: a plain split misses shares by more than one.
  @Test func plainSplitsDoNotKeepTheShares() {
    let labels = (0..<100).map { $0 / 50 }
    let misses = (0..<20).count { seed in
      var rng = RandomStream(seed: UInt64(seed))
      let test = Split(of: 100, validation: 0, test: 0.3, using: &rng).test
      return abs(test.count { labels[$0] == 0 } - 15) >= 1
    }
    #expect(misses > 10)
  }

  /// Every sample has the same chance of the test part, the odd one of a rare class too.
  @Test func chancesAreEqual() {
    let labels = [0, 0, 0, 0, 0, 0, 1, 1, 1, 2]
    var taken = [Int](repeating: 0, count: 10), rng = RandomStream(seed: 3)
    for _ in 0..<4000 { for index in Split(stratifying: labels, validation: 0, test: 0.3, using: &rng).test { taken[index] += 1 } }
    // 1200 each, with a standard deviation of 29 if it were independent.
    #expect(taken.allSatisfy { abs($0 - 1200) < 130 }, "\(taken)")
  }

  @Test func foldsPartition() {
    for (count, k) in [(2, 2), (10, 3), (10, 10), (101, 7)] {
      var rng = RandomStream(seed: 4)
      let labels = (0..<count).map { $0 * $0 % 4 }
      for folds in [Split.folds(k, of: count, using: &rng), Split.folds(k, stratifying: labels, using: &rng)] {
        #expect(folds.count == k && folds.flatMap(\.validation).sorted() == Array(0..<count))
        for fold in folds {
          #expect((fold.training + fold.validation).sorted() == Array(0..<count) && fold.test.isEmpty)
        }
        let sizes = folds.map(\.validation.count)
        #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1 && sizes == sizes.sorted(by: >))
      }
      for label in 0..<4 {
        let numbers = Split.folds(k, stratifying: labels, using: &rng).map { $0.validation.count { labels[$0] == label } }
        #expect((numbers.max() ?? 0) - (numbers.min() ?? 0) <= 1)
      }
    }
    let alone = Split.leaveOneOut(of: 5)
    #expect(alone.map(\.validation) == [[0], [1], [2], [3], [4]] && alone[1].training == [0, 2, 3, 4])
  }
}
