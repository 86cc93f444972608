import Records

/// What the colours of fields mean, above the plots.
struct ColorBar {
  let color: ColorModel
  let title: Label?
  let bar: Box
  let ticks: AxisLabels
  let bottom: Double
  private let metrics: Metrics

  /// `nil` where no colour stands for a number, or the author wants no bar.
  init?(_ model: Model, metrics: Metrics, top: Double) {
    guard let color = model.color, color.showsBar else { return nil }
    self.color = color
    self.metrics = metrics
    let height = 11.0
    var left = 0.0
    if let text = color.axis.axis.label, !text.isEmpty {
      let lines = TextMetrics.wrap(text, size: metrics.font, width: metrics.width * 0.4, limit: 2)
      let label = Label(lines, x: 0, top: top, anchor: .start, size: metrics.font)
      title = label
      left = label.width + 14
    } else {
      title = nil
    }
    let width = min(260, metrics.width - left - 4)
    func place(_ value: Double) -> Double { color.scale.fraction(value) * width }
    var ticks = AxisLabels.horizontal(color.axis, color.scale, width: width, metrics: metrics, place: place)
    // Texts at the very ends may stand out over them, as far as there is room.
    let overhang = ticks.overhang(width: width, metrics: metrics, place: place)
    left += max(overhang.left - (title == nil ? 0 : 8), 0)
    for index in ticks.entries.indices {
      let end = left + place(ticks.entries[index].tick.value) + ticks.halfWidth(index, metrics)
      if end > metrics.width { ticks.entries[index].lines = [] }
    }
    let barTop = top + (metrics.line - height) / 2
    bar = Box(left: left, top: barTop, right: left + width, bottom: barTop + height)
    self.ticks = ticks
    bottom = max(title?.box.bottom ?? 0, bar.bottom + 6 + ticks.height(metrics))
  }

  func x(_ value: Double) -> Double { bar.left + color.scale.fraction(value) * bar.width }

  var labels: [Label] {
    ticks.entries.map { Label($0.lines, x: x($0.tick.value), top: bar.bottom + 6, anchor: .middle, size: metrics.font) }
  }

  /// The ramp itself.
  var png: PNG {
    let places = (0..<ColorRamp.size).map { UInt8($0) }
    return PNG(width: ColorRamp.size, height: 1, .indexed(places, palette: color.ramp.colors, transparent: 0))
  }
}
