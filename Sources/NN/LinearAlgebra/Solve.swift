/// The X with A X = B.
///
/// - Shapes: a [n, n], b [n] or [n, k] → the shape of b
/// - Numerics: LU decomposition with partial pivoting, in double precision
/// - Errors: a pivot of at most n · 2⁻⁵² of the greatest number in its column stops with "solve: [2, 2] is singular: …"
/// - Source: Golub & Van Loan, Matrix Computations, 4th edition, algorithm 3.4.1
public func solve<Scalar>(_ a: Tensor<Scalar>, _ b: Tensor<Scalar>) -> Tensor<Scalar> {
  a.checkSquare("solve")
  checkRightSide(a, b, of: "solve")
  var lu = LU(Matrix(a, of: "solve"))
  let right = Matrix(b, of: "solve", vectorAllowed: true)
  lu.decompose()
  if let column = lu.singularColumn {
    stop(
      "solve: \(a.shape) is singular: its column \(column) is a combination of those before; "
        + "use leastSquares(a, b), which gives the shortest solution, or add to the diagonal")
  }
  return lu.solve(right).tensor().viewed(as: b.shape)
}

/// The X that makes ‖A X − B‖² least; of several the shortest.
///
/// - Shapes: a [m, n], b [m] or [m, k] → [n] or [n, k]
/// - Numerics: QR in double precision; where a diagonal number of R is at most max(m, n) · unit roundoff (2⁻²³ or 2⁻⁵²) of the
///   greatest, or m < n, the pseudo-inverse with its default cutoff
/// - Source: Golub & Van Loan, Matrix Computations, 4th edition, sections 5.3 and 5.5
public func leastSquares<Scalar>(_ a: Tensor<Scalar>, _ b: Tensor<Scalar>) -> Tensor<Scalar> {
  let matrix = Matrix(a, of: "leastSquares")
  checkRightSide(a, b, of: "leastSquares")
  let right = Matrix(b, of: "leastSquares", vectorAllowed: true)
  let n = matrix.columns, cutoff = Double(max(matrix.rows, n)) * Tensor<Scalar>.precision
  let shape = b.rank == 1 ? Shape([n]) : Shape(rows: n, columns: right.columns)
  var result = Matrix(rows: n, columns: right.columns)

  let (q, r) = matrix.transposed().qrOfTransposed()
  let diagonal = (0..<min(matrix.rows, n)).map { r[$0, $0] }
  let least = cutoff * (diagonal.max() ?? 0)
  if matrix.rows < n || diagonal.contains(where: { $0 <= least }) {
    return matrix.svd().pseudoInverse(cutoff: cutoff).times(right).tensor().viewed(as: shape)
  }
  let turned = q.times(right)
  for column in 0..<right.columns {
    for i in (0..<n).reversed() {
      var sum = turned[i, column]
      for j in (i + 1)..<max(n, i + 1) { sum -= r[j, i] * result[j, column] }
      result[i, column] = sum / r[i, i]
    }
  }
  return result.tensor().viewed(as: shape)
}

private func checkRightSide<Scalar>(_ a: Tensor<Scalar>, _ b: Tensor<Scalar>, of operation: StaticString) {
  if b.rank != 1 && b.rank != 2 || b.shape[0] != a.shape[0] {
    stop("\(operation): \(a.shape) with \(b.shape): the right side needs \(a.shape[0]) rows; give [\(a.shape[0])] or [\(a.shape[0]), k]")
  }
}

extension Tensor {
  /// The determinant, the product of LU's pivots with the sign of the row swaps; 1 for [0, 0].
  ///
  /// - Shapes: [n, n] → a number
  /// - Numerics: double precision inside; large matrices overflow, use the logarithms of `cholesky()`'s diagonal there
  public func determinant() -> Scalar {
    checkSquare("determinant")
    var lu = LU(Matrix(self, of: "determinant"))
    lu.decompose()
    return Scalar((0..<lu.matrix.rows).reduce(lu.sign) { $0 * lu.matrix[$1, $1] })
  }

  /// The lower triangular L with a positive diagonal and L Lᵀ = A, of a symmetric positive definite matrix. Reads the lower triangle.
  ///
  /// - Shapes: [n, n] → [n, n]
  /// - Errors: a pivot that is not positive stops with "cholesky: [2, 2] is not positive definite: …"
  /// - Source: Golub & Van Loan, Matrix Computations, 4th edition, algorithm 4.2.1
  public func cholesky() -> Tensor {
    checkSquare("cholesky")
    let a = Matrix(self, of: "cholesky")
    var l = Matrix(rows: a.rows, columns: a.rows)
    for j in 0..<a.rows {
      let pivot = a[j, j] - l.dot(j, j, columns: 0..<j)
      if !(pivot > 0) {
        stop("cholesky: \(shape) is not positive definite: pivot \(j) is \(pivot); add to the diagonal, or use symmetricEigen()")
      }
      l[j, j] = pivot.squareRoot()
      for i in (j + 1)..<Swift.max(a.rows, j + 1) { l[i, j] = (a[i, j] - l.dot(i, j, columns: 0..<j)) / l[j, j] }
    }
    return l.tensor()
  }
}

/// P A = L U: below the diagonal L (whose own is 1), U above.
private struct LU {
  var matrix: Matrix
  var order: [Int]
  /// That of the permutation.
  var sign = 1.0
  /// The first column without a pivot that differs from rounding.
  var singularColumn: Int?

  init(_ matrix: Matrix) {
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

  func solve(_ right: Matrix) -> Matrix {
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

extension Matrix {
  func times(_ other: Matrix) -> Matrix {
    var result = Matrix(rows: rows, columns: other.columns)
    for i in 0..<rows {
      for k in 0..<columns { for j in 0..<other.columns { result[i, j] += self[i, k] * other[k, j] } }
    }
    return result
  }
}
