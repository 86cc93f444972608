import Records

/// Shapes of equal weight, all of a series in one path.
enum Symbols {
  static func paint(
    _ symbol: Figure.Symbol, at points: [Point], radius: Double, color: String, opacity: Double?, on canvas: inout Canvas
  ) {
    guard !points.isEmpty else { return }
    let alpha = opacity.map(Canvas.number) ?? ""
    switch symbol {
    case .circle:
      // A stroke of no length with round ends is a disc.
      var pen = Pen()
      for point in points {
        pen.move(to: point)
        pen.draw(to: point)
      }
      canvas.element(
        "path",
        [
          "d": pen.path, "stroke": color, "stroke-width": Canvas.number(radius * 2), "stroke-linecap": "round", "fill": "none",
          "stroke-opacity": alpha,
        ])
    case .cross, .plus:
      let arm = radius * (symbol == .cross ? 0.85 : 1.15)
      let path = points.map { point in
        symbol == .cross
          ? "M" + text(point.x - arm, point.y - arm) + "l" + text(2 * arm, 2 * arm) + "M" + text(point.x - arm, point.y + arm)
            + "l" + text(2 * arm, -2 * arm)
          : "M" + text(point.x - arm, point.y) + "h" + Canvas.number(2 * arm) + "M" + text(point.x, point.y - arm) + "v"
            + Canvas.number(2 * arm)
      }
      canvas.element(
        "path", ["d": path.joined(), "stroke": color, "stroke-width": "2", "fill": "none", "stroke-opacity": alpha])
    case .square, .triangle, .diamond:
      let path = points.map { polygon(symbol, radius).path(at: $0) }.joined()
      canvas.element("path", ["d": path, "fill": color, "fill-opacity": alpha])
    }
  }

  private static func text(_ x: Double, _ y: Double) -> String { Canvas.number(x) + " " + Canvas.number(y) }

  private static func polygon(_ symbol: Figure.Symbol, _ radius: Double) -> Polygon {
    let r = radius
    return switch symbol {
    case .triangle: Polygon(corners: [Point(x: 0, y: -1.25 * r), Point(x: 1.15 * r, y: 0.8 * r), Point(x: -1.15 * r, y: 0.8 * r)])
    case .diamond: Polygon(corners: [Point(x: 0, y: -1.3 * r), Point(x: 1.3 * r, y: 0), Point(x: 0, y: 1.3 * r), Point(x: -1.3 * r, y: 0)])
    default:
      Polygon(
        corners: [
          Point(x: -0.9 * r, y: -0.9 * r), Point(x: 0.9 * r, y: -0.9 * r), Point(x: 0.9 * r, y: 0.9 * r), Point(x: -0.9 * r, y: 0.9 * r),
        ])
    }
  }

  private struct Polygon {
    var corners: [Point]

    func path(at center: Point) -> String {
      "M" + corners.map { text(center.x + $0.x, center.y + $0.y) }.joined(separator: "L") + "Z"
    }
  }
}
