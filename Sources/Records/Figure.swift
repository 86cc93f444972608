/// A figure as a block described it; drawing it is the tool's work.
public struct Figure: Equatable, Sendable {
  public init() {}
}

extension Figure: Wire {
  public func write(to writer: inout WireWriter) {}
  public init(from reader: inout WireReader) throws(WireError) { self.init() }
}
