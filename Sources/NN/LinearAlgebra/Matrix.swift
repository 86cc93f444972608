internal import CKernels

/// A matrix in double precision that the decompositions work on, row by row. Their loops run along rows, so most of them hold the
/// transpose of what the textbook writes down.
struct Matrix {
  let rows: Int, columns: Int
  var values: [Double]

  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    values = [Double](repeating: 0, count: rows * columns)
  }

  static func identity(_ size: Int) -> Matrix {
    var result = Matrix(rows: size, columns: size)
    for i in 0..<size { result[i, i] = 1 }
    return result
  }

  subscript(row: Int, column: Int) -> Double {
    get { values[row * columns + column] }
    set { values[row * columns + column] = newValue }
  }

  func transposed() -> Matrix {
    let tile = 16  // rows that are read while the lines of memory they are written to stay at hand
    var result = Matrix(rows: columns, columns: rows)
    result.values.withUnsafeMutableBufferPointer { target in
      values.withUnsafeBufferPointer { source in
        for first in stride(from: 0, to: rows, by: tile) {
          for j in 0..<columns {
            for i in first..<min(first + tile, rows) { target[j * rows + i] = source[i * columns + j] }
          }
        }
      }
    }
    return result
  }

  /// The greatest |a|; 0 for none.
  var largest: Double { values.reduce(0) { max($0, $1.magnitude) } }

  /// The rows with these indices, in this order.
  func selecting(_ indices: some Collection<Int>) -> Matrix {
    var result = Matrix(rows: indices.count, columns: columns)
    for (target, row) in indices.enumerated() { for j in 0..<columns { result[target, j] = self[row, j] } }
    return result
  }
}

// MARK: Rows

extension Matrix {
  /// Σₖ aᵢₖ aⱼₖ
  func dot(_ i: Int, _ j: Int) -> Double {
    values.withUnsafeBufferPointer { values in
      guard let first = values.baseAddress else { return 0 }
      return ck_dot(columns, first + i * columns, first + j * columns)
    }
  }

  /// Row j += factor · row i.
  mutating func add(_ factor: Double, ofRow i: Int, toRow j: Int) {
    let width = columns
    values.withUnsafeMutableBufferPointer { values in
      guard let first = values.baseAddress else { return }
      ck_add_row(width, factor, first + i * width, first + j * width)
    }
  }

  /// Row `target` += factor · row `source` of a matrix as wide.
  mutating func add(_ factor: Double, of other: Matrix, row source: Int, toRow target: Int) {
    let width = columns
    values.withUnsafeMutableBufferPointer { values in
      other.values.withUnsafeBufferPointer { other in
        guard let from = other.baseAddress, let to = values.baseAddress else { return }
        ck_add_row(width, factor, from + source * width, to + target * width)
      }
    }
  }

  mutating func scale(row: Int, by factor: Double) {
    for k in 0..<columns { self[row, k] *= factor }
  }

  /// √Σₖ aᵢₖ², without overflow.
  func norm(ofRow i: Int, columns range: Range<Int>) -> Double {
    var largest = 0.0
    for k in range { largest = max(largest, self[i, k].magnitude) }
    if largest == 0 { return 0 }
    var sum = 0.0
    for k in range {
      let ratio = self[i, k] / largest
      sum += ratio * ratio
    }
    return largest * sum.squareRoot()
  }

  /// Whether the row has to be negated for its number of greatest magnitude to be positive. Of several that are as great up to a
  /// millionth the first one counts, so that rounding does not decide.
  func hasNegativeSense(row: Int) -> Bool {
    var largest = 0.0
    for k in 0..<columns { largest = max(largest, self[row, k].magnitude) }
    for k in 0..<columns where self[row, k].magnitude >= largest * (1 - 1e-6) { return self[row, k] < 0 }
    return false
  }
}

// MARK: Tensors

extension Matrix {
  /// The numbers of a matrix, or of a vector as a column. Stops for another rank and for numbers that are not finite.
  init<Scalar>(_ tensor: Tensor<Scalar>, of operation: StaticString, vectorAllowed: Bool = false) {
    if tensor.rank != 2 && !(vectorAllowed && tensor.rank == 1) {
      stop("\(operation): \(tensor.shape) is not a matrix; reshape it to [rows, columns] first")
    }
    rows = tensor.shape[0]
    columns = tensor.rank == 1 ? 1 : tensor.shape[1]
    values = Tensor<Double>(tensor).scalars
    if let place = values.firstIndex(where: { !$0.isFinite }) {
      stop(
        "\(operation): \(tensor.shape) holds \(values[place]) at [\(place / columns), \(place % columns)]; "
          + "only finite numbers have a decomposition, find where it comes from")
    }
  }

  func tensor<Scalar>() -> Tensor<Scalar> { Tensor(Tensor<Double>(values, shape: Shape(rows: rows, columns: columns))) }
}

extension Tensor {
  func checkSquare(_ operation: StaticString) {
    if rank != 2 || shape[0] != shape[1] { stop("\(operation): \(shape) is not a square matrix; give [n, n]") }
  }

  /// The relative distance between neighbouring numbers of this precision.
  static var precision: Double { Scalar.ulpOfOne.inDouble }
}
