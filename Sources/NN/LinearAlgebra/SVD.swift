extension Tensor {
  /// The thin singular value decomposition, A = U diag(σ) Vᵀ: U's and V's columns are orthonormal, σ₁ ≥ σ₂ ≥ … ≥ 0.
  ///
  /// In each column of V the number of greatest magnitude is positive (of several as great, up to a millionth, the first one). `v` is
  /// V itself, not its transpose, which NumPy and PyTorch return.
  ///
  /// - Shapes: [m, n] → u [m, k], values [k], v [n, k], k = min(m, n)
  /// - Numerics: one-sided Jacobi rotations in double precision; errors are some 10⁻¹⁵ of σ₁
  /// - Errors: NaN or infinity stops
  /// - Source: Hestenes 1958; Demmel & Veselić 1992, "Jacobi's method is more accurate than QR"
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
      for i in 0..<result.rows {
        let factor = v[k, i] / value
        for j in 0..<result.columns { result[i, j] += factor * u[k, j] }
      }
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
    var work = transposed()  // its rows, the columns of A, become orthogonal
    for place in work.values.indices { work.values[place] /= unit }
    var v = Matrix.identity(columns)
    work.orthogonalizeRows(turning: &v)

    let norms = (0..<columns).map { work.norm(ofRow: $0, columns: 0..<rows) }
    let order = norms.indices.sorted { (-norms[$0], $0) < (-norms[$1], $1) }
    var result = SingularValues(u: work.selecting(order), values: order.map { norms[$0] }, v: v.selecting(order))
    result.u.normalizeRows(norms: result.values)
    result.values = result.values.map { $0 * unit }
    result.fixSigns()
    return result
  }

  /// Rotates pairs of rows until all are orthogonal up to rounding, and the rows of `v` with them.
  private mutating func orthogonalizeRows(turning v: inout Matrix) {
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

extension SingularValues {
  fileprivate mutating func fixSigns() {
    for k in 0..<v.rows where v.hasNegativeSense(row: k) {
      v.scale(row: k, by: -1)
      u.scale(row: k, by: -1)
    }
  }
}
