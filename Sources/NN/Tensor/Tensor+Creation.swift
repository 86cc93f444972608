internal import CKernels

extension Tensor {
  /// A tensor of the given shape from its numbers, row by row.
  public init(_ scalars: [Scalar], shape: Shape) {
    if scalars.count != shape.count {
      stop("Tensor: \(scalars.count) numbers for the shape \(shape), which holds \(shape.count); give as many as it holds")
    }
    self.init(uninitialized: shape)
    scalars.withUnsafeBytes { address.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(address), byteCount: $0.count) }
  }

  /// A vector.
  public init(_ scalars: [Scalar]) { self.init(scalars, shape: [scalars.count]) }

  /// A matrix from its rows.
  public init(_ rows: [[Scalar]]) {
    let columns = rows.first?.count ?? 0
    for (index, row) in rows.enumerated() where row.count != columns {
      stop("Tensor: row \(index) has \(row.count) numbers, row 0 has \(columns); all rows of a matrix are equally long")
    }
    self.init(Array(rows.joined()), shape: Shape(rows: rows.count, columns: columns))
  }

  /// A single number, of shape [].
  public init(_ scalar: Scalar) { self = .filled([], with: scalar) }

  /// The same numbers in the other format; to `Float` they are rounded to the nearest.
  public init<Other: TensorScalar>(_ other: Tensor<Other>) {
    self.init(uninitialized: other.shape)
    ck_convert(Other.type, Scalar.type, other.address, address, count)
  }

  public static func filled(_ shape: Shape, with value: Scalar) -> Tensor {
    let result = Tensor(uninitialized: shape)
    ck_fill(Scalar.type, value.inDouble, result.address, result.count)
    return result
  }

  public static func zeros(_ shape: Shape) -> Tensor { filled(shape, with: 0) }
  public static func ones(_ shape: Shape) -> Tensor { filled(shape, with: 1) }

  /// `count` numbers at equal distances, both ends included; one number is the lower end.
  public static func linear(from first: Scalar, through last: Scalar, count: Int) -> Tensor {
    let result = Tensor(uninitialized: [count])
    ck_ramp(Scalar.type, first.inDouble, (last - first).inDouble, Double(Swift.max(count - 1, 1)), result.address, count)
    return result
  }

  /// Rows with a 1 in the column that the label names and 0 elsewhere.
  ///
  /// - Errors: a label outside 0..<classes stops with "oneHot: label 10 at position 3, with 10 classes; labels are 0 to 9"
  public static func oneHot(_ labels: [Int], classes: Int) -> Tensor {
    check(labels, classes: classes)
    let result = zeros(Shape(rows: labels.count, columns: classes))
    for (row, label) in labels.enumerated() { result.pointer[row * classes + label] = 1 }
    return result
  }

  static func check(_ labels: [Int], classes: Int) {
    for (row, label) in labels.enumerated() where label < 0 || label >= classes {
      stop("oneHot: label \(label) at position \(row), with \(classes) classes; labels are 0 to \(classes - 1)")
    }
  }
}

// MARK: Random

extension Tensor {
  /// Independent normal numbers, N(mean, standardDeviation²).
  ///
  /// One draw of the stream, whatever the shape: element i is a function of the stream's key and position and of i alone.
  public static func normal(
    _ shape: Shape, mean: Double = 0, standardDeviation: Double = 1, using rng: inout RandomStream
  ) -> Tensor {
    if !(standardDeviation >= 0) {
      stop("normal: a standard deviation of \(standardDeviation); it is 0 or more")
    }
    let result = Tensor(uninitialized: shape)
    ck_normal(Scalar.type, rng.key, rng.takePosition(), mean, standardDeviation, result.address, result.count)
    return result
  }

  /// Independent uniform numbers from the lower end up to, not including, the upper.
  public static func uniform(_ shape: Shape, in range: Range<Double> = 0..<1, using rng: inout RandomStream) -> Tensor {
    let result = Tensor(uninitialized: shape)
    let low = Scalar(range.lowerBound), high = Scalar(range.upperBound)
    if !(low < high) {
      stop("uniform: \(range.lowerBound)..<\(range.upperBound) holds no number of this precision; widen the range")
    }
    ck_uniform(Scalar.type, rng.key, rng.takePosition(), low.inDouble, high.inDouble, result.address, result.count)
    return result
  }
}
