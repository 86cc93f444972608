import Records

/// A field at its places on the axes, in the scales' own distances (after `Scale.transform`).
struct Grid {
  let field: Figure.Field
  /// Where columns and rows stand, rising or falling; empty for an image, which fills its panel.
  let columns: [Double]
  let rows: [Double]

  /// `nil` where sizes do not agree, or places have no order on the axes.
  init?(_ series: Figure.Series, x: AxisModel, y: AxisModel) {
    guard let field = series.field, field.isWhole, series.mark == .image || field.channels == 1 else { return nil }
    self.field = field
    guard series.mark != .image else {
      columns = []
      rows = []
      return
    }
    guard let columns = Self.places(series.x, x, count: field.columns), let rows = Self.places(series.y, y, count: field.rows)
    else { return nil }
    self.columns = columns
    self.rows = rows
  }

  private static func places(_ channel: Figure.Channel?, _ axis: AxisModel, count: Int) -> [Double]? {
    guard let channel, channel.values.count == count else { return nil }
    let numbers = channel.values.map(axis.number)
    guard numbers.allSatisfy({ Scale.admits($0, axis.kind) }) else { return nil }
    let places = numbers.map { Scale.transform($0, axis.kind) }
    let steps = zip(places, places.dropFirst()).map { $1 - $0 }
    return steps.allSatisfy { $0 > 0 } || steps.allSatisfy { $0 < 0 } ? places : nil
  }

  func value(column: Int, row: Int) -> Double { field.values[row * field.columns + column] }

  /// The ends of cells that reach halfway to their neighbours: one more than places.
  static func edges(_ places: [Double]) -> [Double] {
    guard let first = places.first, let last = places.last else { return [] }
    guard places.count > 1 else { return [first - 0.5, first + 0.5] }
    let inner = zip(places, places.dropFirst()).map { ($0 + $1) / 2 }
    return [first - (inner[0] - first)] + inner + [last + (last - inner[inner.count - 1])]
  }

  /// What the mark covers in a direction, lowest first.
  func extent(_ direction: AxisModel.Direction, _ mark: Figure.Mark) -> (low: Double, high: Double)? {
    let places = direction == .horizontal ? columns : rows, ends = mark == .contour ? places : Self.edges(places)
    guard let first = ends.first, let last = ends.last else { return nil }
    return (min(first, last), max(first, last))
  }
}
