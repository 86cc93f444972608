extension PlainMatrix {
  /// Qᵀ and Rᵀ of the transposed: rows here are the columns of the matrix that is decomposed.
  func qrOfTransposed() -> (q: PlainMatrix, r: PlainMatrix) {
    let m = columns, n = rows, rank = min(m, n)
    var work = self  // row k keeps its reflection's vector from column k on
    var diagonal = [Double](repeating: 0, count: rank)
    for k in 0..<rank {
      let norm = work.norm(ofRow: k, columns: k..<m)
      if norm == 0 { continue }
      // H = 1 − v vᵀ / v₀ with v = x / ±‖x‖ + e₀; the sign adds, so that nothing cancels.
      let signed = work[k, k] < 0 ? -norm : norm
      for i in k..<m { work[k, i] /= signed }
      work[k, k] += 1
      for j in (k + 1)..<max(n, k + 1) {
        work.add(-work.dot(k, j, columns: k..<m) / work[k, k], ofRow: k, toRow: j, columns: k..<m)
      }
      diagonal[k] = -signed
    }
    // The rows of Qᵀ and the reflections share one matrix, so that the loops along rows serve both.
    var both = PlainMatrix(rows: 2 * rank, columns: m)
    for k in 0..<rank {
      both[k, k] = 1
      for i in k..<m { both[rank + k, i] = work[k, i] }
    }
    for k in (0..<rank).reversed() where both[rank + k, k] != 0 {
      for j in k..<rank {
        both.add(-both.dot(rank + k, j, columns: k..<m) / both[rank + k, k], ofRow: rank + k, toRow: j, columns: k..<m)
      }
    }
    var r = PlainMatrix(rows: n, columns: rank)
    for j in 0..<n {
      for k in 0..<min(j, rank) { r[j, k] = work[j, k] }
      if j < rank { r[j, j] = diagonal[j] }
    }
    for k in 0..<rank where diagonal[k] < 0 {
      both.scale(row: k, by: -1)
      for j in k..<n { r[j, k] = -r[j, k] }
    }
    return (both.selecting(0..<rank), r)
  }
}

/// U and V of a thin decomposition, transposed: a row is a singular vector.
struct PlainSingularValues {
  var u: PlainMatrix, values: [Double], v: PlainMatrix
}

extension PlainMatrix {
  func svd() -> PlainSingularValues {
    if rows < columns {
      let mirrored = transposed().svd()
      var result = PlainSingularValues(u: mirrored.v, values: mirrored.values, v: mirrored.u)
      result.fixSigns()
      return result
    }
    let largest = self.largest
    let unit = largest == 0 ? 1 : Double(sign: .plus, exponent: largest.exponent, significand: 1)
    var work = transposed()  // its rows, the columns of A, become orthogonal
    for place in work.values.indices { work.values[place] /= unit }
    var v = PlainMatrix.identity(columns)
    work.orthogonalizeRows(turning: &v)

    let norms = (0..<columns).map { work.norm(ofRow: $0, columns: 0..<rows) }
    let order = norms.indices.sorted { (-norms[$0], $0) < (-norms[$1], $1) }
    var result = PlainSingularValues(u: work.selecting(order), values: order.map { norms[$0] }, v: v.selecting(order))
    result.u.normalizeRows(norms: result.values)
    result.values = result.values.map { $0 * unit }
    result.fixSigns()
    return result
  }

  /// Rotates pairs of rows until all are orthogonal up to rounding, and the rows of `v` with them.
  private mutating func orthogonalizeRows(turning v: inout PlainMatrix) {
    var isRotating = true, sweeps = 0
    // Rows that are rounding errors of a row that vanished have no direction to find.
    let negligible = Double.ulpOfOne * Double.ulpOfOne * dotOfAll
    while isRotating && sweeps < 60 {
      isRotating = false
      sweeps += 1
      for i in 0..<rows {
        for j in (i + 1)..<max(rows, i + 1) {
          let a = dot(i, i, columns: 0..<columns), b = dot(j, j, columns: 0..<columns), g = dot(i, j, columns: 0..<columns)
          if a <= negligible || b <= negligible || g.magnitude <= 2 * Double.ulpOfOne * (a * b).squareRoot() { continue }
          isRotating = true
          let zeta = (b - a) / (2 * g)
          let t = (zeta < 0 ? -1 : 1) / (zeta.magnitude + (1 + zeta * zeta).squareRoot())
          let c = 1 / (1 + t * t).squareRoot()
          rotate(i, j, cosine: c, sine: c * t)
          v.rotate(i, j, cosine: c, sine: c * t)
        }
      }
    }
  }

  private var dotOfAll: Double { values.reduce(0) { $0 + $1 * $1 } }

  /// Rows to unit length, from the longest on; those of no length to some direction orthogonal to all before.
  private mutating func normalizeRows(norms: [Double]) {
    let least = 1e-15 * (norms.first ?? 0) * Double(columns).squareRoot()
    for row in 0..<rows {
      if norms[row] > least {
        scale(row: row, by: 1 / norms[row])
        continue
      }
      // Of the unit vectors, one at least keeps √(1/m) of its length when the rows before are taken out.
      for axis in 0..<columns {
        for k in 0..<columns { self[row, k] = k == axis ? 1 : 0 }
        for _ in 0..<2 { for before in 0..<row { add(-dot(before, row, columns: 0..<columns), ofRow: before, toRow: row, columns: 0..<columns) } }
        let left = norm(ofRow: row, columns: 0..<columns)
        if left > 0.5 / Double(columns).squareRoot() {
          scale(row: row, by: 1 / left)
          break
        }
      }
    }
  }
}

extension PlainSingularValues {
  fileprivate mutating func fixSigns() {
    for k in 0..<v.rows where v.hasNegativeSense(row: k) {
      v.scale(row: k, by: -1)
      u.scale(row: k, by: -1)
    }
  }
}

/// P A = L U: below the diagonal L (whose own is 1), U above.
struct PlainLU {
  var matrix: PlainMatrix
  var order: [Int]
  /// That of the permutation.
  var sign = 1.0
  /// The first column without a pivot that differs from rounding.
  var singularColumn: Int?

  init(_ matrix: PlainMatrix) {
    self.matrix = matrix
    order = Array(0..<matrix.rows)
  }

  mutating func decompose() {
    let n = matrix.rows
    let sizes = (0..<n).map { column in (0..<n).reduce(0) { max($0, matrix[$1, column].magnitude) } }
    for k in 0..<n {
      var pivot = k
      for i in k..<n where matrix[i, k].magnitude > matrix[pivot, k].magnitude { pivot = i }
      if pivot != k {
        matrix.swap(row: pivot, with: k)
        order.swapAt(pivot, k)
        sign = -sign
      }
      if matrix[k, k].magnitude <= Double(n) * Double.ulpOfOne * sizes[k] && singularColumn == nil { singularColumn = k }
      if matrix[k, k] == 0 { continue }
      for i in (k + 1)..<max(n, k + 1) where matrix[i, k] != 0 {
        let factor = matrix[i, k] / matrix[k, k]
        matrix.add(-factor, ofRow: k, toRow: i, columns: (k + 1)..<n)
        matrix[i, k] = factor
      }
    }
  }

  func solve(_ right: PlainMatrix) -> PlainMatrix {
    var x = right.selecting(order)
    for i in 0..<x.rows {
      for j in 0..<i { x.add(-matrix[i, j], ofRow: j, toRow: i, columns: 0..<x.columns) }
    }
    for i in (0..<x.rows).reversed() {
      for j in (i + 1)..<max(x.rows, i + 1) { x.add(-matrix[i, j], ofRow: j, toRow: i, columns: 0..<x.columns) }
      for k in 0..<x.columns { x[i, k] /= matrix[i, i] }
    }
    return x
  }
}

extension PlainMatrix {
  /// L of L Lᵀ, column by column.
  func cholesky() -> PlainMatrix {
    var l = PlainMatrix(rows: rows, columns: rows)
    for j in 0..<rows {
      l[j, j] = (self[j, j] - l.dot(j, j, columns: 0..<j)).squareRoot()
      for i in (j + 1)..<max(rows, j + 1) { l[i, j] = (self[i, j] - l.dot(i, j, columns: 0..<j)) / l[j, j] }
    }
    return l
  }
}
