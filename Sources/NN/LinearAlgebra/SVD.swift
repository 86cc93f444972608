internal import CKernels

extension Tensor {
  /// The thin singular value decomposition, A = U diag(σ) Vᵀ: U's and V's columns are orthonormal, σ₁ ≥ σ₂ ≥ … ≥ 0.
  ///
  /// In each column of V the number of greatest magnitude is positive (of several as great, up to a millionth, the first one). `v` is
  /// V itself, not its transpose, which NumPy and PyTorch return.
  ///
  /// - Shapes: [m, n] → u [m, k], values [k], v [n, k], k = min(m, n)
  /// - Numerics: one-sided Jacobi rotations of R from a QR decomposition with column pivoting, in double precision; errors are some
  ///   10⁻¹⁵ of σ₁
  /// - Errors: NaN or infinity stops
  /// - Source: Hestenes 1958; Demmel & Veselić 1992, "Jacobi's method is more accurate than QR";
  ///   Drmač & Veselić 2008, "New fast and accurate Jacobi SVD algorithm"
  public func svd() -> (u: Tensor, values: Tensor, v: Tensor) {
    let result = Matrix(self, of: "svd").svd()
    return (result.u.transposed().tensor(), Tensor(Tensor<Double>(result.values)), result.v.transposed().tensor())
  }

  /// The Moore-Penrose inverse, A⁺ = V diag(1/σ) Uᵀ over the singular values above the cutoff.
  ///
  /// - Shapes: [m, n] → [n, m]
  /// - Parameter cutoff: singular values up to this share of the greatest count as 0; by default max(m, n) · unit roundoff of the
  ///   tensor's precision (2⁻²³ or 2⁻⁵²), MATLAB's rule. NumPy's default is 10⁻¹⁵ for either precision.
  public func pseudoInverse(cutoff: Double? = nil) -> Tensor {
    if let cutoff, !(cutoff >= 0) { stop("pseudoInverse: a cutoff of \(cutoff); it is a share of the greatest singular value, 0 or more") }
    let matrix = Matrix(self, of: "pseudoInverse")
    let relative = cutoff ?? Double(Swift.max(shape[0], shape[1])) * Tensor.precision
    return matrix.svd().pseudoInverse(cutoff: relative).tensor()
  }
}

/// U and V of a thin decomposition, transposed: a row is a singular vector.
struct SingularValues {
  var u: Matrix, values: [Double], v: Matrix

  func pseudoInverse(cutoff: Double) -> Matrix {
    var result = Matrix(rows: v.columns, columns: u.columns)
    let least = cutoff * (values.first ?? 0)
    for (k, value) in values.enumerated() where value > least {
      for i in 0..<result.rows { result.add(v[k, i] / value, of: u, row: k, toRow: i) }
    }
    return result
  }
}

extension Matrix {
  func svd() -> SingularValues {
    if rows < columns {
      let mirrored = transposed().svd()
      var result = SingularValues(u: mirrored.v, values: mirrored.values, v: mirrored.u)
      result.fixSigns()
      return result
    }
    let largest = self.largest
    let unit = largest == 0 ? 1 : Double(sign: .plus, exponent: largest.exponent, significand: 1)
    // A P = Q R, held by its columns; then J R has orthogonal rows σ vᵀ for a rotation J, and U = Q Jᵀ.
    let n = columns
    var work = transposed(), diagonal = [Double](repeating: 0, count: n), order = [Int](repeating: 0, count: n)
    for place in work.values.indices { work.values[place] /= unit }
    var room = [Double](repeating: 0, count: 2 * n)
    ck_householder(rows, n, 0, &work.values, &diagonal, &order, &room)
    var r = Matrix(rows: n, columns: n), rotation = Matrix.identity(n)
    for j in 0..<n {
      for i in 0..<j { r[i, order[j]] = work[j, i] }
      r[j, order[j]] = diagonal[j]
    }
    ck_orthogonalize_rows(n, n, &r.values, &rotation.values, &room)

    let norms = (0..<n).map { r.norm(ofRow: $0, columns: 0..<n) }
    let descending = norms.indices.sorted { (-norms[$0], $0) < (-norms[$1], $1) }
    var result = SingularValues(
      u: Matrix(rows: n, columns: rows), values: descending.map { norms[$0] }, v: r.selecting(descending))
    for (target, source) in descending.enumerated() {
      for j in 0..<n { result.u[target, j] = rotation[source, j] }
    }
    ck_reflect_back(rows, n, work.values, false, n, &result.u.values)
    result.v.normalizeRows(norms: result.values)
    result.values = result.values.map { $0 * unit }
    result.fixSigns()
    return result
  }

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
        for _ in 0..<2 { for before in 0..<row { add(-dot(before, row), ofRow: before, toRow: row) } }
        let left = norm(ofRow: row, columns: 0..<columns)
        if left > 0.5 / Double(columns).squareRoot() {
          scale(row: row, by: 1 / left)
          break
        }
      }
    }
  }
}

extension SingularValues {
  fileprivate mutating func fixSigns() {
    for k in 0..<v.rows where v.hasNegativeSense(row: k) {
      v.scale(row: k, by: -1)
      u.scale(row: k, by: -1)
    }
  }
}
