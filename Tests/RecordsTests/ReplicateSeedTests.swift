import Records
import Testing

struct ReplicateSeedTests {
  /// Computed apart, with FNV-1a and SplitMix64's finalizer over the bytes of "1/initialization/small-start/0" and its like. They must
  /// not change: every recorded verdict hangs on them.
  @Test func `Seeds are what they have always been`() {
    let name = "initialization", claim = "small-start"
    #expect(replicateSeed(course: 1, lesson: name, claim: claim, replicate: 0) == 0xb7b235ed1f4e7674)
    #expect(replicateSeed(course: 1, lesson: name, claim: claim, replicate: 1) == 0xdeb193a358f7978d)
    #expect(replicateSeed(course: 1, lesson: name, claim: claim, replicate: 0, fresh: 7) == 0x1c593245842aae2e)
  }

  @Test func `Course, lesson, claim, replicate and fresh number each give other seeds`() {
    var seeds: [UInt64] = []
    for course in 0..<3 {
      for lesson in ["a", "b"] {
        for claim in ["x", "y"] {
          for replicate in 0..<50 {
            for fresh in [nil, 0, 1] as [UInt64?] {
              seeds.append(replicateSeed(course: course, lesson: lesson, claim: claim, replicate: replicate, fresh: fresh))
            }
          }
        }
      }
    }
    #expect(Set(seeds).count == seeds.count)
    // Their bits are as often set as not: 1800 seeds of 64 bits, five standard errors.
    let bits = seeds.reduce(0) { $0 + $1.nonzeroBitCount }
    let drawn = Double(64 * seeds.count)
    let excess: Double = abs(Double(bits) - drawn / 2)
    #expect(excess < 2.5 * drawn.squareRoot())
  }
}
