import Records

/// Heat maps, contours and images.
extension MarkPainter {
  func paint(_ drawable: Drawable, _ grid: Grid, on canvas: inout Canvas) {
    guard let color else { return }
    canvas.newline()
    canvas.open(
      "g",
      [
        "class": "figure-series figure-field", "data-mark": drawable.series.mark.name, "data-group": drawable.series.group ?? "",
        "clip-path": clip.isEmpty ? "" : "url(#\(clip))",
      ])
    switch drawable.mark {
    case .image: paint(Raster(image: grid.field, plot: frame.plot, color: color), on: &canvas)
    case .heatMap:
      if let raster = Raster(grid, frame: frame, color: color) { paint(raster, on: &canvas) }
    default: paintContours(drawable, grid, color, on: &canvas)
    }
    canvas.close()
    if drawable.mark == .heatMap { writeCells(grid, color, on: &canvas) }
    if drawable.mark != .image { writeSamples(drawable, grid, on: &canvas) }
  }

  private func paint(_ raster: Raster, on canvas: inout Canvas) {
    let box = raster.box
    canvas.element(
      "image",
      [
        "x": Canvas.number(box.left), "y": Canvas.number(box.top), "width": Canvas.number(box.width),
        "height": Canvas.number(box.height), "preserveAspectRatio": "none", "image-rendering": "pixelated",
        "href": raster.png.dataURI,
      ])
  }

  /// The contours of a field, each with its level.
  private func contours(_ drawable: Drawable, _ grid: Grid, _ color: ColorModel) -> [(tick: Tick, lines: [[Point]])] {
    let xs = grid.columns.map(frame.placeX), ys = grid.rows.map(frame.placeY)
    return color.levels(grid.field.levels).map { tick in
      (tick, Contour(grid, level: tick.value, kind: color.scale.kind, xs: xs, ys: ys).lines)
    }
  }

  private func paintContours(_ drawable: Drawable, _ grid: Grid, _ color: ColorModel, on canvas: inout Canvas) {
    let look = drawable.look
    let lines = contours(drawable, grid, color).flatMap { $0.lines }
    let path = lines.map { line in Outline.path(Outline.simplified(line), .linear) }.joined()
    guard !path.isEmpty else { return }
    let width = Canvas.number(look.lineWidth)
    // On colours a line in ink needs some ground around it.
    if frame.panel.drawables.contains(where: { $0.mark == .heatMap }) {
      canvas.element(
        "path",
        [
          "d": path, "fill": "none", "stroke": Look.paper, "stroke-width": Canvas.number(look.lineWidth + 1.6),
          "stroke-opacity": "0.6", "stroke-linejoin": "round",
        ])
    }
    canvas.element(
      "path",
      [
        "d": path, "fill": "none", "stroke": look.color, "stroke-width": width, "stroke-dasharray": look.dash,
        "stroke-opacity": look.opacity.map(Canvas.number) ?? "", "stroke-linejoin": "round",
      ])
  }

  /// A number at each level's longest line that has room for it.
  func contourLabels(avoiding taken: [Box]) -> [Label] {
    guard let color else { return [] }
    var result: [Label] = [], taken = taken
    let size = metrics.font - 2, bounds = frame.plot.expanded(by: -2)
    for drawable in frame.panel.drawables where drawable.mark == .contour {
      guard let grid = drawable.grid else { continue }
      for (tick, lines) in contours(drawable, grid, color) where !tick.text.isEmpty {
        let width = TextMetrics.width(tick.text, size: size)
        let measured = lines.map { (line: $0, length: Outline.length($0)) }
        let long = measured.filter { $0.length > width * 2.2 }.sorted { $0.length > $1.length }
        search: for (line, length) in long {
          for share in [0.5, 0.3, 0.7, 0.15, 0.85, 0.4, 0.6] {
            let point = Outline.point(on: line, at: length * share)
            let label = Label([tick.text], x: point.x, centerY: point.y, anchor: .middle, size: size)
            let box = label.box.expanded(by: 3)
            guard bounds.contains(label.box), !taken.contains(where: { $0.intersects(box) }) else { continue }
            taken.append(box)
            result.append(label)
            break search
          }
        }
      }
    }
    return result
  }

  /// The values in the cells of a small heat map, where all of them have room.
  private func writeCells(_ grid: Grid, _ color: ColorModel, on canvas: inout Canvas) {
    guard grid.field.columns * grid.field.rows <= 400 else { return }
    guard !frame.panel.drawables.contains(where: { $0.mark != .heatMap }) else { return }
    let xs = Grid.edges(grid.columns).map(frame.placeX), ys = Grid.edges(grid.rows).map(frame.placeY)
    let format = color.axis.axis.format == .automatic ? NumberFormat.significant(3) : color.axis.axis.format
    var labels: [(label: Label, isLight: Bool)] = []
    for row in 0..<grid.field.rows {
      for column in 0..<grid.field.columns {
        let value = grid.value(column: column, row: row)
        guard let place = color.place(value) else { continue }
        let cell = Box(
          left: min(xs[column], xs[column + 1]), top: min(ys[row], ys[row + 1]), right: max(xs[column], xs[column + 1]),
          bottom: max(ys[row], ys[row + 1]))
        let label = Label(
          [format.string(for: value, typography: .typeset)], x: (cell.left + cell.right) / 2, centerY: (cell.top + cell.bottom) / 2,
          anchor: .middle, size: metrics.font - 1)
        guard cell.expanded(by: -2).contains(label.box), frame.plot.contains(label.box) else { return }
        labels.append((label, color.ramp.isLight(place)))
      }
    }
    canvas.newline()
    canvas.open("g", ["class": "figure-cells"])
    for (label, isLight) in labels { canvas.text(label, ["fill": isLight ? Look.onLight : Look.onDark]) }
    canvas.close()
  }
}

extension Figure.Mark {
  /// The case's name.
  var name: String {
    switch self {
    case .line: "line"
    case .point: "point"
    case .bar: "bar"
    case .area: "area"
    case .rule: "rule"
    case .rectangle: "rectangle"
    case .heatMap: "heatMap"
    case .contour: "contour"
    case .image: "image"
    }
  }
}
