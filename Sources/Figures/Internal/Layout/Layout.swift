import Records

/// Where everything stands.
///
/// Heights come first, since they follow from the aspect; they decide the vertical ticks, whose texts decide the left margin,
/// which decides the panels' width, which decides the horizontal ticks. Then the lines are stacked from the top down.
struct Layout {
  private(set) var model: Model
  let metrics: Metrics
  private(set) var width: Double
  private(set) var height = 0.0
  private(set) var frames: [Frame] = []
  private(set) var title: Label?
  private(set) var axisTitles: [Label] = []
  private(set) var panelTitles: [Label] = []
  private(set) var legend: Legend?
  private(set) var colorBar: ColorBar?
  private(set) var directLabels: DirectLabels?

  init(_ described: Figure, width wanted: Double?) {
    let figure = described.withoutAxesAroundImages
    let natural = wanted ?? Metrics.naturalWidth(figure.width)
    let metrics = Metrics(width: natural.isFinite ? min(max(natural, 200), 4_000) : Metrics.naturalWidth(.text))
    let isNarrowed = metrics.width < Metrics.naturalWidth(figure.width)
    var model = Model(figure, mostColumns: isNarrowed ? Int(metrics.width / metrics.narrowestMultiple(figure)) : .max)
    var plotHeight = Self.plotHeight(model, metrics)
    if figure.y.isHidden { model.addHeadroom() } else { model.roundDomains(model.y, count: Self.rows(plotHeight, metrics)) }
    if model.hasHorizontalBars {
      model.roundDomains(model.x, count: max(Int(metrics.width / Double(model.columns) / 90), 2))
    }
    self.model = model
    self.metrics = metrics
    self.width = metrics.width
    directLabels = DirectLabels(model, height: plotHeight, metrics: metrics)
    placeFrames(plotHeight)
    // Pixels are square: without axes nothing else depends on the height.
    if model.isImages, let aspect = figure.aspect, aspect > 0, let plot = frames.first?.plot {
      plotHeight = min(max(plot.width / aspect, 4), 2_000)
    }
    dropCollidingTexts()
    stack(plotHeight)
  }

  mutating func omit(label: String) { model.omit(label: label) }

  private static func rows(_ height: Double, _ metrics: Metrics) -> Int { max(Int(height / (metrics.font * 3.2)), 2) }

  private static func plotHeight(_ model: Model, _ metrics: Metrics) -> Double {
    let isSingle = model.panels.count == 1
    let columns = Double(model.columns), panelWidth = max((metrics.width - 56) / columns - (isSingle ? 0 : 14), metrics.narrowest)
    let aspect = model.figure.aspect.flatMap { $0.isFinite && $0 > 0 ? min(max($0, 0.1), 20) : nil }
    if aspect == nil, model.y.isNamed { return Double(model.y.names.count) * (isSingle ? 34 : 24) + 8 }
    let usual = isSingle ? (metrics.width < 500 ? 1.35 : 1.9) : columns >= 5 ? 1.1 : 1.25
    return min(max(panelWidth / (aspect ?? usual), 36), 2_000)
  }
}

extension Layout {
  private var isGrid: Bool { !model.rowTitles.isEmpty }
  /// Room for the longest word, within reason.
  private var rowTitleWidth: Double {
    let words = model.rowTitles.lazy.flatMap { $0.split(whereSeparator: { $0.isWhitespace }) }
    let longest = words.map { TextMetrics.width($0, size: metrics.font) }.max() ?? 0
    return min(max(metrics.width * 0.16, longest), metrics.width * 0.26)
  }

  private func rowTitleLines(_ row: Int) -> [String] {
    guard model.rowTitles.indices.contains(row) else { return [] }
    return TextMetrics.wrap(model.rowTitles[row], size: metrics.font, width: rowTitleWidth, limit: 4)
  }

  /// Whether the vertical axis is written at this panel.
  private func showsY(_ panel: Model.Panel) -> Bool {
    let sharing = model.figure.y.sharing
    return !model.figure.y.isHidden && (panel.column == 0 || sharing == .none || sharing == .columns)
  }

  /// Whether the horizontal axis is written at this panel: the last of its column, where they share it.
  private func showsX(_ panel: Model.Panel) -> Bool {
    let sharing = model.figure.x.sharing
    if model.figure.x.isHidden { return false }
    if sharing == .none || sharing == .rows { return true }
    return (panel.row + 1) * model.columns + panel.column >= model.panels.count
  }

  private var symbolInset: Double {
    let hasSymbols = model.panels.contains { panel in
      panel.drawables.contains { $0.mark == .point || $0.showsSymbols(among: panel.drawables) }
    }
    return hasSymbols && !model.x.isNamed && !model.hasFields ? metrics.markerRadius + 4 : 0
  }

  /// Widths: gutters for the vertical labels, gaps that keep horizontal labels of neighbours apart.
  private mutating func placeFrames(_ plotHeight: Double) {
    let columns = model.columns, inset = symbolInset
    let yLabels = model.panels.map { panel in
      model.figure.y.isHidden
        ? AxisLabels.none
        : AxisLabels.vertical(model.y, panel.y, height: plotHeight, widest: metrics.width * 0.3, metrics: metrics)
    }
    var gutters = Array(repeating: 0.0, count: columns)
    for (panel, labels) in zip(model.panels, yLabels) where showsY(panel) {
      gutters[panel.column] = max(gutters[panel.column], labels.width(metrics) + metrics.tickGap)
    }
    let rowTitles = (0..<model.rows).flatMap(rowTitleLines).map { TextMetrics.width($0, size: metrics.font) }.max() ?? 0
    let outer = isGrid ? rowTitles + 14 : 0
    var right = directLabels?.width(metrics) ?? 2, gap = columns > 1 ? 14.0 : 0
    var panelWidth = metrics.narrowest, xLabels: [AxisLabels] = []
    let attempts = 4
    for attempt in 1...attempts {
      let taken = outer + gutters.reduce(0, +) + Double(columns - 1) * gap + right
      panelWidth = max((metrics.width - taken) / Double(columns), metrics.narrowest)
      width = max(metrics.width, taken + panelWidth * Double(columns))
      var overhang = (left: 0.0, right: 0.0)
      xLabels = model.panels.map { panel in
        guard !model.figure.x.isHidden else { return .none }
        func place(_ value: Double) -> Double { inset + panel.x.fraction(value) * (panelWidth - 2 * inset) }
        let labels = AxisLabels.horizontal(model.x, panel.x, width: panelWidth, metrics: metrics, place: place)
        let own = labels.overhang(width: panelWidth, metrics: metrics, place: place)
        overhang = (max(overhang.left, own.left), max(overhang.right, own.right))
        return labels
      }
      let wanted = columns > 1 ? max(gap, overhang.left + overhang.right + metrics.textGap) : 0
      let isSettled = overhang.right <= right && overhang.left <= outer + gutters[0] && wanted <= gap
      if isSettled || attempt == attempts { break }
      right = max(right, overhang.right + 1)
      gutters[0] = max(gutters[0], overhang.left - outer)
      gap = wanted
    }
    var lefts: [Double] = [], x = outer
    for gutter in gutters {
      lefts.append(x + gutter)
      x += gutter + panelWidth + gap
    }
    for (index, panel) in model.panels.enumerated() {
      let left = lefts[panel.column]
      frames.append(
        Frame(
          panel: panel, plot: Box(left: left, top: 0, right: left + panelWidth, bottom: plotHeight), inset: inset,
          xLabels: xLabels[index], yLabels: yLabels[index], showsXLabels: showsX(panel), showsYLabels: showsY(panel)))
    }
  }

  /// Where gaps and texts did not settle (long numbers in many narrow panels), texts give way: the marks stay.
  private mutating func dropCollidingTexts() {
    for row in 0..<model.rows {
      var end = 0.0
      for index in frames.indices where frames[index].panel.row == row && frames[index].showsXLabels {
        let frame = frames[index]
        let order = frame.xLabels.entries.indices.sorted {
          frame.x(frame.xLabels.entries[$0].tick.value) < frame.x(frame.xLabels.entries[$1].tick.value)
        }
        for place in order where !frame.xLabels.entries[place].lines.isEmpty {
          let half = frame.xLabels.halfWidth(place, metrics), center = frame.x(frame.xLabels.entries[place].tick.value)
          if center - half < end || center + half > width {
            frames[index].xLabels.entries[place].lines = []
          } else {
            end = center + half + 2
          }
        }
      }
    }
  }

  /// Heights: title, legend, name of the vertical axis, rows of panels, name of the horizontal axis.
  private mutating func stack(_ plotHeight: Double) {
    let font = metrics.font
    var top = 3.0
    if let text = model.figure.title {
      let lines = TextMetrics.wrap(text, size: font + 1, width: width, isBold: true, limit: 4)
      let label = Label(lines, x: 0, top: top, anchor: .start, size: font + 1, isBold: true)
      title = label
      top = label.box.bottom + 8
    }
    if directLabels == nil {
      let legend = Legend(model, metrics: metrics, top: top)
      if !legend.items.isEmpty {
        self.legend = legend
        top += legend.height + 8
      }
    }
    if let bar = ColorBar(model, metrics: metrics, top: top) {
      colorBar = bar
      top = bar.bottom + 8
    }
    if !model.figure.y.isHidden, !model.y.isNamed || model.hasFields, let text = model.figure.y.label, !text.isEmpty {
      let lines = TextMetrics.wrap(text, size: font, width: width, limit: 3)
      axisTitles.append(Label(lines, x: 0, top: top, anchor: .start, size: font))
      top = (axisTitles.last?.box.bottom ?? top) + 4
    }
    top = placeColumnTitles(top)
    for row in 0..<model.rows { top = placeRow(row, top, plotHeight) }
    if !model.figure.x.isHidden, let text = model.figure.x.label, !text.isEmpty {
      let left = frames.map { $0.plot.left }.min() ?? 0, right = frames.map { $0.plot.right }.max() ?? width
      let lines = TextMetrics.wrap(text, size: font, width: right - left, limit: 3)
      let label = Label(lines, x: (left + right) / 2, top: top + 3, anchor: .middle, size: font)
      axisTitles.append(label)
      top = label.box.bottom
    }
    height = top + 3
  }

  private mutating func placeColumnTitles(_ top: Double) -> Double {
    var bottom = top
    for (column, text) in model.columnTitles.enumerated() {
      guard let frame = frames.first(where: { $0.panel.column == column }) else { continue }
      let lines = TextMetrics.wrap(text, size: metrics.font, width: frame.plot.width, limit: 4)
      let center = (frame.plot.left + frame.plot.right) / 2
      let label = Label(lines, x: center, top: top, anchor: .middle, size: metrics.font)
      panelTitles.append(label)
      bottom = max(bottom, label.box.bottom)
    }
    return bottom
  }

  private mutating func placeRow(_ row: Int, _ top: Double, _ plotHeight: Double) -> Double {
    let members = frames.indices.filter { frames[$0].panel.row == row }
    let titles = members.map { index in
      TextMetrics.wrap(frames[index].panel.title ?? "", size: metrics.font, width: frames[index].plot.width, limit: 3)
    }
    let titleHeight = Label.height(of: titles.map { $0.count }.max() ?? 0, size: metrics.font)
    // Half a line stands above the plot where a label of the vertical axis may be at its very top.
    let plotTop = top + max(titleHeight > 0 ? titleHeight + 5 : 0, model.figure.y.isHidden && directLabels == nil ? 5 : metrics.font * 0.62)
    // The same half line below it.
    let writesAside = directLabels != nil || members.contains { frames[$0].showsYLabels }
    var bottom = plotTop + plotHeight + (writesAside ? metrics.font * 0.55 : 0)
    for (index, lines) in zip(members, titles) {
      frames[index].plot.top = plotTop
      frames[index].plot.bottom = plotTop + plotHeight
      let plot = frames[index].plot, height = Label.height(of: lines.count, size: metrics.font)
      if !lines.isEmpty {
        panelTitles.append(
          Label(lines, x: plot.left, top: plotTop - 5 - height, anchor: .start, size: metrics.font))
      }
      if frames[index].showsXLabels {
        bottom = max(bottom, plot.bottom + metrics.tickGap + frames[index].xLabels.height(metrics) + 2)
      }
    }
    let rowTitle = rowTitleLines(row)
    if !rowTitle.isEmpty {
      let label = Label(rowTitle, x: 0, centerY: plotTop + plotHeight / 2, anchor: .start, size: metrics.font)
      panelTitles.append(label)
      bottom = max(bottom, label.box.bottom)
    }
    return bottom + (row + 1 < model.rows ? (isGrid ? 8 : 14) : 0)
  }
}

extension Model {
  /// A little air above heights that have no axis.
  fileprivate mutating func addHeadroom() {
    guard y.domain == nil, !y.isNamed else { return }
    scaleY { $0.high += ($0.high - $0.low) * 0.04 }
  }
}
