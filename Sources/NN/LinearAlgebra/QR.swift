internal import CKernels

extension Tensor {
  /// The reduced QR decomposition, A = Q R: Q's columns are orthonormal, R is upper triangular.
  ///
  /// The diagonal of R is 0 or more, which makes Q and R unique if A has full column rank. (LAPACK, and so NumPy and PyTorch, leave
  /// its signs as the reflections make them.)
  ///
  /// - Shapes: [m, n] → Q [m, k], R [k, n], k = min(m, n)
  /// - Numerics: Householder reflections, in double precision
  /// - Errors: NaN or infinity stops
  /// - Source: Golub & Van Loan, Matrix Computations, 4th edition, algorithm 5.2.1
  public func qr() -> (q: Tensor, r: Tensor) {
    let result = Matrix(self, of: "qr").transposed().qrOfTransposed()
    return (result.q.transposed().tensor(), result.r.transposed().tensor())
  }
}

extension Matrix {
  /// Qᵀ and Rᵀ of the transposed: rows here are the columns of the matrix that is decomposed.
  func qrOfTransposed() -> (q: Matrix, r: Matrix) {
    let m = columns, n = rows, steps = min(m, n)
    var work = self, q = Matrix(rows: steps, columns: m), r = Matrix(rows: n, columns: steps)
    var diagonal = [Double](repeating: 0, count: steps)
    ck_householder(m, n, 0, &work.values, &diagonal, nil, nil)
    for k in 0..<steps { q[k, k] = 1 }
    ck_reflect_back(m, n, work.values, true, steps, &q.values)
    for k in 0..<steps where diagonal[k] < 0 { q.scale(row: k, by: -1) }
    let height = steps
    r.values.withUnsafeMutableBufferPointer { r in
      work.values.withUnsafeBufferPointer { work in
        for j in 0..<n {
          for k in 0..<min(j, height) { r[j * height + k] = diagonal[k] < 0 ? -work[j * m + k] : work[j * m + k] }
          if j < height { r[j * height + j] = diagonal[j].magnitude }
        }
      }
    }
    return (q, r)
  }
}
