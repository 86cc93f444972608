@testable import NN

/// A tensor in the plainest Swift: what the fast kernels are compared with. Nothing here is shared with the engine.
struct Reference {
  var shape: [Int]
  var values: [Double]

  init(_ shape: [Int], _ values: [Double]) {
    self.shape = shape
    self.values = values
  }

  init<S: TensorScalar>(_ tensor: Tensor<S>) {
    self.init(tensor.shape.dimensions, tensor.scalars.map(\.inDouble))
  }

  func map(_ function: (Double) -> Double) -> Reference { Reference(shape, values.map(function)) }

  /// With NumPy's broadcasting.
  func combined(_ other: Reference, _ function: (Double, Double) -> Double) -> Reference {
    let rank = max(shape.count, other.shape.count)
    let a = Array(repeating: 1, count: rank - shape.count) + shape
    let b = Array(repeating: 1, count: rank - other.shape.count) + other.shape
    let result = zip(a, b).map { $0 == 1 ? $1 : $0 }
    return Reference(
      result,
      (0..<result.reduce(1, *)).map { flat in
        var rest = flat, left = 0, right = 0, leftStride = 1, rightStride = 1
        for axis in (0..<rank).reversed() {
          let place = rest % result[axis]
          rest /= result[axis]
          if a[axis] != 1 { left += place * leftStride }
          if b[axis] != 1 { right += place * rightStride }
          leftStride *= a[axis]
          rightStride *= b[axis]
        }
        return function(values[left], other.values[right])
      })
  }

  func matmul(_ other: Reference) -> Reference {
    var result = Reference([shape[0], other.shape[1]], [])
    for i in 0..<shape[0] {
      for j in 0..<other.shape[1] {
        var sum = 0.0
        for k in 0..<shape[1] { sum += values[i * shape[1] + k] * other.values[k * other.shape[1] + j] }
        result.values.append(sum)
      }
    }
    return result
  }

  func transposed() -> Reference {
    Reference([shape[1], shape[0]], (0..<values.count).map { values[$0 % shape[0] * shape[1] + $0 / shape[0]] })
  }

  /// Each run along the axis turned into one number.
  func reduced(axis: Int, _ function: ([Double]) -> Double) -> Reference {
    let inner = shape[(axis + 1)...].reduce(1, *), extent = shape[axis]
    return Reference(
      Array(shape[..<axis] + shape[(axis + 1)...]),
      (0..<(values.count / max(extent, 1))).map { place in
        let start = place / inner * extent * inner + place % inner
        return function((0..<extent).map { values[start + $0 * inner] })
      })
  }

  func all(_ function: ([Double]) -> Double) -> Reference { Reference([], [function(values)]) }

  /// Each row along the last axis turned into another row.
  func rows(_ function: ([Double]) -> [Double]) -> Reference {
    let width = shape[shape.count - 1]
    return Reference(shape, width == 0 ? [] : stride(from: 0, to: values.count, by: width).flatMap { function(Array(values[$0..<($0 + width)])) })
  }
}

/// The largest |a − b| / (floor + |b|), infinite where shapes, NaNs or infinities differ.
func distance(_ a: Reference, _ b: Reference, floor: Double = 1) -> Double {
  if a.shape != b.shape || a.values.count != b.values.count { return .infinity }
  var worst = 0.0
  for (x, y) in zip(a.values, b.values) where x != y && !(x.isNaN && y.isNaN) {
    let error = abs(x - y) / (floor + abs(y))
    worst = error.isNaN ? .infinity : max(worst, error)
  }
  return worst
}

func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

/// Σ(x − x̄)² / (n − removed)
func variance(_ values: [Double], removed: Int = 0) -> Double {
  let centre = mean(values)
  return values.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } / Double(values.count - removed)
}
