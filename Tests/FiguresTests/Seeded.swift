import Records

/// Figures as nobody would draw them.
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  /// SplitMix64.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  private mutating func chance(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &self) < share }
  private mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  private mutating func words(_ most: Int = 4) -> String {
    let stock = [
      "std", "He", "accuracy on held-out data", "ℓ²", "Wärmeleitfähigkeitskoeffizient", "</text>", "a&b", "損失", "10⁻⁵", "🙂", "x",
      "initializer",
    ]
    return (0..<int(1...most)).map { _ in stock.randomElement(using: &self) ?? "x" }.joined(separator: " ")
  }

  private mutating func value(_ size: Double) -> Value {
    let awkward: [Double] = [.nan, .infinity, -.infinity, 0, -1, 1e-300, 1e300, .leastNonzeroMagnitude, -.greatestFiniteMagnitude, 1e17]
    if chance(0.03) { return .double(awkward.randomElement(using: &self) ?? 0) }
    let number = Double.random(in: -0.3...1, using: &self) * size
    return chance(0.5) ? .double(number) : chance(0.3) && size > 1 && size < 1e9 ? .integer(Int(number)) : .float(Float(number))
  }

  private mutating func axis() -> Figure.Axis {
    var axis = Figure.Axis(label: chance(0.8) ? words() : nil)
    axis.scale = [.linear, .log, .symlog(linearWithin: 1), .symlog(linearWithin: .nan)].randomElement(using: &self) ?? .linear
    if chance(0.2) { axis.domain = -1...Double.random(in: -1...3, using: &self) }
    if chance(0.1) { axis.ticks = (0..<int(0...30)).map { Double($0) / 5 - 1 } + [.nan] }
    axis.format = [.automatic, .automatic, .g3, .percent, .fixed(9)].randomElement(using: &self) ?? .automatic
    axis.isHidden = chance(0.15)
    axis.sharing = [.all, .rows, .columns, .none].randomElement(using: &self) ?? .all
    return axis
  }

  private mutating func series(names: [String], size: Double) -> Figure.Series {
    let mark: Figure.Mark = [.line, .point, .bar, .area, .rule, .rectangle].randomElement(using: &self) ?? .line
    let count = chance(0.1) ? 0 : int(1...20)
    let isNamed = !names.isEmpty
    var x = Figure.Channel(label: "x", values: []), y = x
    for _ in 0..<count {
      x.values.append(isNamed ? .text(names.randomElement(using: &self) ?? "") : value(size))
      y.values.append(value(size))
    }
    var series = Figure.Series(mark, x: x, y: y)
    if chance(0.2) { series.y2 = y }
    if chance(0.15) { series.x2 = x }
    if chance(0.1) { series.x = nil }
    if chance(0.1) { series.y?.values.removeAll() }
    if chance(0.6) { series.group = words(2) }
    if chance(0.2) { series.stacking = chance(0.5) ? .standard : .normalized }
    if chance(0.1) { series.symbolGroup = words(2) }
    if chance(0.4) { series.annotations = [Figure.Annotation(index: int(-1...20), text: words())] }
    return series
  }

  /// Grids of any size, with holes, at any places, whole or not.
  private mutating func fieldSeries(names: [String], size: Double) -> Figure.Series {
    let mark: Figure.Mark = [.heatMap, .heatMap, .contour, .image].randomElement(using: &self) ?? .heatMap
    let columns = int(0...12), rows = int(0...12), channels = mark == .image && chance(0.3) ? 3 : 1, start = value(1).number ?? 0
    let values = (0..<columns * rows * channels).map { _ in value(size).number ?? 0 }
    func places(_ count: Int) -> Figure.Channel {
      if names.count >= count, chance(0.8) { return Figure.Channel(label: "x", values: names.prefix(count).map { .text($0) }) }
      let step = chance(0.9) ? 0.5 : -1.0
      return Figure.Channel(label: "x", values: (0..<count).map { .double(start + Double($0) * step) })
    }
    let levels: [Double]? = chance(0.3) ? [0, 0.2, .nan, 1e9] : nil
    return Figure.Series(
      mark, x: places(columns), y: places(chance(0.95) ? rows : 3), group: chance(0.2) ? words(2) : nil,
      annotations: chance(0.2) ? [Figure.Annotation(index: 0, text: words())] : [],
      field: Figure.Field(columns: columns, rows: rows, values: values, channels: channels, levels: levels))
  }

  mutating func figure() -> Figure {
    let names = chance(0.3) ? (0..<int(1...30)).map { _ in words(3) } : []
    let sizes: [Double] = [1e-8, 0.01, 1, 1, 100, 1e7, 1e20]
    let size = sizes.randomElement(using: &self) ?? 1
    let count = chance(0.5) ? 1 : int(0...14)
    let hasFields = chance(0.2), isImages = chance(0.1)
    var panels: [Figure.Panel] = []
    for _ in 0..<count {
      var panel = Figure.Panel(title: chance(0.5) ? words(3) : nil)
      for _ in 0..<int(0...5) { panel.series.append(series(names: names, size: size)) }
      if hasFields { panel.series.append(fieldSeries(names: names, size: size)) }
      if isImages { panel.series = [fieldSeries(names: [], size: size)] }
      panels.append(panel)
    }
    var figure = Figure(title: chance(0.4) ? words(12) : nil, x: axis(), y: axis(), panels: panels)
    switch int(0...2) {
    case 0:
      let columns: [Int] = [0, 1, 2, 3, 5, .max]
      figure.arrangement = .wrapped(columns: columns.randomElement(using: &self) ?? 2)
    case 1:
      let columns = int(1...5)
      figure.arrangement = .grid(rows: (0..<int(0...4)).map { _ in words(3) }, columns: (0..<columns).map { _ in words(3) })
    default: break
    }
    let color = axis(), palettes: [Figure.ColorScale.Palette?] = [nil, .sequential, .diverging(around: 0.1), .gray]
    figure.color = Figure.ColorScale(
      label: color.label, scale: color.scale, domain: color.domain, ticks: color.ticks, format: color.format,
      palette: palettes.randomElement(using: &self) ?? nil, isHidden: color.isHidden)
    let aspects: [Double] = [0, -1, .nan, 0.5, 3, 1e9]
    if chance(0.2) { figure.aspect = aspects.randomElement(using: &self) }
    if chance(0.3) { figure.groupLabel = words() }
    if chance(0.2), !names.isEmpty {
      // Lying bars.
      for panel in figure.panels.indices {
        for index in figure.panels[panel].series.indices {
          let series = figure.panels[panel].series[index]
          (figure.panels[panel].series[index].x, figure.panels[panel].series[index].y) = (series.y, series.x)
        }
      }
    }
    let widths: [Figure.Width] = [.text, .page, .margin]
    figure.width = widths.randomElement(using: &self) ?? .text
    return figure
  }
}
