import Foundation

/// SplitMix64 with normals by Box and Muller: the simulations' randomness, the same everywhere.
struct TestStream {
  private var state: UInt64

  /// Neighbouring seeds have to give unrelated streams: a state that is a multiple of the step would give the same one, shifted.
  init(_ seed: UInt64) {
    state = seed &* 0xd134_2543_de82_ef95 &+ 1
    state = next() ^ seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var bits = state
    bits = (bits ^ bits >> 30) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ bits >> 27) &* 0x94d0_49bb_1331_11eb
    return bits ^ bits >> 31
  }

  /// Uniform in (0, 1].
  mutating func unit() -> Double { Double((next() >> 11) + 1) * 0x1p-53 }

  mutating func normal() -> Double { sqrt(-2 * log(unit())) * cos(2 * Double.pi * unit()) }
}
