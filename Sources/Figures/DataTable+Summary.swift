public import Records

extension FigureRenderer {
  /// More cells than this nobody reads in a page: then the table says how many values there are and how far they reach.
  static let mostCells = 400
  private static let mostFieldCells = 200

  /// The tables behind a figure: of its data, and of each field that is small enough to be read; the others in one summary.
  ///
  /// An image's pixels are no reading matter, and contours on a heat map are in its table already.
  public static func dataTables(for figure: Figure) -> [Table] {
    let data = dataTable(for: figure)
    let isLarge = data.rowCount * data.columns.count > mostCells
    return (data.columns.isEmpty ? [] : [isLarge ? summary(of: figure) : data]) + fieldTables(for: figure)
  }

  /// A row for each group of each panel.
  private static func summary(of figure: Figure) -> Table {
    struct Row {
      var panel: String
      var group: String
      var series: [Figure.Series]
    }
    var rows: [Row] = []
    for index in figure.panels.indices {
      let panel = panelName(figure, index) ?? ""
      for series in figure.panels[index].series where series.x != nil && series.y != nil && series.field == nil {
        let group = series.group ?? series.symbolGroup ?? ""
        if let place = rows.firstIndex(where: { $0.panel == panel && $0.group == group && $0.series[0].mark == series.mark }) {
          rows[place].series.append(series)
        } else {
          rows.append(Row(panel: panel, group: group, series: [series]))
        }
      }
    }
    func column(_ title: String, _ cell: (Row) -> Value) -> Table.Column { Table.Column(title: title, cells: rows.map(cell)) }
    func reach(_ row: Row, _ channels: (Figure.Series) -> [Figure.Channel?], _ isFirst: Bool) -> Value {
      let values = row.series.flatMap { series in channels(series).compactMap { $0 }.flatMap { $0.values } }
      let numbers = values.filter { $0.number?.isFinite == true }
      let end = isFirst ? numbers.min { ($0.number ?? 0) < ($1.number ?? 0) } : numbers.max { ($0.number ?? 0) < ($1.number ?? 0) }
      return end ?? .text("")
    }
    let x = figure.x.label ?? "x", y = figure.y.label ?? "y"
    var columns: [Table.Column] = []
    if rows.contains(where: { !$0.panel.isEmpty }) { columns.append(column("panel") { .text($0.panel) }) }
    if rows.contains(where: { !$0.group.isEmpty }) { columns.append(column(figure.groupLabel ?? "series") { .text($0.group) }) }
    columns.append(column("drawn as") { row in
      .text(row.series.count == 1 ? row.series[0].mark.name : "\(row.series.count) × \(row.series[0].mark.name)")
    })
    columns.append(column("values") { .integer($0.series.reduce(0) { $0 + $1.count }) })
    columns.append(column("\(x) from") { reach($0, { [$0.x, $0.x2] }, true) })
    columns.append(column("\(x) to") { reach($0, { [$0.x, $0.x2] }, false) })
    columns.append(column("least \(y)") { reach($0, { [$0.y, $0.y2] }, true) })
    columns.append(column("greatest \(y)") { reach($0, { [$0.y, $0.y2] }, false) })
    return Table(columns: columns)
  }

  private static func fieldTables(for figure: Figure) -> [Table] {
    var small: [Table] = [], large: [(name: String, series: Figure.Series, field: Figure.Field)] = []
    for index in figure.panels.indices {
      let all = figure.panels[index].series
      for series in all where series.mark != .image {
        guard let field = series.field, field.isWhole, field.channels == 1 else { continue }
        if series.mark == .contour, all.contains(where: { $0.mark == .heatMap }) { continue }
        let name = [panelName(figure, index), series.group].compactMap { $0 }.joined(separator: " · ")
        if field.values.count <= mostFieldCells, let table = table(of: series, field, name, figure) {
          small.append(table)
        } else {
          large.append((name, series, field))
        }
      }
    }
    guard !large.isEmpty else { return small }
    let value = figure.color.label ?? "value"
    func column(_ title: String, _ cell: (Figure.Series, Figure.Field) -> Value) -> Table.Column {
      Table.Column(title: title, cells: large.map { cell($0.series, $0.field) })
    }
    func end(_ field: Figure.Field, _ isBetter: (Double, Double) -> Bool) -> Int? {
      field.values.indices.filter { field.values[$0].isFinite }.reduce(nil) { best, index in
        best.map { isBetter(field.values[index], field.values[$0]) ? index : $0 } ?? index
      }
    }
    var columns: [Table.Column] = []
    if large.contains(where: { !$0.name.isEmpty }) {
      columns.append(Table.Column(title: "panel", cells: large.map { .text($0.name) }))
    }
    columns.append(column("values") { _, field in .text("\(field.columns) × \(field.rows)") })
    for (word, isBetter) in [("least", { $0 < $1 } as (Double, Double) -> Bool), ("greatest", { $0 > $1 })] {
      columns.append(column("\(word) \(value)") { _, field in end(field, isBetter).map { .double(field.values[$0]) } ?? .text("") })
      columns.append(column("at \(figure.x.label ?? "x")") { series, field in
        end(field, isBetter).flatMap { place in series.x?.values[safe: place % field.columns] } ?? .text("")
      })
      columns.append(column("at \(figure.y.label ?? "y")") { series, field in
        end(field, isBetter).flatMap { place in series.y?.values[safe: place / field.columns] } ?? .text("")
      })
    }
    return small + [Table(columns: columns)]
  }

  /// One row for each `y`, one column for each `x`.
  private static func table(of series: Figure.Series, _ field: Figure.Field, _ name: String, _ figure: Figure) -> Table? {
    guard let x = series.x, let y = series.y, x.values.count == field.columns, y.values.count == field.rows else { return nil }
    let corner = [name, (y.label ?? figure.y.label ?? "y") + " \\ " + (x.label ?? figure.x.label ?? "x")].filter { !$0.isEmpty }
    var columns = [Table.Column(title: corner.joined(separator: ": "), cells: y.values)]
    for column in 0..<field.columns {
      let title = x.values[column].number.map { NumberFormat.significant(4).string(for: $0, typography: .typeset) }
      columns.append(
        Table.Column(
          title: title ?? x.values[column].description, format: figure.color.format,
          cells: (0..<field.rows).map { .double(field.values[$0 * field.columns + column]) }))
    }
    return Table(columns: columns)
  }

  /// A panel's title, or its row's and column's.
  static func panelName(_ figure: Figure, _ index: Int) -> String? {
    guard case .grid(let rows, let columns) = figure.arrangement, !columns.isEmpty else { return figure.panels[index].title }
    let row = index / columns.count, column = index % columns.count
    return [rows.indices.contains(row) ? rows[row] : nil, columns[column]].compactMap { $0 }.joined(separator: " · ")
  }
}

extension [Value] {
  fileprivate subscript(safe index: Int) -> Value? { indices.contains(index) ? self[index] : nil }
}
