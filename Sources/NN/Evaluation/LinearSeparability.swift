/// Whether a hyperplane has all points labelled true strictly on one side and all others strictly on the other.
///
/// A decision, unlike the perceptron, which never ends on points that cannot be separated: the linear program
/// max t with sᵢ (w · xᵢ + b) ≥ t for signs sᵢ = ±1 and |wⱼ|, |b| ≤ 1 has t > 0 exactly if they can.
///
/// - Shapes: points [n, d], n labels
/// - Numerics: in double precision, on points moved and scaled by powers of two to −1…1 along each axis; the hyperplane found has
///   to keep each point at t > 10⁻¹⁰ there. So "yes" is proved by the hyperplane, and "no" can be wrong only for points that come
///   closer to being inseparable than that. Whole-numbered coordinates up to M leave a margin of some M⁻ᵈ: up to 10 000 in the plane
///   and 400 in space the answer is exact
/// - Errors: NaN or infinity, or another number of labels, stops
/// - Source: simplex method on the dual, the point of the convex hull of sᵢ (xᵢ, 1) nearest to 0 by sums of magnitudes; Bland
///   1977's rule, so that it ends
public func isLinearlySeparable<Scalar>(_ points: Tensor<Scalar>, labels: [Bool], throughOrigin: Bool = false) -> Bool {
  let rows = SignedPoints(points, throughOrigin: throughOrigin, of: "isLinearlySeparable")
  if labels.count != rows.count {
    stop("isLinearlySeparable: \(labels.count) labels for points \(points.shape); give one label a row of [points, dimensions]")
  }
  return rows.areSeparable(by: labels)
}

/// How many of the 2ⁿ ways to label these points a hyperplane separates. For points in general position it is Cover's number,
/// `linearDichotomies`; for others less.
///
/// - Shapes: points [n, d]
/// - Numerics: as `isLinearlySeparable`. Labels are given point by point, and what cannot be separated is not followed further, so
///   the time goes with the result, not with 2ⁿ
public func realisableLabellings<Scalar>(of points: Tensor<Scalar>, throughOrigin: Bool = false) -> Int {
  let rows = SignedPoints(points, throughOrigin: throughOrigin, of: "realisableLabellings")
  if rows.count == 0 { return 1 }
  func count(_ labels: [Bool]) -> Int {
    if !rows.areSeparable(by: labels) { return 0 }
    return labels.count == rows.count ? 1 : count(labels + [false]) + count(labels + [true])
  }
  // All labels turned around are separated by the same hyperplanes.
  return 2 * count([true])
}

/// Points with a coordinate of 1 for the offset, in −1…1.
private struct SignedPoints {
  let count: Int, width: Int
  private let values: [Double]

  init<Scalar>(_ points: Tensor<Scalar>, throughOrigin: Bool, of operation: StaticString) {
    let matrix = Matrix(points, of: operation)
    let dimensions = matrix.columns, width = throughOrigin ? dimensions : dimensions + 1
    var values = [Double](repeating: 1, count: matrix.rows * width)
    for axis in 0..<dimensions {
      let column = (0..<matrix.rows).map { matrix[$0, axis] }
      let low = column.min() ?? 0, high = column.max() ?? 0, centre = throughOrigin ? 0 : low / 2 + high / 2
      let size = max((low - centre).magnitude, (high - centre).magnitude)
      let unit = size == 0 ? 1 : Double(sign: .plus, exponent: size.exponent, significand: 1)
      for (row, value) in column.enumerated() { values[row * width + axis] = (value - centre) / unit / 2 }
    }
    count = matrix.rows
    self.width = width
    self.values = values
  }

  /// The first points, as many as there are labels.
  func areSeparable(by labels: [Bool]) -> Bool {
    if labels.isEmpty { return true }
    var rows = Matrix(rows: labels.count, columns: width)
    for (row, label) in labels.enumerated() {
      for axis in 0..<width { rows[row, axis] = label ? values[row * width + axis] : -values[row * width + axis] }
    }
    var program = NearestPoint(rows)
    let weights = program.solve()
    for row in 0..<rows.rows {
      var side = 0.0
      for axis in 0..<width { side += weights[axis] * rows[row, axis] }
      if !(side > 1e-10) { return false }
    }
    return true
  }
}

/// min Σⱼ |Σᵢ λᵢ zᵢⱼ| over λ ≥ 0, Σ λᵢ = 1, as a linear program in a dense tableau:
/// Σᵢ λᵢ zᵢⱼ + pⱼ − qⱼ = 0 for each axis j, Σᵢ λᵢ = 1, least Σ (pⱼ + qⱼ). Its prices are the weights w of the separating
/// hyperplane.
private struct NearestPoint {
  /// Rows: the axes, then Σ λ, then the reduced costs. Columns: λ, p, q, then the right side.
  private var tableau: Matrix
  private var basis: [Int]
  private let points: Int, axes: Int

  init(_ z: Matrix) {
    points = z.rows
    axes = z.columns
    tableau = Matrix(rows: axes + 2, columns: points + 2 * axes + 1)
    basis = []
    let right = points + 2 * axes
    for axis in 0..<axes {
      for point in 0..<points { tableau[axis, point] = z[point, axis] }
      tableau[axis, points + axis] = 1
      tableau[axis, points + axes + axis] = -1
      tableau[axes + 1, points + axis] = 1
      tableau[axes + 1, points + axes + axis] = 1
    }
    for point in 0..<points { tableau[axes, point] = 1 }
    tableau[axes, right] = 1
    // λ₀ = 1 to start with; pⱼ or qⱼ takes up what it leaves, whichever is 0 or more.
    basis = [Int](repeating: 0, count: axes + 1)
    for axis in 0..<axes { pivot(row: axis, column: z[0, axis] > 0 ? points + axes + axis : points + axis) }
    pivot(row: axes, column: 0)
  }

  /// The weights that keep all points as far from the hyperplane as |wⱼ| ≤ 1 lets them.
  mutating func solve() -> [Double] {
    let right = points + 2 * axes, cost = axes + 1
    // In exact arithmetic Bland's rule ends by itself; the bound is for rounding, and far above what any program here needs.
    for _ in 0..<(1000 + 50 * right) {
      guard let column = (0..<right).first(where: { tableau[cost, $0] < -1e-12 }) else { break }
      var leaving: Int?
      for row in 0...axes where tableau[row, column] > 1e-11 {
        guard let best = leaving else {
          leaving = row
          continue
        }
        let ratio = tableau[row, right] / tableau[row, column], least = tableau[best, right] / tableau[best, column]
        if ratio < least || (ratio == least && basis[row] < basis[best]) { leaving = row }
      }
      guard let row = leaving else { break }
      pivot(row: row, column: column)
    }
    // The reduced cost of pⱼ is 1 − (its price); the plane's weight is minus the price.
    return (0..<axes).map { tableau[cost, points + $0] - 1 }
  }

  private mutating func pivot(row: Int, column: Int) {
    tableau.scale(row: row, by: 1 / tableau[row, column])
    for other in 0..<tableau.rows where other != row && tableau[other, column] != 0 {
      tableau.add(-tableau[other, column], ofRow: row, toRow: other)
      tableau[other, column] = 0
    }
    basis[row] = column
  }
}
