import Records

/// How the values of a figure's fields become colours.
struct ColorModel {
  let axis: AxisModel
  let scale: Scale
  let ramp: ColorRamp
  /// Whether a bar says what the colours mean.
  let showsBar: Bool

  /// `nil` where there are no fields.
  init?(_ color: Figure.ColorScale, _ drawables: [Drawable]) {
    let grids = drawables.compactMap { drawable in drawable.grid.map { (mark: drawable.mark, field: $0.field) } }
    guard !grids.isEmpty else { return nil }
    let isImage = grids.allSatisfy { $0.mark == .image }
    let palette = color.palette ?? (isImage ? .gray : .sequential)
    axis = AxisModel(
      Figure.Axis(label: color.label, scale: color.scale, domain: color.domain, ticks: color.ticks, format: color.format),
      .horizontal, channels: [])
    let kind = axis.kind
    var low = Double.infinity, high = -Double.infinity
    for grid in grids where grid.field.channels == 1 {
      for value in grid.field.values where Scale.admits(value, kind) {
        low = min(low, value)
        high = max(high, value)
      }
    }
    (low, high) = low <= high ? (Scale.transform(low, kind), Scale.transform(high, kind)) : (0, 1)
    if case .diverging(let middle) = palette, Scale.admits(middle, kind) {
      let center = Scale.transform(middle, kind)
      let reach = axis.domain.map { max(($0.low - center).magnitude, ($0.high - center).magnitude) }
        ?? max((low - center).magnitude, (high - center).magnitude)
      (low, high) = (center - reach, center + reach)
    } else if let domain = axis.domain {
      (low, high) = domain
    } else if isImage, grids.allSatisfy({ $0.field.channels == 3 }) {
      (low, high) = (0, 1)
    }
    if high - low <= max(low.magnitude, high.magnitude) * 1e-12 {
      low -= 0.5
      high += 0.5
    }
    scale = Scale(kind, low: low, high: high)
    switch palette {
    case .sequential: ramp = .sequential
    case .diverging: ramp = .diverging
    case .gray: ramp = .gray
    }
    let hasColors = grids.contains { $0.mark == .heatMap } || (isImage && color.palette != nil)
    showsBar = !color.isHidden && hasColors
  }

  /// The place of a value among the ramp's colours; `nil` where it has none.
  func place(_ value: Double) -> Int? { Scale.admits(value, scale.kind) ? ColorRamp.place(scale.fraction(value)) : nil }

  /// Where contours run, with what stands at them.
  func levels(_ wanted: [Double]?) -> [Tick] {
    if let wanted {
      let format = axis.axis.format == .automatic ? NumberFormat.significant(4) : axis.axis.format
      let levels = wanted.prefix(60).filter { Scale.admits($0, scale.kind) }
      return levels.map { Tick($0, format.string(for: $0, typography: .typeset)) }
    }
    let lower = scale.inverse(scale.low), upper = scale.inverse(scale.high), format = axis.axis.format
    switch scale.kind {
    case .linear, .names: return Ticks.linear(from: lower, to: upper, count: 10, isWhole: false, format: format)
    case .log: return Ticks.log(from: lower, to: upper, count: 10, format: format).filter { !$0.text.isEmpty }
    case .symlog(let threshold):
      return Ticks.symlog(from: lower, to: upper, threshold: threshold, count: 10, format: format)
    }
  }
}
