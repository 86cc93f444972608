import Records

/// Names at the ends of their lines, instead of a legend.
struct DirectLabels {
  struct Entry {
    var name: String
    var look: Look
    /// Heights from the plot's bottom, 0…1 and in units.
    var end: Double
    var endX: Double
    var place: Double
  }

  var entries: [Entry]

  static let leader = 12.0

  func width(_ metrics: Metrics) -> Double {
    Self.leader + 5 + (entries.map { TextMetrics.width($0.name, size: metrics.font) }.max() ?? 0)
  }

  /// `nil` where names would not stand beside their lines: several panels, lines that end early or too close together.
  init?(_ model: Model, height: Double, metrics: Metrics) {
    guard model.panels.count == 1, let panel = model.panels.first, model.figure.showsLegend else { return nil }
    guard !model.groups.colors.isEmpty, model.groups.symbols.isEmpty else { return nil }
    var entries: [Entry] = []
    for group in model.groups.colors {
      let lines = panel.drawables.filter { $0.mark == .line && $0.series.group == group.name }
      guard lines.count == 1, let line = lines.first else { return nil }
      guard let last = line.data.max(by: { panel.x.fraction($0.x) < panel.x.fraction($1.x) }) else { return nil }
      let fraction = panel.x.fraction(last.x), end = panel.y.fraction(last.y)
      guard (0.96...1 + 1e-9).contains(fraction), panel.y.shows(last.y) else { return nil }
      guard TextMetrics.width(group.name, size: metrics.font) <= metrics.width * 0.27 else { return nil }
      entries.append(Entry(name: group.name, look: line.look, end: end * height, endX: last.x, place: 0))
    }
    entries.sort { ($0.end, $0.name) < ($1.end, $1.name) }
    let places = Self.spread(entries.map { $0.end }, distance: metrics.font * 1.2, within: 0...height)
    guard let places else { return nil }
    for index in entries.indices {
      guard (places[index] - entries[index].end).magnitude <= metrics.font * 2.6 else { return nil }
      entries[index].place = places[index]
    }
    self.entries = entries
  }

  /// Ascending places moved as little as possible (least squares) so that neighbours keep their distance;
  /// `nil` where there are too many.
  ///
  /// Subtracting what the neighbours take turns it into isotonic regression: pools of adjacent violators move to their mean.
  static func spread(_ wanted: [Double], distance: Double, within range: ClosedRange<Double>) -> [Double]? {
    guard Double(max(wanted.count - 1, 0)) * distance <= range.upperBound - range.lowerBound else { return nil }
    var pools: [(sum: Double, count: Int)] = []
    for (index, place) in wanted.enumerated() {
      pools.append((place - Double(index) * distance, 1))
      while pools.count > 1 {
        let last = pools[pools.count - 1], before = pools[pools.count - 2]
        guard last.sum / Double(last.count) < before.sum / Double(before.count) else { break }
        pools.removeLast(2)
        pools.append((before.sum + last.sum, before.count + last.count))
      }
    }
    let highest = range.upperBound - Double(max(wanted.count - 1, 0)) * distance
    let means = pools.flatMap { pool in Array(repeating: pool.sum / Double(pool.count), count: pool.count) }
    return means.enumerated().map { min(max($1, range.lowerBound), highest) + Double($0) * distance }
  }
}
