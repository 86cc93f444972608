@testable import NN
import Testing

/// The unbiased criterion by its definition, an average over all quadruples of different samples (Song et al. 2012, section 2):
/// E[Kᵢⱼ (Lᵢⱼ + Lqr − 2 Liq)].
private func overQuadruples(_ k: D, _ l: D) -> Double {
  let n = k.shape[0]
  var sum = 0.0, count = 0.0
  for i in 0..<n {
    for j in 0..<n where j != i {
      for q in 0..<n where q != i && q != j {
        for r in 0..<n where r != i && r != j && r != q {
          sum += k[i, j] * (l[i, j] + l[q, r] - 2 * l[i, q])
          count += 1
        }
      }
    }
  }
  return sum / count
}

/// tr(K H L H) / (n − 1)² with the matrices written out.
private func byMatrices(_ k: D, _ l: D) -> Double {
  let n = k.shape[0], h = eye(n) - D.filled([n, n], with: 1 / Double(n))
  let product = matmul(matmul(k, h), matmul(l, h))
  return (0..<n).reduce(0) { $0 + product[$1, $1] } / Double((n - 1) * (n - 1))
}

@Suite struct AlignmentTests {
  private func pair(_ n: Int, _ p: Int, _ q: Int) -> (D, D) {
    var rng = RandomStream(seed: UInt64(n))
    let x = D.normal([n, p], mean: 2, using: &rng)
    return (x, matmul(x, .normal([p, q], using: &rng)) + D.normal([n, q], using: &rng))
  }

  @Test func criteriaAgreeWithTheirDefinitions() {
    for n in [4, 5, 9] {
      let (x, y) = pair(n, 3, 2), k = matmul(x, x.transposed()), l = matmul(y, y.transposed())
      #expect(abs(independenceCriterion(gram: k, with: l) / byMatrices(k, l) - 1) < 1e-12)
      let expected = overQuadruples(k, l), unbiased = independenceCriterion(gram: k, with: l, unbiased: true)
      #expect(abs(unbiased - expected) < 1e-11 * (1 + abs(expected)))
      // Nearest wrong: the same formula with the diagonals left in.
      let n = Double(n), sums = k.sum(axis: 0), others = l.sum(axis: 0)
      let wrong = ((k * l).sum() + k.sum() * l.sum() / ((n - 1) * (n - 2)) - 2 / (n - 2) * (sums * others).sum()) / (n * (n - 3))
      #expect(abs(wrong - expected) > 0.1)
    }
  }

  @Test func featureAndGramFormAgree() {
    for (n, p, q) in [(20, 3, 5), (20, 30, 25), (6, 1, 1), (12, 12, 12)] {
      let (x, y) = pair(n, p, q), k = matmul(x, x.transposed()), l = matmul(y, y.transposed())
      #expect(abs(centredKernelAlignment(x, y) - centredKernelAlignment(gram: k, with: l)) < 1e-12)
      #expect(
        abs(centredKernelAlignment(x, y, unbiased: true) - centredKernelAlignment(gram: k, with: l, unbiased: true)) < 1e-10)
      // Nearest wrong: without centring.
      #expect(abs((k * l).sum() / (k.norm() * l.norm()) - centredKernelAlignment(x, y)) > 1e-3)
    }
  }

  @Test func invariances() {
    var rng = RandomStream(seed: 8)
    let (x, y) = pair(30, 4, 6), turn = D.normal([4, 4], using: &rng).qr().q
    let shift = D.normal([4], standardDeviation: 9, using: &rng)
    for unbiased in [false, true] {
      func alignment(_ x: D, _ y: D) -> Double { centredKernelAlignment(x, y, unbiased: unbiased) }
      let value = alignment(x, y)
      #expect(abs(alignment(matmul(x, turn) * -3.5 + shift, y) - value) < 1e-12)
      #expect(abs(alignment(x, x) - 1) < 1e-14 && abs(alignment(x, matmul(x, turn)) - 1) < 1e-12)
      #expect(abs(alignment(y, x) - value) < 1e-13)
      // Other invertible maps change it: features of different scale count differently.
      #expect(abs(alignment(x * D([1, 10, 1, 0.1]), y) - value) > 0.01)
    }
  }

  /// Few samples of many unrelated features: the biased form says "alike", the unbiased one does not.
  @Test func biasOfFewSamples() {
    var rng = RandomStream(seed: 9)
    let values = (0..<40).map { _ in
      let x = D.normal([10, 200], using: &rng), y = D.normal([10, 200], using: &rng)
      return (centredKernelAlignment(x, y), centredKernelAlignment(x, y, unbiased: true))
    }
    #expect(values.allSatisfy { $0.0 > 0.85 })
    #expect(abs(mean(values.map(\.1))) < 0.1)
  }

  @Test func equalSamplesHaveNoAlignment() {
    #expect(centredKernelAlignment(D.filled([7, 2], with: 0.1), D([1, 2, 3, 4, 5, 6, 7], shape: [7, 1])).isNaN)
  }
}
