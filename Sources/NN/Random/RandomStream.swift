internal import CKernels

/// A stream of random numbers that is a function of its seed.
///
/// A stream is a value, passed `inout`; drawing moves its position. Number i of a draw depends on the stream's key, the position and
/// i alone: not on threads, on chunks, or on how much other streams have drawn.
///
/// ```swift
/// var rng = RandomStream(seed: 7)
/// let x = Tensor<Float>.normal([16, 4096], using: &rng)
/// var weights = rng.split("weights")       // does not move with what `rng` draws
/// Double.random(in: 0..<1, using: &rng)    // a RandomNumberGenerator of Swift's as well
/// ```
///
/// - Source: Philox-4×32-10 of Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3"
public struct RandomStream: Sendable, Hashable {
  let key: UInt64
  private var position: UInt64 = 0

  /// Which repetition of the program this is; 0: it is run as it is written.
  ///
  /// In any other, every seed stands for another stream, so that running a program again shows what of its results is its seeds' doing.
  /// State of the process: it is set before the first stream is made.
  nonisolated(unsafe) public static var repetition: UInt64 = 0

  public init(seed: UInt64) { self.init(seed: seed, repetition: Self.repetition) }

  init(seed: UInt64, repetition: UInt64) {
    key = repetition == 0 ? seed : RandomStream(key: seed).split(hash: repetition, kind: 2).key
  }

  private init(key: UInt64) { self.key = key }

  /// A stream of its own for the named purpose: a function of this stream's key and the label.
  ///
  /// It does not depend on what has been drawn, so a draw added before it changes nothing below; and so the same label gives the same
  /// stream again. In a loop, name the turn: `rng.split("layer \(i)")`.
  public func split(_ label: String) -> RandomStream { split(hash: fnv1a(label)) }

  /// The same for numbered purposes.
  public func split(_ index: Int) -> RandomStream { split(hash: UInt64(bitPattern: Int64(index)), kind: 1) }

  private func split(hash: UInt64, kind: UInt64 = 0) -> RandomStream {
    // Positions of draws stay below 2⁶³, so the block of a split is one that no draw uses.
    let words = philox(low: hash, high: 1 << 63 | kind)
    return RandomStream(key: words.0)
  }

  /// The position of one draw, which no other draw gets.
  mutating func takePosition() -> UInt64 {
    defer { position += 1 }
    return position
  }

  private func philox(low: UInt64, high: UInt64) -> (UInt64, UInt64) {
    let counter = (UInt32(truncatingIfNeeded: low), UInt32(low >> 32), UInt32(truncatingIfNeeded: high), UInt32(high >> 32))
    let keys = (UInt32(truncatingIfNeeded: key), UInt32(key >> 32))
    var words: (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)
    withUnsafeBytes(of: counter) { counter in
      withUnsafeBytes(of: keys) { keys in
        withUnsafeMutableBytes(of: &words) { words in
          ck_philox(
            counter.baseAddress?.assumingMemoryBound(to: UInt32.self), keys.baseAddress?.assumingMemoryBound(to: UInt32.self),
            words.baseAddress?.assumingMemoryBound(to: UInt32.self))
        }
      }
    }
    return (UInt64(words.0) | UInt64(words.1) << 32, UInt64(words.2) | UInt64(words.3) << 32)
  }
}

extension RandomStream: RandomNumberGenerator {
  public mutating func next() -> UInt64 { philox(low: 0, high: takePosition()).0 }
}

extension RandomStream {
  /// One number, uniform from the lower end up to, not including, the upper.
  public mutating func uniform(in range: Range<Double> = 0..<1) -> Double {
    Tensor<Double>.uniform([], in: range, using: &self).scalar
  }

  /// One normal number.
  public mutating func normal(mean: Double = 0, standardDeviation: Double = 1) -> Double {
    Tensor<Double>.normal([], mean: mean, standardDeviation: standardDeviation, using: &self).scalar
  }

  /// The numbers from 0 up to, not including, `count` in random order: the order of an epoch's samples.
  ///
  /// - Source: Fisher and Yates' shuffle; an index below n is the high word of 64 random bits times n, whose bias is n/2⁶⁴
  public mutating func permutation(of count: Int) -> [Int] {
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(last, Int(next().multipliedFullWidth(by: UInt64(last + 1)).high))
    }
    return order
  }
}

/// Fowler, Noll and Vo's hash of the label's UTF-8 bytes, 64 bits.
private func fnv1a(_ label: String) -> UInt64 {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for byte in label.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
  return hash
}
