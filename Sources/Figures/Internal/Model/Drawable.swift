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
  let data: [Datum]
  let look: Look
  /// Bars lie: their length is along x.
  let isHorizontal: Bool

  var mark: Figure.Mark { series.mark }
  var isHistogram: Bool { mark == .bar && series.x2 != nil && !isHorizontal }
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
    for index in 0..<series.count {
      omissions.total += 1
      switch Self.datum(series, index, x, y) {
      case .drawn(let datum): data.append(datum)
      case .notFinite: omissions.notFinite += 1
      case .notPositive: omissions.notPositive += 1
      }
    }
    self.series = series
    self.data = data
    self.look = look
    isHorizontal = series.mark == .bar && y.isNamed && !x.isNamed
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
    }
    return !isFinite || !isPlaced ? .notFinite : isPositive ? .drawn(datum) : .notPositive
  }
}

extension Drawable {
  /// A line of few data shows where they are, unless the author drew symbols there.
  func showsSymbols(among others: [Drawable]) -> Bool {
    guard mark == .line, series.style.interpolation == .linear else { return false }
    if series.style.symbol != nil || series.symbolGroup != nil { return true }
    return data.count <= 12 && !others.contains { $0.mark == .point && $0.series.group == series.group }
  }
}
