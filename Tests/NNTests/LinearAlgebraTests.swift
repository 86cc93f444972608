@testable import NN
import Testing

typealias D = Tensor<Double>
private let rootOfHalf = (0.5 as Double).squareRoot()

/// The largest |a − b|, infinite where shapes differ or a NaN is.
func gap(_ a: D, _ b: D) -> Double {
  if a.shape != b.shape { return .infinity }
  let worst = zip(a.scalars, b.scalars).reduce(0.0) { ($1.0 - $1.1).isNaN ? .infinity : max($0, abs($1.0 - $1.1)) }
  return worst
}

func eye(_ n: Int) -> D { D((0..<(n * n)).map { $0 / max(n, 1) == $0 % max(n, 1) ? 1 : 0 }, shape: [n, n]) }

func diagonal(_ values: D) -> D {
  let n = values.count
  return D((0..<(n * n)).map { $0 / n == $0 % n ? values[$0 / n] : 0 }, shape: [n, n])
}

/// Random matrices of all kinds of sizes, 0 and 1 among them, some of low rank.
private func cases() -> [D] {
  var rng = RandomStream(seed: 3)
  var result: [D] = []
  for (m, n) in [(0, 0), (0, 3), (3, 0), (1, 1), (1, 4), (4, 1), (2, 2), (5, 3), (3, 5), (12, 12), (40, 7), (7, 40), (33, 33)] {
    result.append(.normal([m, n], using: &rng))
    result.append(matmul(.normal([m, 1], using: &rng), .normal([1, n], using: &rng)))
    result.append(.zeros([m, n]))
  }
  return result
}

@Suite struct LinearAlgebraTests {
  @Test func qrReconstructs() {
    for a in cases() {
      let (q, r) = a.qr(), k = min(a.shape[0], a.shape[1])
      #expect(q.shape == [a.shape[0], k] && r.shape == [k, a.shape[1]])
      #expect(gap(matmul(q, r), a) < 1e-13)
      #expect(gap(matmul(q.transposed(), q), eye(k)) < 1e-13)
      for i in 0..<k {
        #expect(r[i, i] >= 0)
        for j in 0..<min(i, r.shape[1]) { #expect(r[i, j] == 0) }
      }
    }
  }

  /// The worked example of https://en.wikipedia.org/wiki/QR_decomposition
  @Test func qrOfTheTextbook() {
    let (q, r) = D([[12, -51, 4], [6, 167, -68], [-4, 24, -41]]).qr()
    #expect(gap(r, D([[14, 21, -14], [0, 175, -70], [0, 0, 35]])) < 1e-12)
    #expect(gap(q * 175, D([[150, -69, -58], [75, 158, 6], [-50, 30, -165]])) < 1e-11)
  }

  @Test func symmetricEigenReconstructs() {
    var rng = RandomStream(seed: 4)
    for n in [0, 1, 2, 3, 6, 17, 50] {
      let x = D.normal([n, n], using: &rng)
      for a in [x + x.transposed(), matmul(x, x.transposed()), eye(n), D.zeros([n, n]), (x + x.transposed()) * 1e200] {
        let (values, vectors) = a.symmetricEigen(), size = max(1, a.scalars.map(abs).max() ?? 0)
        #expect(gap(matmul(matmul(vectors, diagonal(values)), vectors.transposed()) / size, a / size) < 1e-12)
        #expect(gap(matmul(vectors.transposed(), vectors), eye(n)) < 1e-12)
        #expect(values.scalars == values.scalars.sorted())
        for j in 0..<n {
          let column = (0..<n).map { vectors[$0, j] }
          #expect((column.max() ?? 0) >= -(column.min() ?? 0) * (1 - 1e-6))
        }
      }
    }
  }

  /// Tridiagonal (−1, 2, −1): 2 − 2 cos(kπ / (n + 1)), here by the roots for n = 3 and the trace and determinant for 20.
  @Test func symmetricEigenOfTheSecondDifference() {
    let three = D([[2, -1, 0], [-1, 2, -1], [0, -1, 2]]).symmetricEigen()
    #expect(gap(three.values, D([2 - (2 * rootOfHalf), 2, 2 + (2 * rootOfHalf)])) < 1e-14)
    #expect(gap(three.vectors, D([[0.5, rootOfHalf, -0.5], [rootOfHalf, 0, rootOfHalf], [0.5, -rootOfHalf, -0.5]])) < 1e-14)
    let two = Tensor<Float>([[2, 1], [1, 2]]).symmetricEigen()
    #expect(two.values == Tensor([1, 3]) && two.vectors[0, 0] > 0 && two.vectors[1, 0] < 0)
  }

  @Test func svdReconstructs() {
    for a in cases() {
      let (u, values, v) = a.svd(), k = min(a.shape[0], a.shape[1])
      #expect(u.shape == [a.shape[0], k] && values.shape == [k] && v.shape == [a.shape[1], k])
      #expect(gap(matmul(matmul(u, diagonal(values)), v.transposed()), a) < 1e-13)
      #expect(gap(matmul(u.transposed(), u), eye(k)) < 1e-12)
      #expect(gap(matmul(v.transposed(), v), eye(k)) < 1e-12)
      #expect(values.scalars == values.scalars.sorted(by: >) && values.scalars.allSatisfy { $0 >= 0 })
      // σ² are the eigenvalues of AAᵀ, or AᵀA.
      let gram = a.shape[0] < a.shape[1] ? matmul(a, a.transposed()) : matmul(a.transposed(), a)
      #expect(gap(D(gram.symmetricEigen().values.scalars.reversed()), square(values)) < 1e-11)
    }
  }

  /// AAᵀ = [[17, 8], [8, 17]], with eigenvalues 25 and 9.
  @Test func svdByHand() {
    let (u, values, v) = D([[3, 2, 2], [2, 3, -2]]).svd()
    #expect(gap(values, D([5, 3])) < 1e-14)
    #expect(gap(D([abs(u[0, 0]), abs(u[1, 0])]), D([rootOfHalf, rootOfHalf])) < 1e-14)
    #expect(v[0, 0] > 0 && v[2, 1] > 0)
    #expect(gap(Tensor<Double>(Tensor<Float>([[1e30, 0], [0, 1e-30]]).svd().values), D(Tensor<Float>([1e30, 1e-30]))) == 0)
  }

  @Test func solvesAndDeterminants() {
    var rng = RandomStream(seed: 5)
    for n in [0, 1, 2, 5, 30] {
      let a = D.normal([n, n], using: &rng), x = D.normal([n, 3], using: &rng)
      #expect(gap(solve(a, matmul(a, x)), x) < 1e-10)
      #expect(gap(leastSquares(a, matmul(a, x)), x) < 1e-10)
      #expect(gap(matmul(a.pseudoInverse(), a), eye(n)) < 1e-10)
      let b = D.normal([n, n], using: &rng), product = a.determinant() * b.determinant()
      #expect(abs(matmul(a, b).determinant() - product) <= 1e-11 * abs(product))
      let spd = matmul(a, a.transposed()) + eye(n), l = spd.cholesky()
      #expect(gap(matmul(l, l.transposed()), spd) < 1e-12)
      let logarithms = (0..<n).reduce(1.0) { $0 * l[$1, $1] }
      #expect(abs(logarithms * logarithms - spd.determinant()) <= 1e-11 * abs(spd.determinant()))
    }
    #expect(D.zeros([0, 0]).determinant() == 1 && D([[0, 1], [1, 0]]).determinant() == -1)
    #expect(D([[1, 2], [2, 4]]).determinant() == 0 && D([[6, 1, 1], [4, -2, 5], [2, 8, 7]]).determinant() == -306)
    #expect(solve(D([[0, 2], [1, 0]]), D([4, 3])) == D([3, 2]))
    // Numbers of very different sizes are not singular.
    #expect(solve(D([[1, 0], [0, 1e-20]]), D([1, 1e-20])) == D([1, 1]))
    // Wikipedia's example: [[4, 12, −16], [12, 37, −43], [−16, −43, 98]]
    #expect(D([[4, 12, -16], [12, 37, -43], [-16, -43, 98]]).cholesky() == D([[2, 0, 0], [6, 1, 0], [-8, 5, 3]]))
  }

  /// A line through (1, 6), (2, 5), (3, 7), (4, 10): 3.5 + 1.4 x, https://en.wikipedia.org/wiki/Linear_least_squares
  @Test func leastSquaresFitsALine() {
    let a = D([[1, 1], [1, 2], [1, 3], [1, 4]])
    #expect(gap(leastSquares(a, D([6, 5, 7, 10])), D([3.5, 1.4])) < 1e-13)
    // Rank 1: every x with x₀ + x₁ = 2 fits, (1, 1) is the shortest.
    #expect(gap(leastSquares(D([[1, 1], [2, 2], [3, 3]]), D([2, 4, 6])), D([1, 1])) < 1e-14)
    #expect(gap(leastSquares(D([[3, 4]]), D([25])), D([3, 4])) < 1e-13)
    #expect(leastSquares(D.zeros([3, 2]), D([1, 2, 3])) == D([0, 0]))
    #expect(leastSquares(D.zeros([0, 2]), D.zeros([0])) == D([0, 0]))
  }

  /// The four conditions that define it (Penrose 1955).
  @Test func pseudoInverseIsPenroses() {
    for a in cases() {
      let p = a.pseudoInverse(), ap = matmul(a, p), pa = matmul(p, a)
      #expect(p.shape == [a.shape[1], a.shape[0]])
      #expect(gap(matmul(ap, a), a) < 1e-11 && gap(matmul(pa, p), p) < 1e-11 * max(1, p.scalars.map(abs).max() ?? 0))
      #expect(gap(ap, ap.transposed()) < 1e-11 && gap(pa, pa.transposed()) < 1e-11)
    }
    #expect(D([[1, 0], [0, 0.01]]).pseudoInverse(cutoff: 0.1) == D([[1, 0], [0, 0]]))
  }

  /// The plain twins, on sizes around the kernels' vectors, panels and chunks.
  @Test func decompositionsAreTheirTwins() {
    var rng = RandomStream(seed: 8)
    for (m, n) in [(1, 1), (7, 3), (17, 16), (40, 33), (33, 40), (130, 70), (600, 90)] {
      let a = D.normal([m, n], using: &rng), plain = PlainMatrix(a)
      let (q, r) = a.qr(), twin = plain.transposed().qrOfTransposed()
      #expect(gap(q, twin.q.transposed().tensor) < 1e-12 && gap(r, twin.r.transposed().tensor) < 1e-12 * 30)
      let (u, values, v) = a.svd(), other = plain.svd()
      #expect(gap(values, D(other.values)) < 1e-12 * 30)
      #expect(gap(u, other.u.transposed().tensor) < 1e-9 && gap(v, other.v.transposed().tensor) < 1e-9)
      let x = D.normal([n, n], using: &rng), symmetric = x + x.transposed()
      let eigen = symmetric.symmetricEigen(), plainEigen = PlainMatrix(symmetric).symmetricEigen()
      #expect(gap(eigen.values, D(plainEigen.values)) < 1e-12 * 30)
      #expect(gap(eigen.vectors, plainEigen.vectors.transposed().tensor) < 1e-9)
      let definite = matmul(x, x.transposed()) + eye(n)
      #expect(gap(definite.cholesky(), PlainMatrix(definite).cholesky().tensor) < 1e-12 * 30)
      var lu = PlainLU(PlainMatrix(x))
      lu.decompose()
      let b = D.normal([n, 2], using: &rng), solution = lu.solve(PlainMatrix(b)).tensor
      #expect(gap(solve(x, b), solution) < 1e-9 * max(1, solution.scalars.map(abs).max() ?? 0))
      let product = (0..<n).reduce(lu.sign) { $0 * lu.matrix[$1, $1] }
      #expect(abs(x.determinant() - product) <= 1e-10 * abs(product))
    }
  }

  /// A matrix of powers, as a polynomial's fit has it, against the normal equations' error: those square the condition, and differ.
  @Test func leastSquaresDoesNotSquareTheCondition() {
    let x = (0..<20).map { Double($0) / 19 }
    let powers = x.flatMap { x in (0..<9).reduce(into: [1.0]) { powers, _ in powers.append(powers[powers.count - 1] * x) } }
    let a = D(powers, shape: [20, 10])
    let truth = D((0..<10).map { Double($0 % 3) - 1 }), b = matmul(a, truth.reshaped(to: [10, 1])).reshaped(to: [20])
    #expect(gap(leastSquares(a, b), truth) < 1e-7)
    let normal = solve(matmul(a.transposed(), a), matmul(a.transposed(), b.reshaped(to: [20, 1]))).reshaped(to: [10])
    #expect(gap(normal, truth) > 1e-6)
  }

  /// Kahan 1966's triangle: its rank is in doubt by far more than its smallest diagonal number says, which a QR without pivots reads.
  /// The solution is that of the pseudo-inverse, whichever way is taken.
  @Test func leastSquaresTellsANearlyDeficientMatrix() {
    let n = 60, c = 0.285, s = (1 - c * c).squareRoot()
    var size = 1.0, rows: [Double] = []
    for i in 0..<n {
      for j in 0..<n { rows.append(j < i ? 0 : j == i ? size : -c * size) }
      size *= s
    }
    let kahan = D(rows, shape: [n, n]), b = D.ones([n])
    #expect((0..<n).allSatisfy { kahan.qr().r[$0, $0] > 0.05 })
    let shortest = matmul(kahan.pseudoInverse(), b.reshaped(to: [n, 1])).reshaped(to: [n])
    #expect(kahan.svd().values[n - 1] < 1e-3 * kahan.qr().r[n - 1, n - 1])
    #expect(gap(leastSquares(kahan, b), shortest) <= 1e-6 * (shortest.scalars.map(abs).max() ?? 0))
    // A column that is the sum of two others up to rounding: every solution fits, the shortest is asked for.
    var rng = RandomStream(seed: 9)
    for columns in [3, 12] {
      let free = D.normal([30, columns - 1], using: &rng), sum = free.sum(axis: 1, keepingAxis: true) * (1.0 / 3)
      let a = concatenated([sum, free], axis: 1), right = D.normal([30, 2], using: &rng)
      #expect(gap(leastSquares(a, right), matmul(a.pseudoInverse(), right)) < 1e-12)
      #expect(gap(Tensor<Double>(leastSquares(Tensor<Float>(a), Tensor<Float>(right))), matmul(a.pseudoInverse(), right)) < 1e-5)
    }
  }

  /// Columns of a wider matrix, transposed ones and both types: a view's numbers are read where they lie.
  @Test func leastSquaresReadsViews() {
    var rng = RandomStream(seed: 10)
    let wide = D.normal([30, 10], using: &rng), b = D.normal([30], using: &rng)
    for count in 1...10 {
      let part = wide[columns: 0..<count], own = D(part.scalars, shape: part.shape)
      #expect(leastSquares(part, b) == leastSquares(own, b))
      #expect(gap(leastSquares(own.transposed().transposed(), b), leastSquares(own, b)) == 0)
      let turned = D(own.transposed().scalars, shape: [count, 30])
      #expect(leastSquares(turned.transposed(), b) == leastSquares(own, b))
      #expect(gap(Tensor<Double>(leastSquares(Tensor<Float>(own), Tensor<Float>(b))), leastSquares(own, b)) < 1e-4)
      // The residual is orthogonal to the columns.
      let residual = matmul(own, leastSquares(own, b).reshaped(to: [count, 1])).reshaped(to: [30]) - b
      #expect(gap(matmul(residual.reshaped(to: [1, 30]), own), D.zeros([1, count])) < 1e-12)
    }
  }
}
