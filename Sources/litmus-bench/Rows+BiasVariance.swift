import Foundation
import NN

/// Bias and variance of ten capacities: 200 samples of 30 points, each fitted by Chebyshev polynomials of the degrees 0 to 9 and
/// looked at in 100 points.
let biasVarianceRow = Row(
  name: "bias and variance, 200 fits × 10 capacities", goals: [.ratio(.numpy, 10)], tolerance: 1e-8
) {
  let samples = (0..<200).map { sample -> (x: [Double], y: Tensor<Double>) in
    let x = formula(30, offset: 31 * sample), noise = formula(30, offset: 7 * sample + 1, scale: 0.5)
    return (x, Tensor(zip(x, noise).map { sin(.pi * $0) + $1 }))
  }
  let places = (0..<100).map { -1 + 2 * Double($0) / 99 }
  let truth = Tensor(places.map { sin(.pi * $0) }), placesBasis = chebyshevBasis(places)

  func estimate() -> [(squaredBias: Double, variance: Double)] {
    var sums = [Tensor<Double>](repeating: .zeros([100]), count: 10), squares = sums
    for (x, y) in samples {
      let basis = chebyshevBasis(x)
      for degree in 0..<10 {
        let weights = leastSquares(basis[columns: 0...degree], y)
        let prediction = matmul(placesBasis[columns: 0...degree], weights.reshaped(to: [degree + 1, 1])).reshaped(to: [100])
        sums[degree] += prediction
        squares[degree] += square(prediction)
      }
    }
    return zip(sums, squares).map { sum, squares in
      let mean = sum / 200
      return (square(mean - truth).mean(), (squares / 200 - square(mean)).mean())
    }
  }
  let result = estimate()
  return Work(check: [result.map(\.squaredBias), result.map(\.variance)]) { _ = estimate() }
}

/// T₀ to T₉ of each number: rows [1, x, 2x² − 1, …].
private func chebyshevBasis(_ numbers: [Double]) -> Tensor<Double> {
  var entries: [Double] = []
  for x in numbers {
    var (now, next) = (1.0, x)
    for _ in 0..<10 {
      entries.append(now)
      (now, next) = (next, 2 * x * next - now)
    }
  }
  return Tensor(entries, shape: [numbers.count, 10])
}

extension Tensor {
  fileprivate subscript(columns range: ClosedRange<Int>) -> Tensor { self[columns: range.lowerBound..<(range.upperBound + 1)] }
}
