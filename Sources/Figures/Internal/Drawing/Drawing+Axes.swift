import Records

extension Drawing {
  /// Lines behind the data, along which lengths are read.
  mutating func drawGrid(_ frame: Frame) {
    let plot = frame.plot
    if model.hasHorizontalBars {
      for entry in frame.xLabels.entries where !entry.tick.isMinor {
        let x = frame.x(entry.tick.value)
        line(Point(x: x, y: plot.top), Point(x: x, y: plot.bottom))
      }
    } else if !model.y.isNamed, !frame.isCovered {
      for entry in frame.yLabels.entries where !entry.tick.isMinor {
        let y = frame.y(entry.tick.value)
        line(Point(x: plot.left, y: y), Point(x: plot.right, y: y))
      }
    }
    stroke(["class": "figure-grid", "stroke": Look.grid, "fill": "none"])
  }

  /// The base line, ticks and their texts.
  mutating func drawAxes(_ frame: Frame) {
    let plot = frame.plot
    if model.hasHorizontalBars {
      let x = frame.panel.x.kind != .log && frame.panel.x.shows(0) ? frame.x(0) : plot.left
      line(Point(x: x, y: plot.top), Point(x: x, y: plot.bottom))
    } else if !frame.isCovered || !model.figure.x.isHidden {
      line(Point(x: plot.left, y: plot.bottom), Point(x: plot.right, y: plot.bottom))
      if !frame.isCovered, frame.panel.y.kind != .log, !model.y.isNamed, frame.panel.y.low < 0, frame.panel.y.high > 0 {
        line(Point(x: plot.left, y: frame.y(0)), Point(x: plot.right, y: frame.y(0)))
      }
      if !model.x.isNamed, !model.figure.x.isHidden {
        for entry in frame.xLabels.entries {
          let x = frame.x(entry.tick.value)
          line(Point(x: x, y: plot.bottom), Point(x: x, y: plot.bottom + (entry.tick.isMinor ? 2.5 : 4.5)))
        }
      }
    }
    if frame.showsYLabels, !model.y.isNamed {
      // Where no grid leads to them, ticks stand outside.
      for entry in frame.yLabels.entries where entry.tick.isMinor || frame.isCovered {
        let y = frame.y(entry.tick.value), length = frame.isCovered ? (entry.tick.isMinor ? -2.5 : -4.5) : 4
        line(Point(x: plot.left, y: y), Point(x: plot.left + length, y: y))
      }
    }
    stroke(["class": "figure-axis", "stroke": Look.muted, "stroke-opacity": "0.7", "fill": "none"])
    canvas.open("g", ["class": "figure-ticks", "fill": Look.muted])
    if frame.showsYLabels { writeVertical(frame) }
    if frame.showsXLabels { writeHorizontal(frame) }
    canvas.close()
  }

  private mutating func writeVertical(_ frame: Frame) {
    for entry in frame.yLabels.entries {
      canvas.text(
        Label(
          entry.lines, x: frame.plot.left - metrics.tickGap, centerY: frame.y(entry.tick.value), anchor: .end,
          size: metrics.font))
    }
  }

  private mutating func writeHorizontal(_ frame: Frame) {
    let top = frame.plot.bottom + metrics.tickGap
    for entry in frame.xLabels.entries {
      let x = frame.x(entry.tick.value)
      var label = Label(entry.lines, x: x, top: top, anchor: .middle, size: metrics.font)
      if frame.xLabels.isRotated {
        label.isRotated = true
        label.anchor = .end
        label.y = top
        label.x = x + metrics.font * 0.28
      }
      canvas.text(label)
    }
  }

  mutating func draw(_ labels: DirectLabels, _ frame: Frame) {
    canvas.newline()
    canvas.open("g", ["class": "figure-line-labels"])
    for entry in labels.entries {
      let start = Point(x: frame.x(entry.endX) + 4, y: frame.plot.bottom - entry.end)
      let end = Point(x: frame.plot.right + DirectLabels.leader, y: frame.plot.bottom - entry.place)
      line(start, end)
      stroke(["stroke": entry.look.color, "stroke-width": "1", "fill": "none"])
      canvas.text(Label([entry.name], x: end.x + 4, centerY: end.y, anchor: .start, size: metrics.font))
    }
    canvas.close()
  }

  mutating func draw(_ legend: Legend) {
    canvas.newline()
    canvas.open("g", ["class": "figure-legend"])
    if !legend.headings.isEmpty {
      canvas.open("g", ["fill": Look.muted])
      for heading in legend.headings { canvas.text(heading) }
      canvas.close()
    }
    for item in legend.items {
      drawSwatch(item)
      canvas.text(item.label)
    }
    canvas.close()
  }

  mutating func draw(_ bar: ColorBar) {
    canvas.newline()
    canvas.open("g", ["class": "figure-color-bar", "fill": Look.muted])
    canvas.element(
      "image",
      [
        "x": Canvas.number(bar.bar.left), "y": Canvas.number(bar.bar.top), "width": Canvas.number(bar.bar.width),
        "height": Canvas.number(bar.bar.height), "preserveAspectRatio": "none", "href": bar.png.dataURI,
      ])
    for entry in bar.ticks.entries {
      let x = bar.x(entry.tick.value)
      line(Point(x: x, y: bar.bar.bottom), Point(x: x, y: bar.bar.bottom + (entry.tick.isMinor ? 2.5 : 4.5)))
    }
    stroke(["stroke": Look.muted, "stroke-opacity": "0.7", "fill": "none"])
    if let title = bar.title { canvas.text(title) }
    for label in bar.labels { canvas.text(label) }
    canvas.close()
  }

  private mutating func drawSwatch(_ item: Legend.Item) {
    let box = item.swatch, look = item.group.look
    let middle = Point(x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2)
    let hasLine = item.group.has(.line) || (item.group.has(.rule) && !item.group.has(.bar) && !item.group.has(.point))
    if item.showsColor, item.group.has(.bar) || item.group.has(.rectangle) || (item.group.has(.area)) {
      let isTint = !item.group.has(.bar)
      canvas.element(
        "rect",
        [
          "x": Canvas.number(box.left), "y": Canvas.number(box.top), "rx": "2", "width": Canvas.number(box.width), "height": Canvas.number(box.height), "fill": look.color,
          "fill-opacity": isTint ? item.group.isStacked ? "0.75" : "0.2" : look.opacity.map(Canvas.number) ?? "",
        ])
    }
    if item.showsColor, hasLine {
      line(Point(x: box.left, y: middle.y), Point(x: box.right, y: middle.y))
      stroke(
        [
          "stroke": look.color, "stroke-width": Canvas.number(look.lineWidth), "stroke-dasharray": look.dash, "fill": "none",
        ])
    }
    if item.group.has(.point) || !item.showsColor || (item.group.has(.line) && showsSymbols(item.group.name)) {
      // Where symbols mean something else, colours are discs.
      let symbol = item.showsColor && !model.groups.symbols.isEmpty ? .circle : look.symbol
      Symbols.paint(symbol, at: [middle], radius: metrics.markerRadius, color: look.color, opacity: nil, on: &canvas)
    }
  }

  private func showsSymbols(_ group: String) -> Bool {
    model.panels.contains { panel in
      panel.drawables.contains { $0.series.group == group && $0.showsSymbols(among: panel.drawables) }
    }
  }
}
