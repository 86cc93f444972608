import Foundation

#if canImport(CommonCrypto)
  import CommonCrypto
#else
  import CCrypto
#endif

/// A SHA-256 digest: the name of what it was made of.
struct Digest: Hashable, Sendable {
  static let byteCount = 32
  let bytes: [UInt8]

  var hexadecimal: String {
    String(unsafeUninitializedCapacity: 2 * bytes.count) { text in
      func digit(_ value: UInt8) -> UInt8 { value + (value < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10) }
      for (place, byte) in bytes.enumerated() {
        text[2 * place] = digit(byte >> 4)
        text[2 * place + 1] = digit(byte & 15)
      }
      return 2 * bytes.count
    }
  }

  static func of(_ data: some ContiguousBytes) -> Digest {
    let bytes = [UInt8](unsafeUninitializedCapacity: byteCount) { bytes, count in
      count = byteCount
      data.withUnsafeBytes { input in
        #if canImport(CommonCrypto)
          _ = CC_SHA256(input.baseAddress, CC_LONG(input.count), bytes.baseAddress)
        #else
          _ = EVP_Digest(input.baseAddress, input.count, bytes.baseAddress, nil, EVP_sha256(), nil)
        #endif
      }
    }
    return Digest(bytes: bytes)
  }

  /// As four numbers.
  var words: [UInt64] {
    stride(from: 0, to: bytes.count, by: 8).map { start in bytes[start..<start + 8].reduce(0) { $0 << 8 | UInt64($1) } }
  }

  init?(words: [UInt64]) {
    guard words.count == Self.byteCount / 8 else { return nil }
    bytes = words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * UInt64($0))) } }
  }

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// Of a list of parts. Each is told apart from its neighbours by its length.
  static func of(parts: [DigestPart]) -> Digest {
    var all: [UInt8] = []
    for part in parts {
      let bytes = part.digestBytes
      withUnsafeBytes(of: UInt64(bytes.count).littleEndian) { all.append(contentsOf: $0) }
      all.append(contentsOf: bytes)
    }
    return of(all)
  }
}

/// What a digest can be made of.
protocol DigestPart {
  var digestBytes: [UInt8] { get }
}

extension String: DigestPart { var digestBytes: [UInt8] { Array(utf8) } }
extension Digest: DigestPart { var digestBytes: [UInt8] { bytes } }
extension Int: DigestPart { var digestBytes: [UInt8] { String(self).digestBytes } }
extension UInt64: DigestPart { var digestBytes: [UInt8] { String(self).digestBytes } }
