import Glibc
import NN
import Testing

private struct Failed: Error, Equatable { let at: Int }

@Suite struct SearchTests {
  @Test func gridsTryEverythingInOrder() {
    let search = gridSearch(over: grid([1, 2], ["a", "b"]), for: .least) { number, letter in letter == "b" ? Double(-number) : 0 }
    #expect(search.trials.map { "\($0.configuration.0)\($0.configuration.1)" } == ["1a", "1b", "2a", "2b"])
    #expect(search.best?.score == -2 && search.ranked.map(\.score) == [-2, -1, 0, 0])
    #expect(search.ranked[2].configuration.0 == 1)
    #expect(grid([1, 2], [3], [4, 5]).map { [$0, $1, $2] } == [[1, 3, 4], [1, 3, 5], [2, 3, 4], [2, 3, 5]])
  }

  @Test func notANumberNeverWins() {
    let scores: [Double] = [.nan, 3, 1, .nan, 1, 5]
    let least = gridSearch(over: Array(0..<6), for: .least) { scores[$0] }
    let greatest = gridSearch(over: Array(0..<6), for: .greatest) { scores[$0] }
    #expect(least.best?.configuration == 2 && greatest.best?.configuration == 5)
    #expect(least.ranked.map(\.configuration) == [2, 4, 1, 5, 0, 3])
    #expect(greatest.ranked.map(\.configuration) == [5, 1, 2, 4, 0, 3])
    #expect(gridSearch(over: [1, 2], for: .least) { _ in Double.nan }.best == nil)
    #expect(gridSearch(over: [Int](), for: .least) { _ in 0 }.best == nil)
    let infinite = gridSearch(over: [1, 2], for: .least) { $0 == 1 ? .nan : .infinity }
    #expect(infinite.best?.configuration == 2)
  }

  @Test func whatIsThrownComesThrough() {
    #expect(throws: Failed(at: 2)) {
      _ = try gridSearch(over: [1, 2, 3], for: .least) { number throws(Failed) in
        if number == 2 { throw Failed(at: 2) }
        return 0
      }
    }
  }

  /// Trial i is a function of the stream and i: more trials, or more draws in one, change none.
  @Test func randomTrialsAreIndependentOfEachOther() {
    let rng = RandomStream(seed: 5)
    func configurations(_ count: Int, extraDraws: Int = 0) -> [Double] {
      randomSearch(trials: count, for: .least, using: rng) { rng in
        let rate = rng.logUniform(in: 1e-4...1)
        for _ in 0..<extraDraws { _ = rng.next() }
        return rate
      } score: { $0 }.trials.map(\.configuration)
    }
    let ten = configurations(10)
    #expect(Array(configurations(20)[..<10]) == ten && configurations(10, extraDraws: 3) == ten && Set(ten).count == 10)
  }

  @Test func lawsAreTheirLaws() {
    var rng = RandomStream(seed: 6)
    let rates = (0..<20_000).map { _ in rng.logUniform(in: 1e-4...1) }
    #expect(rates.allSatisfy { $0 >= 1e-4 && $0 <= 1 })
    for power in -4 ..< 0 {
      let share = Double(rates.count { Glibc.log10($0) >= Double(power) && Glibc.log10($0) < Double(power + 1) }) / 20_000
      #expect(abs(share - 0.25) < 0.015)  // uniform itself would have 0.9 in the last
    }
    #expect((0..<1000).allSatisfy { _ in rng.logUniform(in: 0.3...0.3) == 0.3 })
    let whole = (0..<6000).map { _ in rng.integer(in: -1...1) }, some = (0..<6000).map { _ in rng.element(of: ["a", "b"]) }
    for value in -1...1 { #expect(abs(whole.count { $0 == value } - 2000) < 200) }
    #expect(abs(some.count { $0 == "a" } - 3000) < 200)
    #expect(rng.integer(in: 7...7) == 7 && (0..<50).contains { _ in rng.integer(in: Int.min...Int.max) < 0 })
  }
}

@Suite struct EnsembleTests {
  @Test func meansAndVotes() {
    let a = Tensor<Float>([[0.5, 0.5]]), b = Tensor<Float>([[1, 0]])
    #expect(ensembleMean([a, b]) == Tensor([[0.75, 0.25]]) && ensembleMean([a]) == a)
    #expect(majorityVote([[0, 2, 1, -1], [1, 2, 0, -1], [1, 0, 2, 3]]) == [1, 2, 0, 3])
    #expect(majorityVote([[2, 1], [1, 2]]) == [1, 1])  // ties: the least
    #expect(majorityVote([[-1], [-1]]) == [noPrediction] && majorityVote([[]]) == [])
  }

  @Test func viewsAreAveraged() {
    let x = Tensor<Double>([[1, 2], [3, 4]])
    let result = testTimeAugmented(x, by: [{ $0 }, { -$0 }, { $0 * 3 }]) { $0 * $0 }
    #expect(result == x * x * 11 / 3)
  }
}
