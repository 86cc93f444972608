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

  /// A matrix mirrored at its diagonal: [n, m] → [m, n]. Shares the memory; a product reads it as it lies.
  public func transposed() -> Tensor {
    if rank != 2 { stop("transposed: \(shape) is not a matrix; reshape it to [rows, columns], or name the axes with permuted(_:)") }
    return Tensor(block: block.permuted([1, 0], Scalar.type))
  }

  /// The axes in another order: axis i of the result is axis order[i]. Shares the memory.
  ///
  /// - Shapes: [2, 3, 4] permuted by [2, 0, 1] → [4, 2, 3]
  /// - Errors: an order that does not name each axis once stops
  public func permuted(_ order: [Int]) -> Tensor {
    if order.count != rank || Set(order) != Set(0..<rank) {
      stop("permuted: the order \(order) for \(shape): it has to name each of the axes 0 to \(rank - 1) once")
    }
    return rank < 2 ? self : Tensor(block: block.permuted(order, Scalar.type))
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
