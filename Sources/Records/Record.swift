/// What a block showed, in the order in which it did.
public enum Output: Equatable, Sendable {
  case text(String)
  case value(Value)
  case table(Table)
  case figure(Figure)
  case derivation(DerivationReport)
}

/// One message from a lesson's process to the tool.
public enum Record: Equatable, Sendable {
  case output(Output)
  /// `record("name", value)`
  case named(String, Value)
  /// The result of the inline expression with this index in its lesson.
  case inline(Int, Value)
  case claim(ClaimDeclaration)
  /// A replicate's answer.
  case measured(Measure)
  /// The measure threw, or a block could not be loaded; the error's text.
  case threw(String)
  /// The block has come to its end, and so many threads that it started have not. They end with it.
  case leftThreads(Int)
  /// The block ran to its end; the process now waits as a checkpoint.
  case finished(seconds: Double)
}

extension Output: Wire {
  public func write(to writer: inout WireWriter) {
    switch self {
    case .text(let text):
      writer.byte(0)
      text.write(to: &writer)
    case .value(let value):
      writer.byte(1)
      value.write(to: &writer)
    case .table(let table):
      writer.byte(2)
      table.write(to: &writer)
    case .figure(let figure):
      writer.byte(3)
      figure.write(to: &writer)
    case .derivation(let report):
      writer.byte(4)
      report.write(to: &writer)
    }
  }

  public init(from reader: inout WireReader) throws(WireError) {
    switch try reader.byte() {
    case 0: self = .text(try String(from: &reader))
    case 1: self = .value(try Value(from: &reader))
    case 2: self = .table(try Table(from: &reader))
    case 3: self = .figure(try Figure(from: &reader))
    case 4: self = .derivation(try DerivationReport(from: &reader))
    case let tag: throw .unknownTag(tag, in: "Output")
    }
  }
}

extension Record: Wire {
  public func write(to writer: inout WireWriter) {
    switch self {
    case .output(let output):
      writer.byte(0)
      output.write(to: &writer)
    case .named(let name, let value):
      writer.byte(1)
      name.write(to: &writer)
      value.write(to: &writer)
    case .inline(let index, let value):
      writer.byte(2)
      index.write(to: &writer)
      value.write(to: &writer)
    case .claim(let declaration):
      writer.byte(3)
      declaration.write(to: &writer)
    case .measured(let measure):
      writer.byte(4)
      measure.write(to: &writer)
    case .threw(let message):
      writer.byte(5)
      message.write(to: &writer)
    case .finished(let seconds):
      writer.byte(6)
      seconds.write(to: &writer)
    case .leftThreads(let count):
      writer.byte(7)
      count.write(to: &writer)
    }
  }

  public init(from reader: inout WireReader) throws(WireError) {
    switch try reader.byte() {
    case 0: self = .output(try Output(from: &reader))
    case 1: self = .named(try String(from: &reader), try Value(from: &reader))
    case 2: self = .inline(try Int(from: &reader), try Value(from: &reader))
    case 3: self = .claim(try ClaimDeclaration(from: &reader))
    case 4: self = .measured(try Measure(from: &reader))
    case 5: self = .threw(try String(from: &reader))
    case 6: self = .finished(seconds: try Double(from: &reader))
    case 7: self = .leftThreads(try Int(from: &reader))
    case let tag: throw .unknownTag(tag, in: "Record")
    }
  }
}
