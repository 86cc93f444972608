internal import CKernels

extension Tensor {
  /// The identity matrix: 1 on the diagonal, 0 elsewhere.
  public static func identity(_ size: Int) -> Tensor {
    if size < 0 { stop("identity: a size of \(size); it is 0 or more") }
    let range = Tensor.range(from: 0, count: size)
    return range.reshaped(to: [size, 1]).equal(to: range)
  }

  /// From `first` up to, not including, `end`, in steps; downwards if the step is negative. NumPy's `arange`.
  ///
  /// - Errors: a step of 0, or one that leads away from the end, stops
  public static func range(from first: Scalar = 0, to end: Scalar, by step: Scalar = 1) -> Tensor {
    let count = ((end.inDouble - first.inDouble) / step.inDouble).rounded(.up)
    if !(count >= 0 && count <= Double(Int32.max)) {
      stop("range: from \(first) to \(end) by \(step) is no finite range; give a step that leads to the end")
    }
    return range(from: first, by: step, count: Int(count))
  }

  /// first, first + step, first + 2 · step, …
  public static func range(from first: Scalar, by step: Scalar = 1, count: Int) -> Tensor {
    let result = Tensor(uninitialized: [count])
    ck_ramp(Scalar.type, first.inDouble, step.inDouble, 1, result.address, count)
    return result
  }

  /// A square matrix with a vector on its diagonal: [n] → [n, n]
  public func diagonalMatrix() -> Tensor { Variable(constant: self).diagonalMatrix().value }

  /// The numbers on a matrix's diagonal: [n, m] → [min(n, m)]
  public func diagonal() -> Tensor { Variable(constant: self).diagonal().value }

  /// The sum of the diagonal.
  public func trace() -> Scalar { diagonal().sum() }
}

/// All products of a number of a with one of b: [n], [m] → [n, m]
public func outer<Scalar>(_ a: Tensor<Scalar>, _ b: Tensor<Scalar>) -> Tensor<Scalar> {
  outer(Variable(constant: a), Variable(constant: b)).value
}

extension Variable {
  public func diagonalMatrix() -> Variable {
    if shape.rank != 1 { stop("diagonalMatrix: \(shape) is not a vector; flatten it first") }
    let size = shape[0]
    return scattered(Picks(axis: 0, indices: (0..<size).map { $0 * (size + 1) }), to: [size * size]).reshaped(to: [size, size])
  }

  public func diagonal() -> Variable {
    if shape.rank != 2 { stop("diagonal: \(shape) is not a matrix; give [rows, columns]") }
    let columns = shape[1], count = Swift.min(shape[0], columns)
    return taken((0..<count).map { $0 * (columns + 1) }, as: [count])
  }

  public func trace() -> Variable { diagonal().sum() }
}

public func outer<Scalar>(_ a: Variable<Scalar>, _ b: Variable<Scalar>) -> Variable<Scalar> {
  if a.shape.rank != 1 || b.shape.rank != 1 {
    stop("outer: \(a.shape) and \(b.shape): both have to be vectors; flatten them first")
  }
  return a.reshaped(to: [a.shape[0], 1]) * b
}
