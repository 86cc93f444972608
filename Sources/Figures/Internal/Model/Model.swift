import Records

/// A figure in numbers: what there is to draw, on which scales, and what cannot be drawn.
struct Model {
  struct Panel {
    var row: Int
    var column: Int
    var title: String?
    var drawables: [Drawable]
    var x: Scale
    var y: Scale

    subscript(direction: AxisModel.Direction) -> Scale {
      get { direction == .horizontal ? x : y }
      set { if direction == .horizontal { x = newValue } else { y = newValue } }
    }
  }

  let figure: Figure
  let groups: Groups
  let x: AxisModel
  let y: AxisModel
  private(set) var panels: [Panel]
  let rows: Int
  let columns: Int
  let rowTitles: [String]
  let columnTitles: [String]
  private(set) var omissions = Omissions()

  /// - Parameter mostColumns: small multiples stand in fewer columns where the figure is narrow.
  init(_ figure: Figure, mostColumns: Int = .max) {
    self.figure = figure
    groups = Groups(figure)
    let series = figure.panels.lazy.flatMap { $0.series }
    let x = AxisModel(figure.x, .horizontal, channels: series.flatMap { [$0.x, $0.x2].compactMap { $0 } })
    let y = AxisModel(figure.y, .vertical, channels: series.flatMap { [$0.y, $0.y2].compactMap { $0 } })
    self.x = x
    self.y = y
    let count = max(figure.panels.count, 1)
    var rowTitles: [String] = [], columnTitles: [String] = []
    switch figure.arrangement {
    case .single: columns = 1
    case .wrapped(let wanted): columns = min(max(wanted, 1), count, max(mostColumns, 1))
    case .grid(let rowNames, let columnNames):
      columns = min(max(columnNames.count, 1), count)
      rowTitles = rowNames
      columnTitles = Array(columnNames.prefix(columns))
    }
    rows = (count + columns - 1) / columns
    self.rowTitles = Array(rowTitles.prefix(rows))
    self.columnTitles = columnTitles
    panels = []
    var omissions = Omissions()
    for (index, panel) in figure.panels.enumerated() {
      let drawables = panel.series.map { series in
        Drawable(series, x: x, y: y, look: groups.look(series), omissions: &omissions)
      }
      panels.append(
        Panel(
          row: index / columns, column: index % columns, title: panel.title, drawables: drawables,
          x: Scale(x.kind, low: 0, high: 1), y: Scale(y.kind, low: 0, high: 1)))
    }
    self.omissions = omissions
    if panels.isEmpty {
      panels = [Panel(row: 0, column: 0, drawables: [], x: Scale(x.kind, low: 0, high: 1), y: Scale(y.kind, low: 0, high: 1))]
    }
    setDomains(x)
    setDomains(y)
    countOutside()
  }

  /// Moves the ends of numeric axes that the author left open to round numbers.
  mutating func roundDomains(_ axis: AxisModel, count: Int) {
    guard axis.domain == nil else { return }
    for index in panels.indices { panels[index][axis.direction].round(count: count, isWhole: axis.isWhole) }
  }

  mutating func scaleY(_ change: (inout Scale) -> Void) {
    for index in panels.indices { change(&panels[index].y) }
  }

  /// Whether bars grow along x.
  var hasHorizontalBars: Bool { panels.contains { $0.drawables.contains(where: { $0.isHorizontal }) } }

  func sharingKey(_ panel: Panel, _ sharing: Figure.Sharing) -> Int {
    switch sharing {
    case .all: 0
    case .rows: panel.row
    case .columns: panel.column
    case .none: panel.row * columns + panel.column
    }
  }

  private mutating func setDomains(_ axis: AxisModel) {
    var extents: [Int: Extent] = [:]
    for panel in panels {
      let key = sharingKey(panel, axis.axis.sharing)
      for drawable in panel.drawables { extents[key, default: Extent(axis.kind)].include(drawable, axis) }
    }
    for index in panels.indices {
      let extent = extents[sharingKey(panels[index], axis.axis.sharing)] ?? Extent(axis.kind)
      panels[index][axis.direction] = extent.scale(axis)
    }
  }

  private mutating func countOutside() {
    for panel in panels {
      for drawable in panel.drawables {
        for datum in drawable.data {
          let xs = [datum.x, datum.x2].filter { !$0.isNaN }, ys = [datum.y, datum.y2].filter { !$0.isNaN }
          if !xs.allSatisfy(panel.x.shows) || !ys.allSatisfy(panel.y.shows) { omissions.outside += 1 }
        }
      }
    }
  }

  mutating func omit(label: String) { omissions.labels.append(label) }
}
