/// A named or inline value, exact as the lesson computed it.
public enum Value: Equatable, Sendable {
  case float(Float)
  case double(Double)
  case integer(Int)
  case boolean(Bool)
  case text(String)

  /// The value as a number; text and truth values are none.
  public var number: Double? {
    switch self {
    case .float(let value): Double(value)
    case .double(let value): value
    case .integer(let value): Double(value)
    case .boolean, .text: nil
    }
  }
}

extension Value {
  /// Its Swift type.
  public var typeName: String {
    switch self {
    case .float: "Float"
    case .double: "Double"
    case .integer: "Int"
    case .boolean: "Bool"
    case .text: "String"
    }
  }
}

extension Value: CustomStringConvertible {
  /// The shortest text that reads back as the same value.
  public var description: String {
    switch self {
    case .float(let value): value.description
    case .double(let value): value.description
    case .integer(let value): value.description
    case .boolean(let value): value.description
    case .text(let value): value
    }
  }
}

extension Value: Wire {
  public func write(to writer: inout WireWriter) {
    switch self {
    case .float(let value):
      writer.byte(0)
      value.write(to: &writer)
    case .double(let value):
      writer.byte(1)
      value.write(to: &writer)
    case .integer(let value):
      writer.byte(2)
      value.write(to: &writer)
    case .boolean(let value):
      writer.byte(3)
      value.write(to: &writer)
    case .text(let value):
      writer.byte(4)
      value.write(to: &writer)
    }
  }

  public init(from reader: inout WireReader) throws(WireError) {
    switch try reader.byte() {
    case 0: self = .float(try Float(from: &reader))
    case 1: self = .double(try Double(from: &reader))
    case 2: self = .integer(try Int(from: &reader))
    case 3: self = .boolean(try Bool(from: &reader))
    case 4: self = .text(try String(from: &reader))
    case let tag: throw .unknownTag(tag, in: "Value")
    }
  }
}
