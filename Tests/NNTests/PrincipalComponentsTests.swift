@testable import NN
import Testing

/// Biased covariance of the columns.
private func covariance(_ x: D) -> D {
  let centred = x - x.mean(axis: 0)
  return matmul(centred.transposed(), centred) / Double(x.shape[0])
}

/// Correlated samples away from 0.
private func samples(_ n: Int, _ d: Int, seed: UInt64) -> D {
  var rng = RandomStream(seed: seed)
  return matmul(D.normal([n, d], using: &rng), .normal([d, d], using: &rng)) + .normal([d], mean: 3, using: &rng)
}

@Suite struct PrincipalComponentsTests {
  @Test func agreesWithScikitLearn() {
    let components = PrincipalComponents(of: DataConstants.x[columns: 0..<3])
    // Its variances have n − 1 = 5 below, ours 6; its directions lie in rows, their signs are made as ours.
    #expect(gap(components.variances * 6 / 5, D(DataConstants.unbiasedVariances)) < 1e-13)
    #expect(gap(components.variances, D(DataConstants.unbiasedVariances)) > 0.1)
    #expect(gap(components.explainedVarianceRatio, D(DataConstants.varianceRatio)) < 1e-14)
    #expect(gap(components.directions.transposed(), D(DataConstants.directions, shape: [3, 3])) < 1e-13)
  }

  @Test func projectionsDecorrelate() {
    for (n, d) in [(30, 4), (5, 8), (1, 3), (2, 1)] {
      let x = samples(n, d, seed: 5), components = PrincipalComponents(of: x)
      let z = components.project(x), size = max(components.variances.max(), 1)
      #expect(gap(covariance(z) / size, diagonal(components.variances) / size) < 1e-13)
      #expect(gap(components.reconstruct(z), x) < 1e-12)
      #expect(components.project(x, onto: 1) == z[columns: 0..<1] || gap(components.project(x, onto: 1), z[columns: 0..<1]) < 1e-12)
      // What k directions leave out is the rest of the variances.
      for k in 0...d {
        let lost = square(components.reconstruct(components.project(x, onto: k)) - x).sum() / Double(n)
        #expect(abs(lost - components.variances.scalars[k...].reduce(0, +)) < 1e-11 * size)
      }
      for j in 0..<d {
        let column = (0..<d).map { components.directions[$0, j] }
        #expect((column.max() ?? 0) >= -(column.min() ?? 0) * (1 - 1e-6))
      }
    }
  }

  @Test func whiteningGivesTheIdentity() {
    let x = samples(50, 5, seed: 6), components = PrincipalComponents(of: x)
    for kind in [Whitening<Double>.Kind.pca, .zca] {
      let whitening = components.whitening(kind, epsilon: 0), white = whitening.apply(x)
      #expect(gap(covariance(white), eye(5)) < 1e-11)
      #expect(gap(white.mean(axis: 0), D.zeros([5])) < 1e-12)
      #expect(gap(whitening.invert(white), x) < 1e-11)
      // ε stands inside the root: the variances become λ / (λ + ε), not λ / (√λ + ε)².
      let some = components.whitening(kind, epsilon: 0.5).apply(x), v = components.variances
      let expected = diagonal(v / (v + 0.5)), wrong = diagonal(v / square(sqrt(v) + 0.5)), q = components.directions
      func turned(_ c: D) -> D { kind == .pca ? c : matmul(matmul(q, c), q.transposed()) }
      #expect(gap(covariance(some), turned(expected)) < 1e-11 && gap(covariance(some), turned(wrong)) > 0.01)
      #expect(gap(components.whitening(kind, epsilon: 0.5).invert(some), x) < 1e-11)
    }
  }

  /// Of all whitenings y = (x − μ) W Q, ZCA stays closest to the data; its map is symmetric, PCA's is not.
  @Test func zcaStaysCloseToTheData() {
    let x = samples(60, 4, seed: 7), components = PrincipalComponents(of: x), centred = x - x.mean(axis: 0)
    let zca = components.whitening(.zca, epsilon: 0), pca = components.whitening(.pca, epsilon: 0)
    #expect(gap(zca.matrix, zca.matrix.transposed()) < 1e-13 && gap(pca.matrix, pca.matrix.transposed()) > 0.1)
    let distance = square(zca.apply(x) - centred).sum()
    #expect(distance < square(pca.apply(x) - centred).sum())
    for seed in 0..<20 {
      var rng = RandomStream(seed: UInt64(seed))
      let turn = D.normal([4, 4], using: &rng).qr().q
      #expect(distance <= square(matmul(zca.apply(x), turn) - centred).sum())
    }
  }

  @Test func singlePrecisionFollows() {
    let x = samples(40, 6, seed: 8), double = PrincipalComponents(of: x), single = PrincipalComponents(of: Tensor<Float>(x))
    #expect(gap(Tensor<Double>(single.directions), double.directions) < 1e-4)
    #expect(gap(Tensor<Double>(single.whitening(.zca).apply(Tensor<Float>(x))), double.whitening(.zca).apply(x)) < 1e-3)
  }
}
