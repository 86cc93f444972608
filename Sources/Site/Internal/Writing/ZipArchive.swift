import Foundation

/// A ZIP archive of small files, stored as they are, with one date for all: the same files give the same bytes.
///
/// - Source: PKWARE, .ZIP File Format Specification 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16
struct ZipArchive {
  private static let localHeader: UInt32 = 0x0403_4B50, centralHeader: UInt32 = 0x0201_4B50, end: UInt32 = 0x0605_4B50
  /// 1 January 1980, midnight: the first that the format has.
  private static let date: UInt16 = 1 << 5 | 1, time: UInt16 = 0
  /// Version 2.0, names in UTF-8.
  private static let version: UInt16 = 20, flags: UInt16 = 1 << 11
  /// Made on Unix, so that the attributes are its modes: a plain file that all may read.
  private static let madeBy: UInt16 = 3 << 8 | 20, attributes: UInt32 = 0o100644 << 16

  private var files = Data()
  private var directory = Data()
  private var count: UInt16 = 0

  /// - Parameter path: with slashes between folders
  mutating func add(_ bytes: Data, at path: String) {
    let offset = UInt32(files.count)
    let name = Data(path.utf8)
    var entry = Data()
    entry.little(Self.version)
    entry.little(Self.flags)
    entry.little(UInt16(0))  // stored
    entry.little(Self.time)
    entry.little(Self.date)
    entry.little(Self.checksum(bytes))
    entry.little(UInt32(bytes.count))
    entry.little(UInt32(bytes.count))
    entry.little(UInt16(name.count))
    entry.little(UInt16(0))  // no extra fields

    files.little(Self.localHeader)
    files += entry + name + bytes
    directory.little(Self.centralHeader)
    directory.little(Self.madeBy)
    directory += entry
    directory.little(UInt16(0))  // no comment
    directory.little(UInt16(0))  // the first disk
    directory.little(UInt16(0))  // internal attributes
    directory.little(Self.attributes)
    directory.little(offset)
    directory += name
    count += 1
  }

  var bytes: Data {
    var all = files + directory
    all.little(Self.end)
    all.little(UInt32(0))  // this disk, and the directory's
    all.little(count)
    all.little(count)
    all.little(UInt32(directory.count))
    all.little(UInt32(files.count))
    all.little(UInt16(0))  // no comment
    return all
  }

  /// CRC-32, bits reversed.
  static func checksum(_ bytes: Data) -> UInt32 {
    ~bytes.reduce(UInt32.max) { sum, byte in table[Int((sum ^ UInt32(byte)) & 0xFF)] ^ sum >> 8 }
  }

  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
  }
}

extension Data {
  fileprivate mutating func little(_ value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }
}
