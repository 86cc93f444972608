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
    var result = Matrix(rows: columns, columns: rows)
    for i in 0..<rows { for j in 0..<columns { result[j, i] = self[i, j] } }
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
