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
  private(set) var color: ColorModel?
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
    color = nil
    var omissions = Omissions()
    for (index, panel) in figure.panels.enumerated() {
      var drawables = panel.series.map { series in
        Drawable(series, x: x, y: y, look: groups.look(series), omissions: &omissions)
      }
      drawables.stack()
      panels.append(
        Panel(
          row: index / columns, column: index % columns, title: panel.title, drawables: drawables,
          x: Scale(x.kind, low: 0, high: 1), y: Scale(y.kind, low: 0, high: 1)))
    }
    self.omissions = omissions
    if panels.isEmpty {
      panels = [Panel(row: 0, column: 0, drawables: [], x: Scale(x.kind, low: 0, high: 1), y: Scale(y.kind, low: 0, high: 1))]
    }
    color = ColorModel(figure.color, panels.flatMap { $0.drawables })
    setDomains(x)
    setDomains(y)
    countOutside()
  }

  /// Moves the ends of numeric axes that the author left open to round numbers.
  mutating func roundDomains(_ axis: AxisModel, count: Int) {
    // Fields fill their plot.
    guard axis.domain == nil, !hasFields else { return }
    for index in panels.indices { panels[index][axis.direction].round(count: count, isWhole: axis.isWhole) }
  }

  mutating func scaleY(_ change: (inout Scale) -> Void) {
    for index in panels.indices { change(&panels[index].y) }
  }

  var isImages: Bool { figure.isImages }
  var hasFields: Bool { panels.contains { $0.drawables.contains(where: { $0.grid != nil }) } }

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

extension [Drawable] {
  /// Puts stacked bars and areas of each kind on each other, in the order in which they stand.
  fileprivate mutating func stack() {
    for mark in [Figure.Mark.bar, .area] {
      var totals: [Double: Double] = [:], sums: [Double: (up: Double, down: Double)] = [:]
      for drawable in self where drawable.mark == mark && drawable.isStacked {
        for datum in drawable.data {
          totals[drawable.isHorizontal ? datum.y : datum.x, default: 0] += (drawable.isHorizontal ? datum.x : datum.y).magnitude
        }
      }
      for index in indices where self[index].mark == mark && self[index].isStacked {
        self[index].stack(onto: &sums, totals: totals)
      }
    }
  }
}

extension Figure {
  /// Nothing but images.
  var isImages: Bool {
    let series = panels.lazy.flatMap { $0.series }
    return !series.isEmpty && series.allSatisfy { $0.mark == .image }
  }

  /// Images have no axes, and pixels that are square.
  var withoutAxesAroundImages: Figure {
    guard isImages, let image = panels.lazy.flatMap({ $0.series }).first?.field else { return self }
    var figure = self
    figure.x.isHidden = true
    figure.y.isHidden = true
    if figure.aspect == nil, image.isWhole { figure.aspect = Double(image.columns) / Double(image.rows) }
    return figure
  }
}
