extension PlainMatrix {
  /// Ascending eigenvalues, and the eigenvectors as rows.
  func symmetricEigen() -> (values: [Double], vectors: PlainMatrix) {
    if rows == 0 { return ([], self) }
    // By a power of two, so that squares neither overflow nor vanish and no bit changes.
    let largest = self.largest
    let unit = largest == 0 ? 1 : Double(sign: .plus, exponent: largest.exponent, significand: 1)
    var work = self
    for place in work.values.indices { work.values[place] /= unit }
    var (diagonal, beside) = work.reduceToTridiagonal()
    work.diagonalize(&diagonal, &beside)
    let order = diagonal.indices.sorted { (diagonal[$0], $0) < (diagonal[$1], $1) }
    var vectors = work.selecting(order)
    for row in 0..<rows where vectors.hasNegativeSense(row: row) { vectors.scale(row: row, by: -1) }
    return (order.map { diagonal[$0] * unit }, vectors)
  }

  /// A symmetric matrix becomes the rotation Vᵀ for which V T Vᵀ is what it was; T's diagonal d, and e beside it from e[1] on.
  private mutating func reduceToTridiagonal() -> (d: [Double], e: [Double]) {
    let n = rows
    var d = (0..<n).map { self[$0, n - 1] }, e = [Double](repeating: 0, count: n)
    for i in stride(from: n - 1, to: 0, by: -1) {
      let scale = d[..<i].reduce(0) { $0 + $1.magnitude }
      var h = 0.0
      if scale == 0 {
        e[i] = d[i - 1]
        for j in 0..<i {
          d[j] = self[j, i - 1]
          self[j, i] = 0
          self[i, j] = 0
        }
      } else {
        for k in 0..<i {
          d[k] /= scale
          h += d[k] * d[k]
        }
        let last = d[i - 1], g = last > 0 ? -h.squareRoot() : h.squareRoot()
        e[i] = scale * g
        h -= last * g
        d[i - 1] = last - g
        reflect(i, h, &d, &e)
      }
      d[i] = h
    }
    accumulate(&d)
    e[0] = 0
    return (d, e)
  }

  /// One reflection, from both sides, of the leading i rows and columns.
  private mutating func reflect(_ i: Int, _ h: Double, _ d: inout [Double], _ e: inout [Double]) {
    for j in 0..<i { e[j] = 0 }
    for j in 0..<i {
      let f = d[j]
      self[i, j] = f
      var g = e[j] + self[j, j] * f
      for k in (j + 1)..<max(i, j + 1) {
        g += self[j, k] * d[k]
        e[k] += self[j, k] * f
      }
      e[j] = g
    }
    var f = 0.0
    for j in 0..<i {
      e[j] /= h
      f += e[j] * d[j]
    }
    for j in 0..<i { e[j] -= f / (h + h) * d[j] }
    for j in 0..<i {
      let f = d[j], g = e[j]
      for k in j..<i { self[j, k] -= f * e[k] + g * d[k] }
      d[j] = self[j, i - 1]
      self[j, i] = 0
    }
  }

  private mutating func accumulate(_ d: inout [Double]) {
    let n = rows
    for i in 0..<(n - 1) {
      self[i, n - 1] = self[i, i]
      self[i, i] = 1
      let h = d[i + 1]
      if h != 0 {
        for j in 0...i { add(-dot(i + 1, j, columns: 0..<(i + 1)) / h, ofRow: i + 1, toRow: j, columns: 0..<(i + 1)) }
      }
      for k in 0...i { self[i + 1, k] = 0 }
    }
    for j in 0..<n {
      d[j] = self[j, n - 1]
      self[j, n - 1] = 0
    }
    self[n - 1, n - 1] = 1
  }

  /// Implicit QL steps until nothing is left beside the diagonal; rows turn with them into eigenvectors.
  private mutating func diagonalize(_ d: inout [Double], _ e: inout [Double]) {
    let n = rows
    e.removeFirst()
    e.append(0)
    var shift = 0.0, size = 0.0
    for l in 0..<n {
      size = max(size, d[l].magnitude + e[l].magnitude)
      let negligible = Double.ulpOfOne * size
      var m = l
      while m < n - 1 && e[m].magnitude > negligible { m += 1 }
      var steps = 0
      while m > l && e[l].magnitude > negligible {
        if steps == 100 { fatalError("no convergence") }
        steps += 1
        let g = d[l], p = (d[l + 1] - g) / (2 * e[l])
        let r = p < 0 ? -(p * p + 1).squareRoot() : (p * p + 1).squareRoot()
        d[l] = e[l] / (p + r)
        d[l + 1] = e[l] * (p + r)
        let next = d[l + 1], h = g - d[l]
        for i in (l + 2)..<max(n, l + 2) { d[i] -= h }
        shift += h
        chase(l, m, next, &d, &e)
      }
      d[l] += shift
      e[l] = 0
    }
  }

  private mutating func chase(_ l: Int, _ m: Int, _ next: Double, _ d: inout [Double], _ e: inout [Double]) {
    var p = d[m], c = 1.0, c2 = 1.0, c3 = 1.0, s = 0.0, s2 = 0.0
    let beside = e[l + 1]
    for i in stride(from: m - 1, through: l, by: -1) {
      c3 = c2
      c2 = c
      s2 = s
      let g = c * e[i], h = c * p, r = (p * p + e[i] * e[i]).squareRoot()
      e[i + 1] = s * r
      s = e[i] / r
      c = p / r
      p = c * d[i] - s * g
      d[i + 1] = h + s * (c * g + s * d[i])
      rotate(i, i + 1, cosine: c, sine: s)
    }
    p = -s * s2 * c3 * beside * e[l] / next
    e[l] = s * p
    d[l] = c * p
  }
}
