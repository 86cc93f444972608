import Records

/// Lines on which a field has one value, by marching squares (Lorensen & Cline 1987, in two dimensions).
///
/// Between neighbouring places the field is taken as linear; a saddle is cut as the mean of its corners says.
struct Contour {
  /// Closed lines end where they begin.
  private(set) var lines: [[Point]] = []

  private let grid: Grid
  private let level: Double
  private let transform: (Double) -> Double
  private let xs: [Double]
  private let ys: [Double]

  /// - Parameters:
  ///   - xs, ys: where columns and rows stand in the drawing
  ///   - kind: distances between values are those of this scale
  init(_ grid: Grid, level: Double, kind: Scale.Kind, xs: [Double], ys: [Double]) {
    self.grid = grid
    self.level = Scale.transform(level, kind)
    self.xs = xs
    self.ys = ys
    transform = { Scale.admits($0, kind) ? Scale.transform($0, kind) : .nan }
    join(segments())
  }

  /// An edge between two neighbouring places: from a place to the next column (even) or to the next row (odd).
  private typealias Edge = Int

  private func segments() -> [(Edge, Edge)] {
    let columns = grid.field.columns, values = grid.field.values.map(transform)
    var result: [(Edge, Edge)] = []
    for row in 0..<max(grid.field.rows - 1, 0) {
      for column in 0..<max(columns - 1, 0) {
        let place = row * columns + column
        let corners = [values[place], values[place + 1], values[place + columns + 1], values[place + columns]]
        if corners.contains(where: { $0.isNaN }) { continue }
        let isAbove = corners.map { $0 >= level }
        // Its four sides in the order of the corners.
        let sides = [2 * place, 2 * (place + 1) + 1, 2 * (place + columns), 2 * place + 1]
        let crossed = (0..<4).filter { isAbove[$0] != isAbove[($0 + 1) % 4] }
        if crossed.count == 2 {
          result.append((sides[crossed[0]], sides[crossed[1]]))
        } else if crossed.count == 4 {
          // Corners of the mean's side are joined; the lines cut off the other two.
          let joins = (corners.reduce(0, +) / 4 >= level) == isAbove[0]
          result.append((sides[0], sides[joins ? 1 : 3]))
          result.append((sides[2], sides[joins ? 3 : 1]))
        }
      }
    }
    return result
  }

  private func point(_ edge: Edge) -> Point {
    let columns = grid.field.columns, place = edge / 2, column = place % columns, row = place / columns
    let next = edge % 2 == 0 ? (column + 1, row) : (column, row + 1)
    let from = transform(grid.value(column: column, row: row)), to = transform(grid.value(column: next.0, row: next.1))
    let share = to == from ? 0.5 : (level - from) / (to - from)
    return Point(x: xs[column] + (xs[next.0] - xs[column]) * share, y: ys[row] + (ys[next.1] - ys[row]) * share)
  }

  /// Segments that share an edge's point become one line: open ones first, from their ends.
  private mutating func join(_ segments: [(Edge, Edge)]) {
    var touching: [Edge: [Int]] = [:]
    for (index, segment) in segments.enumerated() {
      touching[segment.0, default: []].append(index)
      touching[segment.1, default: []].append(index)
    }
    var isUsed = [Bool](repeating: false, count: segments.count)
    func follow(_ start: Edge) -> [Edge] {
      var line = [start], edge = start
      while let index = (touching[edge] ?? []).first(where: { !isUsed[$0] }) {
        isUsed[index] = true
        edge = segments[index].0 == edge ? segments[index].1 : segments[index].0
        line.append(edge)
      }
      return line
    }
    for segment in segments {
      for end in [segment.0, segment.1] where touching[end]?.count == 1 {
        let line = follow(end)
        if line.count > 1 { lines.append(line.map(point)) }
      }
    }
    for (index, segment) in segments.enumerated() where !isUsed[index] { lines.append(follow(segment.0).map(point)) }
  }
}
