/// SplitMix64, seeded by a name and a path of numbers, so that a draw depends on what it is for and on nothing else.
///
/// - Source: Steele, Lea & Flood 2014, Fast splittable pseudorandom number generators
struct SeededStream {
  private var state: UInt64

  init(_ name: String, _ path: Int...) {
    state = 0xcbf2_9ce4_8422_2325
    for byte in name.utf8 { state = (state ^ UInt64(byte)) &* 0x100_0000_01b3 }
    for step in path { state = next() ^ UInt64(bitPattern: Int64(step)) &* 0x9e37_79b9_7f4a_7c15 }
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var bits = state
    bits = (bits ^ bits >> 30) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ bits >> 27) &* 0x94d0_49bb_1331_11eb
    return bits ^ bits >> 31
  }

  /// Uniform in [0, 1).
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Uniform below `bound`, nearly: the bounds here are tiny.
  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
