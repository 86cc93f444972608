internal import CKernels

// Parts of tensors by position, and tensors put together from parts. `Variable+Indexing.swift` records them.
// An axis counts from the front, or from the back if negative.

extension Tensor {
  /// Some neighbours along an axis. Shares the memory.
  ///
  /// - Shapes: [n, m, k] sliced along axis 1 → [n, range.count, k]
  public func sliced(axis: Int, _ range: Range<Int>) -> Tensor {
    let axis = shape.resolve(axis: axis, of: "sliced")
    checkSlice(range, axis: axis, of: "sliced")
    return Tensor(block: block.sliced(range, axis: axis, Scalar.type))
  }

  /// Zeros before and after along an axis.
  public func padded(axis: Int, before: Int = 0, after: Int = 0) -> Tensor {
    let axis = shape.resolve(axis: axis, of: "padded")
    if before < 0 || after < 0 {
      stop("padded: \(before) before and \(after) after \(shape); both are 0 or more, sliced(axis:_:) removes")
    }
    let result = Tensor.zeros(shape.replacing(axis, by: before + shape[axis] + after))
    result.place(self, axis: axis, from: before)
    return result
  }

  /// Slices of equal size along an axis, in order; they share the memory.
  public func split(axis: Int, into pieces: Int) -> [Tensor] {
    shape.pieces(axis: axis, into: pieces).map { sliced(axis: axis, $0) }
  }

  /// The entries with these indices along an axis, in this order; one may come more than once.
  ///
  /// - Shapes: [n, m, k] gathered along axis 1 → [n, indices.count, k]
  public func gathered(_ indices: [Int], axis: Int) -> Tensor {
    let axis = shape.resolve(axis: axis, of: "gathered")
    for index in indices where index < 0 || index >= shape[axis] {
      stop("gathered: index \(index) along axis \(axis) of \(shape): out of range; indices start at 0 and end below the size")
    }
    return gatheredUnchecked(indices, axis: axis)
  }

  /// From each row of a matrix the number in the column that its label names: [n, classes] → [n]
  public func picked(_ labels: [Int]) -> Tensor { Variable(constant: self).picked(labels).value }

  /// Copies of the whole along an axis, one after the other: [a, b] twice → [a, b, a, b]
  public func tiled(axis: Int, _ times: Int) -> Tensor { Variable(constant: self).tiled(axis: axis, times).value }

  /// Each entry along an axis several times: [a, b] twice → [a, a, b, b]
  public func repeated(axis: Int, _ times: Int) -> Tensor { Variable(constant: self).repeated(axis: axis, times).value }

  /// The other way round along an axis.
  public func flipped(axis: Int) -> Tensor { Variable(constant: self).flipped(axis: axis).value }

  /// Moved along an axis; what leaves at the end comes in at the start: [1, 2, 3] by 1 → [3, 1, 2]
  public func rolled(axis: Int, by distance: Int) -> Tensor { Variable(constant: self).rolled(axis: axis, by: distance).value }

  /// With a new axis of size 1 at this place: [n, m] expanded at 1 → [n, 1, m]; −1 is behind the last. Shares the memory.
  public func expanded(axis: Int) -> Tensor { viewed(as: shape.expanded(axis: axis)) }

  /// Without an axis of size 1. Shares the memory.
  public func squeezed(axis: Int) -> Tensor { viewed(as: shape.squeezed(axis: axis)) }

  /// The axes from one on as a single one: a batch of images [n, c, h, w] flattened from 1 → [n, c · h · w]
  public func flattened(from axis: Int = 0) -> Tensor { reshaped(to: shape.flattened(from: axis)) }

  // MARK: Internal

  /// [.., count, ..], of indices that are in range.
  func gatheredUnchecked(_ indices: [Int], axis: Int) -> Tensor {
    let result = Tensor(uninitialized: shape.replacing(axis, by: indices.count))
    ck_gather(
      Scalar.type, address, shape.count(0..<axis), shape[axis], shape.count((axis + 1)..<rank), indices, indices.count,
      result.address)
    return result
  }

  /// Each entry along the axis added to the one that its index names, of zeros of the given shape.
  func scattered(_ indices: [Int], axis: Int, to target: Shape) -> Tensor {
    let result = Tensor.zeros(target)
    ck_scatter_add(
      Scalar.type, address, target.count(0..<axis), target[axis], target.count((axis + 1)..<rank), indices, indices.count,
      result.address)
    return result
  }

  /// Writes a part into this tensor, which was just made.
  func place(_ part: Tensor, axis: Int, from first: Int) {
    ck_place(
      Scalar.type, part.address, shape.count(0..<axis), part.shape[axis], shape.count((axis + 1)..<rank), address, shape[axis],
      first)
  }

  /// The matrices of the last two axes transposed, without a copy.
  var lastAxesSwapped: Tensor { rank == 2 ? transposed() : permuted([0, 2, 1]) }
}

/// One after the other along an axis.
///
/// - Shapes: [n₁, m], [n₂, m], … along axis 0 → [n₁ + n₂ + …, m]
/// - Errors: no tensors, or other sizes along another axis, stop
public func concatenated<Scalar>(_ parts: [Tensor<Scalar>], axis: Int = 0) -> Tensor<Scalar> {
  guard let first = parts.first else { stop("concatenated: no tensors; give one or more") }
  let axis = first.shape.resolve(axis: axis, of: "concatenated")
  var size = 0
  for part in parts {
    if part.rank != first.rank || part.shape.replacing(axis, by: 0) != first.shape.replacing(axis, by: 0) {
      stop(
        "concatenated: \(first.shape) and \(part.shape) along axis \(axis): all other sizes have to be equal; "
          + "reshape or slice one")
    }
    size += part.shape[axis]
  }
  let result = Tensor<Scalar>(uninitialized: first.shape.replacing(axis, by: size))
  var start = 0
  for part in parts {
    result.place(part, axis: axis, from: start)
    start += part.shape[axis]
  }
  return result
}

/// Side by side along a new axis: n tensors of [m, k] along axis 0 → [n, m, k]
public func stacked<Scalar>(_ parts: [Tensor<Scalar>], axis: Int = 0) -> Tensor<Scalar> {
  for part in parts where part.shape != parts[0].shape {
    stop("stacked: \(parts[0].shape) and \(part.shape): shapes have to be equal; use concatenated for parts of other sizes")
  }
  return concatenated(parts.map { $0.expanded(axis: axis) }, axis: axis)
}

extension Shape {
  /// The ranges of pieces of equal size.
  func pieces(axis: Int, into pieces: Int) -> [Range<Int>] {
    let size = self[resolve(axis: axis, of: "split")]
    if pieces < 1 || size % pieces != 0 {
      stop("split: axis \(axis) of \(self) into \(pieces): they have to divide its \(size); use sliced(axis:_:) for unequal parts")
    }
    return (0..<pieces).map { ($0 * size / pieces)..<(($0 + 1) * size / pieces) }
  }

  func expanded(axis: Int) -> Shape {
    let place = axis < 0 ? axis + rank + 1 : axis
    if place < 0 || place > rank { stop("expanded: axis \(axis) of \(self): a new axis goes to 0 to \(rank), or −1 for the last") }
    return inserting(1, at: place)
  }

  func squeezed(axis: Int) -> Shape {
    let place = resolve(axis: axis, of: "squeezed")
    if self[place] != 1 {
      stop("squeezed: axis \(axis) of \(self) has \(self[place]) entries, not one; pick one with sliced(axis:_:)")
    }
    return reducing(place, keepingAxis: false)
  }

  func flattened(from axis: Int) -> Shape {
    if rank == 0 && axis == 0 { return [1] }
    let place = resolve(axis: axis, of: "flattened")
    return Shape(dimensions[..<place] + [count(place..<rank)])
  }
}
