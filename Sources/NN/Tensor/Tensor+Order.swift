internal import CKernels

// Greatest and least places, sorting, quantiles. NaN counts as greater than every number, as in PyTorch and NumPy.

extension Tensor {
  /// The place of the greatest number, counted row by row; the first one if several are equal, the first NaN if there is one.
  public func argmax() -> Int { flattenedPlace(least: false, of: "argmax") }
  public func argmin() -> Int { flattenedPlace(least: true, of: "argmin") }

  /// The same along an axis: for each place of the other axes, row by row, an index into the axis.
  public func argmax(axis: Int) -> [Int] { places(least: false, axis: axis, of: "argmax") }
  public func argmin(axis: Int) -> [Int] { places(least: true, axis: axis, of: "argmin") }

  /// The place of the greatest number in each row of a matrix.
  public func argmaxOfRows() -> [Int] {
    if rank != 2 || shape[1] == 0 { stop("argmaxOfRows: \(shape) is not a matrix with columns; give [rows, classes]") }
    return argmax(axis: 1)
  }

  private func flattenedPlace(least: Bool, of name: StaticString) -> Int {
    viewed(as: [count]).places(least: least, axis: 0, of: name)[0]
  }

  func places(least: Bool, axis: Int, of name: StaticString) -> [Int] {
    let axis = shape.resolve(axis: axis, of: name)
    if shape[axis] == 0 { stop("\(name): axis \(axis) of \(shape) holds no numbers; check the slice that it comes from") }
    let outer = shape.count(0..<axis), inner = shape.count((axis + 1)..<rank)
    return [Int](unsafeUninitializedCapacity: outer * inner) { buffer, initialized in
      if let target = buffer.baseAddress {
        ck_extreme_index(Scalar.type, least ? 1 : 0, address, outer, shape[axis], inner, target)
      }
      initialized = outer * inner
    }
  }

  /// Indices into the last axis that sort each row; equal numbers stay in their order. As many as the tensor has numbers, row by
  /// row.
  public func argsort(descending: Bool = false) -> [Int] {
    if rank == 0 { return [0] }
    let columns = shape[rank - 1], rows = shape.count(0..<(rank - 1))
    return [Int](unsafeUninitializedCapacity: count) { buffer, initialized in
      if let target = buffer.baseAddress, ck_sorted_indices(Scalar.type, descending ? 1 : 0, address, rows, columns, target) == 0 {
        stop("argsort: the machine has no memory to sort \(shape); sort smaller parts")
      }
      initialized = count
    }
  }

  /// In ascending order along an axis, NaN last; descending, NaN first.
  public func sorted(axis: Int = -1, descending: Bool = false) -> Tensor {
    Variable(constant: self).sorted(axis: axis, descending: descending).value
  }

  /// The k greatest numbers of each row, greatest first, and their indices into the last axis, row by row.
  ///
  /// - Shapes: [..., n] → [..., k]
  /// - Errors: more than there are stops
  public func topK(_ k: Int) -> (values: Tensor, indices: [Int]) {
    let (values, indices) = Variable(constant: self).topK(k)
    return (values.value, indices)
  }

  /// The number below which the given share of all numbers lies; between two of them, by the share of the way.
  ///
  /// x₍h₎ with h = (n − 1) · share, of the sorted numbers counted from 0; NaN if any is
  ///
  /// - Errors: a share outside 0…1, or no numbers, stop
  /// - Source: NumPy's and PyTorch's default, `linear`; Hyndman & Fan 1996, definition 7
  public func quantile(_ share: Double) -> Scalar { Variable(constant: self).quantile(share).value.scalar }

  public func quantile(_ share: Double, axis: Int, keepingAxis: Bool = false) -> Tensor {
    Variable(constant: self).quantile(share, axis: axis, keepingAxis: keepingAxis).value
  }

  /// The middle number, or the mean of the two in the middle (NumPy's; PyTorch's takes the lower one).
  public func median() -> Scalar { quantile(0.5) }

  public func median(axis: Int, keepingAxis: Bool = false) -> Tensor { quantile(0.5, axis: axis, keepingAxis: keepingAxis) }
}
