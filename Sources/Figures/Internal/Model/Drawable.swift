import Records

/// One datum in numbers; not a number where the mark has no such end.
struct Datum: Equatable {
  /// Its place in the series, so that a missing neighbour shows as a gap.
  var index: Int
  var x = Double.nan
  var x2 = Double.nan
  var y = Double.nan
  var y2 = Double.nan
}

/// A series with what of it can be drawn.
struct Drawable {
  let series: Figure.Series
  private(set) var data: [Datum]
  let look: Look
  /// What a field's mark shows; it has no data of its own.
  let grid: Grid?
  /// Bars lie: their length is along x.
  let isHorizontal: Bool

  var mark: Figure.Mark { series.mark }
  var isHistogram: Bool { mark == .bar && series.x2 != nil && !isHorizontal }
  /// One of several bars or areas that stand on each other.
  var isStacked: Bool {
    series.stacking != .none && (mark == .bar || mark == .area) && !isHistogram && (isHorizontal ? series.x2 : series.y2) == nil
  }
  /// Bars and areas without a start stand on zero.
  var standsOnZero: Bool { (mark == .bar || mark == .area) && (isHorizontal ? series.x2 : series.y2) == nil }
}

/// What was not drawn, so that the description can say so.
struct Omissions: Equatable {
  var total = 0
  var notFinite = 0
  var notPositive = 0
  var outside = 0
  var labels: [String] = []

  var sentences: [String] {
    var result: [String] = []
    func isAre(_ count: Int) -> String { count == 1 ? "is" : "are" }
    if notFinite > 0 { result.append("\(notFinite) of \(total) data \(isAre(notFinite)) not finite and not drawn.") }
    if notPositive > 0 {
      result.append("\(notPositive) of \(total) data \(isAre(notPositive)) not positive and have no place on a logarithmic axis.")
    }
    if outside > 0 {
      result.append("\(outside) of \(total) data \(outside == 1 ? "lies" : "lie") outside the range shown.")
    }
    for label in labels { result.append("Without room in the drawing: \(label)") }
    return result
  }
}

extension Drawable {
  init(_ series: Figure.Series, x: AxisModel, y: AxisModel, look: Look, omissions: inout Omissions) {
    var data: [Datum] = []
    self.series = series
    self.look = look
    isHorizontal = series.mark == .bar && y.isNamed && !x.isNamed
    guard !series.mark.isField else {
      grid = Grid(series, x: x, y: y)
      self.data = []
      omissions.total += series.count
      omissions.notFinite += grid.map { grid in grid.field.values.count { !($0.magnitude < Scale.largest) } } ?? series.count
      return
    }
    grid = nil
    for index in 0..<series.count {
      omissions.total += 1
      switch Self.datum(series, index, x, y) {
      case .drawn(let datum): data.append(datum)
      case .notFinite: omissions.notFinite += 1
      case .notPositive: omissions.notPositive += 1
      }
    }
    self.data = data
  }

  private enum Reading {
    case drawn(Datum), notFinite, notPositive
  }

  private static func datum(_ series: Figure.Series, _ index: Int, _ x: AxisModel, _ y: AxisModel) -> Reading {
    var datum = Datum(index: index)
    var isPositive = true, isFinite = true
    func read(_ channel: Figure.Channel?, _ axis: AxisModel) -> Double {
      guard let channel else { return .nan }
      guard index < channel.values.count else {
        isFinite = false
        return .nan
      }
      let number = axis.number(channel.values[index])
      if Scale.admits(number, axis.kind) { return number }
      if number.isFinite, axis.kind == .log, number <= 0 { isPositive = false } else { isFinite = false }
      return .nan
    }
    datum.x = read(series.x, x)
    datum.x2 = read(series.x2, x)
    datum.y = read(series.y, y)
    datum.y2 = read(series.y2, y)
    let isPlaced = switch series.mark {
    case .line, .point, .bar, .area: series.x != nil && series.y != nil
    case .rule, .rectangle: series.x != nil || series.y != nil
    case .heatMap, .contour, .image: false
    }
    return !isFinite || !isPlaced ? .notFinite : isPositive ? .drawn(datum) : .notPositive
  }
}

extension Drawable {
  /// A line of few data shows where they are, unless the author drew symbols there.
  func showsSymbols(among others: [Drawable]) -> Bool {
    guard mark == .line, series.style.interpolation == .linear, !look.isFaint else { return false }
    if series.style.symbol != nil || series.symbolGroup != nil { return true }
    return data.count <= 12 && !others.contains { $0.mark == .point && $0.series.group == series.group }
  }
}

extension Drawable {
  /// The data on top of what stands at their places already; sums of positive and of negative lengths grow apart.
  ///
  /// - Parameter totals: of normalized stacks, what lengths are shares of
  mutating func stack(onto sums: inout [Double: (up: Double, down: Double)], totals: [Double: Double]) {
    for index in data.indices {
      let place = isHorizontal ? data[index].y : data[index].x
      var length = isHorizontal ? data[index].x : data[index].y
      if series.stacking == .normalized { length = totals[place].map { $0 > 0 ? length / $0 : 0 } ?? 0 }
      var sum = sums[place] ?? (0, 0)
      let start = length < 0 ? sum.down : sum.up, end = start + length
      if length < 0 { sum.down = end } else { sum.up = end }
      sums[place] = sum
      // What stands on zero has no start, as there is none on a logarithmic axis.
      if isHorizontal {
        (data[index].x, data[index].x2) = (end, start == 0 ? .nan : start)
      } else {
        (data[index].y, data[index].y2) = (end, start == 0 ? .nan : start)
      }
    }
  }
}

extension Figure.Mark {
  var isField: Bool { self == .heatMap || self == .contour || self == .image }
}
