import Records

/// A table of one row per element: `Table(rows) { Column("width", \.width); Column("std", \.std, format: .g3) }`
public struct Table: Sendable {
  /// What the page shows.
  public let table: Records.Table

  public init<Rows: Sequence>(_ rows: Rows, @ColumnBuilder<Rows.Element> columns: () -> [Column<Rows.Element>]) {
    let rows = Array(rows)
    table = Records.Table(
      columns: columns().map { column in
        Records.Table.Column(
          title: column.title, unit: column.unit, format: column.format, cells: rows.map(column.cell))
      })
  }
}

/// A column: its title and where its cells come from.
public struct Column<Row> {
  let title: String
  let unit: String?
  let format: NumberFormat
  let cell: (Row) -> Records.Value

  public init(
    _ title: String, _ cell: KeyPath<Row, some TableCell>, unit: String? = nil, format: NumberFormat = .automatic
  ) {
    self.init(title, unit: unit, format: format) { $0[keyPath: cell] }
  }

  /// A column that is computed: `Column("ratio", format: .f2) { $0.after / $0.before }`
  public init(
    _ title: String, unit: String? = nil, format: NumberFormat = .automatic, cell: @escaping (Row) -> some TableCell
  ) {
    self.title = title
    self.unit = unit
    self.format = format
    self.cell = { cell($0).cellValue }
  }
}

/// What a cell may hold; nothing is an empty cell.
public protocol TableCell {
  var cellValue: Records.Value { get }
}

extension TableCell where Self: PlottableScalar {
  public var cellValue: Records.Value { recordedValue }
}

extension Int: TableCell {}
extension Float: TableCell {}
extension Double: TableCell {}
extension Bool: TableCell {}
extension String: TableCell {}

extension Optional: TableCell where Wrapped: TableCell {
  public var cellValue: Records.Value { self?.cellValue ?? .text("") }
}

@resultBuilder
public enum ColumnBuilder<Row> {
  public static func buildExpression(_ column: Column<Row>) -> [Column<Row>] { [column] }
  public static func buildBlock(_ parts: [Column<Row>]...) -> [Column<Row>] { parts.flatMap(\.self) }
  public static func buildArray(_ parts: [[Column<Row>]]) -> [Column<Row>] { parts.flatMap(\.self) }
  public static func buildOptional(_ part: [Column<Row>]?) -> [Column<Row>] { part ?? [] }
  public static func buildEither(first part: [Column<Row>]) -> [Column<Row>] { part }
  public static func buildEither(second part: [Column<Row>]) -> [Column<Row>] { part }
}
