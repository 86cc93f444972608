internal import CKernels

/// A tensor without the type of its numbers: a shape, memory, and where in it the numbers begin.
///
/// The tape keeps these, so that its steps have one layout for every type.
struct Block: Sendable {
  private(set) var shape: Shape
  private var storage: Storage
  /// In bytes from the storage's address.
  private var start = 0

  init(shape: Shape, storage: Storage) {
    self.shape = shape
    self.storage = storage
  }

  private init(shape: Shape, storage: Storage, start: Int) {
    self.shape = shape
    self.storage = storage
    self.start = start
  }

  /// A shape whose numbers are not kept.
  static func withoutNumbers(_ shape: Shape) -> Block { Block(shape: shape, storage: .none) }
  var hasNumbers: Bool { storage !== Storage.none }

  /// Whether its numbers lie otherwise than row by row.
  var isStrided: Bool { storage.isView }
  private var view: StridedView? { storage.isView ? unsafeDowncast(storage, to: StridedView.self) : nil }

  /// Where the numbers are, row by row: those of a view are copied together at the first time they are asked for.
  @inline(__always)
  func address(_ type: ck_type) -> UnsafeMutableRawPointer {
    storage.isView ? unsafeDowncast(storage, to: StridedView.self).dense(type) : storage.address + start
  }

  /// Where the first number is; a view's others lie its steps apart.
  var firstAddress: UnsafeMutableRawPointer { storage.address + start }

  @inline(__always)
  mutating func writableAddress(_ type: ck_type) -> UnsafeMutableRawPointer {
    if !isKnownUniquelyReferenced(&storage) || storage.isView { self = copied(type) }
    return storage.address + start
  }

  private func copied(_ type: ck_type) -> Block {
    let byteCount = shape.count * type.byteCount
    let own = Storage(byteCount: byteCount)
    own.address.copyMemory(from: address(type), byteCount: byteCount)
    return Block(shape: shape, storage: own)
  }

  /// Under another shape of the same count. A view stays one if only axes of size 1 come or go.
  func viewed(as shape: Shape, _ type: ck_type) -> Block {
    if let view, let steps = view.steps(as: shape) { return strided(shape, steps, offset: 0, type) }
    var result = storage.isView ? copied(type) : self
    result.shape = shape
    return result
  }

  /// Some neighbours along an axis.
  func sliced(_ range: Range<Int>, axis: Int, _ type: ck_type) -> Block {
    let shape = self.shape.replacing(axis, by: range.count)
    let steps = view?.steps ?? self.shape.steps
    let offset = range.lowerBound * steps[axis] * type.byteCount
    // Neighbours along the first axis lie row by row as before, and so do those along a later one if the axes before it have size 1.
    if !storage.isView && (range.count == self.shape[axis] || shape.count(0..<axis) <= 1) {
      return Block(shape: shape, storage: storage, start: start + offset)
    }
    return strided(shape, steps, offset: offset, type)
  }

  /// Axis i of the result is axis order[i].
  func permuted(_ order: [Int], _ type: ck_type) -> Block {
    let steps = view?.steps ?? shape.steps
    var newShape = shape, newSteps = SIMD8<Int>()
    for axis in order.indices {
      newShape = newShape.replacing(axis, by: shape[order[axis]])
      newSteps[axis] = steps[order[axis]]
    }
    return strided(newShape, newSteps, offset: 0, type)
  }

  private func strided(_ shape: Shape, _ steps: SIMD8<Int>, offset: Int, _ type: ck_type) -> Block {
    let base = view?.base ?? storage
    if shape.count == 1 { return Block(shape: shape, storage: base, start: firstAddress + offset - base.address) }
    let byteCount = shape.count * type.byteCount
    return Block(
      shape: shape, storage: StridedView(base, at: firstAddress + offset, shape: shape, steps: steps, byteCount: byteCount))
  }

  /// How a BLAS reads the matrices of the last two axes without a copy: rows, or columns, that lie `step` numbers apart; nil if it
  /// can not. With three axes the matrices lie `matrixStep` apart.
  var matrixLayout: (isTransposed: Bool, step: Int, matrixStep: Int)? {
    let row = shape.rank - 2, column = shape.rank - 1, rows = shape[row], columns = shape[column]
    guard let steps = view?.steps else { return (false, max(columns, 1), rows * columns) }
    let matrixStep = shape.rank > 2 ? steps[0] : 0
    if steps[column] == 1 && steps[row] >= max(columns, 1) { return (false, steps[row], matrixStep) }
    if steps[row] == 1 && steps[column] >= max(rows, 1) { return (true, steps[column], matrixStep) }
    return nil
  }
}

extension ck_type {
  var byteCount: Int { self == ck_float32 ? 4 : 8 }
}

extension Shape {
  /// How far apart neighbours along each axis are when the numbers lie row by row.
  var steps: SIMD8<Int> {
    var steps = SIMD8<Int>()
    var distance = 1
    for axis in (0..<rank).reversed() {
      steps[axis] = distance
      distance *= self[axis]
    }
    return steps
  }

  var extents: SIMD8<Int> {
    var extents = SIMD8<Int>(repeating: 1)
    for axis in 0..<rank { extents[axis] = self[axis] }
    return extents
  }
}
