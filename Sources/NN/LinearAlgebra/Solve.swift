internal import CKernels

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
/// - Numerics: QR with column pivoting, in double precision. Where m < n, or a diagonal number of R is at most n · max(m, n) · unit
///   roundoff (2⁻²³ or 2⁻⁵²) of the first, the pseudo-inverse with its default cutoff decides by the singular values, which the
///   diagonal only estimates
/// - Source: Golub & Van Loan, Matrix Computations, 4th edition, sections 5.3 to 5.5; Businger & Golub 1965 for the pivots
public func leastSquares<Scalar>(_ a: Tensor<Scalar>, _ b: Tensor<Scalar>) -> Tensor<Scalar> {
  if a.rank == 2 { checkRightSide(a, b, of: "leastSquares") }
  if let result = leastSquaresOfFullRank(a, b) { return result }
  let matrix = Matrix(a, of: "leastSquares"), right = Matrix(b, of: "leastSquares", vectorAllowed: true)
  let cutoff = Double(max(matrix.rows, matrix.columns)) * Tensor<Scalar>.precision
  let shape = b.rank == 1 ? Shape([matrix.columns]) : Shape(rows: matrix.columns, columns: right.columns)
  return matrix.svd().pseudoInverse(cutoff: cutoff).times(right).tensor().viewed(as: shape)
}

/// Nil where the rank is in doubt or a number is not finite.
@_specialize(where Scalar == Float)
@_specialize(where Scalar == Double)
private func leastSquaresOfFullRank<Scalar>(_ a: Tensor<Scalar>, _ b: Tensor<Scalar>) -> Tensor<Scalar>? {
  if a.rank != 2 { return nil }
  let m = a.shape[0], n = a.shape[1], others = b.rank == 1 ? 1 : b.shape[1]
  if m < n || n == 0 { return nil }
  // The columns of A, then those of b, then what the kernel needs for itself.
  let work = Tensor<Double>(uninitialized: [(n + others) * m + 4 * n])
  let columns = work.pointer, right = columns + n * m, scratch = right + others * m
  let layout = a.block.matrixLayout, isTransposed = layout?.isTransposed ?? false, step = layout?.step ?? n
  let first = layout == nil ? a.address : a.block.firstAddress
  if !ck_load_columns(Scalar.type, m, n, first, isTransposed ? 1 : step, isTransposed ? step : 1, columns)
    || !ck_load_columns(Scalar.type, m, others, b.address, others, 1, right)
  {
    return nil
  }
  let result = Tensor<Scalar>(uninitialized: b.rank == 1 ? Shape([n]) : Shape(rows: n, columns: others))
  let cutoff = Double(n * m) * Tensor<Scalar>.precision
  return ck_least_squares(m, n, others, columns, cutoff, scratch, Scalar.type, result.address) ? result : nil
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
    var l = Matrix(self, of: "cholesky"), pivot = 0.0
    let place = ck_cholesky(l.rows, &l.values, &pivot)
    if place >= 0 {
      stop("cholesky: \(shape) is not positive definite: pivot \(place) is \(pivot); add to the diagonal, or use symmetricEigen()")
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
    var sizes = [Double](repeating: 0, count: matrix.rows), singular = -1
    sign = ck_lu(matrix.rows, &matrix.values, &order, &sizes, &singular)
    singularColumn = singular < 0 ? nil : singular
  }

  func solve(_ right: Matrix) -> Matrix {
    var x = right.selecting(order).transposed()
    ck_lu_solve(matrix.rows, matrix.values, x.rows, &x.values)
    return x.transposed()
  }
}

extension Matrix {
  func times(_ other: Matrix) -> Matrix {
    var result = Matrix(rows: rows, columns: other.columns)
    for i in 0..<rows {
      for k in 0..<columns { result.add(self[i, k], of: other, row: k, toRow: i) }
    }
    return result
  }
}
