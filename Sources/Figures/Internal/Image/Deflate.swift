/// Compression as zlib streams hold it (RFC 1951), in one block with the fixed codes: small, and enough for pixels.
struct Deflate {
  private var bytes: [UInt8] = []
  private var pending: UInt32 = 0
  private var pendingCount: UInt32 = 0

  private static let lengthBases = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
  ]
  private static let lengthBits: [UInt32] = [
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
  ]
  private static let distanceBases = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1_025, 1_537, 2_049, 3_073, 4_097, 6_145,
    8_193, 12_289, 16_385, 24_577,
  ]

  static func compressed(_ input: [UInt8]) -> [UInt8] {
    var stream = Deflate()
    // The last block, with fixed codes.
    stream.write(0b011, 3)
    // For each hash of three bytes the latest place that had it; for each place the one before.
    var latest = [Int](repeating: -1, count: 1 << 12), earlier = [Int](repeating: -1, count: input.count), place = 0
    func hash(_ place: Int) -> Int? {
      guard place + 2 < input.count else { return nil }
      let key = UInt32(input[place]) | UInt32(input[place + 1]) << 8 | UInt32(input[place + 2]) << 16
      return Int((key &* 2_654_435_761) >> 20)
    }
    func remember(_ place: Int) {
      guard let hash = hash(place) else { return }
      earlier[place] = latest[hash]
      latest[hash] = place
    }
    while place < input.count {
      var length = 0, distance = 0
      var candidate = hash(place).map { latest[$0] } ?? -1, tries = 12
      while candidate >= 0, tries > 0, length < 258, place - candidate <= 32_768 {
        var same = 0
        while same < 258, place + same < input.count, input[candidate + same] == input[place + same] { same += 1 }
        if same > length { (length, distance) = (same, place - candidate) }
        candidate = earlier[candidate]
        tries -= 1
      }
      if length >= 3 {
        stream.copy(length, distance)
        for offset in 0..<length { remember(place + offset) }
        place += length
      } else {
        stream.symbol(Int(input[place]))
        remember(place)
        place += 1
      }
    }
    stream.symbol(256)
    stream.write(0, 7)
    return stream.bytes
  }

  private mutating func copy(_ length: Int, _ distance: Int) {
    let size = Self.lengthBases.lastIndex { $0 <= length } ?? 0
    symbol(257 + size)
    write(UInt32(length - Self.lengthBases[size]), Self.lengthBits[size])
    let far = Self.distanceBases.lastIndex { $0 <= distance } ?? 0
    writeReversed(UInt32(far), 5)
    write(UInt32(distance - Self.distanceBases[far]), far < 4 ? 0 : UInt32(far / 2 - 1))
  }

  /// The fixed codes for literals and lengths.
  private mutating func symbol(_ value: Int) {
    switch value {
    case ..<144: writeReversed(UInt32(0x30 + value), 8)
    case ..<256: writeReversed(UInt32(0x190 + value - 144), 9)
    case ..<280: writeReversed(UInt32(value - 256), 7)
    default: writeReversed(UInt32(0xC0 + value - 280), 8)
    }
  }

  /// Codes stand with their highest bit first, everything else with its lowest.
  private mutating func writeReversed(_ value: UInt32, _ count: UInt32) {
    for bit in (0..<count).reversed() { write(value >> bit & 1, 1) }
  }

  private mutating func write(_ value: UInt32, _ count: UInt32) {
    pending |= value << pendingCount
    pendingCount += count
    while pendingCount >= 8 {
      bytes.append(UInt8(pending & 0xFF))
      pending >>= 8
      pendingCount -= 8
    }
  }
}
