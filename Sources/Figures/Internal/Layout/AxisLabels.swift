import Records

/// The ticks of an axis with those texts that have room.
struct AxisLabels {
  struct Entry {
    var tick: Tick
    var lines: [String]
  }

  var entries: [Entry]
  var isRotated = false

  static let none = AxisLabels(entries: [])

  private static func ticks(_ model: AxisModel, _ scale: Scale, count: Int) -> [Tick] {
    candidates(model, scale, count: count).filter { Scale.admits($0.value, scale.kind) && scale.shows($0.value) }
  }

  /// Round numbers for `count` texts, the author's own, or names.
  private static func candidates(_ model: AxisModel, _ scale: Scale, count: Int) -> [Tick] {
    let axis = model.axis
    if model.isNamed { return model.names.enumerated().map { Tick(Double($0), $1) } }
    if let wanted = axis.ticks {
      return wanted.prefix(200).map { Tick($0, axis.format.string(for: $0, typography: .typeset)) }
    }
    let lower = scale.inverse(scale.low), upper = scale.inverse(scale.high)
    switch scale.kind {
    case .linear, .names:
      return Ticks.linear(from: lower, to: upper, count: count, isWhole: model.isWhole, format: axis.format)
    case .log: return Ticks.log(from: lower, to: upper, count: count, format: axis.format)
    case .symlog(let threshold):
      return Ticks.symlog(from: lower, to: upper, threshold: threshold, count: count, format: axis.format)
    }
  }

  /// Labels below a plot. `place` maps a value to its distance from the plot's left edge.
  static func horizontal(
    _ model: AxisModel, _ scale: Scale, width: Double, metrics: Metrics, place: (Double) -> Double
  ) -> AxisLabels {
    if model.isNamed { return horizontalNames(model, width: width, metrics: metrics) }
    var widest = max(Int(width / (metrics.font * 4.6)), 2)
    if model.axis.ticks != nil { widest = 1 }
    for count in stride(from: widest, through: 1, by: -1) {
      let labels = AxisLabels(ticks(model, scale, count: count))
      if labels.thinnedHorizontally(metrics, place).count == labels.entries.count { return labels }
      if count == 1 { return labels.keeping(labels.thinnedHorizontally(metrics, place)) }
    }
    return .none
  }

  private init(_ ticks: [Tick]) { entries = ticks.map { Entry(tick: $0, lines: $0.text.isEmpty ? [] : [$0.text]) } }

  private init(entries: [Entry], isRotated: Bool = false) {
    self.entries = entries
    self.isRotated = isRotated
  }

  /// The indices of texts (and of marks without one) that do not touch the text before them.
  private func thinnedHorizontally(_ metrics: Metrics, _ place: (Double) -> Double) -> Set<Int> {
    var kept: Set<Int> = [], end = -Double.infinity
    for index in entries.indices.sorted(by: { entries[$0].tick.value < entries[$1].tick.value }) {
      guard let text = entries[index].lines.first else {
        kept.insert(index)
        continue
      }
      let half = TextMetrics.width(text, size: metrics.font) / 2, center = place(entries[index].tick.value)
      if center - half >= end + metrics.textGap {
        kept.insert(index)
        end = center + half
      }
    }
    return kept
  }

  private func keeping(_ kept: Set<Int>) -> AxisLabels {
    var result = self
    for index in entries.indices where !kept.contains(index) { result.entries[index].lines = [] }
    return result
  }

  private static func horizontalNames(_ model: AxisModel, width: Double, metrics: Metrics) -> AxisLabels {
    let band = width / Double(max(model.names.count, 1)), room = band - 6
    func words(_ name: String) -> Double {
      name.split(whereSeparator: { $0.isWhitespace }).map { TextMetrics.width($0, size: metrics.font) }.max() ?? 0
    }
    let wrapped = model.names.map { TextMetrics.wrap($0, size: metrics.font, width: room, limit: 4) }
    if model.names.allSatisfy({ words($0) <= room }), wrapped.allSatisfy({ $0.count <= 3 }) {
      return AxisLabels(entries: zip(model.names.indices, wrapped).map { Entry(tick: Tick(Double($0)), lines: $1) })
    }
    let every = max(Int((metrics.line / band).rounded(.up)), 1)
    return AxisLabels(
      entries: model.names.enumerated().map { index, name in
        let lines = TextMetrics.wrap(name, size: metrics.font, width: 160, limit: 1)
        return Entry(tick: Tick(Double(index)), lines: index % every == 0 ? lines : [])
      }, isRotated: true)
  }

  /// Labels beside a plot; `widest` bounds names.
  static func vertical(_ model: AxisModel, _ scale: Scale, height: Double, widest: Double, metrics: Metrics) -> AxisLabels {
    var labels = AxisLabels(ticks(model, scale, count: max(Int(height / (metrics.font * 2.7)), 2)))
    if model.isNamed {
      let band = height / Double(max(model.names.count, 1))
      let limit = max(min(Int(band / metrics.line), 3), 1), every = max(Int((metrics.line / band).rounded(.up)), 1)
      for index in labels.entries.indices {
        labels.entries[index].lines = index % every != 0 ? []
          : TextMetrics.wrap(model.names[index], size: metrics.font, width: widest, limit: limit)
      }
      return labels
    }
    var end = -Double.infinity, kept: Set<Int> = []
    for index in labels.entries.indices.sorted(by: { labels.entries[$0].tick.value < labels.entries[$1].tick.value }) {
      let place = scale.fraction(labels.entries[index].tick.value) * height
      if labels.entries[index].lines.isEmpty || place - end >= metrics.font * 1.15 {
        kept.insert(index)
        if !labels.entries[index].lines.isEmpty { end = place }
      }
    }
    return labels.keeping(kept)
  }

  func width(_ metrics: Metrics) -> Double {
    entries.lazy.flatMap { $0.lines }.map { TextMetrics.width($0, size: metrics.font) }.max() ?? 0
  }

  /// What the labels take below the plot.
  func height(_ metrics: Metrics) -> Double {
    isRotated ? width(metrics) : Label.height(of: entries.map { $0.lines.count }.max() ?? 0, size: metrics.font)
  }

  /// How far the texts stand out to the left and right of a plot.
  func overhang(width: Double, metrics: Metrics, place: (Double) -> Double) -> (left: Double, right: Double) {
    var left = 0.0, right = 0.0
    for entry in entries {
      let center = place(entry.tick.value)
      if entry.lines.isEmpty { continue }
      let half = halfWidth(entry, metrics)
      left = max(left, half - center)
      right = max(right, center + half - width)
    }
    return (left, right)
  }

  func halfWidth(_ index: Int, _ metrics: Metrics) -> Double { halfWidth(entries[index], metrics) }

  private func halfWidth(_ entry: Entry, _ metrics: Metrics) -> Double {
    if isRotated { return metrics.font * 0.53 }
    return (entry.lines.map { TextMetrics.width($0, size: metrics.font) }.max() ?? 0) / 2
  }
}
