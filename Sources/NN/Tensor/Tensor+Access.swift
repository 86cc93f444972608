internal import CKernels

extension Tensor {
  /// All numbers, row by row.
  public var scalars: [Scalar] {
    [Scalar](unsafeUninitializedCapacity: count) { buffer, initialized in
      if let target = buffer.baseAddress { UnsafeMutableRawPointer(target).copyMemory(from: address, byteCount: count * Scalar.byteCount) }
      initialized = count
    }
  }

  /// The only number of a tensor that has one.
  public var scalar: Scalar {
    if count != 1 { stop("scalar: \(shape) holds \(count) numbers, not one; reduce it with sum() or mean(), or index it") }
    return pointer[0]
  }

  /// Number i of a vector.
  public subscript(index: Int) -> Scalar {
    get { pointer[offset(index)] }
    set {
      let place = offset(index)
      writableAddress().assumingMemoryBound(to: Scalar.self)[place] = newValue
    }
  }

  /// The number in row i and column j of a matrix.
  public subscript(row: Int, column: Int) -> Scalar {
    get { pointer[offset(row, column)] }
    set {
      let place = offset(row, column)
      writableAddress().assumingMemoryBound(to: Scalar.self)[place] = newValue
    }
  }

  private func offset(_ index: Int) -> Int {
    if rank != 1 || index < 0 || index >= shape[0] { stopAtIndex("[\(index)]", axes: 1) }
    return index
  }

  private func offset(_ row: Int, _ column: Int) -> Int {
    if rank != 2 || row < 0 || row >= shape[0] || column < 0 || column >= shape[1] { stopAtIndex("[\(row), \(column)]", axes: 2) }
    return row * shape[1] + column
  }

  private func stopAtIndex(_ index: String, axes: Int) -> Never {
    stop(
      rank != axes
        ? "subscript: \(index) on \(shape): \(axes) indices for \(rank) axes; give one for each"
        : "subscript: \(index) on \(shape): out of range; indices start at 0 and end below the size")
  }

  /// Row i without its axis: [n, …] → […]
  public subscript(row row: Int) -> Tensor {
    let slice = self[rows: row..<(row + 1)]
    return slice.viewed(as: shape.reducing(0, keepingAxis: false))
  }

  /// Some neighbouring rows: [n, …] → [range.count, …]. Shares the memory.
  public subscript(rows range: Range<Int>) -> Tensor {
    checkSlice(range, axis: 0, of: "rows")
    return Tensor(block: block.sliced(range, axis: 0, Scalar.type))
  }

  /// The rows with these indices, in this order; one may come more than once: [n, …] → [indices.count, …]
  public subscript(rows indices: [Int]) -> Tensor {
    if rank == 0 { stop("rows: \(shape) has no rows") }
    for index in indices where index < 0 || index >= shape[0] {
      stop("rows: row \(index) of \(shape): out of range; rows start at 0 and end below the first size")
    }
    return gatheredUnchecked(indices, axis: 0)
  }

  /// Some neighbouring columns of a matrix: [n, m] → [n, range.count]. Shares the memory.
  public subscript(columns range: Range<Int>) -> Tensor {
    if rank != 2 { stop("columns: \(shape) is not a matrix; columns are taken from [rows, columns]") }
    checkSlice(range, axis: 1, of: "columns")
    return Tensor(block: block.sliced(range, axis: 1, Scalar.type))
  }

  func checkSlice(_ range: Range<Int>, axis: Int, of name: StaticString) {
    if rank <= axis || range.lowerBound < 0 || range.upperBound > shape[axis] {
      stop("\(name): \(range.lowerBound)..<\(range.upperBound) of \(shape): out of range; they start at 0 and end at the size")
    }
  }
}

extension Tensor: Equatable {
  /// The same shape and equal numbers; as ever NaN equals nothing.
  public static func == (a: Tensor, b: Tensor) -> Bool {
    if a.shape != b.shape { return false }
    let differences = a.combined(ck_subtract, with: b, of: "==")
    // ∞ − ∞ is NaN, so infinities are compared one by one.
    let equal = ck_count(Scalar.type, ck_is_equal, 0, differences.address, a.count)
    if equal == a.count { return true }
    return a.scalars == b.scalars
  }
}
