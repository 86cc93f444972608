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
}
