import Records

/// The names that series are told apart by, in the order in which they first appear.
struct Groups {
  struct Group: Equatable {
    var name: String
    /// The look of its first series, for the legend.
    var look: Look
    var marks: Set<UInt8>
    var isStacked = false

    func has(_ mark: Figure.Mark) -> Bool { marks.contains(mark.rawValue) }
  }

  private(set) var colors: [Group] = []
  /// Only where symbols follow other names than colours do.
  private(set) var symbols: [Group] = []
  private var colorPlaces: [String: Int] = [:]
  private var symbolPlaces: [String: Int] = [:]
  /// Faint lines are solid: they take no dash pattern from the groups after them.
  private var dashPlaces: [String: Int] = [:]
  private var crowdNames: Set<String> = []
  private var crowds: [Crowd] = []

  /// Lines of one panel that look alike.
  private struct Crowd {
    var group: String?
    var style: Figure.Style
    var count: Int
  }

  init(_ figure: Figure) {
    countCrowds(figure)
    for series in figure.panels.lazy.flatMap({ $0.series }) {
      if let name = series.group {
        let place = colorPlaces[name] ?? colors.count
        if place == colors.count {
          colorPlaces[name] = place
          dashPlaces[name] = dashPlaces.count - crowdNames.count
          if crowd(series) >= Look.smallestCrowd { crowdNames.insert(name) }
          let look = Look(series, group: place, symbolGroup: nil, dashPlace: dashPlaces[name], crowd: crowd(series))
          colors.append(Group(name: name, look: look, marks: []))
        }
        colors[place].marks.insert(series.mark.rawValue)
        if series.stacking != .none { colors[place].isStacked = true }
      }
      if let name = series.symbolGroup {
        let place = symbolPlaces[name] ?? symbols.count
        if place == symbols.count {
          symbolPlaces[name] = place
          var look = Look(series, group: nil, symbolGroup: place)
          if series.group != nil { look.color = Look.ink }
          symbols.append(Group(name: name, look: look, marks: []))
        }
        symbols[place].marks.insert(series.mark.rawValue)
      }
    }
    if symbols.map({ $0.name }) == colors.map({ $0.name }) { symbols = [] }
  }

  func look(_ series: Figure.Series) -> Look {
    Look(
      series, group: series.group.flatMap { colorPlaces[$0] }, symbolGroup: series.symbolGroup.flatMap { symbolPlaces[$0] },
      isBesideGroups: !colors.isEmpty, dashPlace: series.group.flatMap { dashPlaces[$0] }, crowd: crowd(series))
  }

  private func crowd(_ series: Figure.Series) -> Int {
    crowds.first { $0.group == series.group && $0.style == series.style }?.count ?? 1
  }

  private mutating func countCrowds(_ figure: Figure) {
    for panel in figure.panels {
      var own: [Crowd] = []
      for series in panel.series where series.mark == .line && series.symbolGroup == nil {
        if let index = own.firstIndex(where: { $0.group == series.group && $0.style == series.style }) {
          own[index].count += 1
        } else {
          own.append(Crowd(group: series.group, style: series.style, count: 1))
        }
      }
      crowds += own.filter { $0.count >= Look.smallestCrowd }
    }
  }
}
