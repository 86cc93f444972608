extension Int: Wire {
  public func write(to writer: inout WireWriter) { writer.word(UInt64(bitPattern: Int64(self))) }
  public init(from reader: inout WireReader) throws(WireError) { self = Int(Int64(bitPattern: try reader.word())) }
}

extension UInt64: Wire {
  public func write(to writer: inout WireWriter) { writer.word(self) }
  public init(from reader: inout WireReader) throws(WireError) { self = try reader.word() }
}

extension Double: Wire {
  public func write(to writer: inout WireWriter) { writer.word(bitPattern) }
  public init(from reader: inout WireReader) throws(WireError) { self = Double(bitPattern: try reader.word()) }
}

extension Float: Wire {
  public func write(to writer: inout WireWriter) { writer.word(UInt64(bitPattern)) }
  public init(from reader: inout WireReader) throws(WireError) {
    self = Float(bitPattern: UInt32(truncatingIfNeeded: try reader.word()))
  }
}

extension Bool: Wire {
  public func write(to writer: inout WireWriter) { writer.byte(self ? 1 : 0) }
  public init(from reader: inout WireReader) throws(WireError) {
    switch try reader.byte() {
    case 0: self = false
    case 1: self = true
    case let tag: throw .unknownTag(tag, in: "Bool")
    }
  }
}

extension String: Wire {
  public func write(to writer: inout WireWriter) {
    writer.word(UInt64(utf8.count))
    for byte in utf8 { writer.byte(byte) }
  }

  public init(from reader: inout WireReader) throws(WireError) {
    let start = reader.offset
    let bytes = try reader.take(try reader.count())
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .invalidText(at: start) }
    self = text
  }
}

extension Array: Wire where Element: Wire {
  public func write(to writer: inout WireWriter) {
    writer.word(UInt64(count))
    for element in self { element.write(to: &writer) }
  }

  public init(from reader: inout WireReader) throws(WireError) {
    let count = try reader.count()
    self = []
    reserveCapacity(count)
    for _ in 0..<count { append(try Element(from: &reader)) }
  }
}

extension Optional: Wire where Wrapped: Wire {
  public func write(to writer: inout WireWriter) {
    (self != nil).write(to: &writer)
    self?.write(to: &writer)
  }

  public init(from reader: inout WireReader) throws(WireError) {
    self = try Bool(from: &reader) ? try Wrapped(from: &reader) : nil
  }
}

extension ClosedRange: Wire where Bound == Double {
  public func write(to writer: inout WireWriter) {
    lowerBound.write(to: &writer)
    upperBound.write(to: &writer)
  }

  public init(from reader: inout WireReader) throws(WireError) {
    let lower = try Double(from: &reader), upper = try Double(from: &reader)
    guard lower <= upper else { throw .unknownTag(0, in: "ClosedRange") }
    self = lower...upper
  }
}
