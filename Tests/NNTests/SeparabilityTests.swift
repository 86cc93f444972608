@testable import NN
import Testing

private func binomial(_ n: Int, _ k: Int) -> Double { k == 0 ? 1 : binomial(n, k - 1) * Double(n - k + 1) / Double(k) }

private func labelling(_ bits: Int, _ n: Int) -> [Bool] { (0..<n).map { bits >> $0 & 1 == 1 } }

/// Whether two sets of points in the plane can be separated, by integers: exactly if some line through two points of all, or
/// parallel to it between them, does; tried over all directions normal to differences, and those next to them.
private func separableInThePlane(_ points: [(Int, Int)], _ labels: [Bool]) -> Bool {
  var normals: [(Int, Int)] = [(1, 0), (0, 1)]
  for a in points {
    for b in points where a != b {
      let d = (a.0 - b.0, a.1 - b.1)
      // The normal itself, and turned a little to either side: separation strict at a critical direction holds beside it, too.
      for tilt in [-1, 0, 1] { normals.append((-d.1 * 1000 + tilt * d.0, d.0 * 1000 + tilt * d.1)) }
    }
  }
  return normals.contains { normal in
    let heights = points.map { $0.0 * normal.0 + $0.1 * normal.1 }
    let upper = zip(heights, labels).filter { $1 }.map { $0.0 }, lower = zip(heights, labels).filter { !$1 }.map { $0.0 }
    guard let low = upper.min(), let high = upper.max(), let bottom = lower.min(), let top = lower.max() else { return true }
    return low > top || high < bottom
  }
}

@Suite struct SeparabilityTests {
  @Test func countsAreCovers() {
    for points in 1...20 {
      for dimensions in 0...6 {
        for (throughOrigin, weights) in [(true, dimensions), (false, dimensions + 1)] {
          let sum = 2 * (0..<weights).reduce(0.0) { $0 + binomial(points - 1, $1) }
          #expect(linearDichotomies(of: points, dimensions: dimensions, throughOrigin: throughOrigin) == sum)
          let share = separableShare(of: points, dimensions: dimensions, throughOrigin: throughOrigin)
          #expect(share == sum / Double(sign: .plus, exponent: points, significand: 1))
        }
      }
    }
    // Four points in the plane: all but the two of XOR. Three: all, which is the Vapnik-Chervonenkis dimension.
    #expect(linearDichotomies(of: 4, dimensions: 2) == 14 && linearDichotomies(of: 3, dimensions: 2) == 8)
    #expect(linearDichotomies(of: 4, dimensions: 2, throughOrigin: true) == 8)
  }

  @Test func halfOfAllAtTwiceThePointsAWeight() {
    for weights in [1, 5, 50, 1500] {
      #expect(abs(separableShare(of: 2 * weights, dimensions: weights - 1) - 0.5) < 1e-12)
    }
    #expect(linearDichotomies(of: 2000, dimensions: 1500) == .infinity && linearDichotomies(of: 1000, dimensions: 999).isFinite)
    #expect(separableShare(of: 3000, dimensions: 2) == 0 && separableShare(of: 0, dimensions: 2) == 1)
  }

  @Test func exclusiveOrIsNotSeparable() {
    let corners = D([[0, 0], [1, 1], [0, 1], [1, 0]])
    #expect(!isLinearlySeparable(corners, labels: [true, true, false, false]))
    #expect(isLinearlySeparable(corners, labels: [true, false, false, false]))
    #expect(isLinearlySeparable(corners, labels: [true, false, true, false]))
    #expect(realisableLabellings(of: corners) == 14)
    // Collinear: 2n of n points on a line. Doubled points count once.
    #expect(realisableLabellings(of: D([[1, 2], [2, 4], [3, 6], [5, 10], [9, 18]])) == 10)
    #expect(realisableLabellings(of: D([[1, 2], [1, 2], [3, 0]])) == 4)
    #expect(realisableLabellings(of: D.zeros([0, 2])) == 1 && realisableLabellings(of: D.zeros([3, 0])) == 2)
    #expect(isLinearlySeparable(D.zeros([0, 3]), labels: []) && isLinearlySeparable(D([[5]]), labels: [true]))
    // Touching at one point, which lies on the hyperplane: not strictly.
    #expect(!isLinearlySeparable(D([[0], [1], [1]]), labels: [true, true, false]))
    #expect(isLinearlySeparable(D([[-1, 0], [1, 0.5]]), labels: [true, false], throughOrigin: true))
    #expect(!isLinearlySeparable(D([[1, 1], [2, 2]]), labels: [true, false], throughOrigin: true))
  }

  /// Every labelling of small sets of whole-numbered points, many of them collinear or equal, against integers.
  @Test func agreesWithIntegers() {
    for seed in 0..<30 {
      var rng = RandomStream(seed: UInt64(seed))
      let points = (0..<6).map { _ in (rng.integer(in: -3...3), rng.integer(in: -3...3)) }
      let tensor = D(points.map { [Double($0.0), Double($0.1)] })
      var count = 0
      for bits in 0..<64 {
        let labels = labelling(bits, 6), expected = separableInThePlane(points, labels)
        if expected { count += 1 }
        #expect(isLinearlySeparable(tensor, labels: labels) == expected, "\(points) \(labels)")
      }
      #expect(realisableLabellings(of: tensor) == count)
    }
  }

  /// Points in general position realise exactly Cover's number, near or far from the origin and on any scale.
  @Test func randomPointsRealiseCoversNumber() {
    for (n, d) in [(8, 1), (9, 2), (7, 3), (6, 5), (12, 2)] {
      var rng = RandomStream(seed: UInt64(n * 10 + d))
      let x = D.normal([n, d], using: &rng)
      for points in [x, x * 1e-8, x * 1e8 + 3e8] {
        #expect(Double(realisableLabellings(of: points)) == linearDichotomies(of: n, dimensions: d))
      }
      if d > 1 {
        let count = Double(realisableLabellings(of: x, throughOrigin: true))
        #expect(count == linearDichotomies(of: n, dimensions: d, throughOrigin: true))
      }
    }
    var rng = RandomStream(seed: 4)
    #expect(Double(realisableLabellings(of: Tensor<Float>.normal([40, 1], using: &rng))) == 80)
  }

  /// The corners of a cube are in anything but general position. Linear threshold functions of n variables:
  /// https://oeis.org/A000609, 2, 4, 14, 104, 1882, 94572, …
  @Test func cornersOfCubes() {
    for (dimensions, count) in [(1, 4), (2, 14), (3, 104), (4, 1882)] {
      let corners = (0..<(1 << dimensions)).map { corner in (0..<dimensions).map { Double(corner >> $0 & 1) } }
      #expect(realisableLabellings(of: D(corners)) == count)
    }
  }

  /// A point between two others and off their line by the least that whole numbers allow: a triangle of area ½, 6765 wide.
  @Test func nearlyCollinear() {
    #expect(6765 * 1597 - 4181 * 2584 == 1)
    #expect(isLinearlySeparable(D([[0, 0], [6765, 4181], [2584, 1597]]), labels: [true, true, false]))
    #expect(!isLinearlySeparable(D([[0, 0], [6764, 4180], [3382, 2090]]), labels: [true, true, false]))
  }

  @Test func anyScaleOfFiniteNumbers() {
    let most = Double.greatestFiniteMagnitude, least = Double.leastNonzeroMagnitude
    for size in [most, 1, least] {
      #expect(isLinearlySeparable(D([[-size], [0], [size]]), labels: [true, false, false]))
      #expect(!isLinearlySeparable(D([[-size], [0], [size]]), labels: [true, false, true]))
    }
  }

  /// Larger sets: labels made by a hyperplane are separable, the same with two swapped neighbours on it are not.
  @Test func largerSets() {
    for seed in 0..<10 {
      var rng = RandomStream(seed: UInt64(seed))
      let x = D.normal([200, 8], using: &rng), w = D.normal([8, 1], using: &rng)
      let labels = matmul(x, w).scalars.map { $0 > 0.3 }
      #expect(isLinearlySeparable(x, labels: labels))
      let middle = x.mean(axis: 0).reshaped(to: [1, 8]).scalars
      // Its centre, in the convex hull of the others, with both labels.
      let more = D(x.scalars + middle + middle, shape: [202, 8])
      #expect(!isLinearlySeparable(more, labels: labels + [true, false]))
      #expect(!isLinearlySeparable(x, labels: (0..<200).map { _ in rng.integer(in: 0...1) == 0 }))
    }
  }
}
