internal import CKernels

extension Tensor {
  /// The same numbers, row by row, under another shape; shares the memory.
  ///
  /// - Errors: "reshaped: [16, 4] to [3, 20]: 64 numbers do not fill 60 places; …"
  public func reshaped(to shape: Shape) -> Tensor {
    if shape.count != count {
      stop("reshaped: \(self.shape) to \(shape): \(count) numbers do not fill \(shape.count) places; give a shape of \(count)")
    }
    return viewed(as: shape)
  }

  /// A matrix mirrored at its diagonal: [n, m] → [m, n]
  public func transposed() -> Tensor {
    if rank != 2 { stop("transposed: \(shape) is not a matrix; reshape it to [rows, columns] first") }
    let result = Tensor(uninitialized: Shape(rows: shape[1], columns: shape[0]))
    ck_transpose(Scalar.type, address, result.address, shape[0], shape[1])
    return result
  }

  /// Repeated along axes of size 1 and new ones in front, as operands of arithmetic are.
  public func broadcast(to shape: Shape) -> Tensor {
    if self.shape == shape { return self }
    if !self.shape.repeats(to: shape) {
      stop("broadcast: \(self.shape) to \(shape): only axes of size 1 repeat, aligned at the last axis; reshape it first")
    }
    let one = Tensor(1), result = Tensor(uninitialized: shape)
    var walk = ck_walk(left: self.shape, right: one.shape, result: shape)
    ck_binary_walk(Scalar.type, ck_multiply, 0, &walk, address, one.address, result.address)
    return result
  }
}
