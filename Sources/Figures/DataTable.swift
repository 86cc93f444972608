public import Records

extension FigureRenderer {
  /// The data behind a figure, exact and undrawn ones included; fields are not among them (`dataTables`).
  ///
  /// Wide where all series stand at the same places (one column a series), long otherwise (one column says which series).
  public static func dataTable(for figure: Figure) -> Table {
    let sources = TableSource.all(of: figure)
    guard let first = sources.first else { return Table(columns: []) }
    let isWide = sources.count > 1 && sources.allSatisfy { $0.keys == first.keys && $0.keyTitles == first.keyTitles && !$0.values.isEmpty }
    return isWide || sources.count == 1 ? wide(sources, first) : long(sources, figure)
  }

  private static func wide(_ sources: [TableSource], _ first: TableSource) -> Table {
    var columns = zip(first.keyTitles, first.keys).map { Table.Column(title: $0, cells: $1) }
    for source in sources {
      for (title, cells) in zip(source.valueTitles, source.values) {
        let parts = source.names + (source.names.isEmpty || title != first.valueTitles.first || source.values.count > 1 ? [title] : [])
        columns.append(Table.Column(title: parts.joined(separator: " · "), cells: cells))
      }
    }
    return Table(columns: columns)
  }

  private static func long(_ sources: [TableSource], _ figure: Figure) -> Table {
    var columns: [Table.Column] = []
    let nameTitles = [figure.panels.count > 1 ? "panel" : nil, figure.groupLabel ?? "series"]
    for (index, title) in nameTitles.enumerated() {
      guard let title, sources.contains(where: { $0.name(at: index) != nil }) else { continue }
      let cells = sources.flatMap { source in
        Array(repeating: Value.text(source.name(at: index) ?? ""), count: source.count)
      }
      columns.append(Table.Column(title: title, cells: cells))
    }
    var titles: [String] = []
    for title in sources.flatMap({ $0.keyTitles + $0.valueTitles }) where !titles.contains(title) { titles.append(title) }
    for title in titles {
      let cells = sources.flatMap { $0.cells(titled: title) }
      columns.append(Table.Column(title: title, cells: cells))
    }
    return Table(columns: columns)
  }
}

/// A series as columns: where its data stand, and what they are.
private struct TableSource {
  var panel: String?
  var group: String?
  var count: Int
  var keyTitles: [String] = []
  var keys: [[Value]] = []
  var valueTitles: [String] = []
  var values: [[Value]] = []

  var names: [String] { [panel, group].compactMap { $0 } }

  func name(at index: Int) -> String? { index == 0 ? panel : group }

  func cells(titled title: String) -> [Value] {
    let index = keyTitles.firstIndex(of: title).map { keys[$0] } ?? valueTitles.firstIndex(of: title).map { values[$0] }
    return index ?? Array(repeating: .text(""), count: count)
  }

  static func all(of figure: Figure) -> [TableSource] {
    let series = figure.panels.enumerated().flatMap { index, panel in
      panel.series.filter { $0.count > 0 && $0.field == nil }.map { (FigureRenderer.panelName(figure, index), $0) }
    }
    // Lines across the figure are no data, unless there is nothing else.
    let data = series.filter { $0.1.x != nil && $0.1.y != nil }
    return (data.isEmpty ? series : data).map { TableSource($1, panel: $0, figure) }
  }

  private init(_ series: Figure.Series, panel: String?, _ figure: Figure) {
    self.panel = panel
    group = series.group ?? series.symbolGroup
    count = series.count
    let x = series.x?.label ?? figure.x.label ?? "x", y = series.y?.label ?? figure.y.label ?? "y"
    func padded(_ channel: Figure.Channel) -> [Value] {
      channel.values + Array(repeating: .text(""), count: count - channel.values.count)
    }
    func range(_ title: String, _ start: Figure.Channel?, _ end: Figure.Channel?) -> [(String, [Value])] {
      guard let start else { return [] }
      guard let end else { return [(title, padded(start))] }
      return [("\(title) from", padded(start)), ("\(title) to", padded(end))]
    }
    let across = range(x, series.x, series.x2)
    let up = series.y2 == nil ? range(y, series.y, nil) : range(y, series.y2, series.y)
    // Lying bars stand at their names.
    let isLying = series.y?.values.contains(where: { $0.isName }) == true && series.x?.values.contains(where: { $0.isName }) != true
    let (keys, values) = isLying ? (up, across) : (across, up)
    keyTitles = keys.map { $0.0 }
    self.keys = keys.map { $0.1 }
    valueTitles = values.map { $0.0 }
    self.values = values.map { $0.1 }
  }
}

extension Value {
  fileprivate var isName: Bool {
    switch self {
    case .text, .boolean: true
    case .float, .double, .integer: false
    }
  }
}
