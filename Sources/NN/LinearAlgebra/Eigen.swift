internal import CKernels

extension Tensor {
  /// The eigenvalues of a symmetric matrix and its orthonormal eigenvectors, A = V diag(λ) Vᵀ.
  ///
  /// Values ascend; column i of `vectors` belongs to value i. In each vector the number of greatest magnitude is positive (of several
  /// as great, up to a millionth, the first one).
  ///
  /// - Shapes: [n, n] → values [n], vectors [n, n]
  /// - Numerics: reduction to a tridiagonal matrix, then implicit QL, in double precision; about 9 n³ operations
  /// - Errors: a matrix whose mirrored numbers differ by more than √(unit roundoff) of the greatest stops; smaller ones are averaged
  /// - Source: `tred2` and `tql2`, Bowdler, Martin, Reinsch & Wilkinson 1968 and 1971 (EISPACK), in the form of JAMA
  public func symmetricEigen() -> (values: Tensor, vectors: Tensor) {
    checkSquare("symmetricEigen")
    var matrix = Matrix(self, of: "symmetricEigen")
    let tolerance = Tensor.precision.squareRoot() * matrix.largest
    for i in 0..<matrix.rows {
      for j in 0..<i {
        let a = matrix[i, j], b = matrix[j, i]
        if (a - b).magnitude > tolerance {
          stop(
            "symmetricEigen: \(shape) holds \(a) at [\(i), \(j)] and \(b) at [\(j), \(i)]: not symmetric; "
              + "use svd(), or average it with its transpose if it should be")
        }
        matrix[i, j] = a / 2 + b / 2
        matrix[j, i] = matrix[i, j]
      }
    }
    let result = matrix.symmetricEigen()
    return (Tensor(Tensor<Double>(result.values)), result.vectors.transposed().tensor())
  }
}

extension Matrix {
  /// Ascending eigenvalues, and the eigenvectors as rows.
  func symmetricEigen() -> (values: [Double], vectors: Matrix) {
    if rows == 0 { return ([], self) }
    // By a power of two, so that squares neither overflow nor vanish and no bit changes.
    let largest = self.largest
    let unit = largest == 0 ? 1 : Double(sign: .plus, exponent: largest.exponent, significand: 1)
    var work = self
    for place in work.values.indices { work.values[place] /= unit }
    var diagonal = [Double](repeating: 0, count: rows), beside = diagonal
    if !ck_symmetric_eigen(rows, &work.values, &diagonal, &beside) {
      stop("symmetricEigen: [\(rows), \(rows)]: no convergence in 100 steps; please report the matrix")
    }
    let order = diagonal.indices.sorted { (diagonal[$0], $0) < (diagonal[$1], $1) }
    var vectors = work.selecting(order)
    for row in 0..<rows where vectors.hasNegativeSense(row: row) { vectors.scale(row: row, by: -1) }
    return (order.map { diagonal[$0] * unit }, vectors)
  }
}
