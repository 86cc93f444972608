import Records

/// Draws the marks of one panel.
struct MarkPainter {
  let frame: Frame
  let metrics: Metrics
  let color: ColorModel?
  /// The id of a clip path, where data lie outside the plot.
  let clip: String
  var carriesValues = true

  func paint(_ drawable: Drawable, on canvas: inout Canvas) {
    if let grid = drawable.grid { return paint(drawable, grid, on: &canvas) }
    guard !drawable.data.isEmpty else { return }
    canvas.newline()
    canvas.open(
      "g",
      [
        "class": "figure-series", "data-mark": drawable.mark.name, "data-group": drawable.series.group ?? "",
        "data-x": values(drawable.series.x, drawable), "data-x2": values(drawable.series.x2, drawable),
        "data-y": values(drawable.series.y, drawable), "data-y2": values(drawable.series.y2, drawable),
        "data-at": placesFollow(drawable) ? "" : anchors(drawable), "clip-path": clip.isEmpty || drawable.mark == .point ? "" : "url(#\(clip))",
      ])
    if let group = drawable.series.group { canvas.element("title", [:], text: group) }
    switch drawable.mark {
    case .line: paintLine(drawable, on: &canvas)
    case .point: paintSymbols(drawable, points: shownPoints(drawable), on: &canvas)
    case .bar: if drawable.isHistogram { paintHistogram(drawable, on: &canvas) } else { paintBars(drawable, on: &canvas) }
    case .area: paintArea(drawable, on: &canvas)
    case .rule: paintRules(drawable, on: &canvas)
    case .rectangle: paintRectangles(drawable, on: &canvas)
    case .heatMap, .contour, .image: break
    }
    canvas.close()
  }

  private func paintSymbols(_ drawable: Drawable, points: [Point], on canvas: inout Canvas) {
    let look = drawable.look
    let radius = points.count > 400 ? metrics.markerRadius * 0.6 : metrics.markerRadius
    let opacity = look.opacity ?? (points.count > 150 ? 0.6 : nil)
    Symbols.paint(look.symbol, at: points, radius: radius, color: look.color, opacity: opacity, on: &canvas)
  }

  /// The points that lie within the plot: a symbol is whole or not there.
  private func shownPoints(_ drawable: Drawable) -> [Point] {
    drawable.data.filter { frame.panel.x.shows($0.x) && frame.panel.y.shows($0.y) }.map { datum in
      var point = frame.point(datum.x, datum.y)
      point.x += besideBars(drawable)
      return point
    }
  }

  /// What belongs to bars that stand side by side stands with them: error bars, say.
  private func besideBars(_ drawable: Drawable) -> Double {
    frame.panel.drawables.contains { $0.isHorizontal } ? 0 : BarSlots(frame).offset(of: drawable.series.group)
  }
}

extension MarkPainter {
  /// Data in pieces, broken where a datum is missing.
  private func runs(_ drawable: Drawable) -> [[Datum]] {
    var result: [[Datum]] = []
    for datum in drawable.data {
      if let last = result.last?.last, datum.index == last.index + 1 {
        result[result.count - 1].append(datum)
      } else {
        result.append([datum])
      }
    }
    return result
  }

  private func paintLine(_ drawable: Drawable, on canvas: inout Canvas) {
    let look = drawable.look
    let runs = runs(drawable).map { run in
      Outline.simplified(Outline.thinned(run.map { frame.point($0.x, $0.y) }), within: look.isFaint ? 0.2 : 0.05)
    }
    // A dense line is mostly noise: a thin one shows its texture.
    let width = drawable.data.count > 800 && drawable.series.style.lineWidth == nil ? 1.1 : look.lineWidth
    let path = runs.filter { $0.count > 1 }.map { Outline.path($0, look.interpolation) }.joined()
    if !path.isEmpty {
      canvas.element(
        "path",
        [
          "d": path, "fill": "none", "stroke": look.color, "stroke-width": Canvas.number(width),
          "stroke-dasharray": look.dash, "stroke-linejoin": "round",
          "stroke-linecap": look.dash.isEmpty ? "round" : "", "stroke-opacity": look.opacity.map(Canvas.number) ?? "",
        ])
    }
    if drawable.showsSymbols(among: frame.panel.drawables) {
      paintSymbols(drawable, points: shownPoints(drawable), on: &canvas)
    } else {
      let lonely = runs.filter { $0.count == 1 }.compactMap { $0.first }
      Symbols.paint(look.symbol, at: lonely, radius: 2, color: look.color, opacity: look.opacity, on: &canvas)
    }
  }

  private func paintArea(_ drawable: Drawable, on canvas: inout Canvas) {
    let look = drawable.look, base = frame.panel.y.base
    var path = ""
    for run in runs(drawable) {
      let upper = Outline.thinned(run.map { frame.point($0.x, $0.y) })
      let lower = Outline.thinned(run.map { frame.point($0.x, $0.y2.isNaN ? base : $0.y2) })
      guard upper.count > 1 else {
        if let top = upper.first, let bottom = lower.first {
          path += Outline.rectangle(Point(x: top.x - 2, y: top.y), Point(x: bottom.x + 2, y: bottom.y))
        }
        continue
      }
      path += Outline.path(upper, look.interpolation) + "L"
        + Outline.path(lower, look.interpolation, isReversed: true).dropFirst() + "Z"
    }
    canvas.element(
      "path", ["d": path, "fill": look.color, "fill-opacity": Canvas.number(look.opacity ?? (drawable.isStacked ? 0.75 : 0.18)), "stroke": "none"])
  }

  /// Neighbouring bins as one outline, without seams.
  private func paintHistogram(_ drawable: Drawable, on canvas: inout Canvas) {
    let scale = frame.panel.y
    func base(_ datum: Datum) -> Double { frame.y(datum.y2.isNaN ? scale.base : datum.y2) }
    var pen = Pen(), last: Datum?, floor = 0.0
    func close(at last: Datum) {
      pen.draw(to: Point(x: frame.x(last.x2), y: floor))
      pen.close()
    }
    for datum in drawable.data {
      let left = frame.x(datum.x), right = frame.x(datum.x2), top = frame.y(datum.y)
      if let last, last.x2 == datum.x, last.index + 1 == datum.index, floor == base(datum) {
        pen.draw(to: Point(x: left, y: top))
      } else {
        if let last { close(at: last) }
        floor = base(datum)
        pen.move(to: Point(x: left, y: floor))
        pen.draw(to: Point(x: left, y: top))
      }
      pen.draw(to: Point(x: right, y: top))
      last = datum
    }
    if let last { close(at: last) }
    let overlaps = Set(frame.panel.drawables.filter { $0.isHistogram }.map { $0.series.group }).count > 1
    let look = drawable.look, opacity = look.opacity ?? (overlaps ? 0.35 : 0.85)
    canvas.element(
      "path",
      [
        "d": pen.path, "fill": look.color, "fill-opacity": Canvas.number(opacity), "stroke": overlaps ? look.color : "",
        "stroke-dasharray": overlaps ? look.dash : "", "stroke-width": overlaps ? "1.5" : "",
      ])
  }

  private func paintRules(_ drawable: Drawable, on canvas: inout Canvas) {
    let plot = frame.plot, series = drawable.series
    let offset = series.x2 == nil && series.y2 != nil ? besideBars(drawable) : 0
    var path = ""
    for datum in drawable.data {
      var start = Point(x: plot.left, y: plot.top), end = Point(x: plot.right, y: plot.bottom)
      if series.x != nil {
        start.x = frame.x(datum.x) + offset
        end.x = frame.x(series.x2 == nil ? datum.x : datum.x2) + offset
      }
      if series.y != nil { (start.y, end.y) = (frame.y(datum.y), frame.y(series.y2 == nil ? datum.y : datum.y2)) }
      path += Outline.path([start, end], .linear)
      guard series.x != nil, series.y != nil else { continue }
      let cap = 3.5
      if series.x2 == nil, series.y2 != nil {
        for y in [start.y, end.y] { path += Outline.path([Point(x: start.x - cap, y: y), Point(x: start.x + cap, y: y)], .linear) }
      } else if series.y2 == nil, series.x2 != nil {
        for x in [start.x, end.x] { path += Outline.path([Point(x: x, y: start.y - cap), Point(x: x, y: start.y + cap)], .linear) }
      }
    }
    let look = drawable.look
    canvas.element(
      "path",
      [
        "d": path, "fill": "none", "stroke": look.color, "stroke-width": Canvas.number(look.lineWidth),
        "stroke-dasharray": look.dash, "stroke-opacity": look.opacity.map(Canvas.number) ?? "",
      ])
  }

  private func paintRectangles(_ drawable: Drawable, on canvas: inout Canvas) {
    let plot = frame.plot, series = drawable.series
    let path = drawable.data.map { datum in
      Outline.rectangle(
        Point(x: series.x == nil ? plot.left : frame.x(datum.x), y: series.y == nil ? plot.top : frame.y(datum.y)),
        Point(
          x: series.x == nil ? plot.right : frame.x(series.x2 == nil ? datum.x : datum.x2),
          y: series.y == nil ? plot.bottom : frame.y(series.y2 == nil ? datum.y : datum.y2)))
    }
    canvas.element(
      "path",
      ["d": path.joined(), "fill": drawable.look.color, "fill-opacity": Canvas.number(drawable.look.opacity ?? 0.15)])
  }
}
