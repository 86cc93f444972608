/// Pixels as a PNG file, the same bytes everywhere (ISO/IEC 15948; no library is asked, so that WebAssembly can write it too).
struct PNG {
  enum Pixels {
    /// Places in a palette of at most 256 colours, `0xRRGGBB`, of which the first `transparent` ones let the page through.
    case indexed([UInt8], palette: [UInt32], transparent: Int)
    case gray([UInt8])
    case rgb([UInt8])

    var bytesPerPixel: Int { if case .rgb = self { 3 } else { 1 } }

    var bytes: [UInt8] {
      switch self {
      case .indexed(let bytes, _, _), .gray(let bytes), .rgb(let bytes): bytes
      }
    }

    fileprivate var colorType: UInt8 {
      switch self {
      case .indexed: 3
      case .gray: 0
      case .rgb: 2
      }
    }
  }

  private(set) var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  init(width: Int, height: Int, _ pixels: Pixels) {
    chunk("IHDR", Self.big(UInt32(width)) + Self.big(UInt32(height)) + [8, pixels.colorType, 0, 0, 0])
    if case .indexed(_, let palette, let transparent) = pixels {
      chunk("PLTE", palette.flatMap { [UInt8($0 >> 16 & 0xFF), UInt8($0 >> 8 & 0xFF), UInt8($0 & 0xFF)] })
      if transparent > 0 { chunk("tRNS", Array(repeating: 0, count: transparent)) }
    }
    let lines = Self.filtered(pixels.bytes, stride: width * pixels.bytesPerPixel, step: pixels.bytesPerPixel)
    // A zlib stream with a window of 32 kB.
    chunk("IDAT", [0x78, 0x01] + lines.deflated + Self.big(Self.adler(lines.raw)))
    chunk("IEND", [])
  }

  var dataURI: String { "data:image/png;base64," + Self.base64(bytes) }

  private mutating func chunk(_ name: StaticString, _ content: [UInt8]) {
    let body = name.withUTF8Buffer { Array($0) } + content
    bytes += Self.big(UInt32(content.count)) + body + Self.big(Self.crc(body))
  }

  /// The scan lines as they are, as differences along them or down them: what is smallest.
  private static func filtered(_ pixels: [UInt8], stride: Int, step: Int) -> (raw: [UInt8], deflated: [UInt8]) {
    var best: (raw: [UInt8], deflated: [UInt8]) = ([], [])
    for filter in UInt8(0)...2 {
      var raw: [UInt8] = []
      raw.reserveCapacity(pixels.count + pixels.count / max(stride, 1))
      for start in Swift.stride(from: 0, to: pixels.count, by: max(stride, 1)) {
        raw.append(filter)
        for place in start..<min(start + stride, pixels.count) {
          let before: UInt8 =
            switch filter {
            case 1: place - start >= step ? pixels[place - step] : 0
            case 2: start > 0 ? pixels[place - stride] : 0
            default: 0
            }
          raw.append(pixels[place] &- before)
        }
      }
      let deflated = Deflate.compressed(raw)
      if filter == 0 || deflated.count < best.deflated.count { best = (raw, deflated) }
    }
    return best
  }

  private static func big(_ value: UInt32) -> [UInt8] {
    [UInt8(value >> 24), UInt8(value >> 16 & 0xFF), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF)]
  }

  private static func crc(_ bytes: [UInt8]) -> UInt32 {
    var crc = UInt32.max
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    return ~crc
  }

  private static func adler(_ bytes: [UInt8]) -> UInt32 {
    var a: UInt32 = 1, b: UInt32 = 0
    for byte in bytes {
      a = (a + UInt32(byte)) % 65_521
      b = (b + a) % 65_521
    }
    return b << 16 | a
  }

  private static func base64(_ bytes: [UInt8]) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let count = min(3, bytes.count - start)
      var group = 0
      for offset in 0..<3 { group = group << 8 | (offset < count ? Int(bytes[start + offset]) : 0) }
      for digit in 0..<4 { text.append(digit <= count ? digits[group >> (18 - 6 * digit) & 63] : UInt8(ascii: "=")) }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
