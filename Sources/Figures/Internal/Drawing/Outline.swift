import Records

/// Path data.
enum Outline {
  static func path(_ points: [Point], _ interpolation: Figure.Interpolation, isReversed: Bool = false) -> String {
    var path = "", last: (x: String, y: String)?
    for point in isReversed ? points.reversed() : points {
      let x = Canvas.number(point.x), y = Canvas.number(point.y)
      if let last {
        // Steps hold the value of the earlier point.
        path += interpolation == .step ? (isReversed ? "V\(y)H\(x)" : "H\(x)V\(y)")
          : last.y == y ? "H" + x : last.x == x ? "V" + y : "L\(x) \(y)"
      } else {
        path = "M\(x) \(y)"
      }
      last = (x, y)
    }
    return path
  }

  static func rectangle(_ corner: Point, _ other: Point) -> String {
    "M" + Canvas.number(corner.x) + " " + Canvas.number(corner.y) + "V" + Canvas.number(other.y) + "H"
      + Canvas.number(other.x) + "V" + Canvas.number(corner.y) + "Z"
  }

  /// Of many points in a column of one unit: the first, lowest, highest and last, which draw the same line.
  static func thinned(_ points: [Point]) -> [Point] {
    guard points.count > 1_500 else { return points }
    var result: [Point] = [], start = 0
    while start < points.count {
      let column = points[start].x.rounded(.down)
      var end = start + 1
      while end < points.count, points[end].x.rounded(.down) == column { end += 1 }
      let range = start..<end
      let lowest = range.min { points[$0].y < points[$1].y } ?? start
      let highest = range.max { points[$0].y < points[$1].y } ?? start
      result += Set([start, lowest, highest, end - 1]).sorted().map { points[$0] }
      start = end
    }
    return result
  }
}
