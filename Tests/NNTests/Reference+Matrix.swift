@testable import NN

/// The plain twin of the decompositions' matrix: loops as they stand in the textbook, one number after the other.
struct PlainMatrix {
  let rows: Int, columns: Int
  var values: [Double]

  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    values = [Double](repeating: 0, count: rows * columns)
  }

  static func identity(_ size: Int) -> PlainMatrix {
    var result = PlainMatrix(rows: size, columns: size)
    for i in 0..<size { result[i, i] = 1 }
    return result
  }

  subscript(row: Int, column: Int) -> Double {
    get { values[row * columns + column] }
    set { values[row * columns + column] = newValue }
  }

  func transposed() -> PlainMatrix {
    var result = PlainMatrix(rows: columns, columns: rows)
    for i in 0..<rows { for j in 0..<columns { result[j, i] = self[i, j] } }
    return result
  }

  /// The greatest |a|; 0 for none.
  var largest: Double { values.reduce(0) { max($0, $1.magnitude) } }

  /// The rows with these indices, in this order.
  func selecting(_ indices: some Collection<Int>) -> PlainMatrix {
    var result = PlainMatrix(rows: indices.count, columns: columns)
    for (target, row) in indices.enumerated() { for j in 0..<columns { result[target, j] = self[row, j] } }
    return result
  }
}

// MARK: Rows

extension PlainMatrix {
  /// Σₖ aᵢₖ aⱼₖ over the columns
  func dot(_ i: Int, _ j: Int, columns range: Range<Int>) -> Double {
    values.withUnsafeBufferPointer { values in
      let a = i * columns, b = j * columns
      var sum = 0.0
      for k in range { sum += values[a + k] * values[b + k] }
      return sum
    }
  }

  /// Row j += factor · row i, over the columns.
  mutating func add(_ factor: Double, ofRow i: Int, toRow j: Int, columns range: Range<Int>) {
    let width = columns
    values.withUnsafeMutableBufferPointer { values in
      let a = i * width, b = j * width
      for k in range { values[b + k] += factor * values[a + k] }
    }
  }

  /// Rows (i, j) become (c·i − s·j, s·i + c·j).
  mutating func rotate(_ i: Int, _ j: Int, cosine c: Double, sine s: Double) {
    let width = columns
    values.withUnsafeMutableBufferPointer { values in
      let a = i * width, b = j * width
      for k in 0..<width {
        let x = values[a + k], y = values[b + k]
        values[a + k] = c * x - s * y
        values[b + k] = s * x + c * y
      }
    }
  }

  mutating func scale(row: Int, by factor: Double) {
    for k in 0..<columns { self[row, k] *= factor }
  }

  mutating func swap(row i: Int, with j: Int) {
    if i != j { for k in 0..<columns { values.swapAt(i * columns + k, j * columns + k) } }
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

extension PlainMatrix {
  init(_ tensor: Tensor<Double>) {
    rows = tensor.shape[0]
    columns = tensor.rank == 1 ? 1 : tensor.shape[1]
    values = tensor.scalars
  }

  var tensor: Tensor<Double> { Tensor(values, shape: [rows, columns]) }
}
