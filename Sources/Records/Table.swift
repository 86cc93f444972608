/// A table as a block showed it: cells are exact values, the format says how a column prints them.
public struct Table: Equatable, Sendable {
  public struct Column: Equatable, Sendable {
    public var title: String
    public var unit: String?
    public var format: NumberFormat
    public var cells: [Value]

    public init(title: String, unit: String? = nil, format: NumberFormat = .automatic, cells: [Value]) {
      self.title = title
      self.unit = unit
      self.format = format
      self.cells = cells
    }
  }

  public var columns: [Column]

  public init(columns: [Column]) { self.columns = columns }

  public var rowCount: Int { columns.map { $0.cells.count }.max() ?? 0 }
}

extension Table: Wire {
  public func write(to writer: inout WireWriter) { columns.write(to: &writer) }
  public init(from reader: inout WireReader) throws(WireError) { columns = try [Column](from: &reader) }
}

extension Table.Column: Wire {
  public func write(to writer: inout WireWriter) {
    title.write(to: &writer)
    unit.write(to: &writer)
    format.write(to: &writer)
    cells.write(to: &writer)
  }

  public init(from reader: inout WireReader) throws(WireError) {
    title = try String(from: &reader)
    unit = try String?(from: &reader)
    format = try NumberFormat(from: &reader)
    cells = try [Value](from: &reader)
  }
}
