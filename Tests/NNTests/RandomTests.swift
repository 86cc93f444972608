import Glibc
import Testing

@testable import NN
import CKernels

@Suite struct RandomTests {
  /// Random123's `kat_vectors`, philox4x32 10 (https://github.com/DEShawResearch/random123, tests/kat_vectors).
  static let known: [(counter: [UInt32], key: [UInt32], words: [UInt32])] = [
    ([0, 0, 0, 0], [0, 0], [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]),
    (
      [0xffff_ffff, 0xffff_ffff, 0xffff_ffff, 0xffff_ffff], [0xffff_ffff, 0xffff_ffff],
      [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]
    ),
    (
      [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], [0xa409_3822, 0x299f_31d0],
      [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
    ),
  ]

  @Test func philoxKnownAnswers() {
    for (counter, key, words) in Self.known {
      var result: [UInt32] = [0, 0, 0, 0]
      ck_philox(counter, key, &result)
      #expect(result == words)
    }
  }

  /// The vector code against the block function: element i of a draw is word (i / 16) % 4 of block 16·(i / 64) + i % 16.
  @Test func uniformsAreTheBlocksOfTheGenerator() {
    let seed: UInt64 = 0x0123_4567_89ab_cdef
    var rng = RandomStream(seed: seed)
    _ = rng.next()
    let draw = Tensor<Float>.uniform([100_003], using: &rng)  // position 1
    for i in Array(0..<200) + Array(99_900..<100_003) {
      let counter: [UInt32] = [UInt32(16 * (i / 64) + i % 16), 0, 1, 0]
      var words: [UInt32] = [0, 0, 0, 0]
      ck_philox(counter, [0x89ab_cdef, 0x0123_4567], &words)
      #expect(draw[i] == Float(words[i / 16 % 4] >> 8) * 0x1p-24)
    }
  }

  /// Box and Muller's formula in plain Swift, from the uniforms of the same blocks.
  @Test func normalsAreBoxMuller() {
    var rng = RandomStream(seed: 9)
    let draw = Tensor<Float>.normal([640], mean: 2, standardDeviation: 3, using: &rng)
    for i in 0..<640 {
      let within = i % 64, half = within / 32
      var words: [UInt32] = [0, 0, 0, 0]
      ck_philox([UInt32(16 * (i / 64) + within % 16), 0, 0, 0], [9, 0], &words)
      let u = Double(words[2 * half]) * 0x1p-32 + 0x1p-33, angle = 2 * Double.pi * Double(words[2 * half + 1]) * 0x1p-32
      let radius = (-2 * Glibc.log(u)).squareRoot()
      let expected = 2 + 3 * radius * (within % 32 < 16 ? Glibc.cos(angle) : Glibc.sin(angle))
      #expect(abs(Double(draw[i]) - expected) < 1e-5)
    }
  }

  /// The outermost of four million normals against the formula: with 24 bits for u it would be off by 10⁻³, and |z| would end at 5.77.
  /// In another repetition a seed is another stream, and the same one again; it is none of those that a program splits off.
  @Test func aRepetitionHasStreamsOfItsOwn() {
    let streams = (0...4).map { RandomStream(seed: 7, repetition: $0) }
    #expect(streams[0] == RandomStream(seed: 7))
    #expect(streams[3] == RandomStream(seed: 7, repetition: 3))
    let all = streams + (1...4).map { RandomStream(seed: 7).split($0) } + (0...4).map { RandomStream(seed: 8, repetition: $0) }
    #expect(Set(all).count == all.count)
  }

  @Test func theTailHas32Bits() throws {
    var rng = RandomStream(seed: 12)
    let draw = Tensor<Float>.normal([1 << 22], using: &rng).scalars
    let i = try #require(draw.indices.max { abs(draw[$0]) < abs(draw[$1]) })
    let within = i % 64, half = within / 32
    var words: [UInt32] = [0, 0, 0, 0]
    ck_philox([UInt32(16 * (i / 64) + within % 16), 0, 0, 0], [12, 0], &words)
    let u = Double(words[2 * half]) * 0x1p-32 + 0x1p-33, angle = 2 * Double.pi * Double(words[2 * half + 1]) * 0x1p-32
    let expected = (-2 * Glibc.log(u)).squareRoot() * (within % 32 < 16 ? Glibc.cos(angle) : Glibc.sin(angle))
    #expect(abs(Double(draw[i]) - expected) < 1e-5)
  }

  @Test func aLongerDrawBeginsWithTheShorterOne() {
    var a = RandomStream(seed: 3), b = a, c = a, d = a
    #expect(Tensor<Float>.normal([101], using: &a).scalars == Array(Tensor<Float>.normal([100_000], using: &b).scalars[..<101]))
    #expect(Tensor<Double>.normal([101], using: &c).scalars == Array(Tensor<Double>.normal([100_000], using: &d).scalars[..<101]))
  }

  /// Moments of n standard normals, within five standard errors: √(1/n), √(2/n), √(15/n), √(96/n).
  @Test func momentsOfTheNormals() {
    func check<S: TensorScalar>(_ type: S.Type, seed: UInt64) {
      let n = 1 << 22
      var rng = RandomStream(seed: seed)
      let z = Tensor<Double>(Tensor<S>.normal([n], using: &rng))
      let root = Double(n).squareRoot()
      #expect(abs(z.mean()) < 5 / root)
      #expect(abs(z.variance() - 1) < 5 * 2.0.squareRoot() / root)
      #expect(abs((z * z * z).mean()) < 5 * 15.0.squareRoot() / root)
      #expect(abs((z * z * z * z).mean() - 3) < 5 * 96.0.squareRoot() / root)
      // Tails: P(|z| > t) = erfc(t/√2)
      for t in [1.0, 2, 3, 4] {
        let p = Glibc.erfc(t / 2.0.squareRoot())
        let count = Double(z.count(where: .magnitudeAbove(t)))
        #expect(abs(count - p * Double(n)) < 5 * (p * (1 - p) * Double(n)).squareRoot(), "beyond \(t)")
      }
      // 32-bit uniforms reach beyond the 5.77 that 24 bits end at.
      #expect(z.max() > 4.5 && z.min() < -4.5 && z.max() < 6.8)
      // Neighbours in memory, and the sine and cosine of one angle, are uncorrelated.
      for distance in [1, 16, 32, 64] {
        let product = z[rows: 0..<(n - distance)] * z[rows: distance..<n]
        #expect(abs(product.mean()) < 5 / root, "distance \(distance)")
      }
    }
    check(Float.self, seed: 1)
    check(Double.self, seed: 2)
  }

  @Test func uniformsStayInTheirRange() {
    var rng = RandomStream(seed: 8)
    let u = Tensor<Float>.uniform([1 << 20], in: 1..<2, using: &rng)
    #expect(u.min() >= 1 && u.max() < 2)
    #expect(abs(Double(u.mean()) - 1.5) < 5 * (1.0 / 12).squareRoot() / 1024)
    #expect(abs(Double(u.variance()) - 1.0 / 12) < 5 * (1.0 / 180).squareRoot() / 1024)
    // One step wide: the upper end is never taken.
    let narrow = Tensor<Float>.uniform([1000], in: 1..<Double(Float(1).nextUp), using: &rng)
    #expect(narrow.max() == 1)
  }

  @Test func streamsOfDifferentNamesDiffer() {
    let rng = RandomStream(seed: 1)
    var keys: Set<UInt64> = [rng.key]
    for i in 0..<1000 { keys.insert(rng.split("layer \(i)").key) }
    for i in 0..<1000 { keys.insert(rng.split(i).key) }
    keys.insert(rng.split("").key)
    keys.insert(RandomStream(seed: 2).split("layer 1").key)
    #expect(keys.count == 2003)
    var drawn = rng
    _ = drawn.next()
    #expect(drawn.split("a") == rng.split("a"))
    #expect(drawn != rng)
  }

  @Test func permutationsAreFair() {
    var rng = RandomStream(seed: 4), counts: [[Int]: Int] = [:]
    for _ in 0..<6000 { counts[rng.permutation(of: 3), default: 0] += 1 }
    #expect(counts.count == 6)
    #expect(counts.values.allSatisfy { abs(Double($0) - 1000) < 5 * 30 })
    #expect(rng.permutation(of: 0) == [] && rng.permutation(of: 1) == [0])
  }
}
