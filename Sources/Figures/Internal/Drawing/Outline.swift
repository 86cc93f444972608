import Records

/// Path data.
enum Outline {
  static func path(_ points: [Point], _ interpolation: Figure.Interpolation, isReversed: Bool = false) -> String {
    var pen = Pen(), last: Point?
    for point in isReversed ? points.reversed() : points {
      if let last {
        // Steps hold the value of the earlier point.
        if interpolation == .step { pen.draw(to: isReversed ? Point(x: last.x, y: point.y) : Point(x: point.x, y: last.y)) }
        pen.draw(to: point)
      } else {
        pen.move(to: point)
      }
      last = point
    }
    return pen.path
  }

  static func rectangle(_ corner: Point, _ other: Point) -> String {
    "M" + Canvas.number(corner.x) + " " + Canvas.number(corner.y) + "V" + Canvas.number(other.y) + "H"
      + Canvas.number(other.x) + "V" + Canvas.number(corner.y) + "Z"
  }

  static func length(_ points: [Point]) -> Double {
    zip(points, points.dropFirst()).reduce(0) { $0 + distance($1.0, $1.1) }
  }

  /// Where one is after a way along a line.
  static func point(on points: [Point], at way: Double) -> Point {
    var rest = way
    for (start, end) in zip(points, points.dropFirst()) {
      let length = distance(start, end)
      if rest <= length, length > 0 {
        return Point(x: start.x + (end.x - start.x) * rest / length, y: start.y + (end.y - start.y) * rest / length)
      }
      rest -= length
    }
    return points.last ?? Point(x: 0, y: 0)
  }

  private static func distance(_ a: Point, _ b: Point) -> Double {
    ((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y)).squareRoot()
  }

  /// Without points that lie so near to the line through those that stay (Douglas & Peucker 1973).
  static func simplified(_ points: [Point], within tolerance: Double = 0.05) -> [Point] {
    guard points.count > 60 else { return points }
    var isKept = [Bool](repeating: false, count: points.count)
    isKept[0] = true
    isKept[points.count - 1] = true
    var parts = [(0, points.count - 1)]
    while let (first, last) = parts.popLast() {
      let start = points[first], end = points[last], dx = end.x - start.x, dy = end.y - start.y
      let length = dx * dx + dy * dy
      var farthest = first, most = tolerance * tolerance
      for index in first + 1..<max(last, first + 1) {
        let px = points[index].x - start.x, py = points[index].y - start.y
        let along = length > 0 ? min(max((px * dx + py * dy) / length, 0), 1) : 0
        let ex = px - along * dx, ey = py - along * dy
        if ex * ex + ey * ey > most { (farthest, most) = (index, ex * ex + ey * ey) }
      }
      guard farthest > first else { continue }
      isKept[farthest] = true
      parts += [(first, farthest), (farthest, last)]
    }
    return points.indices.filter { isKept[$0] }.map { points[$0] }
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
