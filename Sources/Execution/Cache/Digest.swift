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
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  static func of(_ data: some DataProtocol) -> Digest {
    let data = Data(data)
    var bytes = [UInt8](repeating: 0, count: byteCount)
    data.withUnsafeBytes { input in
      #if canImport(CommonCrypto)
        _ = CC_SHA256(input.baseAddress, CC_LONG(input.count), &bytes)
      #else
        _ = EVP_Digest(input.baseAddress, input.count, &bytes, nil, EVP_sha256(), nil)
      #endif
    }
    return Digest(bytes: bytes)
  }

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
