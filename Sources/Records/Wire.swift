/// A value that crosses from a lesson's process to the tool.
///
/// The encoding is little-endian and without padding: integers as 64 bits, numbers as their bit patterns, text and arrays
/// behind their count, enumerations behind a tag byte. Exact bits survive, NaN payloads included.
public protocol Wire: Sendable {
  func write(to writer: inout WireWriter)
  init(from reader: inout WireReader) throws(WireError)
}

/// Bytes that are not a record: cut short, or with a tag nobody writes.
public enum WireError: Error, Equatable, Sendable {
  case truncated(at: Int)
  case unknownTag(UInt8, in: String)
  case invalidText(at: Int)
  case trailingBytes(Int)
}

public struct WireWriter: Sendable {
  public private(set) var bytes: [UInt8] = []

  public init() {}

  public mutating func byte(_ value: UInt8) { bytes.append(value) }

  /// Bytes behind their count.
  public mutating func append(_ value: [UInt8]) {
    word(UInt64(value.count))
    bytes += value
  }

  public mutating func word(_ value: UInt64) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }
}

public struct WireReader: Sendable {
  private let all: ArraySlice<UInt8>
  public private(set) var offset: Int

  public init(_ bytes: ArraySlice<UInt8>) {
    all = bytes
    offset = bytes.startIndex
  }

  public init(_ bytes: [UInt8]) { self.init(bytes[...]) }

  public var isAtEnd: Bool { offset == all.endIndex }

  public mutating func byte() throws(WireError) -> UInt8 {
    guard offset < all.endIndex else { throw .truncated(at: offset) }
    defer { offset += 1 }
    return all[offset]
  }

  public mutating func word() throws(WireError) -> UInt64 {
    let chunk = try take(8)
    return chunk.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// A count of things that take at least one byte each, so that a forged count cannot ask for more memory than was sent.
  mutating func count() throws(WireError) -> Int {
    let value = try word()
    guard value <= UInt64(all.endIndex - offset) else { throw .truncated(at: offset) }
    return Int(value)
  }

  /// Bytes behind their count.
  public mutating func bytes() throws(WireError) -> [UInt8] { Array(try take(try count())) }

  mutating func take(_ count: Int) throws(WireError) -> ArraySlice<UInt8> {
    guard count <= all.endIndex - offset else { throw .truncated(at: offset) }
    defer { offset += count }
    return all[offset..<offset + count]
  }
}

extension Wire {
  /// The value's bytes.
  public var wireBytes: [UInt8] {
    var writer = WireWriter()
    write(to: &writer)
    return writer.bytes
  }

  /// Reads a value that fills `bytes` exactly.
  public init(wireBytes bytes: some Sequence<UInt8>) throws(WireError) {
    var reader = WireReader(Array(bytes))
    try self.init(from: &reader)
    guard reader.isAtEnd else { throw .trailingBytes(reader.offset) }
  }
}
