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
    var both = Matrix(rows: 2 * rank, columns: m)
    for k in 0..<rank {
      both[k, k] = 1
      for i in k..<m { both[rank + k, i] = work[k, i] }
    }
    for k in (0..<rank).reversed() where both[rank + k, k] != 0 {
      for j in k..<rank {
        both.add(-both.dot(rank + k, j, columns: k..<m) / both[rank + k, k], ofRow: rank + k, toRow: j, columns: k..<m)
      }
    }
    var r = Matrix(rows: n, columns: rank)
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
